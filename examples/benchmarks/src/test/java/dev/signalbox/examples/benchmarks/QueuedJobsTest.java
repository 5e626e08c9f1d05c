package dev.signalbox.examples.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QueuedJobsTest {
    private static final int HOLDERS = 1;

    @ParameterizedTest
    @ValueSource(ints = {1, 10})
    void noneRunsBeforeTheEngineIsLetGoAndAllDoThen(int batch) {
        Load load = new Load(20, 10, batch);
        try (QueuedJobs jobs = new QueuedJobs(20)) {
            jobs.open(20);
            for (int slice = 0; slice < Load.SLICES; slice++) {
                jobs.submit(load, slice);
            }
            assertThat(jobs.finished()).isZero();
            jobs.drain(load);
            assertThat(jobs.finished()).isEqualTo(load.jobs() + HOLDERS);
        }
    }

    @Test
    void aHeapTellsWhatHasComeSinceItWasLookedAt() {
        LiveHeap before = LiveHeap.look();
        Load[] loads = new Load[1_000];
        for (int i = 0; i < loads.length; i++) {
            loads[i] = new Load(10, i + 1, 1);
        }
        LiveHeap more = LiveHeap.look().since(before);
        LiveHeap.Share ofLoads = more.share(Load.class.getName());
        assertThat(ofLoads.count()).isEqualTo(loads.length);
        assertThat(ofLoads.bytes()).isGreaterThanOrEqualTo(loads.length * 16L);
        assertThat(loads[0].jobs()).isEqualTo(10);
    }

    @Test
    void refusesALoadThatMakesNoSlices() {
        assertThatThrownBy(() -> new Load(3, 1, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Load(10, 10, 4)).isInstanceOf(IllegalArgumentException.class);
    }
}
