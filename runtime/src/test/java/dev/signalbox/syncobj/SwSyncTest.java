package dev.signalbox.syncobj;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.Seeds;
import dev.signalbox.conformance.ConformanceRow;
import dev.signalbox.fence.Errno;
import dev.signalbox.fence.FenceStatus;
import dev.signalbox.fence.PlainFence;
import dev.signalbox.fence.Refusal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SwSyncTest {
    private final SyncBench bench = new SyncBench();
    private final SwSync software = bench.timeline();

    private SyncFile file(SwSync timeline, long point) {
        return SyncFile.of(timeline.fence(point, 0));
    }

    private SyncFile merge(SyncFile one, SyncFile other) {
        return SyncFile.merge("merged", one, other, bench.containers);
    }

    private void advance(SwSync timeline, long value) {
        timeline.advanceTo(value, value);
        bench.containers.settle();
    }

    private static List<Long> counts(SyncFile file) {
        List<SyncFile.Entry> entries = file.info().entries();
        long signalled =
                entries.stream().filter(entry -> entry.status().isSignalled()).count();
        return List.of(entries.size() - signalled, signalled);
    }

    private static void refuses(Errno errno, Runnable call) {
        assertThatThrownBy(call::run)
                .isInstanceOfSatisfying(
                        Refusal.class, each -> assertThat(each.errno()).isEqualTo(errno));
    }

    @Test
    @ConformanceRow(value = "SWS-01", says = "A timeline can be made and closed without ever being used.")
    @ConformanceRow(value = "SWS-02", says = "A fence at the value that a new timeline has is signalled already.")
    @ConformanceRow(value = "SWS-03", says = "A timeline that is not open gives no fence.")
    void aNewTimelineStandsAtZeroAndAClosedOneGivesNothing() {
        assertThat(software.state())
                .isEqualTo(new SwSync.State(1, software.timeline().context(), "frames", 0));
        assertThat(software.fence(0, 9).timestamp()).isEqualTo(9);
        software.close(0, 10);
        refuses(Errno.EBADF, () -> software.fence(1, 10));
    }

    @Test
    void aClosedTimelineIsNeitherAdvancedNorClosedAgain() {
        software.close(2, 1);
        refuses(Errno.EBADF, () -> software.advanceTo(9, 2));
        refuses(Errno.EBADF, () -> software.close(9, 2));
        assertThat(software.timeline().floor()).isEqualTo(2);
    }

    @Test
    @ConformanceRow(value = "SWS-05", says = "A fence that signalled well stays well when its timeline is closed.")
    void whatHasSignalledStaysWellWhenTheTimelineIsClosed() {
        PlainFence fence = software.fence(1, 0);
        software.advanceTo(1, 1);
        software.close(1, 2);
        assertThat(fence.status()).isEqualTo(FenceStatus.OK);
        assertThat(software.timeline().isSignalled(1)).isTrue();
        assertThat(software.timeline().error(1)).isNull();
        assertThat(software.timeline().failed()).isZero();
    }

    @Test
    void closingEndsEveryPendingPointThatWasHandedOut() {
        PlainFence late = software.fence(9, 0);
        PlainFence early = software.fence(4, 0);
        List<PlainFence> order = new ArrayList<>();
        List.of(late, early).forEach(fence -> fence.subscribe(signalled -> order.add((PlainFence) signalled)));
        software.advanceTo(2, 1);
        software.close(5, 2);
        assertThat(software.timeline().floor()).isEqualTo(5);
        assertThat(software.timeline().error(2)).isNull();
        assertThat(software.timeline().error(3)).isEqualTo(Errno.ENOENT);
        assertThat(software.timeline().error(5)).isEqualTo(Errno.ENOENT);
        assertThat(software.timeline().failed()).isEqualTo(3);
        assertThat(order).containsExactly(early, late);
        assertThat(order).allMatch(fence -> fence.status().error() == Errno.ENOENT);
    }

    @Test
    @ConformanceRow(
            value = "SWS-06",
            says = "A point is pending until the value reaches it, and signalled from then on.")
    void aPointSignalsWhenTheValueReachesIt() {
        PlainFence fence = software.fence(5, 0);
        for (long value : new long[] {0, 1, 4}) {
            software.advanceTo(value, value);
            assertThat(software.timeline().isSignalled(5)).isFalse();
            assertThat(fence.isSignalled()).isFalse();
        }
        software.advanceTo(5, 50);
        assertThat(software.timeline().isSignalled(5)).isTrue();
        assertThat(fence.timestamp()).isEqualTo(50);
        software.advanceTo(15, 60);
        assertThat(fence.timestamp()).isEqualTo(50);
    }

    @Test
    @ConformanceRow(
            value = "SWS-08",
            says = "A fence handed on to another holder signals there when its timeline is advanced here.")
    void whoGotAFenceFromAnotherSeesItSignal() {
        SyncObject object = bench.empty();
        object.importFile(file(software, 2), 0);
        SyncWait wait = bench.start(WaitFlags.ANY, SyncPoint.binary(object));
        assertThat(SyncBench.words(wait)).isEqualTo("waits");
        advance(software, 2);
        assertThat(SyncBench.words(wait)).isEqualTo("0");
    }

    @Test
    @ConformanceRow(value = "SWS-09", says = "Fences of one timeline merge into the newest of them.")
    void fencesOfOneTimelineMergeIntoTheNewest() {
        SyncFile merged = merge(merge(file(software, 1), file(software, 2)), file(software, 3));
        for (long value = 1; value <= 3; value++) {
            assertThat(counts(merged)).containsExactly(1L, 0L);
            advance(software, value);
        }
        assertThat(counts(merged)).containsExactly(0L, 1L);
    }

    @Test
    @ConformanceRow(
            value = "SWS-11",
            says = "A merge over three timelines is done when the last of them has come so far.")
    void aMergeOverThreeTimelinesWaitsForAll() {
        List<SwSync> timelines = List.of(bench.timeline(), bench.timeline(), bench.timeline());
        SyncFile merged = merge(merge(file(timelines.get(0), 5), file(timelines.get(1), 5)), file(timelines.get(2), 5));
        long done = 0;
        for (SwSync each : timelines) {
            assertThat(counts(merged)).containsExactly(3L - done, done);
            assertThat(merged.poll()).isFalse();
            advance(each, 5);
            done++;
        }
        assertThat(counts(merged)).containsExactly(0L, 3L);
        assertThat(merged.poll()).isTrue();
    }

    @Test
    @ConformanceRow(
            value = "SWS-12",
            says = "Many consumers of one timeline are each called when the value is at their point.")
    void manyConsumersSeeTheirOwnPoints() {
        List<Long> seen = new ArrayList<>();
        for (int consumer = 8; consumer >= 1; consumer--) {
            for (int round = 0; round < 64; round++) {
                long point = round * 8L + consumer;
                software.fence(point, 0).subscribe(fence -> {
                    assertThat(software.state().value()).isEqualTo(point);
                    seen.add(point);
                });
            }
        }
        for (long value = 1; value <= 512; value++) {
            software.advanceTo(value, value);
        }
        assertThat(seen).hasSize(512).isSorted();
    }

    @Test
    @ConformanceRow(
            value = "SWS-14",
            says = "One consumer of a merge over five producers goes on when all five have produced.")
    void oneConsumerOfFiveProducers() {
        List<SwSync> producers = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            producers.add(bench.timeline());
        }
        for (long round = 1; round <= 100; round++) {
            SyncFile merged = file(producers.get(0), round);
            for (SwSync producer : producers) {
                merged = merge(merged, file(producer, round));
            }
            List<String> woken = new ArrayList<>();
            merged.subscribe(fence -> woken.add("woken"));
            for (SwSync producer : producers) {
                assertThat(woken).isEmpty();
                assertThat(merged.poll()).isFalse();
                advance(producer, round);
            }
            assertThat(woken).hasSize(1);
            assertThat(merged.info().status()).isEqualTo(FenceStatus.OK);
        }
    }

    @Test
    @ConformanceRow(value = "SWS-15", says = "A merge of what has signalled is signalled, however often it is made.")
    void aMergeOfExpiredFencesIsSignalled() {
        advance(software, 100);
        SyncFile expired = file(software, 1);
        for (int i = 0; i < 1_000; i++) {
            assertThat(merge(expired, expired).status()).isEqualTo(FenceStatus.OK);
        }
    }

    @Test
    @ConformanceRow(
            value = "SWS-16",
            says =
                    "1,024 random points on 32 timelines merge into one entry for each timeline; a wait for the merge is out of"
                            + " time until the last timeline reaches its largest point.")
    void aMergeOfRandomPoints() {
        Seeds.each(20, random -> {
            List<SwSync> timelines = new ArrayList<>();
            long[] largest = new long[32];
            for (int i = 0; i < largest.length; i++) {
                timelines.add(bench.timeline());
            }
            SyncFile merged = file(timelines.get(0), 0);
            Set<Integer> used = new HashSet<>();
            for (int i = 0; i < 1_024; i++) {
                int timeline = random.nextInt(largest.length);
                long point = random.nextLong(1, 1_001);
                used.add(timeline);
                largest[timeline] = Math.max(largest[timeline], point);
                merged = merge(merged, file(timelines.get(timeline), point));
            }
            assertThat(merged.size()).isEqualTo(used.size());
            SyncPoint whole = SyncBench.whole(bench.holding(merged.fence()));
            List<Integer> order = new ArrayList<>(used);
            Collections.sort(order);
            for (int timeline : order) {
                advance(timelines.get(timeline), largest[timeline] - 1);
                assertThat(merged.status().isSignalled()).isFalse();
                assertThat(bench.poll(WaitFlags.ALL, whole)).isEqualTo("-ETIME");
                advance(timelines.get(timeline), largest[timeline]);
            }
            assertThat(merged.status()).isEqualTo(FenceStatus.OK);
            assertThat(bench.poll(WaitFlags.ALL, whole)).isEqualTo("0");
        });
    }

    @Test
    void aPointAtOrBelowTheValueHasSignalledBeforeAnybodyAsks() {
        software.advanceTo(100, 1);
        assertThat(software.timeline().isSignalled(1)).isTrue();
        assertThat(software.timeline().isSignalled(100)).isTrue();
        assertThat(software.timeline().isSignalled(101)).isFalse();
        assertThat(software.fence(100, 2).isMarkedSignalled()).isTrue();
        assertThat(software.fence(101, 2).isMarkedSignalled()).isFalse();
    }

    @Test
    @ConformanceRow(value = "SWS-18", says = "While a point is pending everybody gets the same fence of it.")
    void aPendingFenceIsShared() {
        PlainFence fence = software.fence(2, 0);
        assertThat(software.fence(2, 1)).isSameAs(fence);
        software.advanceTo(2, 2);
        assertThat(software.fence(2, 3)).isNotSameAs(fence);
    }

    @Test
    void anAdvanceOfAnySizeSignalsAllThatItPasses() {
        long far = (1L << 33) + 5;
        List<PlainFence> passed = List.of(software.fence(1, 0), software.fence(1L << 31, 0), software.fence(far, 0));
        PlainFence beyond = software.fence(far + 1, 0);
        software.advanceTo(far, 1);
        assertThat(passed).allMatch(PlainFence::isMarkedSignalled);
        assertThat(beyond.isMarkedSignalled()).isFalse();
    }

    @Test
    @ConformanceRow(
            value = "SWS-21",
            says = "The soonest deadline of a fence is told; none, and a fence from elsewhere, are refused.")
    void theSoonestDeadlineIsTold() {
        PlainFence fence = software.fence(1, 0);
        refuses(Errno.ENOENT, () -> software.deadline(fence));
        fence.setDeadline(90);
        fence.setDeadline(40);
        fence.setDeadline(60);
        assertThat(software.deadline(fence)).isEqualTo(40);
        refuses(Errno.EINVAL, () -> software.deadline(bench.fence()));
    }

    @Test
    void theValueNeverGoesBack() {
        assertThat(software.advanceTo(4, 1)).isTrue();
        assertThat(software.advanceTo(4, 2)).isFalse();
        assertThat(software.advanceTo(2, 3)).isFalse();
        assertThat(software.timeline().floor()).isEqualTo(4);
    }
}
