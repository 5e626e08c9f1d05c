package dev.signalbox.syncobj;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.conformance.ConformanceRow;
import dev.signalbox.fence.Errno;
import dev.signalbox.fence.FenceStatus;
import dev.signalbox.fence.PlainFence;
import dev.signalbox.fence.Refusal;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SyncObjectTest {
    private final SyncBench bench = new SyncBench();

    @Test
    @ConformanceRow(value = "SOB-11", says = "A file exported from an object keeps the fence of that moment.")
    void anExportedFileIsNotChangedByWhatHappensToTheObject() {
        PlainFence fence = bench.fence();
        SyncObject object = bench.holding(fence);
        SyncFile file = object.exportFile(0, 1);
        object.signal(1);
        object.reset();
        assertThat(file.status()).isEqualTo(FenceStatus.PENDING);
        bench.signal(fence);
        assertThat(file.status()).isEqualTo(FenceStatus.OK);
    }

    @Test
    @ConformanceRow(
            value = "SOB-12",
            says = "A file is exported from a point of a timeline, and imported as a point of another.")
    void aFileComesFromAPointAndGoesToAPoint() {
        SyncObject source = bench.empty();
        List<PlainFence> fences = bench.submit(source, 3, 4);
        SyncObject target = bench.empty();
        target.importFile(source.exportFile(3, 1), 7);
        target.importFile(source.exportFile(4, 1), 9);
        bench.signal(fences.get(0));
        assertThat(target.value(false)).isEqualTo(7);
        bench.signal(fences.get(1));
        assertThat(target.value(false)).isEqualTo(9);
        assertThat(source.exportFile(4, 5).status()).isEqualTo(FenceStatus.OK);
    }

    @Test
    void aFileImportedWithoutAPointReplaces() {
        SyncObject object = bench.signalled();
        SyncFile file = SyncFile.of("frame", bench.fence());
        object.importFile(file, 0);
        assertThat(object.content()).isSameAs(file.fence());
    }

    @Test
    @ConformanceRow(
            value = "SOB-40",
            says = "A job cannot depend on an object that holds nothing, or on a point not there yet.")
    void nothingIsFoundWhereNothingIs() {
        assertThatThrownBy(() -> bench.empty().find(0))
                .isInstanceOfSatisfying(
                        Refusal.class, each -> assertThat(each.errno()).isEqualTo(Errno.EINVAL));
        assertThatThrownBy(() -> bench.pending().find(1))
                .isInstanceOfSatisfying(
                        Refusal.class, each -> assertThat(each.errno()).isEqualTo(Errno.EINVAL));
        assertThatThrownBy(() -> bench.empty().exportFile(0, 1))
                .isInstanceOfSatisfying(
                        Refusal.class, each -> assertThat(each.errno()).isEqualTo(Errno.EINVAL));
    }

    @Test
    void thePointFoundIsTheNodeThatCoversIt() {
        SyncObject object = bench.empty();
        List<PlainFence> fences = bench.submit(object, 2, 4);
        assertThat(object.find(3)).isSameAs(object.content());
        assertThat(object.fenceAt(1, 1).seqno()).isEqualTo(2);
        fences.forEach(bench::signal);
        assertThat(object.find(1)).isNull();
        assertThat(object.fenceAt(1, 8).timestamp()).isEqualTo(8);
    }

    @Test
    @ConformanceRow(value = "SOB-39", says = "Putting the same fence in again is no change: nobody looks again.")
    void theSameFenceAgainIsNoChange() {
        PlainFence fence = bench.fence();
        SyncObject object = bench.holding(fence);
        List<String> told = new ArrayList<>();
        object.listen(listener("one", told, false, () -> {}));
        object.replace(fence);
        assertThat(told).isEmpty();
        object.reset();
        object.reset();
        assertThat(told).containsExactly("one looks");
        assertThat(object.listeners()).isEqualTo(1);
    }

    private static ContentListener listener(String name, List<String> told, boolean isDone, Runnable whenFound) {
        return new ContentListener() {
            @Override
            public boolean look() {
                told.add(name + " looks");
                return isDone;
            }

            @Override
            public void found() {
                told.add(name + " goes on");
                whenFound.run();
            }
        };
    }

    @Test
    void listenersAreCalledInTheOrderInWhichTheyCameAndNotAfterTheyLeft() {
        SyncObject object = bench.empty();
        List<String> told = new ArrayList<>();
        ContentListener leaving = listener("leaving", told, true, () -> {});
        object.listen(listener("first", told, true, () -> object.unlisten(leaving)));
        object.listen(leaving);
        object.listen(listener("last", told, true, () -> {}));
        object.signal(1);
        assertThat(told).containsExactly("first looks", "leaving looks", "last looks", "first goes on", "last goes on");
        assertThat(object.listeners()).isZero();
    }
}
