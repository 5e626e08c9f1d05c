package dev.signalbox.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.journal.SegmentWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A journal of some hundred kilobytes, damaged or cut at a hundred places, and looked at with the command. */
class HundredDamagesTest {
    private static final int PLACES = 100;
    private static final Pattern PLACE = Pattern.compile("segment: byte (\\d+): .*the last good fact is (\\d+)");
    private static final Pattern NO_FACT = Pattern.compile("segment: byte (\\d+): .*");

    private final long seed = Long.getLong("seed", 3);
    private final SplittableRandom random = new SplittableRandom(seed);

    @TempDir
    private Path directory = Path.of("");

    private Path copy = Path.of("");
    private Path segment = Path.of("");
    private byte[] whole = {};
    private List<String> lines = List.of();

    @BeforeEach
    void record() throws IOException {
        Path journal = directory.resolve("journal");
        Cli run = Cli.run("run", "game", "hog", "-r", "100", "--journal", journal.toString());
        assertThat(run.exitCode()).as(run.err()).isZero();
        whole = Files.readAllBytes(journal.resolve("0000000001.segment"));
        lines = Cli.run("journal", "show", journal.toString()).out().lines().toList();
        copy = Files.createDirectory(directory.resolve("copy"));
        segment = copy.resolve("0000000001.segment");
        Files.createFile(copy.resolve("lock"));
    }

    @Test
    void aFlippedBitIsToldWithItsPlaceAndAllBeforeItIsShown() throws IOException {
        int most = 0;
        for (int place = 0; place < PLACES; place++) {
            int at = at(place);
            byte[] bytes = whole.clone();
            bytes[at] ^= (byte) (1 << random.nextInt(8));
            Files.write(segment, bytes);

            Cli show = show(at);
            assertThat(show.exitCode()).as("seed %d, byte %d", seed, at).isEqualTo(1);
            assertThat(told(show.err(), at)).as("seed %d, byte %d", seed, at).isLessThanOrEqualTo(at);
            most = Math.max(most, isPrefix(show, at));
        }
        assertThat(most).isGreaterThan(lines.size() / 2);
    }

    @Test
    void aCutJournalIsRecoveredToItsLastWholeBlock() throws IOException {
        for (int place = 0; place < PLACES; place++) {
            int at = at(place);
            Files.write(segment, Arrays.copyOf(whole, at));

            Cli show = show(at);
            assertThat(show.exitCode()).as("seed %d, byte %d", seed, at).isZero();
            int good = isPrefix(show, at);
            SegmentWriter.open(copy, SegmentWriter.SEGMENT_BYTES).close();
            Cli recovered = show(at);
            assertThat(recovered.out()).as("seed %d, byte %d", seed, at).isEqualTo(show.out());
            assertThat(recovered.err()).as("seed %d, byte %d", seed, at).isEmpty();
            assertThat(good).isLessThan(lines.size());
        }
    }

    private int at(int place) {
        return (int) ((long) (whole.length - 1) * place / (PLACES - 1));
    }

    private Cli show(int at) {
        Cli show = Cli.run("journal", "show", copy.toString());
        assertThat(show.err()).as("seed %d, byte %d", seed, at).doesNotContain("\tat ", "Exception");
        return show;
    }

    private static int told(String err, int at) {
        Matcher place = NO_FACT.matcher(err);
        assertThat(place.find()).as("byte %d: %s", at, err).isTrue();
        return Integer.parseInt(place.group(1));
    }

    /** Returns how many facts are shown; all of them are those of the whole journal. */
    private int isPrefix(Cli show, int at) {
        List<String> good = show.out().lines().toList();
        assertThat(good).as("seed %d, byte %d", seed, at).isEqualTo(lines.subList(0, good.size()));
        Matcher place = PLACE.matcher(show.err());
        if (place.find()) {
            assertThat(Integer.parseInt(place.group(2)))
                    .as("seed %d, byte %d", seed, at)
                    .isEqualTo(good.size());
        }
        return good.size();
    }
}
