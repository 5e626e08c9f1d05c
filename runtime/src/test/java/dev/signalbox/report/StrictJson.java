package dev.signalbox.report;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads objects, arrays, strings, numbers and the three words, a null as {@code "null"}, and nothing that RFC 8259 does not allow. */
final class StrictJson {
    private static final Pattern NUMBER = Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]+)?");

    private final String text;
    private int at;

    private StrictJson(String text) {
        this.text = text;
    }

    static Object read(String text) {
        StrictJson json = new StrictJson(text);
        Object value = json.value();
        json.blanks();
        if (json.at != text.length()) {
            throw json.wrong("end");
        }
        return value;
    }

    private Object value() {
        blanks();
        return switch (peek()) {
            case '{' -> object();
            case '[' -> array();
            case '"' -> string();
            case 't' -> word("true", true);
            case 'f' -> word("false", false);
            case 'n' -> word("null", "null");
            default -> number();
        };
    }

    private Object word(String word, Object value) {
        word.chars().forEach(character -> take((char) character));
        return value;
    }

    private Map<String, Object> object() {
        Map<String, Object> members = new LinkedHashMap<>();
        take('{');
        for (boolean more = !ends('}'); more; more = !ends('}')) {
            if (!members.isEmpty()) {
                take(',');
                blanks();
            }
            String name = string();
            blanks();
            take(':');
            if (members.put(name, value()) != null) {
                throw wrong("another name than " + name);
            }
        }
        take('}');
        return members;
    }

    private List<Object> array() {
        List<Object> elements = new ArrayList<>();
        take('[');
        for (boolean more = !ends(']'); more; more = !ends(']')) {
            if (!elements.isEmpty()) {
                take(',');
            }
            elements.add(value());
        }
        take(']');
        return elements;
    }

    private String string() {
        StringBuilder value = new StringBuilder();
        take('"');
        while (peek() != '"') {
            char next = text.charAt(at++);
            if (next < ' ') {
                throw wrong("no control character");
            }
            value.append(next == '\\' ? escaped() : next);
        }
        take('"');
        return value.toString();
    }

    private char escaped() {
        char kind = text.charAt(at++);
        if (kind == '"' || kind == '\\') {
            return kind;
        }
        if (kind != 'u') {
            throw wrong("an escape");
        }
        at += 4;
        return (char) Integer.parseInt(text.substring(at - 4, at), 16);
    }

    private BigDecimal number() {
        Matcher matcher = NUMBER.matcher(text).region(at, text.length());
        if (!matcher.lookingAt()) {
            throw wrong("a value");
        }
        at = matcher.end();
        return new BigDecimal(matcher.group());
    }

    private boolean ends(char end) {
        blanks();
        return peek() == end;
    }

    private void blanks() {
        while (at < text.length() && " \n\r\t".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }

    private char peek() {
        if (at >= text.length()) {
            throw wrong("more");
        }
        return text.charAt(at);
    }

    private void take(char expected) {
        if (peek() != expected) {
            throw wrong(String.valueOf(expected));
        }
        at++;
    }

    private IllegalArgumentException wrong(String expected) {
        return new IllegalArgumentException("expected " + expected + " at " + at + " of " + text);
    }
}
