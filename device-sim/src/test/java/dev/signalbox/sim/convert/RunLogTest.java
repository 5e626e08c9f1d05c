package dev.signalbox.sim.convert;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.event.Fact;
import dev.signalbox.event.Priority;
import dev.signalbox.event.SyncFact;
import dev.signalbox.event.SyncPointId;
import java.util.List;
import org.junit.jupiter.api.Test;

class RunLogTest {
    private final RunLog log = new RunLog();

    @Test
    void whatAScenarioCannotSayIsNamedWithHowOftenItHappened() {
        log.report(new Fact.EntityOpened(0, 1, 1, 1, "q", Priority.NORMAL, List.of(0), false));
        log.report(new Fact.TimelineCreated(0, 1, 3, "t", false));
        assertThat(log.leftOut()).isEmpty();

        log.report(new SyncFact.SyncObjectCreated(0, 1, 1, "a", false));
        log.report(new SyncFact.SyncObjectCreated(0, 1, 2, "b", false));
        log.report(new SyncFact.SyncWaitBegan(
                0, 1, 1, List.of(new SyncPointId(1, 0)), false, true, false, Long.MAX_VALUE));
        log.report(new SyncFact.FencesImported(0, 1, 1, true, List.of()));
        log.report(new Fact.EntityOpened(0, 2, 1, 4, "long", Priority.NORMAL, List.of(0), true));
        log.report(new Fact.TimelineCreated(0, 1, 6, "user", true));
        assertThat(log.leftOut())
                .isEqualTo("Left out, with how many there were: sync object (2), wait for sync objects (1), "
                        + "import of fences into a buffer (1), queue's being long-running (1), "
                        + "timeline's being one of user fences (1).");
    }
}
