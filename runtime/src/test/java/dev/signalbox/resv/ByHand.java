package dev.signalbox.resv;

import dev.signalbox.fence.FenceContainers;
import dev.signalbox.fence.FenceProvider;
import dev.signalbox.fence.PlainFence;
import java.util.concurrent.atomic.AtomicLong;

/** Fences that a test signals, and containers of them. */
final class ByHand implements FenceProvider {
    private static final ByHand PROVIDER = new ByHand();
    private static final long FIRST_CONTAINER = 1_000;

    private ByHand() {}

    static PlainFence fence(long context, long seqno) {
        return PlainFence.wrapping(PROVIDER, context, seqno);
    }

    static PlainFence signalled(long context, long seqno) {
        PlainFence fence = fence(context, seqno);
        fence.signal(0);
        return fence;
    }

    static FenceContainers containers() {
        AtomicLong contexts = new AtomicLong(FIRST_CONTAINER);
        return new FenceContainers(contexts::getAndIncrement);
    }

    @Override
    public String driverName() {
        return "by-hand";
    }

    @Override
    public String timelineName(PlainFence fence) {
        return "context " + fence.context();
    }
}
