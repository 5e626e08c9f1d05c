package dev.signalbox.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.device.Dwords;
import dev.signalbox.event.DeviceFact;
import dev.signalbox.event.Fact;
import dev.signalbox.event.FactRun;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Journals that were written once, one of each schema, and are read by every build: whoever can no longer read them cannot read
 * the journals that are out there.
 */
class GoldenJournalTest {
    private static final String ID = "golden";
    private static final int SEGMENT_BYTES = 4_096;
    private static final Path HOME =
            Path.of(System.getProperty("test.root", "."), "runtime/src/test/resources/journal");

    @TempDir
    Path dir;

    static IntStream schemas() {
        return IntStream.rangeClosed(1, BlockCodec.SCHEMA);
    }

    @ParameterizedTest
    @MethodSource("schemas")
    void itHoldsTheFactsThatItHeldWhenItWasWritten(int schema) {
        List<String> lines = new ArrayList<>();
        Reading reading = JournalReader.open(golden(schema))
                .read(ID, block -> lines.addAll(lines(block)))
                .orElseThrow();

        assertThat(lines).isEqualTo(Journals.lines(facts(schema)));
        assertThat(reading.ending()).isEqualTo(new Ending.Clean());
    }

    @ParameterizedTest
    @MethodSource("schemas")
    void itHoldsEveryKindOfFactWithAndWithoutWhatCanBeAbsent(int schema) {
        List<Fact> facts = new ArrayList<>();
        JournalReader.open(golden(schema)).read(ID, block -> {
            block.runs().forEach(run -> facts.add(run.first()));
            return true;
        });

        Set<Class<?>> kinds = facts.stream().map(Object::getClass).collect(Collectors.toSet());
        assertThat(kinds).containsExactlyInAnyOrderElementsOf(FormatPageTest.kindsOf(schema));
        assertThat(facts)
                .anyMatch(fact -> fact instanceof Fact.RunBegan began && began.schedule() == null)
                .anyMatch(fact -> fact instanceof Fact.RunBegan began && began.schedule() != null)
                .anyMatch(fact -> fact instanceof Fact.JobFinished job && job.error() == null)
                .anyMatch(fact -> fact instanceof Fact.JobFinished job && job.error() != null)
                .anyMatch(fact -> fact instanceof Fact.JobFinished job && job.ran() == -1);
    }

    @Test
    void programsAndMemoryAreNotKnownOfOlderSchemas() {
        for (int schema = 1; schema <= 2; schema++) {
            JournalReader.open(golden(schema)).read(ID, block -> {
                assertThat(block.runs())
                        .noneMatch(run -> !dwords(run.first()).isEmpty())
                        .noneMatch(run -> run.first() instanceof Fact.DeviceOpened device
                                && device.vramBytes() + device.systemBytes() != 0);
                return true;
            });
        }
        List<Fact> facts = new ArrayList<>();
        JournalReader.open(golden(3)).read(ID, block -> {
            block.runs().forEach(run -> facts.add(run.first()));
            return true;
        });
        assertThat(facts)
                .anyMatch(fact ->
                        fact instanceof Fact.JobAccepted && !dwords(fact).isEmpty())
                .anyMatch(
                        fact -> fact instanceof Fact.JobAccepted && dwords(fact).isEmpty())
                .anyMatch(fact -> fact instanceof Fact.DeviceOpened device && device.vramBytes() > 0)
                .anyMatch(fact -> fact instanceof DeviceFact.FailureInjected failure && failure.ring() == -1);
    }

    @Test
    void whatASchemaAppendedHasItsDefaultInAnOlderOne() {
        JournalReader.open(golden(1)).read(ID, block -> {
            assertThat(block.runs())
                    .noneMatch(run -> run.first() instanceof Fact.EntityOpened entity && entity.longRunning())
                    .noneMatch(run -> run.first() instanceof Fact.TimelineCreated line && line.user());
            return true;
        });
    }

    /** With {@code -Djournal.golden=true} it writes them there. */
    @Test
    void thisReleaseWritesTheSameBytesInItsSchema() {
        List<Block> blocks = Journals.blocks(20_261_122, 64);
        Path golden = golden(BlockCodec.SCHEMA);
        if (Boolean.getBoolean("journal.golden")) {
            Journals.write(golden, SEGMENT_BYTES, ID, blocks);
            List<String> lines = new ArrayList<>();
            blocks.forEach(block -> lines.addAll(lines(block)));
            Journals.put(facts(BlockCodec.SCHEMA), lines);
        }
        Journals.write(dir, SEGMENT_BYTES, ID, blocks);

        assertThat(Journals.contents(dir)).isEqualTo(Journals.contents(golden));
    }

    private static Path golden(int schema) {
        return HOME.resolve("schema-" + schema);
    }

    private static Path facts(int schema) {
        return HOME.resolve("schema-" + schema + ".txt");
    }

    private static List<String> lines(Block block) {
        List<String> lines = new ArrayList<>();
        long number = block.first();
        for (FactRun run : block.runs()) {
            Dwords dwords = dwords(run.first());
            String code = dwords.isEmpty() ? "" : " " + Arrays.toString(dwords.toArray());
            lines.add(number + " x" + run.count() + " " + run.first() + code);
            number += run.count();
        }
        return lines;
    }

    /** Returns the dwords of a fact, which its text only counts. */
    private static Dwords dwords(Fact fact) {
        if (fact instanceof DeviceFact.BufferWritten written) {
            return written.data();
        }
        return fact instanceof Fact.JobAccepted job ? job.work().program().code() : Dwords.none();
    }
}
