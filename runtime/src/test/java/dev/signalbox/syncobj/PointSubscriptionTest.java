package dev.signalbox.syncobj;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.conformance.ConformanceRow;
import dev.signalbox.fence.PlainFence;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PointSubscriptionTest {
    private final SyncBench bench = new SyncBench();
    private final List<String> told = new ArrayList<>();

    private void registerBoth(SyncObject object, long point) {
        PointSubscription.register(new SyncPoint(object, point), false, () -> told.add("reached"));
        PointSubscription.register(new SyncPoint(object, point), true, () -> told.add("there"));
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
        registerBoth(object, point);
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
        registerBoth(object, point);
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
        registerBoth(bench.signalled(), 0);
        registerBoth(bench.pointIn("signalled"), 1);
        assertThat(told).containsExactly("reached", "there", "reached", "there");
    }

    @Test
    @ConformanceRow(value = "SOE-08", says = "A point that is complete and forgotten is told at once.")
    void aForgottenPoint() {
        SyncObject object = bench.empty();
        bench.signal(bench.submit(object, 1, 2).get(0));
        PointSubscription.register(new SyncPoint(object, 1), false, () -> told.add("reached"));
        assertThat(told).containsExactly("reached");
    }

    @Test
    @ConformanceRow(value = "SOE-10", says = "The fence that was found counts, also after the object was reset.")
    void theFenceThatWasFoundCounts() {
        PlainFence fence = bench.fence();
        SyncObject object = bench.holding(fence);
        PointSubscription.register(SyncPoint.binary(object), false, () -> told.add("reached"));
        object.reset();
        bench.signal(fence);
        object.signal(2);
        assertThat(told).containsExactly("reached");
    }

    @Test
    void aQuestionTakenBackIsNotAnswered() {
        PlainFence fence = bench.fence();
        SyncObject empty = bench.empty();
        PointSubscription.register(SyncPoint.binary(bench.holding(fence)), false, () -> told.add("held"))
                .cancel();
        PointSubscription.register(SyncPoint.binary(empty), true, () -> told.add("empty"))
                .cancel();
        bench.signal(fence);
        empty.signal(1);
        assertThat(told).isEmpty();
        assertThat(empty.listeners()).isZero();
    }
}
