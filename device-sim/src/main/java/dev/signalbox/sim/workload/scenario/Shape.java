package dev.signalbox.sim.workload.scenario;

import java.util.ArrayDeque;

/**
 * Walks over a text once, before it is parsed: the parser goes down one call per level, so levels are counted here; and it merges
 * what stands twice, or side by side without a comma, so that steps would be lost silently, which is refused here.
 */
public final class Shape {
    private static final String TRIPLE = "\"\"\"";

    private final Source source;
    private final String text;
    private final ArrayDeque<Level> levels = new ArrayDeque<>();
    private int at;
    private int dots;

    Shape(Source source, String text) {
        this.source = source;
        this.text = text;
        levels.push(new Level(source, false));
    }

    /**
     * Checks a text in the same syntax that is no scenario.
     *
     * @throws ScenarioException when something in it would be merged silently, or it is too deep
     */
    public static void check(String file, String text) {
        new Shape(new Source(file, text), text).check();
    }

    void check() {
        while (at < text.length()) {
            char character = text.charAt(at);
            if (character == '#' || text.startsWith("//", at)) {
                skipLine();
            } else if (character == '"') {
                takeString();
            } else {
                take(character);
                count(character);
                at++;
            }
        }
    }

    private void count(char character) {
        if (character == '.') {
            dots++;
        } else if ("\n=:,{}[]".indexOf(character) >= 0) {
            dots = 0;
        }
        if (levels.size() - 1 > Limits.DEPTH || dots > Limits.DOTS) {
            throw source.problem(
                    source.lineOf(at), "this goes deeper than " + Limits.DEPTH + " levels", "a scenario needs fewer");
        }
    }

    private void take(char character) {
        Level level = level();
        switch (character) {
            case '{', '[' -> {
                level.opens(character, at);
                levels.push(new Level(source, character == '['));
            }
            case '}', ']' -> {
                levels.poll();
                level().closed();
            }
            case ',', '\n' -> level.separated(character);
            default -> level.character(character, at);
        }
    }

    /** A text that closes more than it opens is left to the parser. */
    private Level level() {
        if (levels.isEmpty()) {
            levels.push(new Level(source, false));
        }
        return levels.element();
    }

    private void takeString() {
        int begin = at;
        skipString();
        at = Math.min(at, text.length());
        level().text(text.substring(begin, at), begin);
    }

    private void skipString() {
        if (text.startsWith(TRIPLE, at)) {
            int end = text.indexOf(TRIPLE, at + TRIPLE.length());
            at = end < 0 ? text.length() : end + TRIPLE.length();
            while (at < text.length() && text.charAt(at) == '"') {
                at++;
            }
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
