package dev.signalbox.device;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The page that specifies the packets, compared with the code. */
class PacketPageTest {
    private static final Path PAGE = Path.of(System.getProperty("test.root", "."), "docs/packets.md");

    /** Name, opcode, flags, fields, meaning. */
    private static final Pattern KIND =
            Pattern.compile("\\| `(\\w+)` \\| `0x(\\w\\w)` \\| (.*?) \\| (.*?) \\| [^|]+ \\|");

    /** Packet, dump. */
    private static final Pattern EXAMPLE = Pattern.compile("\\| `(\\w+\\[.*\\])` \\| `([0-9a-f ]+)` \\|");

    private static final Pattern QUOTED = Pattern.compile("`(\\w+)`");

    @Test
    void theTableOfPacketsIsWhatTheCodeHas() {
        List<String> page = new ArrayList<>();
        rows(KIND)
                .forEach(row -> page.add(row.group(2) + " " + row.group(1)
                        + new TreeSet<>(quoted(row.group(3) + row.group(4))).toString()));
        assertThat(page).isEqualTo(ofTheCode());
    }

    @Test
    void theExamplesAreTheGoldenDumps() {
        Map<String, String> examples =
                rows(EXAMPLE).collect(Collectors.toMap(row -> row.group(1), row -> row.group(2)));
        assertThat(examples)
                .isEqualTo(PacketDumps.golden().entrySet().stream()
                        .collect(Collectors.toMap(each -> each.getKey().toString(), Map.Entry::getValue)));
    }

    private static List<String> ofTheCode() {
        return PacketDumps.golden().keySet().stream()
                .map(packet -> HexFormat.of().toHexDigits((byte) packet.opcode()) + " "
                        + packet.getClass().getSimpleName()
                        + fields(packet.getClass()))
                .distinct()
                .sorted()
                .toList();
    }

    private static Set<String> fields(Class<? extends Packet> kind) {
        return Arrays.stream(kind.getRecordComponents())
                .map(RecordComponent::getName)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static List<String> quoted(String text) {
        return QUOTED.matcher(text).results().map(found -> found.group(1)).toList();
    }

    private static Stream<Matcher> rows(Pattern pattern) {
        try {
            return Files.readAllLines(PAGE).stream().map(pattern::matcher).filter(Matcher::matches);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
