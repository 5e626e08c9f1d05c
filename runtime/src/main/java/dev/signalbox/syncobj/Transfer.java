package dev.signalbox.syncobj;

import dev.signalbox.fence.DmaFence;
import dev.signalbox.fence.Errno;
import dev.signalbox.fence.Refusal;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Takes the fence of one point over to another: to point 0 as it is, in place of what is there; to any other point merged, as
 * a new point of that timeline. In the kernel: the transfer ioctl.
 */
public final class Transfer {
    private final PointLatch source;
    private final SyncPoint target;
    private final Consumer<WaitOutcome> onSettled;
    private @Nullable WaitOutcome outcome;
    private boolean open = true;

    private Transfer(SyncPoint source, SyncPoint target, Consumer<WaitOutcome> onSettled) {
        this.source = new PointLatch(source);
        this.target = target;
        this.onSettled = onSettled;
    }

    /**
     * Transfers at once.
     *
     * @throws Refusal EINVAL when the source point is not there
     */
    public static void now(SyncPoint source, SyncPoint target, long now) {
        put(source.object().fenceAt(source.point(), now), target);
    }

    /**
     * Transfers as soon as the source point is there.
     *
     * @param onSettled called once, possibly before this returns; ETIME after {@link #expire}
     */
    public static Transfer whenThere(SyncPoint source, SyncPoint target, long now, Consumer<WaitOutcome> onSettled) {
        Transfer transfer = new Transfer(source, target, onSettled);
        if (transfer.source.tryLook()) {
            transfer.take(now);
        } else {
            transfer.source.listen(() -> transfer.take(now));
        }
        return transfer;
    }

    /** Returns what came of it; null while it waits, and when it was cancelled. */
    public @Nullable WaitOutcome outcome() {
        return outcome;
    }

    /** Ends it for want of time: ETIME, and nothing is transferred, unless it is done. */
    public void expire() {
        if (open) {
            settle(WaitOutcome.refused(
                    new Refusal(Errno.ETIME, "the point to transfer has not come in time", "submit it first")));
        }
    }

    /** Ends it without transferring and without telling. */
    public void cancel() {
        open = false;
        source.cancel();
    }

    private void take(long now) {
        put(source.fence(now), target);
        settle(WaitOutcome.fulfilled(0));
    }

    private void settle(WaitOutcome result) {
        cancel();
        outcome = result;
        onSettled.accept(result);
    }

    private static void put(DmaFence fence, SyncPoint target) {
        if (target.point() == 0) {
            target.object().replace(fence);
        } else {
            target.object().addPoint(target.object().containers().merge(List.of(fence)), target.point());
        }
    }
}
