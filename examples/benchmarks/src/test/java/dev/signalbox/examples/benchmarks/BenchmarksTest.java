package dev.signalbox.examples.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BenchmarksTest {
    @ParameterizedTest
    @CsvSource({"1, 1024, fifo, 0, false", "64, 0, fifo, 1, true", "8, 0, fair, 4, true", "1024, 0, fair, 0, false"})
    void pushesEveryJobThroughOneAtATimeAndInBatches(
            int queues, int blocked, String policy, int dependencies, boolean heard) {
        NullJobs jobs = new NullJobs();
        jobs.queues = queues;
        jobs.blocked = blocked;
        jobs.policy = policy;
        jobs.dependencies = dependencies;
        jobs.heard = heard;
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

    @Test
    void messagesOfALabReachEverybody() {
        LabMessages messages = new LabMessages();
        messages.receivers = 64;
        messages.open();
        try {
            assertThat(messages.messages()).isEqualTo(NullJobs.JOBS);
        } finally {
            messages.close();
        }
    }

    @Test
    void waitsForOneJobAsForAnotherThread() throws InterruptedException {
        HandOffs handOffs = new HandOffs();
        handOffs.open();
        try {
            assertThat(handOffs.two()).isOne();
            assertThat(handOffs.two()).isEqualTo(2);
        } finally {
            handOffs.close();
        }
        SingleJob job = new SingleJob();
        job.open();
        try {
            assertThat(job.job().failed()).isZero();
        } finally {
            job.close();
        }
    }

    @Test
    void chainsOfFuturesDoAsManyJobs() {
        FutureChains futures = new FutureChains();
        futures.chains = 8;
        futures.dependencies = 4;
        assertThat(futures.chains()).isEqualTo(NullJobs.JOBS);
    }
}
