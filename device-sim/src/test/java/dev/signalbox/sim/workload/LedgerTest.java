package dev.signalbox.sim.workload;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.event.Fact;
import dev.signalbox.fence.FenceId;
import dev.signalbox.sim.workload.scenario.Expectation.Moment.Event;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class LedgerTest {
    private static final FenceId JOB = new FenceId(3, 1);

    /** Whoever asks may be on another thread than the device. */
    @Test
    void whatItTellsOfAJobDoesNotChangeAnyMore() {
        Ledger ledger = new Ledger(fact -> {}, true, false);
        ledger.report(new Fact.JobRan(5, 0, JOB, 1, 1));
        Ledger.JobStory running = Objects.requireNonNull(ledger.job(JOB));
        ledger.report(new Fact.JobFinished(9, 0, JOB, 4, null));
        assertThat(running.time(Event.RAN)).isEqualTo(5);
        assertThat(running.time(Event.ENDED)).isEqualTo(Ledger.NEVER);
        assertThat(Objects.requireNonNull(ledger.job(JOB)).time(Event.ENDED)).isEqualTo(9);
    }
}
