package dev.signalbox.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.device.Interrupt;
import dev.signalbox.device.ResetScope;
import dev.signalbox.device.Work;
import dev.signalbox.event.DeviceFact;
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
    void whereNobodyWaitsNobodyWaitsLongest() {
        assertThat(Findings.describe(run(ALL_WELL, client(1, "game", 0, 0, 0))))
                .isEqualTo("VCS1 is the busiest engine at 71.2 %");
    }

    @Test
    void aRunWithoutJobsIsSaidToBeOne() {
        assertThat(Findings.describe(new RunSummary().summary())).isEqualTo("no job was accepted");
        assertThat(Findings.describe(run(new Totals(0, 0, 0, 0, 1))))
                .isEqualTo("no job was accepted; 1 job was refused");
    }

    @Test
    void theFirstIncidentsOfEachKindAreTold() {
        Story story = Story.withTwoClients()
                .entity(1, 1, "render", 0)
                .accepted(0, 1, 1, Work.none())
                .ran(0, 0, 1, 1)
                .add(new DeviceFact.FailureInjected(1_000, 0, 1, "hang"))
                .add(new DeviceFact.FailureInjected(1_000, -1, 0, "power-loss"))
                .add(new DeviceFact.JobHung(2_000, 0, 1, false))
                .add(new DeviceFact.JobHung(2_000, 1, 4, true))
                .add(new DeviceFact.ResetRequested(2_000, 0, 1, ResetScope.ENGINE, "10 ms are over"))
                .add(new DeviceFact.RingReset(3_000, 0, 0, ResetScope.ENGINE, false, false, 0))
                .add(new DeviceFact.ResetRequested(3_000, 0, 0, ResetScope.DEVICE, "again"))
                .add(new DeviceFact.RingReset(4_000, 0, 1, ResetScope.DEVICE, true, true, 2))
                .add(new DeviceFact.RingFailed(5_000, 7, "no\nanswer"));
        for (int fault = 1; fault <= 5; fault++) {
            story.add(new DeviceFact.FaultRaised(
                    6_000, 0, 1, 1, fault * 0x1000L, fault > 1, Interrupt.FaultReason.READ_ONLY, false));
        }

        assertThat(Findings.describe(story.summary()))
                .isEqualTo("hang injected on RCS, in job 3:1"
                        + "; power-loss injected on the device"
                        + "; 1 job is not over"
                        + "; job 3:1 faults at 0x1000 (read-only, read) on RCS"
                        + "; job 3:1 faults at 0x2000 (read-only, write) on RCS"
                        + "; job 3:1 faults at 0x3000 (read-only, write) on RCS"
                        + "; 2 more page faults"
                        + "; job 3:1 hung on RCS"
                        + "; the interrupt of entry 4 on VCS1 was lost"
                        + "; RCS asked for an engine reset because of job 3:1 (10 ms are over)"
                        + "; RCS asked for a device reset (again)"
                        + "; device reset of RCS, 2 jobs given again, its memory was lost"
                        + "; engine reset of RCS failed"
                        + "; ring 7 cannot be used (no\\u000aanswer)");
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
