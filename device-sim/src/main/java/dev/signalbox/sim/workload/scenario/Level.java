package dev.signalbox.sim.workload.scenario;

import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigUtil;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One object or list of a text while {@link Shape} walks over it: which keys it has had, and whether a value may begin. */
final class Level {
    private enum Where {
        KEY,
        BEFORE_VALUE,
        VALUE,
        BEHIND_BRACKET
    }

    private final Source source;
    private final Where first;
    private final Key keys = new Key(-1);
    private final StringBuilder key = new StringBuilder();
    private Where where;
    private int keyAt;

    Level(Source source, boolean list) {
        this.source = source;
        this.first = list ? Where.VALUE : Where.KEY;
        this.where = first;
    }

    /** A part of a path that was written as a key. */
    private static final class Key {
        private final Map<String, Key> below = new HashMap<>();
        private final int at;
        private boolean hasValue;

        Key(int at) {
            this.at = at;
        }
    }

    void opens(char bracket, int at) {
        refuseBehindBracket(at);
        if (where == Where.KEY && bracket == '{') {
            keyEnds();
        }
    }

    /** What stood in this level has closed. */
    void closed() {
        where = Where.BEHIND_BRACKET;
    }

    /** A comma ends a value; a line break does when it has begun. */
    void separated(char separator) {
        if (separator == ',' || where == Where.VALUE || where == Where.BEHIND_BRACKET) {
            where = first;
            key.setLength(0);
        } else {
            space();
        }
    }

    void character(char character, int at) {
        if (isSpace(character)) {
            space();
        } else if (where == Where.KEY && (character == '=' || character == ':')) {
            keyEnds();
            where = Where.BEFORE_VALUE;
        } else {
            text(String.valueOf(character), at);
        }
    }

    /** Takes a part of a key or a value that is no space: a character, or a whole string with its quotes. */
    void text(String part, int at) {
        refuseBehindBracket(at);
        take(part, at);
        where = where == Where.BEFORE_VALUE ? Where.VALUE : where;
    }

    private void take(String part, int at) {
        if (where == Where.KEY) {
            keyAt = key.isEmpty() ? at : keyAt;
            key.append(part);
        }
    }

    private void space() {
        if (!key.isEmpty()) {
            take(" ", keyAt);
        }
    }

    /** The same spaces as those of the parser. */
    private static boolean isSpace(char character) {
        return Character.isWhitespace(character) || Character.isSpaceChar(character) || character == '\uFEFF';
    }

    /** The parser would make one value of both, and what the second says would replace what the first says. */
    private void refuseBehindBracket(int at) {
        if (where == Where.BEHIND_BRACKET) {
            throw source.problem(
                    source.lineOf(at),
                    "something follows a closing bracket on the same line",
                    "put a comma or a line break between them");
        }
    }

    private void keyEnds() {
        try {
            remember(ConfigUtil.splitPath(key.toString().strip()));
        } catch (ConfigException.BadPath noPath) {
            key.setLength(0);
        }
    }

    private void remember(List<String> path) {
        Key last = keys;
        for (String part : path) {
            last = last.below.computeIfAbsent(part, each -> new Key(keyAt));
            if (last.hasValue) {
                throw twice(path, last);
            }
        }
        if (!last.below.isEmpty()) {
            throw twice(path, last);
        }
        last.hasValue = true;
    }

    private ScenarioException twice(List<String> path, Key earlier) {
        return source.problem(
                source.lineOf(keyAt),
                "'" + Printable.cut(ConfigUtil.joinPath(path)) + "' is written twice",
                "the first is on line " + source.lineOf(earlier.at) + ": only one of them would count");
    }
}
