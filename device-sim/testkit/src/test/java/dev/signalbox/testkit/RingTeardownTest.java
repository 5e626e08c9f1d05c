package dev.signalbox.testkit;

import static dev.signalbox.testkit.DriverRuns.MILLI;
import static dev.signalbox.testkit.DriverRuns.errorOf;
import static dev.signalbox.testkit.DriverRuns.play;
import static dev.signalbox.testkit.DriverRuns.submit;
import static dev.signalbox.testkit.HangingRuns.ends;
import static dev.signalbox.testkit.HangingRuns.runFor;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.Client;
import dev.signalbox.Closing;
import dev.signalbox.Queue;
import dev.signalbox.Submission;
import dev.signalbox.conformance.ConformanceRow;
import dev.signalbox.device.Work;
import dev.signalbox.fence.Errno;
import dev.signalbox.ring.Verdict;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a driver hears, and what jobs end with, when rings go. */
class RingTeardownTest {
    private static final Work SHORT = Work.nanos(MILLI / 4);

    @Test
    @ConformanceRow(
            value = "SCH-11",
            says = "A job that runs when its device is closed at once is cancelled and ends with -ECANCELED.")
    void aRunningJobIsCancelledWhenItsDeviceIsClosed() {
        play("signalbox.ring.timeout = 0 s", (run, driver) -> {
            Queue queue = run.client("one").queue("A");
            Submission job = submit(queue, 1, Work.endless());
            run.await(job.scheduled().signalled());
            run.await(queue.destroy());
            assertThat(job.finished().isSignalled()).isFalse();
            run.await(run.device().close(Closing.abort()));
            assertThat(errorOf(run, job)).isEqualTo(Errno.ECANCELED);
            assertThat(driver.told).containsExactly("run 1", "cancelled 1", "freed 1");
        });
    }

    /** An engine that does not let go of a job has to be reset, which takes longer than the time limit of jobs. */
    @ParameterizedTest
    @ValueSource(strings = {"", "signalbox.sim.failures = [{ failure = hang, on = A, entry = 1, ended-by = engine }]"})
    @ConformanceRow(
            value = "SCH-88",
            says =
                    "A job that is cancelled ends with an error, and its driver hears nothing of it but that it is freed.")
    void aDriverHearsOfACancelledJobOnlyThatItIsFreed(String failures) {
        play(failures, (run, driver) -> {
            Client client = run.client("one");
            Queue queue = client.queue("A");
            List<Submission> jobs = List.of(
                    submit(queue, 1, Work.endless()),
                    submit(queue, 2, SHORT),
                    submit(queue, 3, SHORT),
                    submit(client.queue("B"), 4, Work.endless()));
            runFor(run, MILLI / 2);
            run.await(run.device().close(Closing.abort()));
            assertThat(ends(run, jobs)).doesNotContainNull();
            for (long tag = 1; tag <= 4; tag++) {
                String ending = " " + tag;
                assertThat(driver.told)
                        .filteredOn(told -> told.endsWith(ending))
                        .containsExactly("run" + ending, "cancelled" + ending, "freed" + ending);
            }
        });
    }

    @Test
    @ConformanceRow(
            value = "SCH-21",
            says = "A job for engines of which none is left is not run; it ends with -ENODEV, under every policy.")
    void aJobWhoseEnginesAreAllGoneEndsWithENODEV() {
        for (String policy : List.of("fifo", "rr", "fair")) {
            play("signalbox.ring.policy = " + policy, (run, driver) -> {
                driver.verdict = job -> Verdict.noDevice();
                Client client = run.client("one");
                Submission onA = submit(client.queue("A"), 1, Work.endless());
                Submission onB = submit(client.queue("B"), 2, Work.endless());
                assertThat(ends(run, List.of(onA, onB))).containsOnly(Errno.ENODEV);
                Submission late = submit(client.queue("A", "B"), 3, SHORT);
                assertThat(errorOf(run, late)).isEqualTo(Errno.ENODEV);
                assertThat(driver.told).doesNotContain("run 3");
            });
        }
    }
}
