package dev.signalbox.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.Seeds;
import dev.signalbox.fence.Refusal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EventStoreTest {
    @TempDir
    Path root;

    /** Random writes, deletions and restarts, compared with a map. */
    @Test
    void whatIsReplayedIsWhatWasWrittenAndNotDeleted() {
        Seeds.each(20, random -> {
            Path dir = root.resolve("journal-" + random.nextInt());
            TreeMap<Long, String> expected = new TreeMap<>();
            long next = 1;
            for (int restart = 0; restart < 3; restart++) {
                try (EventStore store = open(dir)) {
                    for (int i = 0; i < 60; i++) {
                        next += random.nextInt(10) == 0 ? 2 : 0;
                        store.write(Journals.text("id", next, "event " + next));
                        store.write(Journals.text("other", next, "other"));
                        expected.put(next, "event " + next);
                        next++;
                    }
                    long deleted = random.nextLong(next);
                    store.delete("id", deleted);
                    expected.headMap(deleted, true).clear();

                    long from = random.nextLong(next);
                    long to = from + random.nextLong(next);
                    assertThat(replay(store, from, to, Long.MAX_VALUE))
                            .containsExactlyElementsOf(
                                    expected.subMap(from, true, to, true).keySet());
                    assertThat(replay(store, 0, Long.MAX_VALUE, 3))
                            .containsExactlyElementsOf(
                                    expected.keySet().stream().limit(3).toList());
                    assertThat(store.highest("id")).isEqualTo(next - 1);
                }
            }
        });
    }

    @Test
    void theHighestNumberOutlivesTheDeletionOfEverything() {
        try (EventStore store = open(root)) {
            store.write(Journals.text("id", 1, "one"));
            store.delete("id", Long.MAX_VALUE);
            store.delete("id", Long.MAX_VALUE);
            store.delete("nobody", 5);
        }
        try (EventStore store = open(root)) {
            assertThat(store.highest("id")).isEqualTo(1);
            assertThat(store.highest("nobody")).isZero();
            assertThat(replay(store, 1, 9, 9)).isEmpty();
        }
        assertThat(Journals.records(root)).hasSize(2);
    }

    @Test
    void aLargeIndexFindsEveryEventAgain() {
        int events = 50_000;
        Disk disk = new Disk() {
            @Override
            void force(java.nio.channels.FileChannel channel) {}
        };
        try (EventStore store = EventStore.open(root, 1 << 18, disk)) {
            for (int i = 1; i <= events; i++) {
                store.write(Journals.text("id", i, "x"));
            }
        }
        try (EventStore store = EventStore.open(root, 1 << 18, disk)) {
            assertThat(replay(store, 1, Long.MAX_VALUE, Long.MAX_VALUE)).hasSize(events);
            assertThat(replay(store, events / 2, events, 2)).containsExactly(events / 2L, events / 2L + 1);
        }
    }

    @Test
    void eventsWhoseNumbersDoNotGoUpAreDamageWhenTheyAreThere() {
        try (SegmentWriter writer = SegmentWriter.open(root, 1_024)) {
            writer.append(Journals.text("id", 2, "two"));
            writer.append(Journals.text("id", 2, "two again"));
        }
        assertThatThrownBy(() -> open(root))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("EBADMSG")
                .hasMessageContaining("event 2 of id follows event 2");
    }

    @Test
    void aRecordThatWasDamagedMeanwhileIsToldToWhoeverReplaysIt() {
        try (EventStore store = open(root)) {
            store.write(Journals.text("id", 1, "one"));
            store.write(Journals.text("id", 2, "two"));
            Path file = root.resolve("0000000001.segment");
            byte[] bytes = Journals.bytes(file);
            bytes[bytes.length - 12] ^= 1;
            Journals.put(file, bytes);

            List<Long> read = new ArrayList<>();
            assertThatThrownBy(() -> store.replay("id", 1, 9, 9, event -> read.add(event.sequenceNr())))
                    .isInstanceOf(Refusal.class)
                    .hasMessageContaining("the body of the record is damaged");
            assertThat(read).containsExactly(1L);
        }
    }

    private static EventStore open(Path dir) {
        return EventStore.open(dir, 1_024, new Disk());
    }

    private static List<Long> replay(EventStore store, long from, long to, long most) {
        List<Long> replayed = new ArrayList<>();
        store.replay("id", from, to, most, event -> replayed.add(event.sequenceNr()));
        return replayed;
    }
}
