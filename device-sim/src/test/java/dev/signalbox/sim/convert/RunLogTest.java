package dev.signalbox.sim.convert;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.device.Engine;
import dev.signalbox.event.Fact;
import dev.signalbox.event.Priority;
import dev.signalbox.event.SyncFact;
import dev.signalbox.event.SyncPointId;
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
}
