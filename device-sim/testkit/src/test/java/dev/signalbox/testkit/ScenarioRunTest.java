package dev.signalbox.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.event.Fact;
import dev.signalbox.event.RunOutcome;
import dev.signalbox.fence.Refusal;
import dev.signalbox.sim.lab.LabException;
import dev.signalbox.sim.workload.scenario.Scenario;
import dev.signalbox.sim.workload.scenario.ScenarioException;
import dev.signalbox.sim.workload.scenario.ScenarioText;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every scenario of the documentation does what it says, whatever the schedule. */
class ScenarioRunTest {
    private static final int SEEDS = 10;
    private static final int MUTATIONS = 40;
    private static final long MAX_TASKS = 50_000_000;
    private static final long FEW_TASKS = 20_000;
    private static final String ALPHABET = "{}[]=,.:/\"'$#-_ 0159aeiklmnorstu\n\t\u0000\u00e9";

    static List<String> names() {
        return ScenarioExamples.names();
    }

    @Test
    void thereAreManyExamples() {
        assertThat(names()).hasSizeGreaterThan(50);
    }

    @ParameterizedTest
    @MethodSource("names")
    void everyExpectationIsMetForEverySeed(String name) {
        Scenario scenario = ScenarioExamples.read(name);
        Seeds.first(SEEDS).forEach(seed -> {
            Staged run = Staged.inLab(scenario, seed, MAX_TASKS);
            assertThat(run.expectations().failed()).as("seed %d", seed).isEmpty();
            assertThat(run.expectations().met()).as("seed %d", seed).isPositive();
            assertThat(run.outcome()).as("seed %d", seed).isNotEqualTo(RunOutcome.STOPPED);
        });
    }

    @ParameterizedTest
    @MethodSource("names")
    void theSameSeedGivesTheSameFacts(String name) {
        Scenario scenario = ScenarioExamples.read(name);
        long seed = Seeds.one();
        assertThat(Staged.inLab(scenario, seed, MAX_TASKS))
                .as("seed %d", seed)
                .isEqualTo(Staged.inLab(scenario, seed, MAX_TASKS));
    }

    @ParameterizedTest
    @MethodSource("names")
    void whatIsPrintedIsReadAsTheSame(String name) {
        Scenario scenario = ScenarioExamples.read(name);
        String text = ScenarioText.print(scenario);
        Scenario again = Scenario.parse(name, text);
        assertThat(again).as(text).isEqualTo(scenario);
        assertThat(ScenarioText.print(again)).isEqualTo(text);
    }

    /** The journal of a run holds its text. */
    @Test
    void theTextIsAFact() {
        Staged run = Staged.inLab(ScenarioExamples.read("hello.conf"), Seeds.one(), MAX_TASKS);
        Fact.WorkloadGiven given = run.facts().stream()
                .filter(Fact.WorkloadGiven.class::isInstance)
                .map(Fact.WorkloadGiven.class::cast)
                .findFirst()
                .orElseThrow();
        assertThat(given.format()).isEqualTo("scenario");
        assertThat(given.text()).isEqualTo(ScenarioExamples.text("hello.conf"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "hello.conf",
                "dependency-chain.conf",
                "fan-out-fan-in.conf",
                "timeline-points.conf",
                "across-clients.conf",
                "implicit-sync.conf",
                "fault.conf",
                "abort.conf",
                "device-lost.conf",
                "queue-full-waits.conf",
                "throttle.conf",
                "random-durations.conf",
                "sync-object.conf",
                "sync-transfer.conf",
                "user-fences.conf"
            })
    void someRunLiveAsWell(String name) {
        assertThat(Staged.live(ScenarioExamples.read(name), Seeds.one())
                        .expectations()
                        .failed())
                .as(name)
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("names")
    void aMutatedExampleRunsOrIsRefused(String name) {
        String text = ScenarioExamples.text(name);
        SplittableRandom random = new SplittableRandom(Seeds.one() + name.hashCode());
        for (int i = 0; i < MUTATIONS; i++) {
            String mutated = mutate(text, random);
            try {
                Staged.inLab(Scenario.parse(name, mutated), Seeds.one(), FEW_TASKS);
            } catch (ScenarioException | Refusal | LabException expected) {
                assertThat(expected.getMessage()).as(mutated).isNotBlank();
            } catch (RuntimeException wrong) {
                throw new AssertionError("seed " + Seeds.one() + " mutation " + i + ":\n" + mutated, wrong);
            }
        }
    }

    private static String mutate(String text, SplittableRandom random) {
        StringBuilder mutated = new StringBuilder(text);
        for (int edits = random.nextInt(1, 4); edits > 0; edits--) {
            int at = random.nextInt(mutated.length());
            switch (random.nextInt(4)) {
                case 0 -> mutated.deleteCharAt(at);
                case 1 -> mutated.insert(at, ALPHABET.charAt(random.nextInt(ALPHABET.length())));
                case 2 -> mutated.setCharAt(at, ALPHABET.charAt(random.nextInt(ALPHABET.length())));
                default -> {
                    int from = random.nextInt(mutated.length());
                    int to = Math.min(mutated.length(), from + random.nextInt(30));
                    mutated.insert(at, mutated.substring(from, to));
                }
            }
        }
        return mutated.toString();
    }
}
