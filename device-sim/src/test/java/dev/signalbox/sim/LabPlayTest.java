package dev.signalbox.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import dev.signalbox.Signalbox;
import dev.signalbox.event.Fact;
import dev.signalbox.event.Facts;
import dev.signalbox.event.RunOutcome;
import dev.signalbox.sim.lab.LabOptions;
import dev.signalbox.sim.workload.scenario.Scenario;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LabPlayTest {
    private static final long SEEDS = 5;

    /** Each of them leaves a timer behind: of a patience, of a time limit, of a job that never ends. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{ close = deadline, patience = 2000s }          | 5000000",
                "{ wait = a, timeout = 1000s }                   | 5000000",
                "{ delay = 1ms }, { close = abort }              | 1000000",
                "{ delay = 1ms }, { close = abort, wait = false }| 1000000",
                "{ wait = a }, { delay = 3ms }                   | 8000000",
            })
    void aRunEndsWhenItsPlayIsOver(String steps, long ends) {
        Scenario scenario = Scenario.parse(
                "s.conf",
                "title = t, device = strict, clients = [{ name = app, queues = [{ name = q, on = RCS }], steps = ["
                        + "{ submit = a, queue = q, work = 5ms }, " + steps + "] }]");
        for (long seed = 1; seed <= SEEDS; seed++) {
            List<Fact> facts = facts(scenario, seed);
            Fact.RunEnded end = facts.stream()
                    .filter(Fact.RunEnded.class::isInstance)
                    .map(Fact.RunEnded.class::cast)
                    .findFirst()
                    .orElseThrow();
            assertThat(end.outcome()).as("seed %d", seed).isEqualTo(RunOutcome.COMPLETED);
            assertThat(end.time()).as("seed %d", seed).isEqualTo(ends);
            assertThat(facts(scenario, seed)).as("seed %d", seed).isEqualTo(facts);
        }
    }

    @Test
    void memoryThatIsUsedUpIsToldAsItIs() {
        Scenario scenario = Scenario.parse(
                "s.conf",
                "title = t, device = strict, clients = [{ name = app, queues = [{ name = q, on = RCS }], steps = ["
                        + "{ submit = a, queue = q, work = 5ms }] }]");
        Config config = Signalbox.check(Scenarios.settings(scenario).withFallback(ConfigFactory.load()));
        OutOfMemoryError full = new OutOfMemoryError("Java heap space");
        Facts none = fact -> {
            if (fact.time() > 0) {
                throw full;
            }
        };
        assertThatThrownBy(() -> LabPlay.play(LabOptions.seed(1), config, none, Scenarios.of(scenario, 1)))
                .isSameAs(full);
    }

    private static List<Fact> facts(Scenario scenario, long seed) {
        Config config = Signalbox.check(Scenarios.settings(scenario).withFallback(ConfigFactory.load()));
        List<Fact> facts = new ArrayList<>();
        LabPlay.play(LabOptions.seed(seed), config, facts::add, Scenarios.of(scenario, seed));
        return facts;
    }
}
