package dev.signalbox.report;

import static dev.signalbox.report.Story.job;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.device.Work;
import dev.signalbox.event.DeviceFact;
import dev.signalbox.event.Fact;
import dev.signalbox.event.Facts;
import dev.signalbox.fence.Errno;
import dev.signalbox.fence.FenceId;
import dev.signalbox.report.Summary.EngineRow;
import dev.signalbox.report.Summary.Spread;
import dev.signalbox.report.Summary.Totals;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunSummaryTest {
    @Test
    void nothingComesToNothing() {
        assertThat(new RunSummary().summary())
                .isEqualTo(new Summary(0, List.of(), List.of(), new Totals(0, 0, 0, 0, 0)));
    }

    @Test
    void aJobThatStandsBehindAnotherOnItsRingRunsFromTheEndOfThat() {
        Summary summary = Story.withTwoClients()
                .entity(1, 1, "a", 1)
                .entity(2, 2, "b", 1)
                .accepted(0, 1, 1, Work.micros(1))
                .accepted(0, 2, 1, Work.micros(1))
                .ran(1, 1, 1, 1)
                .ran(1, 1, 2, 1)
                .finished(2, 1, 1, 1, null)
                .finished(4, 2, 1, 1, null)
                .summary();

        assertThat(summary.clients().get(0).runs().max()).isEqualTo(1_000);
        assertThat(summary.clients().get(1).runs().max()).isEqualTo(2_000);
        assertThat(summary.clients().get(1).waits().max()).isEqualTo(1_000);
        assertThat(summary.engines())
                .containsExactly(new EngineRow(0, "RCS", 0, 0, 4_000), new EngineRow(1, "VCS1", 2, 3_000, 4_000));
        assertThat(summary.engines().get(1).busyPercent()).hasToString("75.0");
    }

    @Test
    void aClientCountsFromItsOpeningToItsClosing() {
        Summary summary = Story.withTwoClients()
                .add(new Fact.ClientOpened(500_000_000, 3, "late"))
                .cycle(500_000, 900_000, 3, 1, true)
                .cycle(900_000, 1_000_000, 3, 2, false)
                .add(new Fact.ClientClosed(1_000_000_000, 3))
                .add(new Fact.ClientClosed(2_000_000_000, 1))
                .summary();

        assertThat(summary.clients())
                .extracting(client -> client.elapsedNanos())
                .containsExactly(2_000_000_000L, 2_000_000_000L, 500_000_000L);
        assertThat(summary.clients().get(2).cyclesPerSecond()).hasToString("4.000");
        assertThat(summary.clients().get(2).missed()).isEqualTo(1);
        assertThat(summary.clients().get(2).cycleTimes().max()).isEqualTo(400_000_000);
    }

    @Test
    void jobsArePendingFinishedFailedOrRefused() {
        Summary summary = Story.withTwoClients()
                .entity(1, 1, "a", 0)
                .accepted(0, 1, 1, Work.micros(1))
                .accepted(0, 1, 2, Work.micros(1))
                .accepted(0, 1, 3, Work.micros(1))
                .ran(0, 0, 1, 1)
                .finished(1, 1, 1, 0, Errno.EIO)
                .finished(1, 1, 2, -1, Errno.ESRCH)
                .add(new Fact.JobRefused(1_000, 1, job(1, 4), Errno.ENOENT, "no buffer 7"))
                .summary();

        assertThat(summary.totals()).isEqualTo(new Totals(3, 2, 2, 1, 1));
        assertThat(summary.clients().get(0).refused()).isEqualTo(1);
        assertThat(summary.clients().get(0).waits()).isEqualTo(new Spread(1, 0, 0, 0, 0));
    }

    @Test
    void aDraftThatWasDroppedCountsAsRefused() {
        Summary summary = Story.withTwoClients()
                .entity(1, 1, "a", 0)
                .accepted(0, 1, 1, Work.micros(1))
                .finished(1, 1, 2, -1, Errno.ECANCELED)
                .summary();

        assertThat(summary.totals()).isEqualTo(new Totals(1, 0, 0, 1, 1));
    }

    @Test
    void aJobThatItsEntityGaveUpEndsOnceAndKeepsItsEngineUntilTheRingEndsIt() {
        Summary summary = Story.withTwoClients()
                .entity(1, 1, "a", 0)
                .accepted(0, 1, 1, Work.micros(9))
                .ran(0, 0, 1, 1)
                .finished(5, 1, 1, -1, Errno.EIO)
                .finished(9, 1, 1, 0, null)
                .summary();

        assertThat(summary.totals()).isEqualTo(new Totals(1, 1, 1, 0, 0));
        assertThat(summary.engines().get(0)).isEqualTo(new EngineRow(0, "RCS", 1, 9_000, 9_000));
    }

    @Test
    void factsOfSomebodyUnknownAreCountedWithoutAName() {
        Summary summary = new Story()
                .accepted(1, 7, 1, Work.none())
                .ran(1, 5, 7, 1)
                .finished(2, 7, 1, 1, null)
                .summary();

        assertThat(summary.clients()).extracting(client -> client.name()).containsExactly("?");
        assertThat(summary.engines()).extracting(EngineRow::name).containsExactly("ring 5");
        assertThat(summary.totals()).isEqualTo(new Totals(1, 1, 0, 0, 0));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void aSummaryAgreesWithAModelThatKeepsEverything(long each) {
        long seed = Long.getLong("seed", each);
        List<Fact> facts = new RandomRun(seed).facts();
        RunSummary fold = new RunSummary();
        facts.forEach(fold::report);
        Summary summary = fold.summary();
        Summary exact = NaiveSummary.of(facts);

        assertThat(summary)
                .as("seed %d", seed)
                .usingRecursiveComparison()
                .ignoringFields("incidents.first.text")
                .withEqualsForType(RunSummaryTest::about, Spread.class)
                .isEqualTo(exact);
        assertThat(exact.totals().finished()).as("seed %d", seed).isGreaterThan(60);
        assertThat(exact.incidents().counts()).as("seed %d", seed).hasSizeGreaterThan(4);
        assertThat(exact.incidents().first()).as("seed %d", seed).anyMatch(incident -> incident.job() != null);
    }

    /** A histogram of three digits answers at most a thousandth too high. */
    private static boolean about(Spread actual, Spread exact) {
        return actual.count() == exact.count()
                && actual.max() == exact.max()
                && about(actual.p50(), exact.p50())
                && about(actual.p95(), exact.p95())
                && about(actual.p99(), exact.p99());
    }

    private static boolean about(long actual, long exact) {
        return actual >= exact && actual - exact <= exact / 1_000;
    }

    /** Runs of like facts, cut differently for each kind, come to the same as their facts one by one. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void runsOfFactsComeToTheSameAsTheirFacts(long offset) {
        long seed = Long.getLong("seed", 0) + offset;
        SplittableRandom random = new SplittableRandom(seed);
        RunSummary inRuns = new RunSummary();
        RunSummary oneByOne = new RunSummary();
        Facts both = new Facts() {
            @Override
            public void report(Fact fact) {
                report(fact, 1);
            }

            @Override
            public void report(Fact first, int count) {
                inRuns.report(first, count);
                for (int i = 0; i < count; i++) {
                    oneByOne.report(first.plus(i));
                }
            }
        };
        Story.withTwoClients().entity(1, 1, "a", 0).entity(2, 2, "b", 1).tell(both);
        for (int batch = 0; batch < 40; batch++) {
            reportBatch(both, random, batch);
        }
        assertThat(inRuns.summary()).as("seed %d", seed).isEqualTo(oneByOne.summary());
    }

    private static void reportBatch(Facts facts, SplittableRandom random, int batch) {
        int entity = 1 + batch % 2;
        FenceId fence = new FenceId(entity * 2 + 1, 1 + batch / 2 * 20L);
        long now = 1_000L * batch;
        pieces(random, at -> facts.report(accepted(now + at[0], entity, fence.plus(at[0])), at[1]));
        long entry = fence.seqno();
        pieces(
                random,
                at -> facts.report(new Fact.JobRan(now + 30, entity - 1, fence.plus(at[0]), entry + at[0], 1), at[1]));
        facts.report(new DeviceFact.JobHung(now + 30, entity - 1, entry + random.nextInt(20), random.nextBoolean()));
        Errno error = random.nextBoolean() ? Errno.EIO : null;
        pieces(
                random,
                at -> facts.report(
                        new Fact.JobFinished(now + 40 + at[0], entity, fence.plus(at[0]), now + 30, error), at[1]));
    }

    private static Fact accepted(long time, int entity, FenceId fence) {
        return new Fact.JobAccepted(time, entity, fence, 0, Work.none(), 1, List.of(), List.of());
    }

    /** Cuts 20 jobs into pieces: where each begins, and how long it is. */
    private static void pieces(SplittableRandom random, Consumer<int[]> piece) {
        for (int start = 0; start < 20; ) {
            int length = 1 + random.nextInt(20 - start);
            piece.accept(new int[] {start, length});
            start += length;
        }
    }
}
