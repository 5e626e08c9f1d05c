package dev.signalbox.examples.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Where figures come from; without it they are no claim.
 *
 * @param commit the commit of the project, with {@code -dirty} when it was changed since; "unknown" outside a checkout
 * @param cores how many cores the JVM sees
 * @param jdk its name and version
 * @param os the operating system, its version and architecture
 */
record Origin(String commit, int cores, String jdk, String os) {
    private static final String COMMIT = "signalbox.commit";
    private static final String UNKNOWN = "unknown";
    private static final List<String> DESCRIBE = List.of("git", "describe", "--always", "--dirty", "--exclude", "*");

    /** Looks around; the property {@code signalbox.commit} overrides what git says of the working directory. */
    static Origin here() {
        return new Origin(
                System.getProperty(COMMIT, describe()),
                Runtime.getRuntime().availableProcessors(),
                properties("java.vm.name", "java.runtime.version"),
                properties("os.name", "os.version", "os.arch"));
    }

    private static String properties(String... names) {
        return String.join(" ", List.of(names).stream().map(System::getProperty).toList());
    }

    private static String describe() {
        try {
            Process git = new ProcessBuilder(DESCRIBE)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String said = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            return git.waitFor(10, TimeUnit.SECONDS) && git.exitValue() == 0 ? said : UNKNOWN;
        } catch (IOException noGit) {
            return UNKNOWN;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return UNKNOWN;
        }
    }

    @Override
    public String toString() {
        return "commit " + commit + ", " + cores + " cores, " + jdk + ", " + os;
    }
}
