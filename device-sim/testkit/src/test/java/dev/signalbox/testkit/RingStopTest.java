package dev.signalbox.testkit;

import static dev.signalbox.testkit.HangingRuns.SETTINGS;
import static dev.signalbox.testkit.HangingRuns.TIMEOUT;
import static dev.signalbox.testkit.HangingRuns.ends;
import static dev.signalbox.testkit.HangingRuns.play;
import static dev.signalbox.testkit.HangingRuns.runFor;
import static dev.signalbox.testkit.HangingRuns.submit;
import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import dev.signalbox.Buffer;
import dev.signalbox.Client;
import dev.signalbox.Job;
import dev.signalbox.Queue;
import dev.signalbox.Submission;
import dev.signalbox.device.Dwords;
import dev.signalbox.device.Packet;
import dev.signalbox.device.Program;
import dev.signalbox.device.ResetScope;
import dev.signalbox.device.Work;
import dev.signalbox.event.DeviceFact;
import dev.signalbox.event.Fact;
import dev.signalbox.fence.Errno;
import dev.signalbox.sim.SimDevice;
import dev.signalbox.sim.failure.FailurePlan;
import dev.signalbox.testkit.ScriptedDevice.Answer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Rings that cannot be used any more are stopped on the device before their jobs are over for anybody. */
class RingStopTest {
    private static final Program SYNC = Program.of(new Packet.PipelineSync());

    private static void assertStoppedBeforeJobsEnd(LabRun run) {
        List<Fact> facts = run.facts().all();
        List<Fact> ends =
                facts.stream().filter(Fact.JobFinished.class::isInstance).toList();
        List<Fact> resets = facts.stream()
                .filter(fact -> fact instanceof DeviceFact.RingReset reset && reset.generation() > 0)
                .toList();
        assertThat(resets).isNotEmpty();
        assertThat(facts.indexOf(resets.get(0))).isLessThan(facts.indexOf(ends.get(0)));
    }

    @Test
    void aRingWhoseTestFailedEndsItsJobsWithENODEVAndOthersGoOn() {
        play(SETTINGS, () -> new ScriptedDevice(2, 2).breaking(0), (run, device) -> {
            Client client = run.client("one");
            Queue broken = client.queue("E0");
            Queue other = client.queue("E1");
            List<Submission> jobs = submit(broken, Work.none(), Work.endless(), Work.none(), Work.none());
            assertThat(ends(run, jobs)).containsOnly(Errno.ENODEV);
            assertThat(device.asked()).containsExactly(ResetScope.ENGINE);
            assertStoppedBeforeJobsEnd(run);
            assertThat(ends(run, submit(broken, Work.none()))).containsOnly(Errno.ENODEV);
            assertThat(ends(run, submit(other, Work.none(), Work.of(SYNC)))).containsOnlyNulls();
            assertThat(run.facts().of(DeviceFact.RingFailed.class))
                    .singleElement()
                    .satisfies(fact -> assertThat(fact.ring()).isZero())
                    .satisfies(fact -> assertThat(fact.reason()).contains("test"));
        });
    }

    @ParameterizedTest
    @EnumSource(
            value = Answer.class,
            names = {"FAILS", "SILENT", "PRETENDS"})
    void aRingThatItsEngineCannotStopIsStoppedWithTheDevice(Answer answer) {
        play(SETTINGS, () -> new ScriptedDevice(2, 2).breaking(0).answering(answer), (run, device) -> {
            List<Submission> jobs = submit(run.client("one").queue("E0"), Work.none(), Work.endless());
            assertThat(ends(run, jobs)).containsOnly(Errno.ENODEV);
            assertThat(device.asked()).containsExactly(ResetScope.ENGINE, ResetScope.DEVICE);
            assertStoppedBeforeJobsEnd(run);
            assertThat(ends(run, submit(run.client("two").queue("E1"), Work.none())))
                    .containsOnlyNulls();
        });
    }

    @Test
    void aDeviceThatIsGivenUpIsStoppedOnAllItsRings() {
        String settings = "signalbox.ring.recovery = [job]\n" + SETTINGS;
        play(settings, () -> new ScriptedDevice(2, 8).answering(Answer.FAILS), (run, device) -> {
            Client client = run.client("one");
            List<Submission> jobs = new ArrayList<>(submit(client.queue("E0"), Work.endless(), Work.none()));
            runFor(run, TIMEOUT);
            jobs.addAll(submit(client.queue("E1"), Work.endless(), Work.none()));
            assertThat(ends(run, jobs)).containsOnly(Errno.ENODEV);
            assertThat(device.asked()).startsWith(ResetScope.JOB, ResetScope.DEVICE);
            assertStoppedBeforeJobsEnd(run);
        });
    }

    @Test
    void whatIsPushedWhileARingStopsEndsWithIt() {
        String settings = "signalbox.ring.recovery = []\n" + SETTINGS;
        play(settings, () -> new ScriptedDevice(1, 8).answering(Answer.SILENT), (run, device) -> {
            Queue queue = run.client("one").queue("E0");
            List<Submission> jobs = new ArrayList<>(submit(queue, Work.endless()));
            runFor(run, TIMEOUT * 3 / 2);
            jobs.addAll(submit(queue, Work.none(), Work.of(SYNC)));
            assertThat(ends(run, jobs)).containsOnly(Errno.ENODEV);
        });
    }

    /** A device with memory and one engine, on which a job hangs that only a reset of the device could end. */
    private static SimDevice hanging(String settings, boolean isStoppable) {
        SimDevice device = SimDevice.named(
                        "card", ConfigFactory.parseString(settings).withFallback(ConfigFactory.load()))
                .failing(FailurePlan.hang(ResetScope.DEVICE).entry(1));
        return isStoppable ? device : device.failing(FailurePlan.failedReset(ResetScope.DEVICE));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whatAnEngineThatCannotBeStoppedMayWriteIsGivenToNobodyElse(boolean isStoppable) {
        String settings = SETTINGS + "signalbox.ring.recovery = [job]\n"
                + "signalbox.sim.devices.card { engines = [A], credits = 8, vram = 1 MiB, system = 1 MiB }\n";
        play(settings, () -> hanging(settings, isStoppable), (run, device) -> {
            Client client = run.client("one");
            Buffer buffer = client.buffer(64);
            Program fill = Program.builder().fill(buffer.address(), 8, 1).build();
            Job job = Job.of(Work.of(fill)).writes(buffer);
            assertThat(run.await(client.queue("A").submit(job).ended()).error()).contains(Errno.ENODEV);
            buffer.destroy();
            run.await(client.buffer(64).write(0, Dwords.of(List.of(new Packet.PipelineSync()))));
            assertThat(run.facts().of(DeviceFact.BufferReleased.class)).hasSize(isStoppable ? 1 : 0);
        });
    }
}
