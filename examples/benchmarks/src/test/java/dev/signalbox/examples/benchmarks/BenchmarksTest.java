package dev.signalbox.examples.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BenchmarksTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 64, 1024})
    void pushesEveryJobThroughOneAtATimeAndInBatches(int queues) {
        NullJobs jobs = new NullJobs();
        jobs.queues = queues;
        jobs.open();
        try {
            assertThat(jobs.singles()).isEqualTo(NullJobs.JOBS);
            assertThat(jobs.batches()).isEqualTo(2L * NullJobs.JOBS);
        } finally {
            jobs.close();
        }
    }

    @Test
    void receivesAsManyMessagesAsJobsAreSubmitted() {
        Tells tells = new Tells();
        tells.open();
        try {
            assertThat(tells.tells()).isEqualTo(NullJobs.JOBS);
        } finally {
            tells.close();
        }
    }
}
