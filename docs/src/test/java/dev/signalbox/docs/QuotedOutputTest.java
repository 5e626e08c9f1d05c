package dev.signalbox.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class QuotedOutputTest {
    private static final String MAIN = "dev.signalbox.examples.cli.Main";

    @Test
    void everyQuotedOutputIsWhatTheCommandPrintsNow() {
        assertThat(Blocks.check("output", QuotedOutputTest::output)).isGreaterThan(2);
    }

    /** Returns the lines that the command prints; with {@code keep} and a pattern, those that contain it. */
    private static List<String> output(String command) {
        String[] parts = command.split(" keep ", 2);
        Pattern kept = Pattern.compile(parts.length == 1 ? "" : parts[1]);
        List<String> lines = run(List.of(parts[0].split(" ")))
                .lines()
                .filter(kept.asPredicate())
                .toList();
        assertThat(lines).as("what %s prints", command).isNotEmpty();
        return lines;
    }

    private static String run(List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Dlogback.statusListenerClass=ch.qos.logback.core.status.NopStatusListener");
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), MAIN));
        command.addAll(arguments);
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(Checkout.root().toFile()).redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.startsWith("SIGNALBOX_"));
        try {
            Process process = builder.start();
            process.getOutputStream().close();
            return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
