package dev.signalbox.sim.workload;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.sim.Scenarios;
import dev.signalbox.sim.workload.scenario.Scenario;
import dev.signalbox.sim.workload.scenario.ScenarioText;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScenarioSettingsTest {
    private static Scenario scenario(String settings) {
        return Scenario.parse(
                "t.conf", "title = t\nclients = [{ name = a, steps = [] }]\nsettings { " + settings + " }\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "signalbox.ring.policy = rr",
                "\"signalbox.ring.policy\" = rr",
                "signalbox { ring { policy = rr }, queue { capacity = 3 } }",
                "signalbox.ring.\"a b\" = \"x y\""
            })
    void anyKeyIsPrintedSoThatItIsReadAsTheSame(String settings) {
        Scenario scenario = scenario(settings);
        String text = ScenarioText.print(scenario);
        assertThat(Scenario.parse("again.conf", text)).as(text).isEqualTo(scenario);
    }

    /** JSON has no other way to write a path. */
    @Test
    void aQuotedPathMeansTheSameAsOneThatIsNotQuoted() {
        Scenario quoted = scenario("\"signalbox.ring.policy\" = rr");
        assertThat(quoted).isEqualTo(scenario("signalbox.ring.policy = rr"));
        assertThat(Scenarios.settings(quoted).getString("signalbox.ring.policy"))
                .isEqualTo("rr");
    }
}
