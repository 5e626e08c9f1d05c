package dev.signalbox.examples.cli;

import java.math.BigDecimal;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Times as people write them: a decimal number and a unit. */
final class TimeText {
    private static final Pattern TIME = Pattern.compile("([0-9]{1,18}(?:\\.[0-9]{1,9})?)(ns|us|ms|s)");
    private static final Map<String, Integer> DIGITS = Map.of("ns", 0, "us", 3, "ms", 6, "s", 9);

    private TimeText() {}

    /** Returns a time in nanoseconds; null for none. */
    static @Nullable Long nanos(String option, @Nullable String text) {
        if (text == null) {
            return null;
        }
        Matcher parts = TIME.matcher(text);
        if (!parts.matches()) {
            throw new BadInputException(
                    option + " " + text + ": a time is a number and a unit, such as 1.5ms (ns, us, ms, s)");
        }
        try {
            return new BigDecimal(parts.group(1))
                    .scaleByPowerOfTen(DIGITS.getOrDefault(parts.group(2), 0))
                    .longValueExact();
        } catch (ArithmeticException outOfRange) {
            throw new BadInputException(option + " " + text + ": not a whole number of nanoseconds below 292 years");
        }
    }
}
