package dev.signalbox.testkit;

import static dev.signalbox.testkit.HangingRuns.SETTINGS;
import static dev.signalbox.testkit.HangingRuns.TIMEOUT;
import static dev.signalbox.testkit.HangingRuns.asked;
import static dev.signalbox.testkit.HangingRuns.ends;
import static dev.signalbox.testkit.HangingRuns.hung;
import static dev.signalbox.testkit.HangingRuns.play;
import static dev.signalbox.testkit.HangingRuns.runFor;
import static dev.signalbox.testkit.HangingRuns.submit;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.Job;
import dev.signalbox.Queue;
import dev.signalbox.Submission;
import dev.signalbox.device.Work;
import dev.signalbox.fence.Errno;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a ring knows of its jobs when an interrupt is lost, late or wrong, and that no error is lost with it. */
class MissingInterruptTest {
    @Test
    void anInterruptThatWasLostIsFoundByTheTimeout() {
        play(SETTINGS, () -> new ScriptedDevice(1, 8).lying(0, 2, 0), (run, device) -> {
            Queue queue = run.client("one").queue("E0");
            assertThat(ends(run, submit(queue, Work.none()))).containsOnlyNulls();
            List<Submission> jobs = submit(queue, Work.none());
            assertThat(ends(run, jobs)).containsOnlyNulls();
            assertThat(run.await(jobs.get(0).ended()).time()).isEqualTo(2 * TIMEOUT);
            assertThat(hung(run)).containsExactly("2 ring 0 entry 2 lost");
            assertThat(device.asked()).isEmpty();
        });
    }

    @Test
    void theNextInterruptMakesUpForALostOne() {
        play(SETTINGS, () -> new ScriptedDevice(1, 8).lying(0, 1, 0), (run, device) -> {
            Queue queue = run.client("one").queue("E0");
            Submission lost = queue.submit(Job.of(Work.none().failing(Errno.EIO)));
            runFor(run, TIMEOUT / 2);
            assertThat(ends(run, submit(queue, Work.none()))).containsOnlyNulls();
            assertThat(ends(run, List.of(lost))).containsExactly(Errno.EIO);
            assertThat(hung(run)).isEmpty();
        });
    }

    @Test
    void anErrorIsToldThoughItsInterruptWasLost() {
        play(SETTINGS, () -> new ScriptedDevice(1, 8).lying(0, 1, 0), (run, device) -> {
            List<Submission> jobs =
                    submit(run.client("one").queue("E0"), Work.none().failing(Errno.EIO));
            assertThat(ends(run, jobs)).containsExactly(Errno.EIO);
            assertThat(hung(run)).containsExactly("2 ring 0 entry 1 lost");
        });
    }

    @Test
    void anInterruptThatIsOnItsWayIsNotTakenForLost() {
        String settings = "signalbox.ring.timeout = 1 ms\nsignalbox.ring.reset-timeout = 10 ms\n";
        play(settings, () -> new ScriptedDevice(1, 8).slowly(TIMEOUT * 5 / 2), (run, device) -> {
            List<Submission> jobs =
                    submit(run.client("one").queue("E0"), Work.none().failing(Errno.EIO));
            assertThat(ends(run, jobs)).containsExactly(Errno.EIO);
            assertThat(hung(run)).isEmpty();
            assertThat(device.asked()).isEmpty();
        });
    }

    @Test
    void aDeviceThatDoesNotAnswerIsReset() {
        play(SETTINGS, () -> new ScriptedDevice(1, 8).lying(0, 1, 0).slowly(TIMEOUT * 3 / 2), (run, device) -> {
            List<Submission> jobs =
                    submit(run.client("one").queue("E0"), Work.none().failing(Errno.EIO));
            assertThat(ends(run, jobs)).containsExactly(Errno.EIO);
            assertThat(asked(run)).startsWith("3 JOB: no answer");
        });
    }

    @Test
    void anErrorIsToldThoughTheNumberBesideItIsCorrupt() {
        play("", () -> new ScriptedDevice(1, 8).lying(0, 2, 1L << 40), (run, device) -> {
            Queue queue = run.client("one").queue("E0");
            assertThat(ends(run, submit(queue, Work.none()))).containsOnlyNulls();
            assertThat(ends(run, submit(queue, Work.none().failing(Errno.EIO)))).containsExactly(Errno.EIO);
            assertThat(asked(run)).containsExactly("0 ENGINE: corrupt fence 1099511627776");
        });
    }

    @Test
    void anErrorIsToldThoughAResetCameBeforeItsInterrupt() {
        String settings = "signalbox.ring.recovery = [device]\n" + SETTINGS;
        play(settings, () -> new ScriptedDevice(2, 8).lying(1, 1, 0), (run, device) -> {
            Queue hanging = run.client("one").queue("E0");
            Queue other = run.client("two").queue("E1");
            List<Submission> hung = submit(hanging, Work.endless());
            runFor(run, TIMEOUT);
            List<Submission> failing = submit(other, Work.none().failing(Errno.EIO));
            assertThat(ends(run, hung)).containsExactly(Errno.ETIME);
            assertThat(ends(run, failing)).containsExactly(Errno.EIO);
            assertThat(hung(run)).containsExactly("2 ring 0 entry 1");
        });
    }
}
