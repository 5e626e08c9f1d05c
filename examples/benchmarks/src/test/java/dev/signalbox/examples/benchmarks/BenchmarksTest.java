package dev.signalbox.examples.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BenchmarksTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 64, 1024})
    void pushes_every_job_through_one_at_a_time_and_in_batches(int queues) {
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
    void receives_as_many_messages_as_jobs_are_submitted() {
        Tells tells = new Tells();
        tells.open();
        try {
            assertThat(tells.tells()).isEqualTo(NullJobs.JOBS);
        } finally {
            tells.close();
        }
    }
}
