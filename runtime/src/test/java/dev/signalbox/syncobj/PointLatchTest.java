package dev.signalbox.syncobj;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.fence.FenceProvider;
import dev.signalbox.fence.PlainFence;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PointLatchTest {
    private final SyncBench bench = new SyncBench();
    private final List<String> told = new ArrayList<>();

    /** Returns a fence that does something when somebody wants to know when it signals. */
    private static PlainFence fence(Runnable whenAsked) {
        return PlainFence.wide(
                new FenceProvider() {
                    @Override
                    public String driverName() {
                        return "eager";
                    }

                    @Override
                    public String timelineName(PlainFence fence) {
                        return "line";
                    }

                    @Override
                    public boolean enableSignalling(PlainFence fence) {
                        whenAsked.run();
                        return true;
                    }
                },
                700,
                1);
    }

    @Test
    void aQuestionThatIsTakenBackWhileItIsAskedIsNotAnswered() {
        List<PointLatch> latches = new ArrayList<>();
        PlainFence fence = fence(() -> latches.forEach(PointLatch::cancel));
        PointLatch latch = new PointLatch(SyncPoint.binary(bench.holding(fence)));
        latches.add(latch);
        latch.look();
        latch.subscribe(signalled -> told.add("signalled"));
        bench.signal(fence);
        assertThat(told).isEmpty();
    }

    @Test
    void aQuestionIsNotAskedAfterAllWereTakenBack() {
        PlainFence fence = fence(() -> told.add("asked"));
        SyncObject object = bench.empty();
        PointLatch latch = new PointLatch(SyncPoint.binary(object));
        latch.cancel();
        latch.listen(() -> told.add("found"));
        assertThat(object.listeners()).isZero();
        object.replace(fence);
        latch.look();
        assertThat(latch.subscribe(signalled -> told.add("signalled"))).isFalse();
        assertThat(told).isEmpty();
    }
}
