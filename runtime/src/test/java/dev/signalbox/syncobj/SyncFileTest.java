package dev.signalbox.syncobj;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.conformance.ConformanceRow;
import dev.signalbox.fence.Errno;
import dev.signalbox.fence.FenceProvider;
import dev.signalbox.fence.FenceStatus;
import dev.signalbox.fence.PlainFence;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SyncFileTest {
    private final SyncBench bench = new SyncBench();

    private SyncFile merge(SyncFile one, SyncFile other) {
        return SyncFile.merge("both", one, other, bench.containers);
    }

    @Test
    @ConformanceRow(
            value = "SYF-03",
            says =
                    "A merge has the given name (of any length: only C cuts it) and every fence once; what it merged stays as it is.")
    void aMergeIsAFileOfItsOwn() {
        SyncFile one = SyncFile.of("one", bench.fence());
        SyncFile other = merge(one, SyncFile.of("other", bench.fence()));
        SyncFile both = merge(one, other);
        assertThat(both.name()).isEqualTo("both");
        assertThat(both.size()).isEqualTo(2);
        assertThat(one.size()).isEqualTo(1);
        assertThat(one.name()).isEqualTo("one");
    }

    @Test
    @ConformanceRow(
            value = "SYF-04",
            says = "How many fences a file has, and its status as a whole, are told without its entries.")
    void countAndStatusAreToldWithoutEntries() {
        PlainFence fence = bench.fence();
        SyncFile both = merge(SyncFile.of(fence), SyncFile.of(bench.fence()));
        assertThat(both.size()).isEqualTo(2);
        assertThat(both.status()).isEqualTo(FenceStatus.PENDING);
        bench.signal(fence);
        assertThat(both.status()).isEqualTo(FenceStatus.PENDING);
    }

    @Test
    @ConformanceRow(
            value = "SYF-06",
            says = "Of the statuses of the entries the first counts that is not: signalled, and ended well.")
    void theFirstStatusThatIsNotWellCounts() {
        List<PlainFence> fences = List.of(bench.fence(), bench.fence(), bench.fence());
        SyncFile all = merge(merge(SyncFile.of(fences.get(0)), SyncFile.of(fences.get(1))), SyncFile.of(fences.get(2)));
        fences.get(0).signal(1);
        fences.get(2).signal(3, Errno.EIO);
        assertThat(all.info().status()).isEqualTo(FenceStatus.PENDING);
        assertThat(all.info().entries())
                .extracting(SyncFile.Entry::status)
                .containsExactly(FenceStatus.OK, FenceStatus.PENDING, FenceStatus.signalled(Errno.EIO));
        fences.get(1).signal(4);
        assertThat(all.info().status()).isEqualTo(FenceStatus.signalled(Errno.EIO));
    }

    @Test
    @ConformanceRow(
            value = "SYF-07",
            says = "A pending entry has the timestamp 0, a signalled one the time of its signal.")
    void anEntryTellsWhenItSignalled() {
        PlainFence fence = bench.fence();
        SyncFile file = SyncFile.of(fence);
        assertThat(file.info().entries()).containsExactly(new SyncFile.Entry(FenceStatus.PENDING, "bench", "line", 0));
        fence.signal(77);
        assertThat(file.info().entries())
                .containsExactly(new SyncFile.Entry(FenceStatus.OK, FenceProvider.DETACHED, "signaled-timeline", 77));
    }

    @Test
    @ConformanceRow(
            value = "SYF-08",
            says = "A file without a name is named by driver, timeline, context and seqno of its fence.")
    void theDefaultNameSaysWhatTheFenceIs() {
        assertThat(SyncFile.of(PlainFence.wide(bench, 12, 34)).name()).isEqualTo("bench-line12-34");
    }

    @Test
    @ConformanceRow(value = "SYF-09", says = "A file is ready when its fence has signalled, and not before.")
    void aFileIsReadyWhenItsFenceHasSignalled() {
        PlainFence fence = bench.fence();
        SyncFile file = SyncFile.of(fence);
        List<String> told = new ArrayList<>();
        assertThat(file.poll()).isFalse();
        assertThat(file.subscribe(signalled -> told.add("ready"))).isNotNull();
        bench.signal(fence);
        assertThat(file.poll()).isTrue();
        assertThat(told).containsExactly("ready");
        assertThat(file.subscribe(signalled -> told.add("late"))).isNull();
    }

    @Test
    void aDeadlineReachesEveryFence() {
        List<PlainFence> fences = List.of(bench.fence(), bench.fence());
        merge(SyncFile.of(fences.get(0)), SyncFile.of(fences.get(1))).setDeadline(50);
        assertThat(fences).allMatch(fence -> fence.deadline() == 50);
    }
}
