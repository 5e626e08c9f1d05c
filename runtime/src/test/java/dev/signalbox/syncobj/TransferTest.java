package dev.signalbox.syncobj;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.conformance.ConformanceRow;
import dev.signalbox.fence.FenceChain;
import dev.signalbox.fence.PlainFence;
import dev.signalbox.fence.Refusal;
import java.util.List;
import org.junit.jupiter.api.Test;

class TransferTest {
    private final SyncBench bench = new SyncBench();

    @Test
    @ConformanceRow(
            value = "SOT-05",
            says = "A point that has signalled can be transferred to a later one of its object.")
    void aSignalledPointGoesToALaterPointOfTheSameObject() {
        SyncObject object = bench.empty();
        object.signalPoint(63, 1);
        Transfer.now(new SyncPoint(object, 63), new SyncPoint(object, 74), 1);
        assertThat(object.value(false)).isEqualTo(74);
    }

    @Test
    @ConformanceRow(
            value = "SOT-06",
            says =
                    "A fence transferred to a point brings the timeline there when it signals; points signalled by hand are"
                            + " transferred as well.")
    void aFenceGoesToAPoint() {
        SyncObject object = bench.empty();
        PlainFence fence = bench.fence();
        Transfer.now(SyncPoint.binary(bench.holding(fence)), new SyncPoint(object, 1), 1);
        assertThat(object.value(false)).isZero();
        assertThat(bench.poll(WaitFlags.ALL, new SyncPoint(object, 1))).isEqualTo("-ETIME");
        bench.signal(fence);
        assertThat(object.value(false)).isEqualTo(1);
        object.signalPoint(2, 2);
        Transfer.now(new SyncPoint(object, 2), new SyncPoint(object, 3), 2);
        assertThat(object.value(false)).isEqualTo(3);
    }

    @Test
    @ConformanceRow(value = "SOT-27", says = "To point 0 the fence goes as it is, in place of what was there.")
    void pointZeroReplaces() {
        SyncObject source = bench.empty();
        bench.submit(source, 1);
        SyncObject target = bench.signalled();
        Transfer.now(new SyncPoint(source, 1), SyncPoint.binary(target), 1);
        assertThat(target.content()).isSameAs(source.content()).isInstanceOf(FenceChain.class);
    }

    @Test
    void aTimelineIsMergedIntoOnePoint() {
        SyncObject source = bench.empty();
        List<PlainFence> fences = bench.submit(source, 1, 2);
        SyncObject target = bench.empty();
        Transfer.now(new SyncPoint(source, 2), new SyncPoint(target, 9), 1);
        fences.forEach(bench::signal);
        assertThat(target.value(false)).isEqualTo(9);
        assertThat(SyncBench.newest(target).payload()).isNotInstanceOf(FenceChain.class);
    }

    @Test
    @ConformanceRow(
            value = "SOT-28",
            says = "A source point that is not there is refused, or waited for until time is over.")
    void aMissingSourceIsRefusedOrWaitedFor() {
        SyncPoint source = new SyncPoint(bench.empty(), 1);
        SyncPoint target = new SyncPoint(bench.empty(), 1);
        assertThatThrownBy(() -> Transfer.now(source, target, 1))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("-EINVAL");
        SyncWait late = bench.start(Transfer.SOURCE, source);
        assertThatThrownBy(() -> Transfer.found(late, target, 1)).isInstanceOf(IllegalStateException.class);
        late.expire();
        source.object().signalPoint(1, 2);
        assertThatThrownBy(() -> Transfer.found(late, target, 2))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("-ETIME");
        assertThat(target.object().content()).isNull();
    }

    @Test
    void aSourceThatComesInTimeIsTransferredAsItWasFound() {
        SyncPoint source = new SyncPoint(bench.empty(), 1);
        SyncPoint target = new SyncPoint(bench.empty(), 5);
        SyncWait wait = bench.start(Transfer.SOURCE, source);
        PlainFence fence = bench.submit(source.object(), 1).get(0);
        source.object().signal(1);
        Transfer.found(wait, target, 1);
        assertThat(target.object().value(true)).isEqualTo(5);
        assertThat(target.object().value(false)).isZero();
        bench.signal(fence);
        assertThat(target.object().value(false)).isEqualTo(5);
    }

    @Test
    void aSourceThatIsThereIsTransferredAtOnce() {
        SyncObject target = bench.empty();
        SyncWait wait = bench.start(Transfer.SOURCE, SyncPoint.binary(bench.signalled()));
        Transfer.found(wait, SyncPoint.binary(target), 1);
        assertThat(bench.poll(WaitFlags.ANY, SyncPoint.binary(target))).isEqualTo("0");
    }
}
