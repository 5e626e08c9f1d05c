package dev.signalbox.testkit;

import static dev.signalbox.testkit.DriverRuns.MILLI;
import static dev.signalbox.testkit.DriverRuns.endOf;
import static dev.signalbox.testkit.DriverRuns.errorOf;
import static dev.signalbox.testkit.DriverRuns.play;
import static dev.signalbox.testkit.DriverRuns.submit;
import static dev.signalbox.testkit.HangingRuns.ends;
import static dev.signalbox.testkit.HangingRuns.hung;
import static dev.signalbox.testkit.HangingRuns.runFor;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.Queue;
import dev.signalbox.Submission;
import dev.signalbox.conformance.ConformanceRow;
import dev.signalbox.device.Work;
import dev.signalbox.event.Fact;
import dev.signalbox.fence.Errno;
import dev.signalbox.ring.Verdict;
import java.util.List;
import org.junit.jupiter.api.Test;

/** When the time limit of a ring counts, and what becomes of the jobs that were on a ring while it was reset. */
class RingTimeLimitTest {
    private static final Work SHORT = Work.nanos(MILLI / 4);

    @Test
    @ConformanceRow(value = "SCH-63", says = "Without a time limit nothing is waited for, however long a job takes.")
    void withoutATimeLimitNothingIsWaitedFor() {
        play("signalbox.ring.timeout = 0 s", (run, driver) -> {
            Submission job = submit(run.client("one").queue("A"), 1, Work.endless());
            run.runUntilIdle();
            assertThat(run.lab().virtualNanos()).isZero();
            runFor(run, 1_000 * MILLI);
            assertThat(driver.told).containsExactly("run 1");
            job.end();
            assertThat(errorOf(run, job)).isNull();
        });
    }

    @Test
    @ConformanceRow(value = "SCH-63", says = "Nor is anything waited for while no job is on the ring.")
    void withNothingOnTheRingNothingIsWaitedFor() {
        play((run, driver) -> {
            Queue queue = run.client("one").queue("A");
            run.runUntilIdle();
            assertThat(run.lab().virtualNanos()).isZero();
            assertThat(endOf(run, submit(queue, 1, SHORT))).isEqualTo(MILLI / 4);
            run.runUntilIdle();
            assertThat(run.lab().virtualNanos()).isEqualTo(MILLI / 4);
        });
    }

    @Test
    @ConformanceRow(
            value = "SCH-65",
            says = "When a job is freed, the next one has the whole time limit, from then on.")
    void theNextJobHasTheWholeTimeLimit() {
        play((run, driver) -> {
            driver.verdict = job -> new Verdict.EndJob();
            Queue queue = run.client("one").queue("A");
            Submission first = submit(queue, 1, Work.nanos(MILLI * 3 / 2));
            Submission second = submit(queue, 2, Work.endless());
            assertThat(errorOf(run, first)).isNull();
            assertThat(errorOf(run, second)).isEqualTo(Errno.ETIMEDOUT);
            assertThat(hung(run)).containsExactly("3 ring 0 entry 2");
            run.runUntilIdle();
            assertThat(run.lab().virtualNanos()).isEqualTo(3 * MILLI);
        });
    }

    @Test
    @ConformanceRow(
            value = "SCH-74",
            says = "A job that was given to the hardware again after a reset ends when and how that says.")
    void whatIsWrittenAgainEndsAsTheHardwareSays() {
        play("signalbox.ring.recovery = [engine]", run -> new ScriptedDevice(1, 4), (run, driver) -> {
            Queue queue = run.client("one").queue("E0");
            List<Submission> jobs = List.of(
                    submit(queue, 1, Work.endless()),
                    submit(queue, 2, Work.none().failing(Errno.EIO)),
                    submit(queue, 3, Work.none()));
            assertThat(ends(run, jobs)).containsExactly(Errno.ETIME, Errno.EIO, null);
            run.runUntilIdle();
            assertThat(driver.told)
                    .containsExactly("run 1", "run 2", "run 3", "timeout 1", "freed 1", "freed 2", "freed 3");
        });
    }

    /** What the device says arrives late, so some jobs are over on the hardware, and not for the ring, when it is emptied. */
    @Test
    @ConformanceRow(
            value = "SCH-74",
            says = "Of jobs that are not, one that was over by then ends as it did, the others with the given error.")
    void whatWasOverWhenTheRingIsEmptiedKeepsItsOwnEnd() {
        play("", run -> new ScriptedDevice(1, 4).slowly(MILLI / 10), (run, driver) -> {
            driver.verdict = job -> new Verdict.DropRing(Errno.ENOMEM, false);
            Queue queue = run.client("one").queue("E0");
            List<Submission> jobs = List.of(
                    submit(queue, 1, Work.none().failing(Errno.EIO)),
                    submit(queue, 2, Work.none()),
                    submit(queue, 3, Work.endless()),
                    submit(queue, 4, Work.none()));
            runFor(run, MILLI / 20);
            assertThat(run.facts().of(Fact.JobFinished.class)).isEmpty();
            run.device().fault("E0");
            assertThat(ends(run, jobs)).containsExactly(Errno.EIO, null, Errno.ENOMEM, Errno.ENOMEM);
        });
    }
}
