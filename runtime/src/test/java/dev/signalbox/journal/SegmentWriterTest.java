package dev.signalbox.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNoException;

import dev.signalbox.Seeds;
import dev.signalbox.fence.Errno;
import dev.signalbox.fence.Refusal;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SegmentWriterTest {
    @TempDir
    Path root;

    @Test
    void whatIsAppendedIsReadInOrder() {
        Seeds.each(10, random -> {
            Path dir = root.resolve("journal-" + random.nextInt());
            List<Entry> entries = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                entries.add(entry(random, i));
            }
            append(dir, 2_048, entries.subList(0, 60));
            append(dir, 2_048, entries.subList(60, 100));

            assertThat(Journals.records(dir).values()).containsExactlyElementsOf(entries);
        });
    }

    private static Entry entry(SplittableRandom random, int number) {
        String id = "id-" + random.nextInt(3) + "\u20ac";
        if (random.nextInt(4) == 0) {
            return new Entry.Deletion(id, random.nextLong(Long.MAX_VALUE));
        }
        byte[] bytes = new byte[random.nextInt(300)];
        Payload payload = new Payload(random.nextInt(), "manifest" + number, bytes);
        Payload metadata = random.nextBoolean() ? new Payload(7, "", new byte[] {1}) : null;
        return new Entry.Write(
                id,
                List.of(
                        new Event(number + 1L, "writer", random.nextLong(), "adapter", payload, metadata),
                        Event.of(number + 2L, "", 0, payload)));
    }

    private static void append(Path dir, long segmentBytes, List<Entry> entries) {
        try (SegmentWriter writer = SegmentWriter.open(dir, segmentBytes)) {
            entries.forEach(writer::append);
        }
    }

    @Test
    void aSegmentThatWouldGetTooLongIsEndedAndTheNextOneBegun() {
        append(root, 1_024, texts(50, 100));

        Map<String, byte[]> files = Journals.files(root);
        assertThat(files.keySet())
                .startsWith("0000000001.segment", "0000000002.segment")
                .endsWith("lock");
        assertThat(files.values()).allMatch(bytes -> bytes.length <= 1_024);
        assertThat(Journals.records(root)).hasSize(50);
    }

    @Test
    void aRecordLongerThanASegmentHasOneOfItsOwn() {
        append(root, 1_024, texts(3, 5_000));

        assertThat(Journals.files(root)).hasSize(4);
        assertThat(Journals.records(root)).hasSize(3);
    }

    @Test
    void theSameEntriesAreTheSameFiles() {
        append(root.resolve("one"), 1_024, texts(50, 100));
        append(root.resolve("two"), 1_024, texts(50, 100));

        assertThat(Journals.contents(root.resolve("one"))).isEqualTo(Journals.contents(root.resolve("two")));
    }

    private static List<Entry> texts(int count, int length) {
        List<Entry> entries = new ArrayList<>();
        for (int i = 1; i <= count; i++) {
            entries.add(Journals.text("id", i, "x".repeat(length)));
        }
        return entries;
    }

    @Test
    void aMissingDirectoryIsMade() {
        append(root.resolve("a/b/c"), 1_024, texts(1, 1));
        assertThat(Journals.records(root.resolve("a/b/c"))).hasSize(1);
    }

    /** A refused attempt must not give up the lock of this process. */
    @Test
    void anotherProcessIsRefusedAlsoAfterThisOneWasRefused() throws IOException, InterruptedException {
        try (SegmentWriter first = SegmentWriter.open(root, 1_024)) {
            assertRefused(Errno.EBUSY, "has a writer already", () -> SegmentWriter.open(root, 1_024));
            assertThat(first.isEmpty()).isTrue();
            assertThat(OtherProcess.opens(root)).isEqualTo(OtherProcess.BUSY);
        }
        assertThat(OtherProcess.opens(root)).isEqualTo(OtherProcess.OPENED);
    }

    @Test
    void moreEventsThanARecordHoldsAreRefusedAndNothingIsWritten() {
        try (SegmentWriter writer = SegmentWriter.open(root, 1_024)) {
            Event event = Event.of(1, "", 0, new Payload(1, "", new byte[0]));
            Entry tooMany = new Entry.Write("id", Collections.nCopies((1 << 20) + 1, event));
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> writer.append(tooMany))
                    .withMessageContaining("at most 1048576 events");
        }
        assertThat(Journals.records(root)).isEmpty();
    }

    @Test
    void aSecondWriterIsRefusedUntilTheFirstOneIsClosed() {
        try (SegmentWriter first = SegmentWriter.open(root, 1_024)) {
            assertRefused(Errno.EBUSY, "has a writer already", () -> SegmentWriter.open(root, 1_024));
            first.append(Journals.text("id", 1, "still open"));
        }
        assertThatNoException().isThrownBy(() -> SegmentWriter.open(root, 1_024).close());
    }

    @Test
    void aDirectoryThatHoldsAnythingElseIsRefusedAndLeftAlone() {
        Journals.put(root.resolve("letters.txt"), new byte[] {1});

        assertRefused(Errno.EINVAL, "it holds letters.txt", () -> SegmentWriter.open(root, 1_024));
        assertThat(Journals.files(root)).containsOnlyKeys("letters.txt");
        assertRefused(Errno.EINVAL, "is not a directory", () -> SegmentWriter.open(root.resolve("letters.txt"), 1_024));
        assertRefused(Errno.EINVAL, "it holds no segment file", () -> JournalReader.open(root));
        assertRefused(Errno.ENOENT, "there is no journal", () -> JournalReader.open(root.resolve("nowhere")));
    }

    @Test
    void segmentsThatAreTooShortAreRefused() {
        assertRefused(Errno.EINVAL, "a segment of 1023 bytes is too short", () -> SegmentWriter.open(root, 1_023));
    }

    @Test
    void aRefusedOpeningLetsGoOfTheLock() {
        append(root, 1_024, texts(3, 5_000));
        Map<String, byte[]> files = Journals.files(root);
        Journals.put(root.resolve("0000000001.segment"), new byte[100]);
        assertRefused(Errno.EBADMSG, "0000000001.segment: byte 0", () -> SegmentWriter.open(root, 1_024));

        files.forEach((name, bytes) -> Journals.put(root.resolve(name), bytes));
        assertThatNoException().isThrownBy(() -> SegmentWriter.open(root, 1_024).close());
    }

    private static void assertRefused(Errno errno, String words, ThrowingCallable request) {
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(request)
                .withMessageContaining(words)
                .matches(refusal -> refusal.errno() == errno);
    }

    @Test
    void aRecordThatIsTooLongIsRefusedAndTheNextOneWritten() {
        try (SegmentWriter writer = SegmentWriter.open(root, 1_024)) {
            Payload large = new Payload(1, "", new byte[SegmentFormat.MOST_BODY]);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> writer.append(new Entry.Write("id", List.of(Event.of(1, "", 0, large)))))
                    .withMessageContaining("at most 67108864 bytes");
            writer.append(Journals.text("id", 1, "small"));
        }
        assertThat(Journals.records(root)).hasSize(1);
    }

    @Test
    void afterAWriteThatFailedNothingMoreIsWritten() {
        FullDisk disk = new FullDisk();
        SegmentWriter writer = SegmentWriter.open(root, 1_024, disk, (at, entry) -> true);
        writer.append(Journals.text("id", 1, "first"));
        disk.room = 30;

        assertFailed(() -> writer.append(Journals.text("id", 2, "second")));
        disk.room = 1_000;
        assertFailed(() -> writer.append(Journals.text("id", 3, "third")));
        assertFailed(writer::force);
        writer.close();

        assertThat(Journals.records(root).values()).containsExactly(Journals.text("id", 1, "first"));
        assertThatNoException().isThrownBy(() -> SegmentWriter.open(root, 1_024).close());
    }

    @Test
    void aForceThatFailedIsFinalToo() {
        FullDisk disk = new FullDisk();
        SegmentWriter writer = SegmentWriter.open(root, 1_024, disk, (at, entry) -> true);
        disk.forces = false;

        assertFailed(writer::force);
        disk.forces = true;
        assertFailed(() -> writer.append(Journals.text("id", 1, "after")));
        writer.close();
    }

    private void assertFailed(ThrowingCallable request) {
        assertThatExceptionOfType(JournalIoException.class)
                .isThrownBy(request)
                .withMessageContaining("No space left")
                .matches(failure -> failure.path().equals(root.resolve("0000000001.segment")));
    }

    /** A disk with room for so many bytes. */
    private static final class FullDisk extends Disk {
        private int room = 1_000;
        private boolean forces = true;

        @Override
        void write(FileChannel channel, ByteBuffer bytes) throws IOException {
            ByteBuffer fits = bytes.slice(bytes.position(), Math.min(room, bytes.remaining()));
            room -= fits.remaining();
            boolean all = fits.remaining() == bytes.remaining();
            super.write(channel, fits);
            failUnless(all);
            bytes.position(bytes.limit());
        }

        @Override
        void force(FileChannel channel) throws IOException {
            failUnless(forces);
        }

        private static void failUnless(boolean works) throws IOException {
            if (!works) {
                throw new IOException("No space left on device");
            }
        }
    }

    @Test
    void aClosedWriterWritesNothing() {
        SegmentWriter writer = SegmentWriter.open(root, 1_024);
        writer.close();
        writer.close();
        assertThatIllegalStateException().isThrownBy(() -> writer.append(Journals.text("id", 1, "late")));
    }

    @Test
    void aJournalIsReadWhileItIsWritten() throws IOException {
        try (SegmentWriter writer = SegmentWriter.open(root, 1_024)) {
            JournalReader reader = JournalReader.open(root);
            assertThat(reader.ids()).isEmpty();
            for (Entry entry : texts(30, 100)) {
                writer.append(entry);
                assertThat(reader.check()).isEqualTo(new Ending.Clean());
            }
            assertThat(Journals.records(root)).hasSize(30);
        }
        assertThat(Files.exists(root.resolve("lock"))).isTrue();
    }
}
