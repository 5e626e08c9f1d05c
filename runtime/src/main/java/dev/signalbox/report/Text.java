package dev.signalbox.report;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Numbers and names as text, the same in every locale. */
final class Text {
    private static final long MICRO = 1_000;
    private static final long MILLI = 1_000_000;
    private static final long SECOND = 1_000_000_000;

    private Text() {}

    /** Returns nanoseconds as microseconds with so many decimals, rounded half up. */
    static String micros(long nanos, int decimals) {
        return scaled(nanos, 3, decimals);
    }

    /** Returns nanoseconds as seconds with so many decimals, rounded half up. */
    static String seconds(long nanos, int decimals) {
        return scaled(nanos, 9, decimals);
    }

    /** Returns a time span for reading, in the largest unit of which there is at least one. */
    static String span(long nanos) {
        if (nanos < MICRO) {
            return nanos + " ns";
        }
        if (nanos < MILLI) {
            return scaled(nanos, 3, 1) + " us";
        }
        return nanos < SECOND ? scaled(nanos, 6, 1) + " ms" : scaled(nanos, 9, 1) + " s";
    }

    /** Returns {@code part * 10^shift / whole}, rounded half up; 0 when there is no whole. */
    static BigDecimal ratio(long part, long whole, int shift, int decimals) {
        if (whole == 0) {
            return BigDecimal.ZERO.setScale(decimals);
        }
        return BigDecimal.valueOf(part)
                .scaleByPowerOfTen(shift)
                .divide(BigDecimal.valueOf(whole), decimals, RoundingMode.HALF_UP);
    }

    /** Returns a count with its noun, such as {@code 1 job} or {@code 2 jobs}. */
    static String count(long number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }

    /** Fills up with blanks on the left; longer text is left as it is. */
    static String right(String text, int width) {
        return " ".repeat(Math.max(0, width - length(text))) + text;
    }

    /** Fills up with blanks on the right; longer text is left as it is. */
    static String left(String text, int width) {
        return text + " ".repeat(Math.max(0, width - length(text)));
    }

    /** Returns how many characters a reader sees, as far as one code point is one character. */
    static int length(String text) {
        return text.codePointCount(0, text.length());
    }

    /** Returns a name as it is when that is one plain word, else quoted. */
    static String word(String name) {
        boolean plain = !name.isEmpty() && name.chars().allMatch(Text::isPlain);
        return plain ? name : quoted(name);
    }

    /** Returns a name for reading: as it is, but for escaped control characters. */
    static String printable(String name) {
        StringBuilder text = new StringBuilder(name.length());
        name.codePoints().forEach(character -> {
            if (isUnseen(character)) {
                escape(text, character);
            } else {
                text.appendCodePoint(character);
            }
        });
        return text.toString();
    }

    /** Returns text as a JSON string: quotes, backslashes, everything unseen and everything beyond 16 bits is escaped. */
    static String quoted(String value) {
        StringBuilder text = new StringBuilder(value.length() + 2).append('"');
        value.codePoints().forEach(character -> {
            if (character == '"' || character == '\\') {
                text.append('\\').append((char) character);
            } else if (isUnseen(character) || Character.isSupplementaryCodePoint(character)) {
                escape(text, character);
            } else {
                text.append((char) character);
            }
        });
        return text.append('"').toString();
    }

    private static String scaled(long nanos, int digits, int decimals) {
        return BigDecimal.valueOf(nanos, digits)
                .setScale(decimals, RoundingMode.HALF_UP)
                .toPlainString();
    }

    private static boolean isPlain(int character) {
        return (character >= 'a' && character <= 'z')
                || (character >= 'A' && character <= 'Z')
                || (character >= '0' && character <= '9')
                || "_-.+/#@".indexOf(character) >= 0;
    }

    /** Control characters, halves of pairs, and what changes the direction or the lines of the text around it. */
    private static boolean isUnseen(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> true;
            default -> false;
        };
    }

    private static void escape(StringBuilder text, int character) {
        for (char half : Character.toChars(character)) {
            String digits = Integer.toHexString(half);
            text.append("\\u").append("0".repeat(4 - digits.length())).append(digits);
        }
    }
}
