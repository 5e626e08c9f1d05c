package dev.signalbox.sim.workload.scenario;

/** Walks over a text once: the parser behind it goes down one call per level, so levels are counted before. */
final class Shape {
    private static final String TRIPLE = "\"\"\"";

    private final Source source;
    private final String text;
    private int at;
    private int depth;
    private int dots;

    Shape(Source source, String text) {
        this.source = source;
        this.text = text;
    }

    void check() {
        while (at < text.length()) {
            char character = text.charAt(at);
            if (character == '"') {
                skipString();
            } else if (character == '#' || text.startsWith("//", at)) {
                skipLine();
            } else {
                count(character);
                at++;
            }
        }
    }

    private void count(char character) {
        if (character == '{' || character == '[') {
            depth++;
            dots = 0;
        } else if (character == '}' || character == ']') {
            depth--;
            dots = 0;
        } else if (character == '.') {
            dots++;
        } else if (character == '\n' || character == '=' || character == ':' || character == ',') {
            dots = 0;
        }
        if (depth > Limits.DEPTH || dots > Limits.DOTS) {
            throw source.problem(
                    source.lineOf(at), "this goes deeper than " + Limits.DEPTH + " levels", "a scenario needs fewer");
        }
    }

    private void skipString() {
        if (text.startsWith(TRIPLE, at)) {
            int end = text.indexOf(TRIPLE, at + TRIPLE.length());
            at = end < 0 ? text.length() : end + TRIPLE.length();
            return;
        }
        at++;
        while (at < text.length() && text.charAt(at) != '"' && text.charAt(at) != '\n') {
            at += text.charAt(at) == '\\' ? 2 : 1;
        }
        at++;
    }

    private void skipLine() {
        int end = text.indexOf('\n', at);
        at = end < 0 ? text.length() : end;
    }
}
