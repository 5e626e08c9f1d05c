package dev.signalbox.examples.cli;

import com.typesafe.config.ConfigException;
import java.util.regex.Pattern;

/** Messages of the configuration library, with positions as in all other messages: {@code file:line}. */
final class Positions {
    private static final Pattern POSITION = Pattern.compile("^(.*?): (\\d+)(?:-\\d+)?: ");

    private Positions() {}

    /** Returns what a failure says, in one line. */
    static String in(ConfigException failure) {
        String first = String.valueOf(failure.getMessage()).lines().findFirst().orElse("");
        return POSITION.matcher(first).replaceFirst("$1:$2: ");
    }
}
