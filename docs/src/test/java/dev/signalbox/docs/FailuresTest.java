package dev.signalbox.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import dev.signalbox.sim.workload.scenario.Expectation;
import dev.signalbox.sim.workload.scenario.FaultReader;
import dev.signalbox.sim.workload.scenario.Scenario;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The table of failures says what the scenarios expect. */
class FailuresTest {
    private static final Pattern LINK = Pattern.compile("\\[(.+)]\\(scenarios/(.+)\\.conf\\)");

    private static final Page PAGE = Page.read(Checkout.root().resolve("docs/failures.md"));
    private static final List<List<String>> ROWS = PAGE.rowsBelow("The table");

    @Test
    void everyKindHasARow() {
        assertThat(ROWS.stream().map(FailuresTest::kind).collect(Collectors.toSet()))
                .isEqualTo(FaultReader.kinds());
    }

    @Test
    void everyRowIsInjectedAsItSays() {
        for (List<String> row : ROWS) {
            String fault = Page.quoted(row.get(2)).get(0);
            Scenario read = Scenario.parse(
                    row.get(0),
                    "title = t, faults = [" + fault + "], clients = [{ name = c, queues = [], steps = [] }]");
            assertThat(read.faults().get(0).failure().failure().name()).isEqualTo(kind(row));
        }
    }

    @Test
    void everyScenarioLetsItGoWrongAndEndsAsItsRowSays() {
        for (List<String> row : ROWS) {
            Scenario scenario = scenario(row);
            assertThat(scenario.faults().stream()
                            .map(fault -> fault.failure().failure().name()))
                    .as(scenario.file())
                    .contains(kind(row));
            assertThat(expected(scenario)).as(scenario.file()).isNotEmpty().isSubsetOf(Page.quoted(row.get(4)));
        }
    }

    /** Ends that take other circumstances than those of the scenario are in the rows of power loss alone. */
    @Test
    void everyEndOfARowIsExpectedByItsScenario() {
        for (List<String> row : ROWS) {
            Set<String> ends = new TreeSet<>(Page.quoted(row.get(4)));
            if (kind(row).equals("power-loss")) {
                ends.remove("ECANCELED");
            }
            assertThat(expected(scenario(row))).as(String.valueOf(row)).containsAll(ends);
        }
    }

    @Test
    void costsAreThoseOfTheConfiguration() {
        Config devices = ConfigFactory.defaultReference().getConfig("signalbox.sim.devices");
        for (List<String> row : PAGE.rowsBelow("Costs")) {
            String key = Page.quoted(row.get(1)).get(0);
            assertThat(Stream.of("intel", "strict", "small")
                            .map(device -> devices.getConfig(device).getString(key)))
                    .as(key)
                    .containsOnly(row.get(2));
        }
    }

    private static String kind(List<String> row) {
        return Page.quoted(row.get(0)).get(0);
    }

    private static Scenario scenario(List<String> row) {
        Matcher link = LINK.matcher(row.get(5));
        assertThat(link.matches()).as(row.get(5)).isTrue();
        assertThat(link.group(1)).isEqualTo(link.group(2));
        List<String> lines = Checkout.lines(Checkout.root().resolve("docs/scenarios/" + link.group(2) + ".conf"));
        return Scenario.parse(link.group(2), String.join("\n", lines));
    }

    private static Set<String> expected(Scenario scenario) {
        return scenario.expectations().stream()
                .flatMap(each -> each instanceof Expectation.OfJob job ? Stream.ofNullable(job.status()) : Stream.of())
                .map(status -> status.errno() == null
                        ? "ok"
                        : Objects.requireNonNull(status.errno()).name())
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
