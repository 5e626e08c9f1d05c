package dev.signalbox.examples.benchmarks;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Runs a command of this module in a JVM of its own, with the class path of this one. */
final class OwnJvm {
    private OwnJvm() {}

    /**
     * Waits for its end and returns what it has printed.
     *
     * @param heap the size of its heap, such as {@code 2g}
     * @throws IOException when it has failed; what it had to say went to the error stream
     */
    static String run(Class<?> command, String heap, String... arguments) throws IOException {
        List<String> line = new ArrayList<>(List.of(
                System.getProperty("java.home") + File.separator + "bin" + File.separator + "java",
                "-Xms" + heap,
                "-Xmx" + heap,
                "-cp",
                System.getProperty("java.class.path"),
                command.getName()));
        line.addAll(List.of(arguments));
        Process process = new ProcessBuilder(line)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int code = awaitEnd(process);
        if (code != 0) {
            throw new IOException(command.getSimpleName() + " ended with " + code + " after: " + printed);
        }
        return printed;
    }

    private static int awaitEnd(Process process) throws IOException {
        try {
            return process.waitFor();
        } catch (InterruptedException stopped) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IOException("stopped before the JVM had ended", stopped);
        }
    }
}
