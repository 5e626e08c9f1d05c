package dev.signalbox.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.signalbox.Seeds;
import dev.signalbox.fence.Errno;
import dev.signalbox.fence.Refusal;
import dev.signalbox.journal.Journals.Place;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is left of a journal whose files were changed behind its back. */
class JournalDamageTest {
    private static final String ID = "device";
    private static final int SEGMENT_BYTES = 4_096;
    private static final int SEQUENCES = 150;

    @TempDir
    Path dir;

    private List<Block> blocks = List.of();
    private NavigableMap<String, byte[]> files = new TreeMap<>();
    private NavigableMap<Place, Entry> records = new TreeMap<>();

    @BeforeEach
    void writeAJournalOfSomeSegments() {
        blocks = Journals.blocks(1, 80);
        Journals.write(dir, SEGMENT_BYTES, ID, blocks);
        files = Journals.files(dir);
        records = Journals.records(dir);
        assertThat(files).hasSizeGreaterThan(4);
        assertThat(records).hasSize(blocks.size());
    }

    @Test
    void aFlippedByteIsDamageAtItsRecordAndWhatIsBeforeItStaysReadable() {
        Seeds.each(SEQUENCES, random -> {
            Place flipped = anyByte(random);
            byte[] bytes = stored(flipped.segment()).clone();
            bytes[(int) flipped.offset()] ^= (byte) (1 + random.nextInt(255));
            Journals.put(file(flipped.segment()), bytes);

            assertDamagedAt(recordOf(flipped));
            Journals.restore(dir, files);
        });
    }

    private void assertDamagedAt(Place record) {
        List<Block> whole = blocks.subList(0, records.headMap(record).size());
        Reading reading = Journals.reading(dir, ID);
        JournalDamage damage = damage(reading);

        assertThat(damage.file()).isEqualTo(file(record.segment()));
        assertThat(damage.offset()).isEqualTo(record.offset());
        assertThat(Journals.read(dir, ID)).isEqualTo(whole);
        assertThat(reading.lastFact())
                .isEqualTo(whole.isEmpty() ? 0 : whole.get(whole.size() - 1).last());
        assertRefusedForWriting(damage);
    }

    private void assertRefusedForWriting(JournalDamage damage) {
        Map<String, ByteBuffer> before = Journals.contents(dir);
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> SegmentWriter.open(dir, SEGMENT_BYTES))
                .matches(refusal -> refusal.errno() == Errno.EBADMSG)
                .withMessageContaining(damage.file() + ": byte " + damage.offset() + ": ");
        assertThat(Journals.contents(dir)).isEqualTo(before);
    }

    @Test
    void aLastSegmentThatWasCutAnywhereIsReadToItsLastWholeRecordAndGoesOnFromThere() {
        long last = records.lastKey().segment();
        Seeds.each(SEQUENCES, random -> {
            byte[] bytes = stored(last);
            int cut = random.nextInt(bytes.length + 1);
            Journals.put(file(last), Arrays.copyOf(bytes, cut));

            assertTornAt(last, cut, cut);
            Journals.restore(dir, files);
        });
    }

    @Test
    void aLastSegmentWhoseEndIsZerosIsReadToItsLastWholeRecordAndGoesOnFromThere() {
        long last = records.lastKey().segment();
        Seeds.each(SEQUENCES, random -> {
            byte[] bytes = stored(last);
            int written = random.nextInt(bytes.length);
            byte[] zeroed = Arrays.copyOf(Arrays.copyOf(bytes, written), bytes.length + random.nextInt(10_000));
            Journals.put(file(last), zeroed);

            assertTornAt(last, written, zeroed.length);
            Journals.restore(dir, files);
        });
    }

    /** The last segment holds {@code written} bytes of what was written, in {@code size} bytes. */
    private void assertTornAt(long segment, int written, int size) {
        List<Block> whole = wholeBefore(segment, written);
        long end = endOf(segment, written);
        Reading reading = Journals.reading(dir, ID);
        Ending expected = end == size ? new Ending.Clean() : new Ending.Torn(file(segment), end, size - end);

        assertThat(reading.ending()).isEqualTo(expected);
        assertThat(Journals.read(dir, ID)).isEqualTo(whole);
        assertGoesOnAfter(whole);
    }

    private void assertGoesOnAfter(List<Block> whole) {
        Block next = blocks.get(whole.size() % blocks.size());
        Block added = new Block(whole.get(whole.size() - 1).last() + 1, next.runs());
        try (SegmentWriter writer = SegmentWriter.open(dir, SEGMENT_BYTES)) {
            writer.append(Journals.write(ID, whole.size() + 1L, added));
        }
        assertThat(Journals.reading(dir, ID)).isEqualTo(new Reading(added.last(), new Ending.Clean()));
    }

    /** Returns the blocks whose records end within the first bytes of the last segment. */
    private List<Block> wholeBefore(long segment, int written) {
        long whole = records.keySet().stream()
                .filter(place -> place.segment() < segment || endOfRecord(place) <= written)
                .count();
        return blocks.subList(0, (int) whole);
    }

    /** Returns where the last whole record ends; 0 when not even the header is whole. */
    private long endOf(long segment, int written) {
        long header = written < SegmentFormat.SEGMENT_HEADER ? 0 : SegmentFormat.SEGMENT_HEADER;
        return records.keySet().stream()
                .filter(place -> place.segment() == segment && endOfRecord(place) <= written)
                .mapToLong(this::endOfRecord)
                .max()
                .orElse(header);
    }

    private long endOfRecord(Place place) {
        Place next = records.higherKey(place);
        return next != null && next.segment() == place.segment() ? next.offset() : stored(place.segment()).length;
    }

    @Test
    void aMissingSegmentIsDamageWhereItShouldBe() throws IOException {
        for (long missing = 1; missing < records.lastKey().segment(); missing++) {
            Files.delete(file(missing));

            JournalDamage damage = damage(Journals.reading(dir, ID));
            assertThat(damage)
                    .isEqualTo(new JournalDamage(file(missing), 0, "the segment is missing", SegmentScan.BACKUP));
            assertRefusedForWriting(damage);
            Journals.restore(dir, files);
        }
    }

    @Test
    void aSegmentThatWasCutIsDamageWhenOthersFollowIt() {
        long last = records.lastKey().segment();
        Seeds.each(SEQUENCES, random -> {
            long segment = 1 + random.nextLong(last - 1);
            byte[] bytes = stored(segment);
            int cut = random.nextInt(bytes.length);
            Journals.put(file(segment), Arrays.copyOf(bytes, cut));

            JournalDamage damage = damage(Journals.reading(dir, ID));
            assertThat(damage.file()).isEqualTo(file(segment));
            assertThat(damage.offset()).isEqualTo(endOf(segment, cut));
            assertThat(Journals.read(dir, ID))
                    .hasSize(records.headMap(new Place(segment, endOf(segment, cut)))
                            .size());
            assertRefusedForWriting(damage);
            Journals.restore(dir, files);
        });
    }

    @Test
    void aSegmentInTheWrongPlaceIsDamage() {
        Journals.put(file(2), stored(3));
        assertThat(damage(Journals.reading(dir, ID)).toString())
                .isEqualTo(file(2) + ": byte 0: the segment says that it is number 3");
    }

    @Test
    void aRecordThatIsThereTwiceIsDamage() {
        byte[] bytes = stored(2);
        int end = (int) endOfRecord(new Place(2, SegmentFormat.SEGMENT_HEADER));
        byte[] twice = Arrays.copyOf(bytes, bytes.length + end - SegmentFormat.SEGMENT_HEADER);
        System.arraycopy(bytes, SegmentFormat.SEGMENT_HEADER, twice, end, bytes.length - SegmentFormat.SEGMENT_HEADER);
        Journals.put(file(2), twice);

        JournalDamage damage = damage(Journals.reading(dir, ID));
        assertThat(damage.offset()).isEqualTo(end);
        assertThat(damage.what()).contains("is expected here");
    }

    @Test
    void filesOfGarbageAreDamageOrTornAndNothingElse() {
        Seeds.each(SEQUENCES, random -> {
            byte[] garbage = new byte[random.nextInt(2_000)];
            for (int i = 0; i < garbage.length; i++) {
                garbage[i] = (byte) random.nextInt();
            }
            long segment = 1 + random.nextLong(records.lastKey().segment());
            Journals.put(file(segment), garbage);

            Ending ending = Journals.reading(dir, ID).ending();
            assertThat(ending).isInstanceOfAny(Ending.Damaged.class, Ending.Torn.class);
            assertThat(Journals.read(dir, ID))
                    .isEqualTo(blocks.subList(
                            0, records.headMap(new Place(segment, 0)).size()));
            Journals.restore(dir, files);
        });
    }

    @Test
    void readingWritesNothing() {
        byte[] bytes = stored(records.lastKey().segment());
        Journals.put(file(records.lastKey().segment()), Arrays.copyOf(bytes, bytes.length - 3));
        Map<String, ByteBuffer> before = Journals.contents(dir);

        JournalReader reader = JournalReader.open(dir);
        assertThat(reader.ids()).containsExactly(ID);
        assertThat(reader.check()).isInstanceOf(Ending.Torn.class);
        assertThat(Journals.read(dir, ID)).hasSize(blocks.size() - 1);
        assertThat(Journals.contents(dir)).isEqualTo(before);
    }

    private static JournalDamage damage(Reading reading) {
        assertThat(reading.ending()).isInstanceOf(Ending.Damaged.class);
        return ((Ending.Damaged) reading.ending()).damage();
    }

    private Place anyByte(SplittableRandom random) {
        long segment = 1 + random.nextLong(records.lastKey().segment());
        return new Place(segment, random.nextInt(stored(segment).length));
    }

    /** Returns where the record begins that a byte is part of; the header of a segment begins at 0. */
    private Place recordOf(Place place) {
        return place.offset() < SegmentFormat.SEGMENT_HEADER ? new Place(place.segment(), 0) : records.floorKey(place);
    }

    /** Returns a segment as it was written. */
    private byte[] stored(long segment) {
        return Objects.requireNonNull(files.get(name(segment)));
    }

    private Path file(long segment) {
        return Segments.file(dir, segment);
    }

    private String name(long segment) {
        return String.valueOf(file(segment).getFileName());
    }
}
