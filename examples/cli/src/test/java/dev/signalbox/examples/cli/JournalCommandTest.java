package dev.signalbox.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.event.Fact;
import dev.signalbox.fence.FenceId;
import dev.signalbox.report.TraceLine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiPredicate;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JournalCommandTest {
    private static final String GAME = "w.1.4k\n1.RCS.500.0.0\n2.BCS.200.-1.0\n1.RCS.100.w1-0.1\n";
    private static final String SYNC = "f\n1.VCS1.100.f-1.0\n2.RCS.100.0.0\na.-3\ns.-2\n";

    @TempDir
    private static Path directory = Path.of("");

    private static Path journal = Path.of("");
    private static List<Fact> facts = List.of();

    @BeforeAll
    static void record() {
        journal = directory.resolve("journal");
        Recorded.run(journal, 1, List.of(Recorded.part("game", GAME, 3), Recorded.part("sync", SYNC, 2)));
        facts = JournalFile.read(journal);
    }

    private static Cli grep(String... conditions) {
        List<String> arguments = new ArrayList<>(List.of("journal", "grep", journal.toString()));
        arguments.addAll(List.of(conditions));
        return Cli.run(arguments.toArray(String[]::new));
    }

    private static List<String> lines(String... conditions) {
        Cli cli = grep(conditions);
        assertThat(cli.exitCode()).as(cli.err()).isZero();
        return cli.out().lines().toList();
    }

    /** Filters the lines of the trace by what they say, which is another way to the same facts. */
    private static List<String> expected(BiPredicate<Fact, String> kept) {
        TraceLine trace = new TraceLine();
        return facts.stream()
                .map(fact -> new Object() {
                    final String line = fact.accept(trace);
                    final boolean keep = kept.test(fact, line);
                })
                .filter(each -> each.keep)
                .map(each -> each.line)
                .toList();
    }

    @Test
    void kindsMayHaveBlanksAroundThem() {
        List<String> lines = lines("--kind", "RUN,DONE");
        assertThat(lines).isNotEmpty().isEqualTo(lines("--kind", "RUN, DONE"));
        assertThat(lines).isEqualTo(lines("--kind", "run", "--kind", "done "));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--kind;,                | --kind ',' leaves a kind empty: there is only",
                "--kind;RUN,             | --kind 'RUN,' leaves a kind empty: there is only",
                "--client;nosuch         | --client nosuch: there is no such client (see 'signalbox journal grep",
                "--client;9              | --client 9: there is no such client (see",
                "--from;2ms;--to;1ms     | --from 2ms is later than --to 1ms: nothing is in between",
                "--fence;foo             | --fence foo: a fence is context:seqno",
                "--job;foo               | --job foo: a fence is context:seqno",
            })
    void whatCanFindNothingIsRefused(String conditions, String why) {
        Cli cli = grep(conditions.split(";"));
        assertThat(cli.exitCode()).as(cli.err()).isEqualTo(1);
        assertThat(cli.out()).isEmpty();
        assertThat(cli.err()).startsWith("signalbox: " + why).hasLineCount(1);
    }

    @Test
    void aClientThatIsThereMayHaveNothingOfAKind() {
        Cli cli = grep("--client", "game", "--kind", "OVER");
        assertThat(cli.exitCode()).isZero();
        assertThat(cli.out() + cli.err()).isEmpty();
    }

    @Test
    void showPrintsTheTraceOfAllFacts() {
        Cli show = Cli.run("journal", "show", journal.toString());
        assertThat(show.exitCode()).isZero();
        assertThat(show.out().lines().toList()).isEqualTo(expected((fact, line) -> true));
        assertThat(lines()).isEqualTo(show.out().lines().toList());
    }

    @Test
    void aKindIsFilteredByItsWord() {
        assertThat(lines("--kind", "RUN"))
                .isNotEmpty()
                .isEqualTo(expected((fact, line) -> fact instanceof Fact.JobRan));
        assertThat(lines("--kind", "run,done"))
                .isEqualTo(expected((fact, line) -> fact instanceof Fact.JobRan || fact instanceof Fact.JobFinished));
    }

    @Test
    void timesAreInclusive() {
        long middle = facts.get(facts.size() / 2).time();
        List<String> from = lines("--from", middle + "ns");
        assertThat(from).isEqualTo(expected((fact, line) -> fact.time() >= middle));
        assertThat(lines("--from", middle + "ns", "--to", middle + "ns"))
                .isNotEmpty()
                .isEqualTo(expected((fact, line) -> fact.time() == middle));
        assertThat(lines("--to", "0.5ms")).isEqualTo(expected((fact, line) -> fact.time() <= 500_000));
        assertThat(lines("--to", "500us")).isEqualTo(lines("--to", "0.0005s"));
    }

    @Test
    void aBufferIsFoundWhereItIsNamed() {
        assertThat(lines("--buffer", "1"))
                .hasSizeGreaterThan(2)
                .isEqualTo(expected((fact, line) ->
                        line.matches(".* buffer=1( .*)?") || line.matches(".* uses=(.*,)?[rw]1(,.*)?")));
    }

    @Test
    void aJobIsFoundByEitherOfItsFencesWithWhatWaitsForIt() {
        FenceId job = aJobThatIsWaitedFor();
        FenceId scheduled = new FenceId(job.context() - 1, job.seqno());
        String either = "(" + job + "|" + scheduled + ")";
        List<String> of = expected((fact, line) -> line.matches(".* " + job + " +.*")
                || line.matches(".* after=([^ ]*,)?" + either + "(,[^ ]*)? .*")
                || line.matches(".* for=" + either + "( .*)?"));
        assertThat(of).hasSizeGreaterThan(3).anyMatch(line -> line.contains("after="));
        assertThat(lines("--job", job.toString())).isEqualTo(of);
        assertThat(lines("--fence", scheduled.toString())).isEqualTo(of);
    }

    private static FenceId aJobThatIsWaitedFor() {
        List<FenceId> jobs = facts.stream()
                .filter(Fact.JobFinished.class::isInstance)
                .map(fact -> ((Fact.JobFinished) fact).fence())
                .toList();
        return facts.stream()
                .filter(Fact.JobAccepted.class::isInstance)
                .flatMap(fact -> ((Fact.JobAccepted) fact).dependencies().stream())
                .filter(jobs::contains)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aPointOfATimelineIsFoundWithWhatSignalsIt() {
        String context = facts.stream()
                .filter(Fact.TimelineAdvanced.class::isInstance)
                .map(fact -> Long.toString(((Fact.TimelineAdvanced) fact).context()))
                .findFirst()
                .orElseThrow();
        List<String> point = lines("--fence", context + ":1");
        assertThat(point).anyMatch(line -> line.contains(" SIGNAL "));
        assertThat(point).anyMatch(line -> line.contains("after=" + context + ":1"));
        assertThat(point).filteredOn(line -> line.contains(" SIGNAL ")).hasSize(1);
    }

    @Test
    void aClientIsFoundByNumberOrName() {
        List<String> sync = lines("--client", "sync");
        assertThat(sync).isEqualTo(lines("--client", "2"));
        List<String> game = lines("--client", "game");
        assertThat(game).noneMatch(sync::contains);
        assertThat(game.size() + sync.size())
                .isEqualTo(facts.size()
                        - expected((fact, line) -> fact instanceof Fact.RunBegan
                                        || fact instanceof Fact.DeviceOpened
                                        || fact instanceof Fact.RunEnded)
                                .size());
    }

    @Test
    void conditionsAreCombined() {
        List<String> both = new ArrayList<>(lines("--client", "sync"));
        both.retainAll(lines("--kind", "DONE"));
        assertThat(lines("--client", "sync", "--kind", "DONE")).isNotEmpty().isEqualTo(both);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --job 5           | --job 5: a fence is context:seqno
            --job 0:1         | --job 0:1: a fence is context:seqno
            --from 5          | --from 5: a time is a number and a unit
            --to 1.5ns        | --to 1.5ns: not a whole number of nanoseconds
            --to 99999999999s | --to 99999999999s: not a whole number of nanoseconds
            --kind WALK       | --kind WALK: there is only ACCEPT ATTACH BAN BEGIN BLAME BLOCK
            --buffer x        | 'x' is not a long
            """)
    void aConditionThatMakesNoSenseIsRefused(String condition, String why) {
        Cli cli = grep(condition.split(" "));
        assertThat(cli.exitCode()).isEqualTo(1);
        assertThat(cli.out()).isEmpty();
        assertThat(cli.err()).contains(why).doesNotContain("\tat ");
    }

    @Test
    void journalAloneAsksForASubcommand() {
        Cli cli = Cli.run("journal");
        assertThat(cli.exitCode()).isEqualTo(1);
        assertThat(cli.err()).startsWith("signalbox: Missing required subcommand: show, grep, export or info");
    }

    @Test
    void infoCountsWhatIsThere() throws IOException {
        Cli info = Cli.run("journal", "info", journal.toString());
        assertThat(info.exitCode()).isZero();
        long jobs = facts.stream().filter(Fact.JobAccepted.class::isInstance).count();
        long bytes = Files.size(journal.resolve("0000000001.segment"));
        assertThat(info.out())
                .containsPattern("gpu0 +1 +1 +" + facts.size() + " +" + jobs + " +2  pct 1 +completed")
                .contains("segments 1, bytes " + bytes + ", blocks ", ", facts " + facts.size() + ", jobs " + jobs)
                .contains("end: clean, all is read, up to fact " + facts.size());
    }
}
