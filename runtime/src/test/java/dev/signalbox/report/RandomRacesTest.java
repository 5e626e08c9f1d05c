package dev.signalbox.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.Seeds;
import dev.signalbox.event.FactGatherer;
import dev.signalbox.report.RandomJobGraph.Conflict;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Random graphs of jobs: what {@link RaceFinder} finds against the closure of everything that orders two moments. */
class RandomRacesTest {
    private record Outcome(Set<Conflict> expected, Set<Conflict> found) {}

    @Test
    void aGraphWithAllItsDependenciesHasNoRace() {
        Seeds.each(5_000, random -> {
            Outcome outcome = play(random, 0);

            assertThat(outcome.expected()).as("by the closure").isEmpty();
            assertThat(outcome.found()).isEmpty();
        });
    }

    @Test
    void aDependencyThatIsMissingIsFoundUnlessSomethingElseOrdersTheTwo() {
        AtomicInteger races = new AtomicInteger();
        AtomicInteger graphs = new AtomicInteger();
        Seeds.each(5_000, random -> {
            Outcome outcome = play(random, 1);

            assertThat(outcome.found()).isEqualTo(outcome.expected());
            races.addAndGet(outcome.found().isEmpty() ? 0 : 1);
            graphs.incrementAndGet();
        });
        if (graphs.get() > 1) {
            assertThat(races.get()).isBetween(graphs.get() / 20, graphs.get() * 19 / 20);
        }
    }

    @Test
    void withManyMissingOnlyTrueRacesAreFoundAndOneAtLeastOnEachPage() {
        Seeds.each(2_000, random -> {
            Outcome outcome = play(random, random.nextInt(2, 20));

            assertThat(outcome.expected()).containsAll(outcome.found());
            assertThat(pages(outcome.found())).isEqualTo(pages(outcome.expected()));
        });
    }

    private static Set<Long> pages(Set<Conflict> conflicts) {
        return conflicts.stream().map(Conflict::page).collect(Collectors.toCollection(TreeSet::new));
    }

    private static Outcome play(SplittableRandom random, int drop) {
        RaceFinder finder = new RaceFinder();
        FactGatherer runs = new FactGatherer(finder);
        RandomJobGraph graph = new RandomJobGraph(random, runs).drop(drop);
        Set<Conflict> expected = graph.play();
        runs.flush();
        return new Outcome(expected, graph.conflicts(finder.races()));
    }
}
