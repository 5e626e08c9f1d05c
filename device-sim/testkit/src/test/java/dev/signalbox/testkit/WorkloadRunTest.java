package dev.signalbox.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.event.Fact;
import dev.signalbox.sim.workload.wsim.Wsim;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** Workloads in the lab: whatever the schedule, the order is one that the files allow. */
class WorkloadRunTest {
    private static final int SEEDS = 20;
    private static final int CYCLES = 5;

    @SuppressWarnings("unused") // named by a source of parameters
    private static final List<String> OWN = OwnWorkloads.NAMES;

    private static List<Fact> play(List<Wsim> workloads, long seed) {
        try (LabRun run = LabRun.open(seed)) {
            run.play(workloads, CYCLES);
            run.runUntilIdle();
            return run.facts().all();
        }
    }

    private static void runsInOrderForAllSeeds(List<Wsim> workloads) {
        Seeds.first(SEEDS).forEach(seed -> {
            List<Fact> facts = play(workloads, seed);
            assertThat(OrderChecker.check(workloads, CYCLES, facts))
                    .as("seed %d", seed)
                    .isEmpty();
            assertThat(JobCounts.of(facts)).as("seed %d", seed).isEqualTo(JobCounts.expected(workloads, CYCLES));
        });
    }

    @ParameterizedTest
    @FieldSource("OWN")
    void eachWorkloadRunsInOrderForEverySeed(String name) {
        runsInOrderForAllSeeds(List.of(OwnWorkloads.named(name)));
    }

    @Test
    void allOwnWorkloadsAtOnceRunInOrderForEverySeed() {
        runsInOrderForAllSeeds(OwnWorkloads.all());
    }

    @Test
    void allPublishedWorkloadsAtOnceRunInOrderForEverySeed() {
        runsInOrderForAllSeeds(OwnWorkloads.publishedOrOwn());
    }

    @Test
    void theSameSeedGivesTheSameFacts() {
        List<Wsim> workloads = OwnWorkloads.publishedOrOwn();
        long seed = Seeds.one();
        assertThat(play(workloads, seed)).as("seed %d", seed).isEqualTo(play(workloads, seed));
    }

    @ParameterizedTest
    @FieldSource("OWN")
    void theSameSeedGivesTheSameFactsOfEachWorkloadAndDifferentSeedsDoNot(String name) {
        List<Wsim> workloads = List.of(OwnWorkloads.named(name));
        Map<List<Fact>, Long> seen = new LinkedHashMap<>();
        Seeds.first(SEEDS).forEach(seed -> {
            List<Fact> facts = play(workloads, seed);
            assertThat(play(workloads, seed)).as("seed %d", seed).isEqualTo(facts);
            seen.put(facts, seed);
        });
        assertThat(seen).as("different runs").hasSizeGreaterThan(1);
    }
}
