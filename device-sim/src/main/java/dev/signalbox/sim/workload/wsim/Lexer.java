package dev.signalbox.sim.workload.wsim;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Cuts a text into steps. Steps stand between commas and line ends; blank lines, comments and separators at the end of
 * a line or of the text make no step. The first empty step between two commas is kept for the parser to refuse.
 */
final class Lexer {
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private final String program;
    private final List<Field> steps = new ArrayList<>();
    private int line;

    private Lexer(String program) {
        this.program = program;
    }

    /** Turns a file's content into text; refuses one that is too large or not UTF-8. */
    static String decode(String program, byte[] content) {
        checkSize(program, content.length);
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        CharBuffer chars = CharBuffer.allocate(content.length);
        CoderResult result = decoder.decode(ByteBuffer.wrap(content), chars, true);
        String text = chars.flip().toString();
        if (result.isError()) {
            throw endOf(program, text).error("the content is not UTF-8 text", "is this a binary file?");
        }
        return text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
    }

    private static void checkSize(String program, int size) {
        if (size >= Limits.TEXT_BYTES) {
            Field start = new Field(program, -1, 1, 1, "");
            throw start.error("the text is too large", "allowed: less than " + Limits.TEXT_BYTES + " bytes");
        }
    }

    private static Field endOf(String program, String text) {
        int line = 1 + (int) text.chars().filter(c -> c == '\n').count();
        return new Field(program, -1, line, text.length() - text.lastIndexOf('\n'), "");
    }

    /** The steps of a text, at least one; a step's number is its position in the list. */
    static List<Field> steps(String program, String text) {
        checkSize(program, text.length());
        Lexer lexer = new Lexer(program);
        new Field(program, -1, 1, 1, text).split('\n').forEach(line -> lexer.line(line.text()));
        lexer.dropTrailingSeparator();
        if (lexer.steps.isEmpty()) {
            throw new Field(program, -1, 1, 1, "").error("the text holds no step", "a batch is " + Parser.BATCH_SHAPE);
        }
        return lexer.steps;
    }

    private void line(String text) {
        line++;
        checkNoControlCharacter(text);
        int comment = text.indexOf('#');
        String code = comment < 0 ? text : text.substring(0, comment);
        List<Field> parts = new Field(program, -1, line, 1, code).split(',');
        Field last = parts.remove(parts.size() - 1).strip();
        parts.forEach(part -> add(part.strip()));
        if (!last.isEmpty()) {
            add(last);
        }
    }

    private void checkNoControlCharacter(String text) {
        for (int at = 0; at < text.length(); at++) {
            char c = text.charAt(at);
            if (Character.isISOControl(c) && c != '\t' && c != '\r') {
                Field place = new Field(program, -1, line, at + 1, String.valueOf(c));
                throw place.error("control character " + place.quoted(), "is this a binary file?");
            }
        }
    }

    private void add(Field step) {
        if (!step.isEmpty() || !endsEmpty()) {
            steps.add(new Field(program, steps.size(), step.line(), step.column(), step.text()));
        }
    }

    private boolean endsEmpty() {
        return !steps.isEmpty() && steps.get(steps.size() - 1).isEmpty();
    }

    private void dropTrailingSeparator() {
        if (endsEmpty()) {
            steps.remove(steps.size() - 1);
        }
    }
}
