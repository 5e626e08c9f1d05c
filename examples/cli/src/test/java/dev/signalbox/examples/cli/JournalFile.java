package dev.signalbox.examples.cli;

import dev.signalbox.event.Fact;
import dev.signalbox.event.FactRun;
import dev.signalbox.event.Facts;
import dev.signalbox.journal.Block;
import dev.signalbox.journal.BlockCodec;
import dev.signalbox.journal.BlockSerializer;
import dev.signalbox.journal.Entry;
import dev.signalbox.journal.Event;
import dev.signalbox.journal.JournalReader;
import dev.signalbox.journal.Payload;
import dev.signalbox.journal.SegmentWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Writes facts to a journal, as they are told, a few to a block. */
final class JournalFile implements Facts, AutoCloseable {
    static final String DEVICE = "gpu0";

    private static final int RUNS_IN_A_BLOCK = 10;

    private final BlockCodec codec = new BlockCodec();
    private final List<FactRun> runs = new ArrayList<>();
    private final String device;
    private final SegmentWriter writer;
    private long events;
    private long facts;

    private JournalFile(Path dir, String device, long segmentBytes) {
        this.device = device;
        resume(dir);
        writer = SegmentWriter.open(dir, segmentBytes);
    }

    /** Opens a journal for the facts of {@link #DEVICE}; they go behind what is there. */
    static JournalFile open(Path dir) {
        return open(dir, DEVICE);
    }

    static JournalFile open(Path dir, String device) {
        return new JournalFile(dir, device, SegmentWriter.SEGMENT_BYTES);
    }

    /** Writes facts that are at hand, in one go. */
    static void write(Path dir, List<Fact> facts) {
        try (JournalFile journal = open(dir)) {
            facts.forEach(journal::report);
        }
    }

    /** Returns all facts of {@link #DEVICE}. */
    static List<Fact> read(Path dir) {
        List<Fact> facts = new ArrayList<>();
        JournalReader.open(dir).read(DEVICE, block -> {
            block.runs().forEach(run -> run.reportTo(facts::add));
            return true;
        });
        return facts;
    }

    private void resume(Path dir) {
        if (dir.resolve("lock").toFile().exists()) {
            JournalReader.open(dir).read(device, block -> {
                events++;
                facts = block.last();
                return true;
            });
        }
    }

    @Override
    public void report(Fact fact) {
        report(fact, 1);
    }

    @Override
    public void report(Fact first, int count) {
        runs.add(new FactRun(first, count));
        if (runs.size() == RUNS_IN_A_BLOCK) {
            flush();
        }
    }

    private void flush() {
        if (!runs.isEmpty()) {
            Block block = new Block(facts + 1, runs);
            Payload payload = new Payload(BlockSerializer.IDENTIFIER, BlockSerializer.MANIFEST, codec.encode(block));
            events++;
            writer.append(new Entry.Write(device, List.of(Event.of(events, "test", 0, payload))));
            facts = block.last();
            runs.clear();
        }
    }

    @Override
    public void close() {
        flush();
        writer.close();
    }
}
