package dev.signalbox.report.html;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/** Writes the page. */
public final class HtmlReport {
    /** In this order: later ones use earlier ones. */
    private static final List<String> SCRIPTS =
            List.of("data.js", "shapes.js", "lanes.js", "tables.js", "latency.js", "timeline.js", "report.js");

    private HtmlReport() {}

    /**
     * Writes a page of one run or several.
     *
     * @param headline what to know before looking: what the runs come to, in one sentence
     * @param echarts the text of ECharts, the full build of version 5
     * @throws IllegalArgumentException when that text would end the script that it stands in
     */
    public static void write(String headline, List<RunPicture> runs, String echarts, Appendable out)
            throws IOException {
        if (endsScript(echarts)) {
            throw new IllegalArgumentException("a script that contains the end of a script cannot stand in a page");
        }
        for (String line : resource("report.html").lines().toList()) {
            switch (line.strip()) {
                case "{{style}}" -> out.append(resource("report.css"));
                case "{{data}}" -> out.append(escaped(ReportData.render(headline, runs)));
                case "{{echarts}}" -> out.append(echarts);
                case "{{scripts}}" -> appendScripts(out);
                default -> out.append(line);
            }
            out.append('\n');
        }
    }

    private static void appendScripts(Appendable out) throws IOException {
        for (String script : SCRIPTS) {
            out.append(resource(script));
        }
    }

    /** In JSON such a character stands within a string only, and there the escape means the same. */
    private static String escaped(String json) {
        return json.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026");
    }

    private static boolean endsScript(String script) {
        String lower = script.toLowerCase(Locale.ROOT);
        return lower.contains("</script") || lower.contains("<!--");
    }

    private static String resource(String name) {
        try (InputStream in = HtmlReport.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("there is no resource " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
