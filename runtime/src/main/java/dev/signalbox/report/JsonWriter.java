package dev.signalbox.report;

import java.math.BigDecimal;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Writes one JSON value, one member or element a line, indented by two blanks, or without any blanks. Numbers are whole or
 * decimal, never floating point, so there is no value that JSON cannot say.
 */
public final class JsonWriter {
    /** An open object or array. */
    private static final class Level {
        final char end;
        boolean filled;

        Level(char end) {
            this.end = end;
        }
    }

    private final StringBuilder text = new StringBuilder();
    private final boolean compact;
    private final Deque<Level> levels = new ArrayDeque<>();
    private boolean named;

    /** Creates a writer that indents. */
    public JsonWriter() {
        this(false);
    }

    private JsonWriter(boolean compact) {
        this.compact = compact;
    }

    /** Creates a writer that leaves out all blanks and line ends. */
    public static JsonWriter compact() {
        return new JsonWriter(true);
    }

    /** Begins an object. */
    public JsonWriter beginObject() {
        return begin('{', '}');
    }

    /** Ends the innermost object. */
    public JsonWriter endObject() {
        return end('}');
    }

    /** Begins an array. */
    public JsonWriter beginArray() {
        return begin('[', ']');
    }

    /** Ends the innermost array. */
    public JsonWriter endArray() {
        return end(']');
    }

    /** Names the next value of an object. */
    public JsonWriter name(String name) {
        if (named || levels.isEmpty() || levels.getFirst().end != '}') {
            throw new IllegalStateException("no name can stand here: " + name);
        }
        separate(levels.getFirst());
        text.append(Text.quoted(name)).append(compact ? ":" : ": ");
        named = true;
        return this;
    }

    /** Writes a string. */
    public JsonWriter value(String value) {
        return write(Text.quoted(value));
    }

    /** Writes a whole number. */
    public JsonWriter value(long value) {
        return write(Long.toString(value));
    }

    /** Writes a decimal number, with the decimals it has. */
    public JsonWriter value(BigDecimal value) {
        return write(value.toPlainString());
    }

    /** Writes a truth value. */
    public JsonWriter value(boolean value) {
        return write(Boolean.toString(value));
    }

    /** Writes that there is no value. */
    public JsonWriter none() {
        return write("null");
    }

    /** Returns the finished value. */
    @Override
    public String toString() {
        if (!levels.isEmpty() || text.length() == 0) {
            throw new IllegalStateException("the value is not finished");
        }
        return text.toString();
    }

    private JsonWriter begin(char start, char end) {
        write(String.valueOf(start));
        levels.push(new Level(end));
        return this;
    }

    private JsonWriter end(char end) {
        if (named || levels.isEmpty() || levels.getFirst().end != end) {
            throw new IllegalStateException("nothing to end with " + end);
        }
        if (levels.pop().filled) {
            newLine();
        }
        text.append(end);
        return this;
    }

    private JsonWriter write(String value) {
        Level level = levels.peek();
        boolean fits = level == null ? text.length() == 0 : (level.end == '}') == named;
        if (!fits) {
            throw new IllegalStateException("no value can stand here: " + value);
        }
        if (level != null && !named) {
            separate(level);
        }
        named = false;
        text.append(value);
        return this;
    }

    private void separate(Level level) {
        if (level.filled) {
            text.append(',');
        }
        level.filled = true;
        newLine();
    }

    private void newLine() {
        if (!compact) {
            text.append('\n').append("  ".repeat(levels.size()));
        }
    }
}
