package dev.signalbox.sim.workload.wsim;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A piece of a program's text that knows where it stands, so that whoever finds fault with it can say where. Fields
 * never cross the end of a line.
 *
 * @param program the name of the program
 * @param step the number of the step that the field belongs to, from 0, or -1 outside of steps
 * @param line the line, from 1
 * @param column the column of the first character, from 1
 * @param text the characters; may be empty
 */
record Field(String program, int step, int line, int column, String text) {
    private static final int SHOWN_CHARACTERS = 24;

    /** More than any bound; ten times this and nine more still fits a long. */
    private static final long BEYOND_ALL_BOUNDS = 1L << 56;

    boolean isEmpty() {
        return text.isEmpty();
    }

    boolean is(String other) {
        return text.equals(other);
    }

    Field part(int start, int end) {
        boolean whole = start == 0 && end == text.length();
        return whole ? this : new Field(program, step, line, column + start, text.substring(start, end));
    }

    Field from(int start) {
        return part(start, text.length());
    }

    /** The field without blanks at both ends. */
    Field strip() {
        int start = 0;
        int end = text.length();
        while (start < end && isBlank(text.charAt(start))) {
            start++;
        }
        while (end > start && isBlank(text.charAt(end - 1))) {
            end--;
        }
        return part(start, end);
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t' || c == '\r';
    }

    /** The parts between separators, at least one; parts may be empty. */
    List<Field> split(char separator) {
        List<Field> parts = new ArrayList<>();
        int start = 0;
        for (int at = text.indexOf(separator); at >= 0; at = text.indexOf(separator, start)) {
            parts.add(part(start, at));
            start = at + 1;
        }
        parts.add(from(start));
        return parts;
    }

    /** The number that the field spells in plain decimal digits; anything else, or one out of bounds, is refused. */
    long number(String what, long min, long max) {
        if (isEmpty()) {
            throw error(what + " is missing", bounds(min, max));
        }
        if (!isDigits()) {
            throw error(what + " " + quoted() + " is not a whole number", bounds(min, max));
        }
        long value = 0;
        for (int i = 0; i < text.length(); i++) {
            value = Math.min(value * 10 + (text.charAt(i) - '0'), BEYOND_ALL_BOUNDS);
        }
        if (value < min || value > max) {
            throw outOfBounds(what, min, max);
        }
        return value;
    }

    /** As {@link #number}, for bounds that fit an int. */
    int integer(String what, int min, int max) {
        return Math.toIntExact(number(what, min, max));
    }

    /** Whether the first character is one of a number: a digit or a sign. */
    boolean startsNumber() {
        return !isEmpty() && (isDigit(text.charAt(0)) || text.charAt(0) == '-' || text.charAt(0) == '+');
    }

    /** Whether there is nothing but digits, if anything. */
    boolean isDigits() {
        return text.chars().allMatch(Field::isDigit);
    }

    private static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }

    WsimSyntaxException outOfBounds(String what, long min, long max) {
        return error(what + " " + quoted() + " is out of bounds", bounds(min, max));
    }

    private static String bounds(long min, long max) {
        return "allowed: " + min + " to " + max;
    }

    WsimSyntaxException error(String problem, String hint) {
        return new WsimSyntaxException(program, line, column, step, problem, hint);
    }

    /** The text for a message: shortened, and without characters that a terminal could trip over. */
    String quoted() {
        StringBuilder shown = new StringBuilder("'");
        text.chars().limit(SHOWN_CHARACTERS).forEach(c -> shown.append(printable(c)));
        return shown.append(text.length() > SHOWN_CHARACTERS ? "...'" : "'").toString();
    }

    private static String printable(int c) {
        return c >= ' ' && c <= '~' ? Character.toString(c) : String.format(Locale.ROOT, "\\u%04x", c);
    }
}
