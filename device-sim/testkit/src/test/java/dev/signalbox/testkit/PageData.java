package dev.signalbox.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigSyntax;
import dev.signalbox.report.html.HtmlReport;
import dev.signalbox.report.html.RunPicture;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a report carries as data, read back: columns of differences become jobs with times. */
final class PageData {
    private static final String START = "<script type=\"application/json\" id=\"data\">";

    /** A job as the page has it; what has not happened is -1. */
    record PageJob(String fence, int ring, long accepted, long given, long start, long end, long left, String status) {}

    private final List<Map<String, Object>> runs;

    private PageData(Map<String, Object> page) {
        runs = list(page, "runs");
    }

    static PageData of(RunPicture... runs) {
        StringBuilder page = new StringBuilder();
        try {
            HtmlReport.write("headline", List.of(runs), "", page);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return read(page.toString());
    }

    static PageData read(String page) {
        int start = page.indexOf(START) + START.length();
        String json = page.substring(start, page.indexOf("</script>", start));
        return new PageData(
                ConfigFactory.parseString(json, ConfigParseOptions.defaults().setSyntax(ConfigSyntax.JSON))
                        .root()
                        .unwrapped());
    }

    /** Returns the jobs of a run by their fences, in the order of acceptance. */
    Map<String, PageJob> jobs(int run) {
        Map<String, Object> columns = map(runs.get(run), "jobs");
        List<Map<String, Object>> queues = list(runs.get(run), "queues");
        List<Number> accepted = list(columns, "accepted");
        Map<String, PageJob> jobs = new LinkedHashMap<>();
        long time = number(runs.get(run), "began");
        for (int i = 0; i < accepted.size(); i++) {
            time += accepted.get(i).longValue();
            PageJob job = job(columns, queues, i, time);
            assertThat(jobs.put(job.fence(), job))
                    .as("two jobs %s", job.fence())
                    .isNull();
        }
        return jobs;
    }

    /** Returns what each job waits for by the fences of both, as far as these are jobs; {@code >} marks those for the start. */
    List<String> dependencies(int run) {
        Map<String, Object> columns = map(runs.get(run), "jobs");
        List<String> fences = List.copyOf(jobs(run).keySet());
        List<Number> waits = list(columns, "waits");
        List<Number> on = list(columns, "on");
        List<String> found = new ArrayList<>();
        int next = 0;
        for (int job = 0; job < waits.size(); job++) {
            for (int i = 0; i < waits.get(job).intValue(); i++) {
                int reference = on.get(next++).intValue();
                if (reference != 0) {
                    String mark = (reference & 1) == 1 ? " > " : " ";
                    found.add(fences.get(job) + mark + fences.get(job - (reference >> 1)));
                }
            }
        }
        return found;
    }

    Map<String, Object> summary(int run) {
        return map(runs.get(run), "summary");
    }

    /** Returns the depths of a ring's queue, as pairs of time and jobs. */
    List<List<Long>> depth(int run, int ring) {
        List<Map<String, Object>> depths = list(runs.get(run), "depths");
        List<Number> times = list(depths.get(ring), "time");
        List<Number> jobs = list(depths.get(ring), "jobs");
        List<List<Long>> steps = new ArrayList<>();
        long time = number(runs.get(run), "began");
        for (int i = 0; i < times.size(); i++) {
            time += times.get(i).longValue();
            steps.add(List.of(time, jobs.get(i).longValue()));
        }
        return steps;
    }

    private static PageJob job(Map<String, Object> columns, List<Map<String, Object>> queues, int i, long accepted) {
        Map<String, Object> queue = queues.get((int) at(columns, "queue", i));
        String fence = (number(queue, "context") + 1) + ":" + at(columns, "seqno", i);
        long queued = later(columns, "queued", i, accepted);
        long given = later(columns, "given", i, queued < 0 ? accepted : queued);
        long start = later(columns, "start", i, given);
        long end = later(columns, "end", i, accepted);
        long left = later(columns, "left", i, end < 0 ? accepted : end);
        return new PageJob(fence, (int) at(columns, "ring", i), accepted, given, start, end, left, status(columns, i));
    }

    private static String status(Map<String, Object> columns, int i) {
        Number code = PageData.<@Nullable Number>list(columns, "status").get(i);
        if (code == null) {
            return "not over";
        }
        return code.intValue() == 0
                ? "ok"
                : PageData.<String>list(columns, "errors").get(code.intValue() - 1);
    }

    private static long later(Map<String, Object> columns, String column, int i, long since) {
        Number difference = PageData.<@Nullable Number>list(columns, column).get(i);
        return difference == null ? -1 : since + difference.longValue();
    }

    private static long at(Map<String, Object> columns, String column, int i) {
        return PageData.<Number>list(columns, column).get(i).longValue();
    }

    static long number(Map<String, Object> object, String name) {
        return ((Number) Objects.requireNonNull(object.get(name), name)).longValue();
    }

    @SuppressWarnings("unchecked") // what the page has there
    static Map<String, Object> map(Map<String, Object> object, String name) {
        return (Map<String, Object>) Objects.requireNonNull(object.get(name), name);
    }

    @SuppressWarnings("unchecked") // what the page has there
    static <T extends @Nullable Object> List<T> list(Map<String, Object> object, String name) {
        return (List<T>) Objects.requireNonNull(object.get(name), name);
    }
}
