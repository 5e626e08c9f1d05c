package dev.signalbox.sim.convert;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.device.Dwords;
import dev.signalbox.device.Engine;
import dev.signalbox.device.Program;
import dev.signalbox.device.ResetScope;
import dev.signalbox.device.Work;
import dev.signalbox.event.DeviceFact;
import dev.signalbox.event.Fact;
import dev.signalbox.event.Priority;
import dev.signalbox.event.SyncFact;
import dev.signalbox.event.SyncPointId;
import dev.signalbox.fence.Errno;
import dev.signalbox.fence.FenceId;
import dev.signalbox.sim.workload.scenario.ClientPlan;
import dev.signalbox.sim.workload.scenario.TimelinePlan;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RunLogTest {
    private final RunLog log = new RunLog();

    @BeforeEach
    void openDevice() {
        log.report(new Fact.DeviceOpened(0, "strict", List.of(new Engine("RCS", "RCS", 1))));
        log.report(new Fact.ClientOpened(0, 1, "app"));
    }

    @Test
    void whatTheFactsOfSyncObjectsTellIsDoneAgain() {
        log.report(new Fact.EntityOpened(0, 1, 1, 1, "long", Priority.NORMAL, List.of(0), true));
        log.report(new Fact.TimelineCreated(0, 1, 6, "user", true));
        log.report(new SyncFact.SyncObjectCreated(0, 1, 1, "a", true));
        log.report(new SyncFact.SyncReset(5, 1, 1));
        log.report(new SyncFact.SyncSignalled(5, 1, 1, 7));
        Reconstruction.Rebuilt rebuilt = Reconstruction.of(log, 10, false);
        assertThat(rebuilt.leftOut()).isEmpty();
        ClientPlan client = rebuilt.clients().get(0);
        assertThat(client.queues()).allMatch(queue -> queue.longRunning());
        assertThat(client.timelines()).containsExactly(new TimelinePlan("user", true));
        assertThat(client.steps()).hasSize(4);
    }

    @Test
    void whatAScenarioCannotSayIsNamedWithHowOftenItHappened() {
        log.report(new SyncFact.SyncSignalled(0, 1, 1, 0));
        log.report(new SyncFact.SyncSignalled(0, 1, 2, 0));
        log.report(new SyncFact.SyncWaitBegan(
                0, 1, 1, List.of(new SyncPointId(1, 0)), false, true, false, Long.MAX_VALUE));
        log.report(new SyncFact.DeadlineSet(0, new FenceId(77, 1), 5));
        assertThat(Reconstruction.of(log, 10, false).leftOut())
                .isEqualTo("Left out, with how many there were: signal of a sync object (2), "
                        + "wait for sync objects (1), deadline of a fence (1).");
    }

    @Test
    void programsWritesAndFailuresAreLeftOut() {
        log.report(new Fact.EntityOpened(0, 1, 1, 2, "q", Priority.NORMAL, List.of(0), false));
        log.report(new DeviceFact.BufferWritten(0, 1, 1, 0, Dwords.of(1)));
        log.report(new Fact.JobAccepted(
                0,
                1,
                new FenceId(3, 1),
                0,
                Work.of(Program.builder().fill(0, 4, 1).build()),
                1,
                List.of(),
                List.of()));
        log.report(new DeviceFact.FailureInjected(1, 0, 1, "hang"));
        log.report(new DeviceFact.FailureInjected(2, -1, 0, "power-loss"));

        assertThat(Reconstruction.of(log, 10, false).leftOut())
                .isEqualTo("Left out, with how many there were: program of a job (1), "
                        + "write into a buffer (1), injected failure (2).");
    }

    @Test
    void aJobThatAResetOfTheDeviceEndedIsNotTheEndOfItsClient() {
        log.report(new Fact.EntityOpened(0, 1, 1, 2, "q", Priority.NORMAL, List.of(0), false));
        run(1);
        run(2);
        log.report(new DeviceFact.ResetRequested(5, 0, 1, ResetScope.DEVICE, "late"));
        log.report(new Fact.JobFinished(6, 1, new FenceId(3, 1), 1, Errno.ECANCELED));
        log.report(new DeviceFact.RingReset(6, 0, 1, ResetScope.DEVICE, true, false, 0));
        log.report(new Fact.JobFinished(6, 1, new FenceId(3, 2), 1, Errno.ECANCELED));
        assertThat(log.deeds()).extracting(Deed::kind).doesNotContain(Deed.Kind.ABORTED);

        run(3);
        log.report(new Fact.JobFinished(9, 1, new FenceId(3, 3), 1, Errno.ECANCELED));
        assertThat(log.deeds()).extracting(Deed::kind).contains(Deed.Kind.ABORTED);
    }

    private void run(long seqno) {
        FenceId job = new FenceId(3, seqno);
        log.report(new Fact.JobAccepted(0, 1, job, 0, Work.nanos(10), 1, List.of(), List.of()));
        log.report(new Fact.JobRan(1, 0, job, seqno, 1));
    }
}
