package dev.signalbox.journal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Journals for tests, and what is in their files. */
final class Journals {
    static final String WRITER = "00000000-0000-4000-8000-000000000001";

    private Journals() {}

    /** Writes blocks as the events of one persistence id. */
    static void write(Path dir, long segmentBytes, String id, List<Block> blocks) {
        try (SegmentWriter writer = SegmentWriter.open(dir, segmentBytes)) {
            for (int i = 0; i < blocks.size(); i++) {
                writer.append(write(id, i + 1, blocks.get(i)));
            }
        }
    }

    static Entry.Write write(String id, long sequenceNr, Block block) {
        Payload payload =
                new Payload(BlockSerializer.IDENTIFIER, BlockSerializer.MANIFEST, new BlockCodec().encode(block));
        return new Entry.Write(id, List.of(Event.of(sequenceNr, WRITER, 0, payload)));
    }

    static Entry.Write text(String id, long sequenceNr, String text) {
        Payload payload = new Payload(1, "", text.getBytes(StandardCharsets.UTF_8));
        return new Entry.Write(id, List.of(Event.of(sequenceNr, WRITER, 0, payload)));
    }

    static List<Block> blocks(long seed, int count) {
        return new FactSamples(new SplittableRandom(seed)).blocks(count);
    }

    /** Returns where each record of a journal begins and what is in it, by walking through it. */
    static NavigableMap<Place, Entry> records(Path dir) {
        TreeMap<Place, Entry> records = new TreeMap<>();
        new JournalScan(dir).run((at, entry) -> {
            records.put(new Place(at.segment(), at.offset()), entry);
            return true;
        });
        return records;
    }

    /** A byte of a journal. */
    record Place(long segment, long offset) implements Comparable<Place> {
        @Override
        public int compareTo(Place other) {
            int bySegment = Long.compare(segment, other.segment);
            return bySegment != 0 ? bySegment : Long.compare(offset, other.offset);
        }
    }

    /** Returns the blocks of an id up to where reading ends. */
    static List<Block> read(Path dir, String id) {
        List<Block> blocks = new ArrayList<>();
        JournalReader.open(dir).read(id, blocks::add);
        return blocks;
    }

    static Reading reading(Path dir, String id) {
        return JournalReader.open(dir).read(id, block -> true).orElseThrow();
    }

    static NavigableMap<String, byte[]> files(Path dir) {
        TreeMap<String, byte[]> files = new TreeMap<>();
        try (Stream<Path> paths = Files.list(dir)) {
            paths.forEach(path -> files.put(String.valueOf(path.getFileName()), bytes(path)));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        return files;
    }

    /** Returns the same in a form that can be compared. */
    static Map<String, ByteBuffer> contents(Path dir) {
        Map<String, ByteBuffer> contents = new TreeMap<>();
        files(dir).forEach((name, bytes) -> contents.put(name, ByteBuffer.wrap(bytes)));
        return contents;
    }

    static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    static void put(Path file, byte[] bytes) {
        try {
            Files.createDirectories(file.resolveSibling(""));
            Files.write(file, bytes);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    static List<String> lines(Path file) {
        return List.of(new String(bytes(file), StandardCharsets.UTF_8).split("\n"));
    }

    static void put(Path file, List<String> lines) {
        put(file, String.join("\n", lines).concat("\n").getBytes(StandardCharsets.UTF_8));
    }

    /** Puts a journal back as it was. */
    static void restore(Path dir, NavigableMap<String, byte[]> files) {
        try (Stream<Path> paths = Files.list(dir)) {
            for (Path path : paths.toList()) {
                Files.delete(path);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        files.forEach((name, bytes) -> put(dir.resolve(name), bytes));
    }
}
