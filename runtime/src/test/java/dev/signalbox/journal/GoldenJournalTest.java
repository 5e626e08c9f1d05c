package dev.signalbox.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.event.Fact;
import dev.signalbox.event.FactRun;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A journal that was written once and is read by every build: whoever can no longer read it cannot read the journals that are
 * out there.
 */
class GoldenJournalTest {
    private static final String ID = "golden";
    private static final int SEGMENT_BYTES = 4_096;
    private static final Path HOME =
            Path.of(System.getProperty("test.root", "."), "runtime/src/test/resources/journal");
    private static final Path GOLDEN = HOME.resolve("schema-1");
    private static final Path FACTS = HOME.resolve("schema-1.txt");

    @TempDir
    Path dir;

    @Test
    void itHoldsTheFactsThatItHeldWhenItWasWritten() {
        List<String> lines = new ArrayList<>();
        Reading reading = JournalReader.open(GOLDEN)
                .read(ID, block -> lines.addAll(lines(block)))
                .orElseThrow();

        assertThat(lines).isEqualTo(Journals.lines(FACTS));
        assertThat(reading.ending()).isEqualTo(new Ending.Clean());
    }

    @Test
    void itHoldsEveryKindOfFactWithAndWithoutWhatCanBeAbsent() {
        List<Fact> facts = new ArrayList<>();
        JournalReader.open(GOLDEN).read(ID, block -> {
            block.runs().forEach(run -> facts.add(run.first()));
            return true;
        });

        Set<Class<?>> kinds = facts.stream().map(Object::getClass).collect(Collectors.toSet());
        assertThat(kinds).contains(Fact.class.getPermittedSubclasses());
        assertThat(facts)
                .anyMatch(fact -> fact instanceof Fact.RunBegan began && began.schedule() == null)
                .anyMatch(fact -> fact instanceof Fact.RunBegan began && began.schedule() != null)
                .anyMatch(fact -> fact instanceof Fact.JobFinished job && job.error() == null)
                .anyMatch(fact -> fact instanceof Fact.JobFinished job && job.error() != null)
                .anyMatch(fact -> fact instanceof Fact.JobFinished job && job.ran() == -1);
    }

    /** This release still writes schema 1, so it writes the same bytes. With {@code -Djournal.golden=true} it writes them there. */
    @Test
    void thisReleaseWritesTheSameBytes() {
        List<Block> blocks = Journals.blocks(20_261_122, 32);
        if (Boolean.getBoolean("journal.golden")) {
            Journals.write(GOLDEN, SEGMENT_BYTES, ID, blocks);
            List<String> lines = new ArrayList<>();
            blocks.forEach(block -> lines.addAll(lines(block)));
            Journals.put(FACTS, lines);
        }
        Journals.write(dir, SEGMENT_BYTES, ID, blocks);

        assertThat(Journals.contents(dir)).isEqualTo(Journals.contents(GOLDEN));
    }

    private static List<String> lines(Block block) {
        List<String> lines = new ArrayList<>();
        long number = block.first();
        for (FactRun run : block.runs()) {
            lines.add(number + " x" + run.count() + " " + run.first());
            number += run.count();
        }
        return lines;
    }
}
