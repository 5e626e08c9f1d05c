package dev.signalbox.examples.cli;

import dev.signalbox.event.Fact;
import dev.signalbox.event.Facts;
import dev.signalbox.report.html.HtmlReport;
import dev.signalbox.report.html.RunPicture;
import dev.signalbox.report.timeline.RunTimeline;
import java.io.IOException;
import java.io.InputStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A report on its way to a file: begin a run, let it hear the facts, end the run with what is to be said of it, and write when
 * all runs are over. The file changes in one step or not at all.
 */
final class ReportFile {
    private static final String ECHARTS = "/META-INF/resources/webjars/echarts/5.5.0/echarts.min.js";

    /** The mask of the process takes away from these, as from any new file. */
    private static final Set<PosixFilePermission> ANYBODY = PosixFilePermissions.fromString("rw-rw-rw-");

    private final @Nullable Path file;
    private final List<RunPicture> runs = new ArrayList<>();

    private ReportFile(@Nullable Path file) {
        this.file = file;
    }

    /** Returns a report that nobody asked for. */
    static ReportFile none() {
        return new ReportFile(null);
    }

    /** Returns a report for a file that can be written as far as can be told before. */
    static ReportFile at(Path file) {
        Path target = target(file);
        if (Files.isDirectory(target)) {
            throw new BadInputException("--report " + file + ": this is a directory");
        }
        Path parent = target.getParent();
        if (parent != null && !Files.isDirectory(parent)) {
            throw new BadInputException("--report " + file + ": there is no directory " + parent);
        }
        try {
            probe(target);
        } catch (IOException failure) {
            throw unwritable(file, failure);
        }
        return new ReportFile(file);
    }

    /** A run that is going on. */
    final class Run implements Facts {
        private final String name;
        private final @Nullable Facts beside;
        private final RunTimeline timeline = new RunTimeline();

        private Run(String name, @Nullable Facts beside) {
            this.name = name;
            this.beside = beside;
        }

        @Override
        public void report(Fact fact) {
            if (file != null) {
                timeline.report(fact);
            }
            if (beside != null) {
                beside.report(fact);
            }
        }

        /** Says what stands out in the run, which is over. */
        void end(String finding) {
            runs.add(new RunPicture(name, finding, timeline));
        }
    }

    /**
     * Begins a run.
     *
     * @param name what tells it from the other runs of the report
     * @param beside hears the same facts; may be null
     */
    Run begin(String name, @Nullable Facts beside) {
        return new Run(name, beside);
    }

    /** Writes all runs that have ended; does nothing when nobody asked for a report. */
    void write(String headline) throws IOException {
        if (file == null) {
            return;
        }
        try {
            write(target(file), headline);
        } catch (IOException failure) {
            throw unwritable(file, failure);
        }
    }

    /** What is no ordinary file, such as a pipe, cannot be replaced; it is written to. */
    private void write(Path target, String headline) throws IOException {
        if (isSpecial(target)) {
            writeTo(target, headline);
            return;
        }
        Path part = part(target);
        try {
            writeTo(part, headline);
            Files.move(part, target, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    private void writeTo(Path path, String headline) throws IOException {
        String script = echarts();
        try (Writer out = Files.newBufferedWriter(path)) {
            HtmlReport.write(headline, runs, script, out);
        }
    }

    private static void probe(Path target) throws IOException {
        if (Files.exists(target) && !Files.isWritable(target)) {
            throw new AccessDeniedException(target.toString());
        }
        if (!isSpecial(target)) {
            Files.delete(part(target));
        }
    }

    private static boolean isSpecial(Path target) {
        return Files.exists(target) && !Files.isRegularFile(target);
    }

    /** Follows links, so that what they lead to is replaced and not they. */
    private static Path target(Path file) {
        try {
            return file.toRealPath();
        } catch (IOException notThere) {
            return file.toAbsolutePath();
        }
    }

    /** Creates an empty file beside the target, which belongs to this run alone and may be read by whoever may read the target. */
    private static Path part(Path target) throws IOException {
        Path directory = Objects.requireNonNull(target.getParent(), "an absolute file has a directory");
        FileAttribute<?>[] access =
                target.getFileSystem().supportedFileAttributeViews().contains("posix")
                        ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(ANYBODY)}
                        : new FileAttribute<?>[0];
        return Files.createTempFile(directory, "." + target.getFileName() + ".", ".part", access);
    }

    private static BadInputException unwritable(Path file, IOException failure) {
        String reason = failure instanceof FileSystemException system ? system.getReason() : failure.getMessage();
        String why = failure instanceof AccessDeniedException ? "permission denied" : reason;
        return new BadInputException("--report " + file + ": cannot be written" + (why == null ? "" : ": " + why));
    }

    private static String echarts() throws IOException {
        try (InputStream in = ReportFile.class.getResourceAsStream(ECHARTS)) {
            if (in == null) {
                throw new IllegalStateException("there is no resource " + ECHARTS);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
