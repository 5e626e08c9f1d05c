package dev.signalbox.syncobj;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.conformance.ConformanceRow;
import dev.signalbox.fence.DmaFence;
import dev.signalbox.fence.FenceChain;
import dev.signalbox.fence.PlainFence;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Sync objects that hold a timeline. */
class SyncTimelineTest {
    private final SyncBench bench = new SyncBench();
    private final SyncObject object = bench.empty();

    /** Signals fences in an order, counted from 1; returns the value before and after each signal. */
    private List<Long> values(List<PlainFence> fences, int... order) {
        List<Long> values = new ArrayList<>(List.of(object.value(false)));
        for (int next : order) {
            bench.signal(fences.get(next - 1));
            values.add(object.value(false));
        }
        return values;
    }

    private String poll(long point) {
        return bench.poll(WaitFlags.ANY, new SyncPoint(object, point));
    }

    @Test
    @ConformanceRow(
            value = "SOT-08",
            says = "Points of many objects are signalled by hand in one call; 0 among them is the whole.")
    void pointsOfManyObjects() {
        List<SyncObject> objects = List.of(bench.empty(), bench.empty(), bench.empty(), bench.empty());
        List<Long> points = List.of(1L, 1L, 1L, 0L);
        for (int i = 0; i < objects.size(); i++) {
            objects.get(i).signalPoint(points.get(i), 1);
            assertThat(bench.poll(WaitFlags.ANY, new SyncPoint(objects.get(i), points.get(i))))
                    .isEqualTo("0");
        }
        assertThat(bench.poll(WaitFlags.ANY, new SyncPoint(objects.get(3), 1))).isEqualTo("-EINVAL");
    }

    @Test
    @ConformanceRow(
            value = "SOT-09",
            says = "Point 0 signalled by hand is a signalled object, by point and as a whole.")
    void pointZero() {
        object.signalPoint(0, 1);
        assertThat(poll(0)).isEqualTo("0");
        assertThat(object.value(false)).isZero();
    }

    @Test
    @ConformanceRow(value = "SOT-10", says = "A reset forgets the whole timeline, pending or signalled.")
    void aResetForgetsAllPoints() {
        bench.submit(object, 1, 2);
        object.reset();
        assertThat(poll(1)).isEqualTo("-EINVAL");
        object.signalPoint(3, 1);
        object.reset();
        assertThat(poll(3)).isEqualTo("-EINVAL");
        assertThat(object.value(true)).isZero();
    }

    @Test
    @ConformanceRow(
            value = "SOT-12",
            says = "Points signalled by hand are reached at once, and so is everything before them.")
    void growingPointsSignalledByHand() {
        SplittableRandom random = new SplittableRandom(12);
        long point = 0;
        for (int i = 0; i < 100; i++) {
            point += random.nextLong(1, 1_000);
            object.signalPoint(point, i);
            assertThat(object.value(false)).isEqualTo(point);
            assertThat(poll(point)).isEqualTo("0");
            assertThat(poll(Math.max(1, point - 1))).isEqualTo("0");
        }
    }

    @Test
    @ConformanceRow(value = "SOT-13", says = "The value is the last point before which nothing is pending.")
    @ConformanceRow(value = "GV-01", says = "Points 1 to 5 completed in the order 1, 3, 2, 5, 4 give 0, 1, 1, 3, 3, 5.")
    void pointsThatCompleteOutOfOrder() {
        List<PlainFence> fences = bench.submit(object, 1, 2, 3, 4, 5);
        List<Long> values = new ArrayList<>(List.of(object.value(false)));
        for (int next : new int[] {1, 3, 2, 5, 4}) {
            bench.signal(fences.get(next - 1));
            values.add(object.value(false));
            assertThat(object.value(true)).isEqualTo(5);
            assertThat(poll(object.value(false))).isEqualTo("0");
        }
        assertThat(values).containsExactly(0L, 1L, 1L, 3L, 3L, 5L);
    }

    @Test
    @ConformanceRow(
            value = "SOT-14",
            says = "Of points submitted out of order the largest counts, once all before it are done.")
    @ConformanceRow(
            value = "SOT-15",
            says = "A point submitted out of order shows no progress until everything older is done.")
    @ConformanceRow(
            value = "GV-02",
            says = "Points 1, 5, 3, 6, 7 in that order give 0, 0, 0, 5, 6, 7; point 8 is never there.")
    void pointsSubmittedOutOfOrder() {
        List<PlainFence> fences = bench.submit(object, 1, 5, 3, 6, 7);
        List<Long> values = new ArrayList<>(List.of(object.value(false)));
        for (int done = 1; done <= 5; done++) {
            bench.signal(fences.get(done - 1));
            values.add(object.value(false));
            String expected = done < 3 ? "-ETIME" : "0";
            for (long point = 1; point <= 5; point++) {
                assertThat(poll(point)).as("point %d after %d", point, done).isEqualTo(expected);
            }
            assertThat(poll(8)).isEqualTo("-EINVAL");
        }
        assertThat(values).containsExactly(0L, 0L, 0L, 5L, 6L, 7L);
    }

    @Test
    @ConformanceRow(value = "SOT-16", says = "A point signalled by hand does not overtake pending ones.")
    @ConformanceRow(value = "SOT-17", says = "The last submitted point is told at once, reached or not.")
    @ConformanceRow(
            value = "GV-03",
            says = "With 3 of 5 done, 8 by hand leaves 3 until 4 and 5 are done, then gives 8.")
    void aPointSignalledByHandDoesNotOvertake() {
        List<PlainFence> fences = bench.submit(object, 1, 2, 3, 4, 5);
        assertThat(values(fences, 1, 2, 3)).endsWith(3L);
        object.signalPoint(8, 1);
        assertThat(object.value(false)).isEqualTo(3);
        assertThat(object.value(true)).isEqualTo(8);
        assertThat(values(fences, 4, 5)).endsWith(8L);
    }

    @Test
    @ConformanceRow(value = "SOT-18", says = "Values are 64-bit numbers and never go back, also across 32 bits.")
    @ConformanceRow(value = "GV-04", says = "Points 1, 5, 2^31+4, 2^31+5 and 2^32-2 are told one after the other.")
    void pointsAcrossThirtyTwoBits() {
        long[] points = {1, 5, (1L << 31) + 4, (1L << 31) + 5, (1L << 32) - 2};
        List<PlainFence> fences = bench.submit(object, points);
        assertThat(values(fences, 1, 2, 3, 4, 5)).containsExactly(0L, 1L, 5L, 2147483652L, 2147483653L, 4294967294L);
    }

    @Test
    void pointsAreUnsigned() {
        List<PlainFence> fences = bench.submit(object, Long.MAX_VALUE, -1L);
        assertThat(values(fences, 1, 2)).containsExactly(0L, Long.MAX_VALUE, -1L);
    }

    @Test
    @ConformanceRow(value = "SOT-20", says = "A point added to a plain fence is reached when both have signalled.")
    void aPointOnAPlainFence() {
        PlainFence plain = bench.fence();
        object.replace(plain);
        PlainFence point = bench.submit(object, 1).get(0);
        assertThat(values(List.of(point, plain), 1, 2)).containsExactly(0L, 0L, 1L);
    }

    @Test
    @ConformanceRow(
            value = "SOT-21",
            says = "The same point twice counts when both fences have signalled, and shows nothing before.")
    @ConformanceRow(value = "GV-06", says = "Point 4 twice gives 0, 0, 4.")
    void theSamePointTwice() {
        assertThat(values(bench.submit(object, 4, 4), 1, 2)).containsExactly(0L, 0L, 4L);
    }

    @Test
    @ConformanceRow(value = "GV-05", says = "Point 3 after point 5 leaves the newest at 5 and gives 0, 0, 5.")
    void anEarlierPointAfterALaterOne() {
        List<PlainFence> fences = bench.submit(object, 5, 3);
        assertThat(SyncBench.newest(object).seqno()).isEqualTo(5);
        assertThat(values(fences, 1, 2)).containsExactly(0L, 0L, 5L);
    }

    @Test
    @ConformanceRow(value = "SOT-22", says = "An object without a timeline has the value 0.")
    void withoutATimelineTheValueIsZero() {
        assertThat(object.value(false)).isZero();
        assertThat(bench.signalled().value(false)).isZero();
        assertThat(bench.signalled().value(true)).isZero();
    }

    @Test
    @ConformanceRow(value = "SOT-30", says = "Adding a point forgets what is complete before it.")
    void addingAPointForgetsWhatIsComplete() {
        PlainFence member = bench.fence();
        DmaFence merged = bench.containers.array(List.of(member));
        object.addPoint(merged, 1);
        List<PlainFence> fences = bench.submit(object, 2, 3);
        bench.signal(member);
        bench.signal(fences.get(0));
        assertThat(merged.isMarkedSignalled()).isFalse();
        bench.submit(object, 4);
        assertThat(merged.isMarkedSignalled()).isTrue();
        assertThat(SyncBench.newest(object).next())
                .isInstanceOfSatisfying(
                        FenceChain.class, next -> assertThat(next.seqno()).isEqualTo(3));
    }
}
