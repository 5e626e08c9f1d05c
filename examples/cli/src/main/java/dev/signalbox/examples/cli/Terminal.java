package dev.signalbox.examples.cli;

import java.io.PrintStream;

/** What the terminal can show; there is none when output is redirected. */
final class Terminal {
    private static final boolean PRESENT = System.console() != null;

    private Terminal() {}

    /** Whether to use colours: on a terminal, unless NO_COLOR is set. */
    static boolean colours() {
        String noColour = System.getenv("NO_COLOR");
        return PRESENT && (noColour == null || noColour.isEmpty());
    }

    /** Replaces the progress line, on a terminal. */
    static void progress(String text) {
        if (PRESENT) {
            PrintStream err = System.err;
            err.print("\r\u001b[2K" + text);
            err.flush();
        }
    }
}
