package dev.signalbox.syncobj;

import static dev.signalbox.syncobj.SyncBench.whole;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.conformance.ConformanceRow;
import dev.signalbox.fence.PlainFence;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who asks to be told of a point waits for its submission, whether it is to be there or to be reached. */
class SyncWaitToldTest {
    private static final WaitFlags REACHED = WaitFlags.ANY.withForSubmit();
    private static final WaitFlags THERE = REACHED.withAvailable();

    private final SyncBench bench = new SyncBench();
    private final List<String> told = new ArrayList<>();

    private SyncWait subscribe(SyncPoint point, WaitFlags flags) {
        return SyncWait.start(
                List.of(point),
                flags,
                OptionalLong.empty(),
                outcome -> told.add(flags.equals(THERE) ? "there" : "reached"));
    }

    private void subscribeBoth(SyncObject object, long point) {
        subscribe(new SyncPoint(object, point), REACHED);
        subscribe(new SyncPoint(object, point), THERE);
    }

    private void put(SyncObject object, PlainFence fence, long point) {
        if (point == 0) {
            object.replace(fence);
        } else {
            object.addPoint(fence, point);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1})
    @ConformanceRow(
            value = "SOE-04",
            says = "With a pending fence there, AVAILABLE is told at once, the other at the signal.")
    void aPendingFence(long point) {
        SyncObject object = bench.empty();
        PlainFence fence = bench.fence();
        put(object, fence, point);
        subscribeBoth(object, point);
        assertThat(told).containsExactly("there");
        bench.signal(fence);
        assertThat(told).containsExactly("there", "reached");
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1})
    @ConformanceRow(
            value = "SOE-05",
            says = "While nothing is there nobody is told; AVAILABLE is when a fence is put in.")
    void aFencePutInLater(long point) {
        SyncObject object = bench.empty();
        subscribeBoth(object, point);
        assertThat(told).isEmpty();
        PlainFence fence = bench.fence();
        put(object, fence, point);
        assertThat(told).containsExactly("there");
        bench.signal(fence);
        assertThat(told).containsExactly("there", "reached");
        assertThat(object.listeners()).isZero();
    }

    @Test
    @ConformanceRow(value = "SOE-06", says = "What has signalled already is told at once, to both.")
    void aSignalledFence() {
        subscribeBoth(bench.signalled(), 0);
        subscribeBoth(bench.pointIn("signalled"), 1);
        assertThat(told).containsExactly("reached", "there", "reached", "there");
    }

    @Test
    @ConformanceRow(value = "SOE-08", says = "A point that is complete and forgotten is told at once.")
    void aForgottenPoint() {
        SyncObject object = bench.empty();
        bench.signal(bench.submit(object, 1, 2).get(0));
        subscribe(new SyncPoint(object, 1), REACHED);
        assertThat(told).containsExactly("reached");
    }

    @Test
    @ConformanceRow(value = "SOE-10", says = "The fence that was found counts, also after the object was reset.")
    void theFenceThatWasFoundCounts() {
        PlainFence fence = bench.fence();
        SyncObject object = bench.holding(fence);
        subscribe(whole(object), REACHED);
        object.reset();
        bench.signal(fence);
        object.signal(2);
        assertThat(told).containsExactly("reached");
    }

    @Test
    void aQuestionTakenBackIsNotAnswered() {
        PlainFence fence = bench.fence();
        SyncObject empty = bench.empty();
        subscribe(whole(bench.holding(fence)), REACHED).cancel();
        subscribe(whole(empty), THERE).cancel();
        bench.signal(fence);
        empty.signal(1);
        assertThat(told).isEmpty();
        assertThat(empty.listeners()).isZero();
    }

    @Test
    void everybodyLooksBeforeAnybodyGoesOn() {
        SyncObject object = bench.empty();
        SyncWait.start(List.of(whole(object)), THERE, OptionalLong.empty(), outcome -> object.reset());
        SyncWait late = subscribe(whole(object), REACHED);
        PlainFence fence = bench.fence();
        object.replace(fence);
        assertThat(object.content()).isNull();
        assertThat(told).isEmpty();
        bench.signal(fence);
        assertThat(SyncBench.words(late)).isEqualTo("0");
        assertThat(told).containsExactly("reached");
        assertThat(object.listeners()).isZero();
    }

    @Test
    void whoIsTakenBackByAnotherThatFoundTheSameIsNotTold() {
        SyncObject object = bench.empty();
        List<SyncWait> second = new ArrayList<>();
        SyncWait.start(
                List.of(whole(object)), THERE, OptionalLong.empty(), outcome -> second.forEach(SyncWait::cancel));
        second.add(subscribe(whole(object), THERE));
        object.signal(1);
        assertThat(told).isEmpty();
        assertThat(object.listeners()).isZero();
    }
}
