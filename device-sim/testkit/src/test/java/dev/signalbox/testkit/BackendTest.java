package dev.signalbox.testkit;

import static dev.signalbox.testkit.DriverRuns.MILLI;
import static dev.signalbox.testkit.DriverRuns.endOf;
import static dev.signalbox.testkit.DriverRuns.errorOf;
import static dev.signalbox.testkit.DriverRuns.play;
import static dev.signalbox.testkit.DriverRuns.submit;
import static dev.signalbox.testkit.HangingRuns.asked;
import static dev.signalbox.testkit.HangingRuns.ends;
import static dev.signalbox.testkit.HangingRuns.hung;
import static dev.signalbox.testkit.HangingRuns.runFor;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.Client;
import dev.signalbox.Queue;
import dev.signalbox.QueueOptions;
import dev.signalbox.SoftwareTimeline;
import dev.signalbox.Submission;
import dev.signalbox.conformance.ConformanceRow;
import dev.signalbox.device.Work;
import dev.signalbox.event.DeviceFact;
import dev.signalbox.event.Fact;
import dev.signalbox.event.Priority;
import dev.signalbox.fence.Errno;
import dev.signalbox.fence.FenceId;
import dev.signalbox.fence.Refusal;
import dev.signalbox.report.Explainer;
import dev.signalbox.report.Moment;
import dev.signalbox.ring.RunResult;
import dev.signalbox.ring.Verdict;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a driver may decide about jobs, through the whole runtime. Jobs have tags; every run is repeated with its seed. */
class BackendTest {
    private static final Work SHORT = Work.nanos(MILLI / 4);

    @Test
    @ConformanceRow(
            value = "SCH-40",
            says = "A job that the driver has nothing to do for is over at once, without an error.")
    @ConformanceRow(value = "SCH-61", says = "It signals at once, but is freed behind those that ran before it.")
    void aJobWithNothingToDoIsOverAtOnceAndFreedInItsTurn() {
        play((run, driver) -> {
            Client client = run.client("one");
            driver.runs.put(2L, RunResult.NOTHING);
            Submission first = submit(client.queue("A"), 1, SHORT);
            runFor(run, 1_000);
            Submission second = submit(client.queue("A"), 2, SHORT);
            assertThat(errorOf(run, second)).isNull();
            assertThat(endOf(run, second)).isEqualTo(1_000);
            assertThat(errorOf(run, first)).isNull();
            run.runUntilIdle();
            assertThat(driver.told).containsExactly("run 1", "run 2", "freed 1", "freed 2");
            assertThat(run.facts().of(Fact.JobRan.class))
                    .extracting(Fact.JobRan::entry)
                    .containsExactly(1L, 0L);
        });
    }

    @Test
    @ConformanceRow(value = "SCH-41", says = "A job that the driver cannot run ends with its error.")
    void aJobThatCannotBeRunEndsWithTheErrorOfTheDriver() {
        play((run, driver) -> {
            Queue queue = run.client("one").queue("A");
            driver.runs.put(1L, RunResult.failed(Errno.ENOMEM));
            Submission failing = submit(queue, 1, SHORT);
            Submission next = submit(queue, 2, SHORT);
            assertThat(errorOf(run, failing)).isEqualTo(Errno.ENOMEM);
            assertThat(errorOf(run, next)).isNull();
            run.runUntilIdle();
            assertThat(driver.told).containsExactly("run 1", "freed 1", "run 2", "freed 2");
        });
    }

    @Test
    @ConformanceRow(
            value = "SCH-36",
            says = "The driver supplies further fences, one after another, of whomever they are, until it has none.")
    void theDriverLetsAJobWaitForFurtherFencesOneAfterAnother() {
        play((run, driver) -> {
            Client client = run.client("one");
            driver.verdict = job -> Verdict.noHang();
            SoftwareTimeline soft = client.timeline("soft");
            Submission elsewhere = submit(client.queue("B"), 1, Work.nanos(5 * MILLI));
            Submission here = submit(client.queue("A"), 2, SHORT);
            List<FenceId> fences = new ArrayList<>(List.of(
                    here.finished().id(),
                    elsewhere.finished().id(),
                    soft.fence().id(),
                    soft.fence().id()));
            driver.prepares.put(3L, fences);
            Submission waiting = submit(client.queue("A"), 3, SHORT);
            run.runUntilIdle();
            assertThat(fences).hasSize(1);
            soft.signalAll();
            assertThat(errorOf(run, waiting)).isNull();
            assertThat(endOf(run, waiting)).isEqualTo(5 * MILLI + MILLI / 4);
            assertThat(driver.told).filteredOn(told -> told.equals("prepare 3")).hasSize(4);
        });
    }

    @Test
    @ConformanceRow(value = "SCH-10", says = "A job that does not hang goes back to where it was, and ends well.")
    @ConformanceRow(value = "SCH-67", says = "The time limit begins anew.")
    void aJobThatDoesNotHangGoesOn() {
        play((run, driver) -> {
            driver.verdict = job -> Verdict.noHang();
            Submission job = submit(run.client("one").queue("A"), 1, Work.nanos(5 * MILLI));
            assertThat(errorOf(run, job)).isNull();
            run.runUntilIdle();
            assertThat(driver.told).containsExactly("run 1", "timeout 1", "timeout 1", "freed 1");
            assertThat(run.facts().of(DeviceFact.ResetRequested.class)).isEmpty();
        });
    }

    @Test
    void oneJobIsTakenOffTheRingAndThoseBehindItGoOn() {
        play((run, driver) -> {
            driver.verdict = job -> new Verdict.EndJob();
            Queue queue = run.client("one").queue("A");
            Submission hanging = submit(queue, 1, Work.endless());
            Submission next = submit(queue, 2, SHORT);
            assertThat(errorOf(run, hanging)).isEqualTo(Errno.ETIMEDOUT);
            assertThat(endOf(run, hanging)).isEqualTo(2 * MILLI);
            assertThat(endOf(run, next)).isEqualTo(2 * MILLI + MILLI / 4);
            run.runUntilIdle();
            assertThat(driver.told).containsExactly("run 1", "run 2", "timeout 1", "freed 1 by handler", "freed 2");
            assertThat(hung(run)).containsExactly("2 ring 0 entry 1");
            assertThat(asked(run)).isEmpty();
        });
    }

    @Test
    void whatCannotBeTakenOffTheRingTakesAResetAndEndsWithTheSameError() {
        String stubborn = "signalbox.sim.failures = [{ failure = hang, on = A, entry = 1, ended-by = engine }]";
        play(stubborn, (run, driver) -> {
            driver.verdict = job -> new Verdict.EndJob();
            Queue queue = run.client("one").queue("A");
            Submission hanging = submit(queue, 1, SHORT);
            Submission next = submit(queue, 2, SHORT);
            assertThat(errorOf(run, hanging)).isEqualTo(Errno.ETIMEDOUT);
            assertThat(errorOf(run, next)).isNull();
            assertThat(asked(run)).containsExactly("3 ENGINE: it could not be ended");
        });
    }

    @Test
    @ConformanceRow(
            value = "SCH-75",
            says = "A verdict with blame makes the entity guilty, unless the job is of the kernel.")
    @ConformanceRow(value = "SCH-76", says = "Jobs of a guilty entity carry -ECANCELED before they are run.")
    void whatIsLeftOfAGuiltyQueueIsNotRun() {
        play((run, driver) -> {
            driver.verdict = job -> new Verdict.EndJob(Errno.EIO, true);
            driver.runs.put(7L, RunResult.failed(Errno.ENOMEM));
            Client client = run.client("one");
            Queue queue = client.queue("A");
            Submission culprit = submit(queue, 1, Work.endless());
            for (long tag = 2; tag <= 4; tag++) {
                submit(queue, tag, SHORT);
            }
            Submission cancelled = submit(queue, 6, SHORT);
            Submission failing = submit(queue, 7, SHORT);
            assertThat(errorOf(run, culprit)).isEqualTo(Errno.EIO);
            assertThat(errorOf(run, cancelled)).isEqualTo(Errno.ECANCELED);
            assertThat(errorOf(run, failing)).isEqualTo(Errno.ENOMEM);
            assertThat(errorOf(run, submit(client.queue("A"), 8, SHORT))).isNull();
            assertThat(driver.told).contains("run 4", "run 6 ECANCELED", "run 7 ECANCELED");
            assertThat(run.facts().of(DeviceFact.EntityBlamed.class))
                    .extracting(DeviceFact.EntityBlamed::culprit)
                    .containsExactly(culprit.finished().id());
        });
    }

    @Test
    void explainSaysWhoIsToBlameForAJobThatWasLost() {
        play((run, driver) -> {
            driver.verdict = job -> new Verdict.DropRing(Errno.ECANCELED, true);
            Client client = run.client("one");
            Queue queue = client.queue("A");
            Submission culprit = submit(queue, 1, Work.endless());
            runFor(run, 1_000);
            Submission innocent = submit(client.queue("A"), 2, SHORT);
            run.await(innocent.ended());
            Submission guilty = submit(queue, 3, SHORT);
            run.await(guilty.ended());
            run.runUntilIdle();
            String name = culprit.finished().id().toString();
            assertThat(explained(run, innocent))
                    .contains("lost in the engine reset that ring 0 asked for at 2.0 ms because of job " + name);
            assertThat(explained(run, culprit)).contains("because of it");
            assertThat(explained(run, guilty))
                    .contains("its queue was guilty of the hang of job " + name + " since 2.0 ms");
        });
    }

    private static String explained(LabRun run, Submission job) {
        Explainer explainer = Explainer.ofFence(job.finished().id(), Moment.end());
        run.facts().all().forEach(explainer::report);
        return String.join("\n", explainer.explain().lines());
    }

    @Test
    @ConformanceRow(value = "SCH-75", says = "Jobs of the kernel blame nobody.")
    void nobodyIsToBlameForAJobOfTheKernel() {
        play((run, driver) -> {
            driver.verdict = job -> new Verdict.EndJob(Errno.EIO, true);
            Queue queue = run.client("one").queue(QueueOptions.on("A").priority(Priority.KERNEL));
            Submission culprit = submit(queue, 1, Work.endless());
            assertThat(errorOf(run, culprit)).isEqualTo(Errno.EIO);
            assertThat(errorOf(run, submit(queue, 2, SHORT))).isNull();
            assertThat(run.facts().of(DeviceFact.EntityBlamed.class)).isEmpty();
        });
    }

    @Test
    @ConformanceRow(
            value = "SCH-71",
            says = "Nothing runs while a ring is emptied; what is over is freed, the rest lose the hardware.")
    @ConformanceRow(value = "SCH-73", says = "What was on the ring ends with -ECANCELED, or the error that was given.")
    void aRingThatIsDroppedGoesOnWithWhatIsQueued() {
        for (Errno lost : new Errno[] {Errno.ECANCELED, Errno.EIO}) {
            play((run, driver) -> {
                driver.verdict = job -> new Verdict.DropRing(lost, false);
                Client client = run.client("one");
                Queue queue = client.queue("A");
                List<Submission> jobs = new ArrayList<>();
                for (long tag = 1; tag <= 6; tag++) {
                    jobs.add(submit(queue, tag, tag == 1 ? Work.endless() : SHORT));
                }
                assertThat(ends(run, jobs)).containsExactly(lost, lost, lost, lost, null, null);
                assertThat(endOf(run, jobs.get(3))).isEqualTo(2 * MILLI);
                assertThat(endOf(run, jobs.get(5))).isEqualTo(2 * MILLI + MILLI / 2);
                run.runUntilIdle();
                assertThat(driver.told)
                        .containsSubsequence("timeout 1", "run 5", "freed 1", "freed 2", "freed 3", "freed 4")
                        .endsWith("freed 5", "freed 6");
            });
        }
    }

    @Test
    @ConformanceRow(value = "SCH-67", says = "When the device is gone, nobody is asked again.")
    @ConformanceRow(value = "SCH-86", says = "What is pending on a ring that is closed is cancelled newest first.")
    void whenTheDriverSaysThatTheDeviceIsGoneTheRingIsClosed() {
        play((run, driver) -> {
            driver.verdict = job -> Verdict.noDevice();
            Client client = run.client("one");
            Queue queue = client.queue("A");
            List<Submission> jobs = List.of(
                    submit(queue, 1, Work.endless()),
                    submit(queue, 2, SHORT),
                    submit(queue, 3, SHORT),
                    submit(queue, 4, SHORT),
                    submit(queue, 5, SHORT));
            assertThat(ends(run, jobs)).containsOnly(Errno.ENODEV);
            assertThat(errorOf(run, submit(queue, 6, SHORT))).isEqualTo(Errno.ENODEV);
            assertThat(errorOf(run, submit(client.queue("B"), 7, SHORT))).isNull();
            assertThat(driver.told)
                    .containsSubsequence(
                            "timeout 1", "cancelled 4", "cancelled 3", "cancelled 2", "cancelled 1", "freed 4")
                    .doesNotContain("run 5", "run 6");
        });
    }

    @Test
    @ConformanceRow(value = "SCH-69", says = "A fault that the driver reports starts the handling of timeouts at once.")
    void aFaultThatIsReportedIsHandledAtOnce() {
        play((run, driver) -> {
            driver.verdict = job -> new Verdict.EndJob(Errno.EFAULT, false);
            Submission job = submit(run.client("one").queue("A"), 1, Work.endless());
            runFor(run, MILLI / 8);
            run.device().fault("A");
            run.device().fault("B");
            assertThat(errorOf(run, job)).isEqualTo(Errno.EFAULT);
            assertThat(endOf(run, job)).isEqualTo(MILLI / 8);
            assertThatThrownBy(() -> run.device().fault("C")).isInstanceOf(Refusal.class);
        });
    }

    @Test
    @ConformanceRow(
            value = "SCH-66",
            says = "Every job that starts on the ring starts the time limit anew, as current kernels do.")
    void aJobThatHangsIsFoundLateWhileOthersKeepComing() {
        play((run, driver) -> {
            Queue queue = run.client("one").queue("A");
            Submission hanging = submit(queue, 1, Work.endless());
            for (int i = 0; i < 3; i++) {
                runFor(run, MILLI);
                submit(queue, 2, SHORT);
            }
            assertThat(errorOf(run, hanging)).isEqualTo(Errno.ENODATA);
            assertThat(hung(run)).containsExactly("5 ring 0 entry 1");
        });
    }
}
