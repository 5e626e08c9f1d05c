package dev.signalbox.sim.workload.scenario;

import dev.signalbox.Durations;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Times and sizes with their units, and ranges of them. */
final class Units {
    private static final Pattern AMOUNT = Pattern.compile("(\\d{1,18}(?:\\.\\d{1,9})?)([a-zA-Z]*)");
    private static final String TO = "..";
    private static final Map<String, Long> TIMES = new LinkedHashMap<>();
    private static final Map<String, Long> SIZES = new LinkedHashMap<>();

    static {
        TIMES.put("s", 1_000_000_000L);
        TIMES.put("ms", 1_000_000L);
        TIMES.put("us", 1_000L);
        TIMES.put("ns", 1L);
        SIZES.put("g", 1L << 30);
        SIZES.put("m", 1L << 20);
        SIZES.put("k", 1L << 10);
        SIZES.put("", 1L);
    }

    private Units() {}

    /** Reads one amount for a node, which says where it stands. */
    @FunctionalInterface
    interface Reader {
        long read(Node node, String text);
    }

    static long time(Node node, String text) {
        try {
            return Durations.nanos(text);
        } catch (IllegalArgumentException wrong) {
            throw node.isNot("a time", String.valueOf(wrong.getMessage()));
        }
    }

    static long size(Node node, String text) {
        return amount(node, text, SIZES, Limits.BYTES, "a size", "bytes, or a number with k, m or g");
    }

    static long count(Node node, String text) {
        return amount(node, text, Map.of("", 1L), Limits.NUMBER, "a number", "a whole number");
    }

    static Span span(Node node, String text, Reader reader) {
        int to = text.indexOf(TO);
        if (to < 0) {
            return Span.of(reader.read(node, text));
        }
        Span span =
                new Span(reader.read(node, text.substring(0, to)), reader.read(node, text.substring(to + TO.length())));
        if (span.min() > span.max()) {
            throw node.isNot("a range", "the smaller end comes first");
        }
        return span;
    }

    /** Reads a range whose ends may be left out. */
    static Range range(Node node, String text, Reader reader) {
        int to = text.indexOf(TO);
        if (to < 0) {
            long exact = reader.read(node, text);
            return new Range(exact, exact);
        }
        String low = text.substring(0, to);
        String high = text.substring(to + TO.length());
        long min = low.isEmpty() ? 0 : reader.read(node, low);
        long max = high.isEmpty() ? Long.MAX_VALUE : reader.read(node, high);
        if (min > max || (low.isEmpty() && high.isEmpty())) {
            throw node.isNot("a range", "the smaller end comes first; one end may be left out");
        }
        return new Range(min, max);
    }

    static String time(long nanos) {
        return print(nanos, TIMES);
    }

    static String size(long bytes) {
        return print(bytes, SIZES);
    }

    static String timeRange(Range range) {
        return range(range, TIMES);
    }

    static String countRange(Range range) {
        return range(range, Map.of("", 1L));
    }

    private static String range(Range range, Map<String, Long> units) {
        if (range.min() == range.max()) {
            return print(range.min(), units);
        }
        String max = range.max() == Long.MAX_VALUE ? "" : print(range.max(), units);
        return print(range.min(), units) + TO + max;
    }

    private static String print(long amount, Map<String, Long> units) {
        String text = Long.toString(amount);
        for (Map.Entry<String, Long> unit : units.entrySet()) {
            if (amount % unit.getValue() == 0 && amount != 0) {
                return amount / unit.getValue() + unit.getKey();
            }
            text = amount + unit.getKey();
        }
        return text;
    }

    private static long amount(Node node, String text, Map<String, Long> units, long most, String kind, String hint) {
        Matcher matcher = AMOUNT.matcher(text);
        Long unit = matcher.matches() ? units.get(matcher.group(2)) : null;
        if (unit == null) {
            throw node.isNot(kind, hint);
        }
        BigDecimal amount = new BigDecimal(matcher.group(1)).multiply(BigDecimal.valueOf(unit));
        boolean whole = amount.stripTrailingZeros().scale() <= 0;
        if (!whole || amount.compareTo(BigDecimal.valueOf(most)) > 0) {
            throw node.isNot(kind, whole ? "at most " + print(most, units) : "a whole number of the smallest unit");
        }
        return amount.longValueExact();
    }
}
