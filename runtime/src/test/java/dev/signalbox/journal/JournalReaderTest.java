package dev.signalbox.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.event.Fact;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalReaderTest {
    @TempDir
    Path dir;

    private final List<Block> blocks = Journals.blocks(4, 5);

    @Test
    void readsTheBlocksOfOneIdAmongOthers() {
        List<Block> others = Journals.blocks(5, 5);
        write(
                Journals.write("b", 1, others.get(0)),
                Journals.write("a", 1, blocks.get(0)),
                new Entry.Deletion("a", 1),
                Journals.write("b", 2, others.get(1)),
                Journals.write("a", 2, blocks.get(1)));

        assertThat(JournalReader.open(dir).ids()).containsExactly("b", "a");
        assertThat(Journals.read(dir, "a")).isEqualTo(blocks.subList(0, 2));
        assertThat(Journals.read(dir, "b")).isEqualTo(others.subList(0, 2));
        assertThat(Journals.reading(dir, "a"))
                .isEqualTo(new Reading(blocks.get(1).last(), new Ending.Clean()));
    }

    @Test
    void anIdThatIsNotThereHasNoReading() {
        write(Journals.write("a", 1, blocks.get(0)));
        assertThat(JournalReader.open(dir).read("b", block -> true)).isEmpty();
    }

    @Test
    void stopsWhenItsReaderHasEnough() {
        Journals.write(dir, 1 << 20, "a", blocks);
        List<Block> read = new ArrayList<>();

        assertThat(JournalReader.open(dir).read("a", block -> {
                    read.add(block);
                    return read.size() < 2;
                }))
                .contains(new Reading(blocks.get(1).last(), new Ending.Stopped()));
        assertThat(read).isEqualTo(blocks.subList(0, 2));
    }

    @Test
    void blocksThatDoNotFollowEachOtherAreDamage() {
        write(Journals.write("a", 1, blocks.get(0)), Journals.write("a", 2, blocks.get(2)));

        assertThat(damage(blocks.get(0)))
                .isEqualTo("event 2 begins with fact " + blocks.get(2).first() + ", but "
                        + blocks.get(1).first() + " is next");
    }

    @Test
    void anEventThatIsNoBlockIsDamage() {
        write(Journals.write("a", 1, blocks.get(0)), Journals.text("a", 2, "hello"));

        assertThat(damage(blocks.get(0)))
                .isEqualTo("the payload of event 2 is not a block: Payload[serializerId=1, manifest=, bytes=5]");
    }

    @Test
    void aBlockOfANewerReleaseIsDamageWithItsPlaceAndAHint() {
        BlockCodec newer = new BlockCodec();
        newer.types().register(99, Fact.ClientClosed.class, OwnerFields::write, (in, time) -> {
            throw new AssertionError("nobody reads it");
        });
        Block unknown = new Block(
                blocks.get(1).first(), List.of(new dev.signalbox.event.FactRun(new Fact.ClientClosed(1, 1), 1)));
        Payload payload = new Payload(BlockSerializer.IDENTIFIER, "block", newer.encode(unknown));
        write(
                Journals.write("a", 1, blocks.get(0)),
                new Entry.Write("a", List.of(Event.of(2, Journals.WRITER, 0, payload))));

        assertThat(damage(blocks.get(0))).matches("fact type 99 is unknown, at byte \\d of the block of event 2");
    }

    private String damage(Block lastGood) {
        Reading reading = Journals.reading(dir, "a");
        assertThat(reading.lastFact()).isEqualTo(lastGood.last());
        assertThat(reading.ending()).isInstanceOf(Ending.Damaged.class);
        return ((Ending.Damaged) reading.ending()).damage().what();
    }

    private void write(Entry... entries) {
        try (SegmentWriter writer = SegmentWriter.open(dir, 1 << 20)) {
            for (Entry entry : entries) {
                writer.append(entry);
            }
        }
    }
}
