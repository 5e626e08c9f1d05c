package dev.signalbox.examples.cli;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where a report goes, for the commands that write one. */
final class ReportOption {
    @Option(
            names = "--report",
            paramLabel = "F.html",
            description = "Writes a picture of the run as one HTML file that opens without a network.")
    private @Nullable Path file;

    boolean isWanted() {
        return file != null;
    }

    /**
     * Returns the report that was asked for, or one that keeps and writes nothing; finds out now whether it can be written.
     *
     * @param inputs files that the command reads
     */
    ReportFile open(List<String> inputs) {
        return file == null ? ReportFile.none() : ReportFile.at(file, inputs);
    }
}
