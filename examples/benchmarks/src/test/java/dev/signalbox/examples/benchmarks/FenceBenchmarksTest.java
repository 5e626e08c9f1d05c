package dev.signalbox.examples.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.fence.DmaFence;
import dev.signalbox.fence.FenceArray;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FenceBenchmarksTest {
    @Test
    void everySubscriberIsCalled() {
        FenceSignals signals = new FenceSignals();
        signals.subscribers = 16;
        assertThat(signals.signal()).isEqualTo(16);
        assertThat(signals.signal()).isEqualTo(32);
    }

    @Test
    void mergesHoldEveryFence() {
        FenceMerges merges = new FenceMerges();
        merges.fences = 64;
        merges.make();
        assertThat(merges.merge())
                .isInstanceOfSatisfying(
                        FenceArray.class,
                        array -> assertThat(array.members())
                                .hasSize(64)
                                .extracting(DmaFence::context)
                                .isSorted());
    }

    @ParameterizedTest
    @ValueSource(ints = {10, 1_000})
    void pointsAreFoundOnBothKindsOfTimelines(int points) {
        PendingPoints timeline = new PendingPoints();
        timeline.points = points;
        timeline.fill();
        assertThat(timeline.find()).isNotNull();
        assertThat(timeline.findLinear()).isNotNull();
        assertThat(timeline.add()).isSameAs(timeline.newest());
        assertThat(timeline.find()).isNotNull();
        PendingPoints walked = new PendingPoints();
        walked.points = points;
        walked.fill();
        assertThat(walked.addLinear()).isNotNull();
        assertThat(walked.findLinear()).isNotNull();
    }
}
