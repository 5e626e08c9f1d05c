package dev.signalbox.examples.cli;

import dev.signalbox.event.Fact;
import dev.signalbox.event.Facts;
import dev.signalbox.report.html.HtmlReport;
import dev.signalbox.report.html.RunPicture;
import dev.signalbox.report.timeline.RunTimeline;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A report on its way to a file: begin a run, let it hear the facts, end the run with what is to be said of it, and write when
 * all runs are over. The file changes in one step or not at all.
 */
final class ReportFile {
    private static final String ECHARTS = "/META-INF/resources/webjars/echarts/5.5.0/echarts.min.js";

    private final @Nullable OutputFile file;
    private final List<RunPicture> runs = new ArrayList<>();

    private ReportFile(@Nullable OutputFile file) {
        this.file = file;
    }

    /** Returns a report that nobody asked for. */
    static ReportFile none() {
        return new ReportFile(null);
    }

    /** Returns a report for a file that can be written as far as can be told before. */
    static ReportFile at(Path file, List<String> inputs) {
        boolean isPage = file.toString().endsWith(".html") || (Files.exists(file) && !Files.isRegularFile(file));
        if (!isPage) {
            throw new BadInputException("--report " + file + ": a report is a page, and its name ends in .html");
        }
        return new ReportFile(OutputFile.at("--report", file).besides(inputs));
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
        if (file != null) {
            String script = echarts();
            file.writeText(out -> HtmlReport.write(headline, runs, script, out));
        }
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
