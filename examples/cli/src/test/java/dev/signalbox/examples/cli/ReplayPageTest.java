package dev.signalbox.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The outputs that the page about replay quotes; with {@code -Ddocs.update=true} they are written again. */
class ReplayPageTest {
    private static final Path ROOT = Path.of(Objects.requireNonNull(System.getProperty("test.root")));
    private static final Path PAGE = ROOT.resolve("docs/replay.md");
    private static final Path WORKLOAD = ROOT.resolve("docs/workloads/two-steps.wsim");
    private static final Pattern BLOCK =
            Pattern.compile("(<!-- journal: (.*) -->\n```text\n)((?:(?!```).*\n)*)(```\n)");

    @TempDir
    private Path directory = Path.of("");

    @Test
    void everyQuotedOutputIsWhatTheCommandPrintsNow() throws IOException {
        Path journal = directory.resolve("journal");
        Recorded.run(journal, 1, List.of(Recorded.part("two-steps.wsim", Files.readString(WORKLOAD), 1)));
        String page = Files.readString(PAGE);
        List<String> commands = new ArrayList<>();
        String made = BLOCK.matcher(page).replaceAll(block -> {
            commands.add(block.group(2));
            return Matcher.quoteReplacement(block.group(1) + output(block.group(2), journal) + block.group(4));
        });
        if (Boolean.getBoolean("docs.update")) {
            Files.writeString(PAGE, made);
        } else {
            assertThat(page).isEqualTo(made);
        }
        assertThat(commands).hasSizeGreaterThan(4);
    }

    /** A command may say which of its lines are quoted: those with a match, those without, or those from the first one on. */
    private static String output(String quoted, Path journal) {
        String[] parts = quoted.split(" (?=(?:keep|without|from) )", 2);
        Cli cli = Cli.run(parts[0].replace("DIR", journal.toString()).split(" "));
        assertThat(cli.exitCode()).as(cli.err()).isZero();
        List<String> lines = new ArrayList<>();
        boolean begun = false;
        for (String line : cli.out().lines().toList()) {
            String choice = parts.length == 1 ? "from" : parts[1].split(" ", 2)[0];
            boolean found = parts.length == 1
                    || Pattern.compile(parts[1].split(" ", 2)[1]).matcher(line).find();
            begun |= found;
            if (choice.equals("from") ? begun : found == choice.equals("keep")) {
                lines.add(line);
            }
        }
        return lines.isEmpty() ? "" : String.join("\n", lines) + "\n";
    }
}
