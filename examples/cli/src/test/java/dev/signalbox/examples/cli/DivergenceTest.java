package dev.signalbox.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.device.Work;
import dev.signalbox.event.Fact;
import dev.signalbox.event.Schedule;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A journal that was changed after it was written is found out, at the fact where the run parts from it. */
class DivergenceTest {
    private static final long SEED = Long.getLong("seed", 1);
    private static final String TEXT = "1.RCS.500-900.0.0\n1.RCS.100.-1.0\n2.BCS.200.-2.1\n";
    private static final int ROUNDS = 12;

    @TempDir
    private Path directory = Path.of("");

    private List<Fact> facts = List.of();
    private int rewritten;

    @BeforeEach
    void record() {
        Path journal = directory.resolve("journal");
        Recorded.run(journal, 3, List.of(Recorded.part("three.wsim", TEXT, 4)));
        facts = JournalFile.read(journal);
    }

    private Cli verify(List<Fact> changed) {
        Path journal = directory.resolve("rewritten" + rewritten++);
        JournalFile.write(journal, changed);
        return Cli.run("replay", journal.toString(), "--verify");
    }

    private <F extends Fact> List<Fact> changed(Class<F> kind, UnaryOperator<F> change) {
        int index = index(kind, 0);
        List<Fact> changed = new ArrayList<>(facts);
        changed.set(index, change.apply(kind.cast(facts.get(index))));
        return changed;
    }

    private int index(Class<? extends Fact> kind, int from) {
        return IntStream.range(from, facts.size())
                .filter(i -> kind.isInstance(facts.get(i)))
                .findFirst()
                .orElseThrow();
    }

    private static void assertDiffersAt(int index, Cli cli) {
        assertThat(cli.out()).startsWith("gpu0 run 1: first difference at fact " + (index + 1) + "\n");
        assertThat(cli.exitCode()).isEqualTo(3);
        assertThat(cli.err()).isEmpty();
    }

    @Test
    void anAlteredFactIsToldWithBothSidesAndTheTenFactsBefore() {
        int index = index(Fact.JobFinished.class, 25);
        Fact.JobFinished job = (Fact.JobFinished) facts.get(index);
        List<Fact> changed = new ArrayList<>(facts);
        changed.set(index, new Fact.JobFinished(job.time() + 1, job.entity(), job.fence(), job.ran(), job.error()));
        Cli cli = verify(changed);
        assertDiffersAt(index, cli);
        List<String> lines = cli.out().lines().toList();
        assertThat(lines).hasSize(1 + 1 + 10 + 3);
        assertThat(lines.get(2)).contains(" " + (index - 9) + " ");
        assertThat(lines.get(12)).startsWith("  journal:   ").contains(" DONE ");
        assertThat(lines.get(13)).startsWith("  run again: ").contains(" DONE ");
        assertThat(lines.get(14)).isEqualTo("  they differ in time_ns");
    }

    @Test
    void anyAlteredOrDroppedFactIsFound() {
        SplittableRandom random = new SplittableRandom(SEED);
        for (int round = 0; round < ROUNDS; round++) {
            int index = random.nextInt(1, facts.size() - 1);
            List<Fact> dropped = new ArrayList<>(facts);
            dropped.remove(index);
            boolean same = facts.get(index).equals(facts.get(index + 1));
            Cli cli = verify(dropped);
            assertThat(cli.exitCode()).as("seed %d, fact %d", SEED, index + 1).isEqualTo(3);
            assertThat(same).as("facts are all different").isFalse();
            if (!(facts.get(index) instanceof Fact.WorkloadGiven)) {
                assertDiffersAt(index, cli);
            }
        }
    }

    @Test
    void anotherConfigurationIsFound() {
        List<Fact> changed = changed(
                Fact.RunBegan.class,
                began -> new Fact.RunBegan(
                        began.time(),
                        began.version(),
                        began.schedule(),
                        began.config().replace("\"device\":\"intel\"", "\"device\":\"strict\"")));
        assertThat(changed).isNotEqualTo(facts);
        assertDiffersAt(index(Fact.DeviceOpened.class, 0), verify(changed));
    }

    @Test
    void anotherScheduleIsFound() {
        List<Fact> changed = changed(
                Fact.RunBegan.class,
                began -> new Fact.RunBegan(began.time(), began.version(), new Schedule("uniform", 99), began.config()));
        Cli cli = verify(changed);
        assertThat(cli.exitCode()).isEqualTo(3);
        assertThat(cli.out()).startsWith("gpu0 run 1: first difference at fact ");
    }

    @Test
    void anotherSeedOfAWorkloadIsFoundWhereItIsDrawnFrom() {
        List<Fact> changed = changed(
                Fact.WorkloadGiven.class,
                given -> new Fact.WorkloadGiven(
                        given.time(), given.client(), given.format(), given.name(), given.text(), given.cycles(), 77));
        Cli cli = verify(changed);
        assertDiffersAt(index(Fact.JobAccepted.class, 0), cli);
        assertThat(cli.out()).contains("they differ in work_ns");
    }

    @Test
    void anotherTextOfAWorkloadIsFound() {
        List<Fact> changed = changed(
                Fact.WorkloadGiven.class,
                given -> new Fact.WorkloadGiven(
                        given.time(),
                        given.client(),
                        given.format(),
                        given.name(),
                        given.text().replace("BCS", "VCS1"),
                        given.cycles(),
                        given.seed()));
        Cli cli = verify(changed);
        assertThat(cli.exitCode()).isEqualTo(3);
        assertThat(cli.out()).contains("VCS1");
    }

    @Test
    void aJournalWithMoreThanTheRunIsFound() {
        List<Fact> changed = new ArrayList<>(facts);
        changed.add(facts.get(facts.size() - 1));
        Cli cli = verify(changed);
        assertDiffersAt(facts.size(), cli);
        assertThat(cli.out()).contains("run again: has no more facts");
    }

    @Test
    void aJournalWithLessThanTheRunIsFound() {
        Path hang = directory.resolve("hang");
        Recorded.run(hang, 3, List.of(Recorded.part("hang.wsim", "f\n1.RCS.100.f-1.1\na.-2\n", 1)));
        facts = JournalFile.read(hang);
        Cli cli = verify(facts.subList(0, facts.size() - 1));
        assertDiffersAt(facts.size() - 1, cli);
        assertThat(cli.out()).contains("journal:   has no more facts");
    }

    @Test
    void aJournalThatEndsBeforeItsRunIsTheSameAsFarAsItGoes() {
        Cli cli = verify(facts.subList(0, 20));
        assertThat(cli.out())
                .isEqualTo("gpu0 run 1: 20 facts, run again: all the same; the journal ends before the run does\n");
        assertThat(cli.exitCode()).isZero();
    }

    @Test
    void anotherVersionIsToldAndDoesNotCount() {
        List<Fact> changed = changed(
                Fact.RunBegan.class,
                began -> new Fact.RunBegan(began.time(), "0.0.9", began.schedule(), began.config()));
        Cli cli = verify(changed);
        assertThat(cli.exitCode()).isZero();
        assertThat(cli.out()).contains("all the same; written by version 0.0.9, run again by ");
    }

    @Test
    void anUnknownFormatScheduleOrConfigurationIsToldInOneLine() {
        List<Fact> format = changed(
                Fact.WorkloadGiven.class,
                given -> new Fact.WorkloadGiven(
                        given.time(),
                        given.client(),
                        "tape",
                        given.name(),
                        given.text(),
                        given.cycles(),
                        given.seed()));
        assertRefused(format, "has format 'tape', which this release does not know");
        List<Fact> schedule = changed(
                Fact.RunBegan.class,
                began -> new Fact.RunBegan(began.time(), began.version(), new Schedule("dice", 1), began.config()));
        assertRefused(schedule, "was chosen by 'dice', which this release does not know");
        List<Fact> config = changed(
                Fact.RunBegan.class,
                began -> new Fact.RunBegan(began.time(), began.version(), began.schedule(), "{\"ring\":"));
        assertRefused(config, "the configuration of the journal cannot be read");
        List<Fact> text = changed(
                Fact.WorkloadGiven.class,
                given -> new Fact.WorkloadGiven(
                        given.time(),
                        given.client(),
                        given.format(),
                        given.name(),
                        "1.XXX",
                        given.cycles(),
                        given.seed()));
        assertRefused(text, "three.wsim:1:");
    }

    private void assertRefused(List<Fact> changed, String why) {
        Cli cli = verify(changed);
        assertThat(cli.exitCode()).isEqualTo(1);
        assertThat(cli.out()).isEmpty();
        assertThat(cli.err()).startsWith("signalbox: ").contains(why).hasLineCount(1);
    }

    @Test
    void aRunOfAProgramIsCheckedToBeConsistent() {
        List<Fact> program = new ArrayList<>(facts);
        program.remove(index(Fact.WorkloadGiven.class, 0));
        Cli cli = verify(program);
        assertThat(cli.exitCode()).isZero();
        assertThat(cli.out()).contains("consistent; a program drove client three.wsim, so it cannot be run again");
        int accepted = index(Fact.JobAccepted.class, 0);
        Fact.JobAccepted job = (Fact.JobAccepted) facts.get(accepted);
        program.add(
                accepted + 1,
                new Fact.JobAccepted(job.time(), 99, job.fence(), 0, Work.micros(1), 1, List.of(), List.of()));
        Cli contradiction = verify(program);
        assertThat(contradiction.exitCode()).isEqualTo(3);
        assertThat(contradiction.out()).contains(" contradicts those before it: ");
    }

    @Test
    void aLiveRunIsCheckedToBeConsistent() {
        List<Fact> live = changed(
                Fact.RunBegan.class, began -> new Fact.RunBegan(began.time(), began.version(), null, began.config()));
        Cli cli = verify(live);
        assertThat(cli.exitCode()).isZero();
        assertThat(cli.out()).endsWith("consistent; a live run cannot be repeated exactly\n");
    }
}
