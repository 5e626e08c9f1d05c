package dev.signalbox.examples.cli;

/** What the terminal can show. The launcher says which streams are terminals; without it none is. */
final class Terminal {
    private static final boolean OUT = isSet("SIGNALBOX_TERMINAL_OUT");
    private static final boolean ERR = isSet("SIGNALBOX_TERMINAL_ERR");

    private Terminal() {}

    /** Whether to use colours: when standard output is a terminal, unless NO_COLOR is set. */
    static boolean colours() {
        return OUT && !isSet("NO_COLOR");
    }

    /** Whether standard output is a terminal, where lines are wanted as they come. */
    static boolean isInteractive() {
        return OUT;
    }

    /** Replaces the progress line, when standard error is a terminal. */
    static void progress(String text) {
        if (ERR) {
            System.err.print("\r\u001b[2K" + text);
            System.err.flush();
        }
    }

    private static boolean isSet(String variable) {
        String value = System.getenv(variable);
        return value != null && !value.isEmpty();
    }
}
