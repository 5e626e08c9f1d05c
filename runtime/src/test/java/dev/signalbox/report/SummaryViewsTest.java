package dev.signalbox.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.LIST;
import static org.assertj.core.api.InstanceOfAssertFactories.MAP;

import dev.signalbox.report.Summary.ClientRow;
import dev.signalbox.report.Summary.EngineRow;
import dev.signalbox.report.Summary.Spread;
import dev.signalbox.report.Summary.Totals;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The same summary as a table and as JSON. */
class SummaryViewsTest {
    private static final Spread NONE = new Spread(0, 0, 0, 0, 0);
    private static final Summary SUMMARY = new Summary(
            2_000_000_000L,
            List.of(
                    new ClientRow(
                            1,
                            "game \u001b[2J",
                            1_999_999_500L,
                            120,
                            37,
                            240,
                            1,
                            0,
                            new Spread(240, 1_250, 9_000_000, 9_123_456, 10_000_001),
                            new Spread(240, 500_000, 500_000, 500_049, 500_050),
                            new Spread(120, 16_600_000, 17_000_000, 18_000_000, 19_000_000)),
                    new ClientRow(12, "idle", 0, 0, 0, 0, 0, 2, NONE, NONE, NONE)),
            List.of(
                    new EngineRow(0, "RCS", 0, 0, 2_000_000_000L),
                    new EngineRow(1, "VCS1", 240, 1_424_000_000L, 2_000_000_000L)),
            new Totals(245, 240, 1, 5, 2));

    private static final String JSON = """
                        {
                          "schema": 1,
                          "elapsed_ns": 2000000000,
                          "jobs": {
                            "accepted": 245,
                            "finished": 240,
                            "failed": 1,
                            "pending": 5,
                            "refused": 2
                          },
                          "clients": [
                            {
                              "client": 1,
                              "name": "game \\u001b[2J",
                              "elapsed_ns": 1999999500,
                              "cycles": 120,
                              "cycles_per_s": 60.000,
                              "periods_missed": 37,
                              "jobs_finished": 240,
                              "jobs_failed": 1,
                              "jobs_refused": 0,
                              "wait_count": 240,
                              "wait_p50_ns": 1250,
                              "wait_p95_ns": 9000000,
                              "wait_p99_ns": 9123456,
                              "wait_max_ns": 10000001,
                              "run_count": 240,
                              "run_p50_ns": 500000,
                              "run_p95_ns": 500000,
                              "run_p99_ns": 500049,
                              "run_max_ns": 500050,
                              "cycle_count": 120,
                              "cycle_p50_ns": 16600000,
                              "cycle_p95_ns": 17000000,
                              "cycle_p99_ns": 18000000,
                              "cycle_max_ns": 19000000
                            }
                          ],
                          "engines": [
                            {
                              "ring": 1,
                              "name": "VCS1",
                              "jobs": 240,
                              "busy_ns": 1424000000,
                              "busy_percent": 71.2
                            }
                          ]
                        }""";

    @Test
    void aTableHasItsNumbersOneUnderTheOther() {
        assertThat(SummaryTable.render(SUMMARY, false)).isEqualTo("""
                        client            elapsed s  cycles  workloads/s  wait p50 us  wait p99 us  run p50 us  run p99 us  missed
                        1 game \\u001b[2J   2.000000     120       60.000          1.3       9123.5       500.0       500.0      37
                        12 idle            0.000000       0        0.000            -            -           -           -       0

                        engine  jobs    busy s  busy %
                        RCS        0  0.000000     0.0
                        VCS1     240  1.424000    71.2

                        jobs: 245 accepted, 240 finished (1 failed), 5 pending, 2 refused
                        """);
    }

    @Test
    void colourMakesTheHeadersBoldAndNothingElse() {
        String plain = SummaryTable.render(SUMMARY, false);
        String bold = SummaryTable.render(SUMMARY, true);

        assertThat(bold.lines().filter(line -> line.startsWith("\u001b[1m") && line.endsWith("\u001b[0m")))
                .hasSize(2)
                .anyMatch(line -> line.contains("wait p99 us"))
                .anyMatch(line -> line.contains("busy %"));
        assertThat(bold.replace("\u001b[1m", "").replace("\u001b[0m", "")).isEqualTo(plain);
    }

    @Test
    void anEmptySummaryHasHeaders() {
        assertThat(SummaryTable.render(new RunSummary().summary(), false)).isEqualTo("""
                        client  elapsed s  cycles  workloads/s  wait p50 us  wait p99 us  run p50 us  run p99 us  missed

                        engine  jobs  busy s  busy %

                        jobs: 0 accepted, 0 finished (0 failed), 0 pending, 0 refused
                        """);
    }

    @Test
    void jsonCarriesEveryNumberUnderANameWithItsUnit() {
        Summary one = new Summary(
                SUMMARY.elapsedNanos(),
                SUMMARY.clients().subList(0, 1),
                SUMMARY.engines().subList(1, 2),
                SUMMARY.totals());

        assertThat(SummaryJson.render(one)).isEqualTo(JSON);
    }

    @Test
    void incidentsAreCountedWhereThereWereAny() {
        Summary with = new Summary(
                SUMMARY.elapsedNanos(),
                SUMMARY.clients(),
                SUMMARY.engines(),
                SUMMARY.totals(),
                new Summary.Incidents(
                        new TreeMap<>(Map.of(Incident.Kind.FAILED_RESET, 2L, Incident.Kind.PAGE_FAULT, 1L)),
                        List.of()));

        assertThat(SummaryTable.render(with, false))
                .isEqualTo(SummaryTable.render(SUMMARY, false) + "device: 1 page fault, 2 failed resets\n");
        assertThat(StrictJson.read(SummaryJson.render(with)))
                .asInstanceOf(MAP)
                .extractingByKey("incidents", MAP)
                .hasToString("{page_faults=1, failed_resets=2}");
        assertThat(SummaryJson.render(SUMMARY)).doesNotContain("incidents");
    }

    @Test
    void jsonOfAnySummaryIsJson() {
        assertThat(StrictJson.read(SummaryJson.render(new RunSummary().summary())))
                .asInstanceOf(MAP)
                .containsEntry("clients", List.of())
                .containsEntry("engines", List.of());
        assertThat(StrictJson.read(SummaryJson.render(SUMMARY)))
                .asInstanceOf(MAP)
                .extractingByKey("clients", LIST)
                .hasSize(2)
                .first(MAP)
                .containsEntry("name", "game \u001b[2J");
    }
}
