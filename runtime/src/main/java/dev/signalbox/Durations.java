package dev.signalbox;

import dev.signalbox.device.Work;
import java.math.BigDecimal;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as configurations and scenarios write them: a decimal number and a unit, at most {@link Work#MOST_NANOS}. */
public final class Durations {
    private static final Pattern AMOUNT = Pattern.compile("(\\d{1,18}(?:\\.\\d{1,9})?)\\s*(ns|us|ms|s|)");
    private static final Map<String, Integer> DIGITS = Map.of("ns", 0, "us", 3, "ms", 6, "s", 9);

    private Durations() {}

    /**
     * Reads a duration; 0 needs no unit.
     *
     * @return nanoseconds
     * @throws IllegalArgumentException when it is none; the message says how one is written
     */
    public static long nanos(String text) {
        Matcher parts = AMOUNT.matcher(text.strip());
        if (!parts.matches()) {
            throw new IllegalArgumentException("a number with ns, us, ms or s, such as 1.5ms");
        }
        BigDecimal amount = new BigDecimal(parts.group(1));
        Integer digits = DIGITS.get(parts.group(2));
        if (digits == null && amount.signum() != 0) {
            throw new IllegalArgumentException("a number with ns, us, ms or s, such as " + parts.group(1) + "ms");
        }
        BigDecimal nanos = amount.scaleByPowerOfTen(digits == null ? 0 : digits);
        if (nanos.stripTrailingZeros().scale() > 0) {
            throw new IllegalArgumentException("a whole number of the smallest unit, ns");
        }
        if (nanos.compareTo(BigDecimal.valueOf(Work.MOST_NANOS)) > 0) {
            throw new IllegalArgumentException("at most 1000000s");
        }
        return nanos.longValueExact();
    }
}
