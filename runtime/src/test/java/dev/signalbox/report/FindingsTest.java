package dev.signalbox.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.report.Summary.ClientRow;
import dev.signalbox.report.Summary.EngineRow;
import dev.signalbox.report.Summary.Spread;
import dev.signalbox.report.Summary.Totals;
import java.util.List;
import org.junit.jupiter.api.Test;

class FindingsTest {
    private static final long SECOND = 1_000_000_000;
    private static final Spread NONE = new Spread(0, 0, 0, 0, 0);
    private static final Totals ALL_WELL = new Totals(10, 10, 0, 0, 0);

    @Test
    void whoMissesMostPeriodsIsNamedWithTheContention() {
        assertThat(Findings.describe(
                        run(ALL_WELL, client(1, "game", 120, 37, 2_000_000), client(2, "hog", 100, 3, 9_100_000))))
                .isEqualTo("game misses 37 of 120 periods; VCS1 is the busiest engine at 71.2 %; "
                        + "hog waits longest (p99 9.1 ms)");
    }

    @Test
    void nobodyMissingAPeriodIsSaid() {
        assertThat(Findings.describe(run(ALL_WELL, client(1, "game", 120, 0, 2_000_000))))
                .isEqualTo("every client met its periods; VCS1 is the busiest engine at 71.2 %");
    }

    @Test
    void aRunWithoutCyclesTellsWhoWaitsAndWhatWentWrong() {
        assertThat(Findings.describe(run(new Totals(10, 7, 1, 3, 2), client(1, "game", 0, 0, 999))))
                .isEqualTo("VCS1 is the busiest engine at 71.2 %; game waits longest (p99 999 ns); "
                        + "1 job failed; 2 jobs were refused; 3 jobs are not over");
    }

    @Test
    void aRunWithoutJobsIsSaidToBeOne() {
        assertThat(Findings.describe(new RunSummary().summary())).isEqualTo("no job was accepted");
        assertThat(Findings.describe(run(new Totals(0, 0, 0, 0, 1))))
                .isEqualTo("no job was accepted; 1 job was refused");
    }

    @Test
    void theClientWhoseMissedPeriodsChangeMostIsComparedAndWhoPaysForIt() {
        Summary fifo = run(ALL_WELL, client(1, "game", 120, 37, 9_100_000), client(2, "hog", 100, 0, 1_000));
        Summary rr = run(ALL_WELL, client(1, "game", 120, 0, 2_000_000), client(2, "hog", 88, 0, 90_000_000));

        assertThat(Findings.compare("fifo", fifo, "rr", rr))
                .isEqualTo("rr instead of fifo: game misses 0 of 120 periods instead of 37, "
                        + "its p99 wait falls from 9.1 ms to 2.0 ms (-78 %); hog ends 12 % fewer cycles per second");
        assertThat(Findings.compare("rr", rr, "fifo", fifo))
                .isEqualTo("fifo instead of rr: game misses 37 of 120 periods instead of 0, "
                        + "its p99 wait rises from 2.0 ms to 9.1 ms (+355 %); hog ends 14 % more cycles per second");
    }

    @Test
    void otherNumbersOfCyclesAreTold() {
        assertThat(Findings.compare(
                        "a",
                        run(ALL_WELL, client(1, "game", 100, 1, 0)),
                        "b",
                        run(ALL_WELL, client(1, "game", 1, 0, 0))))
                .isEqualTo("b instead of a: game misses 0 of 1 period instead of 1 of 100, its p99 wait stays at 0 ns");
    }

    @Test
    void withoutAChangeOfMissesTheWaitDecides() {
        Summary a = run(ALL_WELL, client(1, "game", 120, 5, 1_000), client(2, "hog", 0, 0, 0));
        Summary b = run(ALL_WELL, client(1, "game", 120, 5, 1_500), client(2, "hog", 0, 0, 2_000));

        assertThat(Findings.compare("a", a, "b", b))
                .isEqualTo("b instead of a: hog's p99 wait rises from 0 ns to 2.0 us");
        assertThat(Findings.compare(
                        "a",
                        run(ALL_WELL, a.clients().get(0)),
                        "b",
                        run(ALL_WELL, b.clients().get(0))))
                .isEqualTo("b instead of a: game misses 5 of 120 periods in both, "
                        + "its p99 wait rises from 1.0 us to 1.5 us (+50 %)");
    }

    @Test
    void runsThatDoNotDifferOrCannotBeComparedAreSaidToBeSo() {
        Summary a = run(ALL_WELL, client(1, "game", 120, 5, 1_000));
        Summary b = run(ALL_WELL, client(1, "other", 120, 5, 1_000));

        assertThat(Findings.compare("a", a, "a2", a))
                .isEqualTo("a2 instead of a: no client's missed periods or p99 wait change");
        assertThat(Findings.compare("a", a, "b", b)).isEqualTo("b instead of a: the runs have no client in common");
    }

    private static Summary run(Totals totals, ClientRow... clients) {
        List<EngineRow> engines =
                List.of(new EngineRow(0, "RCS", 1, 1, SECOND), new EngineRow(1, "VCS1", 1, 712_000_000, SECOND));
        return new Summary(SECOND, List.of(clients), totals.accepted() == 0 ? List.of() : engines, totals);
    }

    private static ClientRow client(int number, String name, long cycles, long missed, long p99Wait) {
        Spread waits = new Spread(10, 0, 0, p99Wait, p99Wait);
        return new ClientRow(number, name, SECOND, cycles, missed, 10, 0, 0, waits, NONE, NONE);
    }
}
