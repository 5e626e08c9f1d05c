package dev.signalbox.sim.workload.scenario;

/** What of a text can be printed: nothing that moves a cursor, turns the direction of writing, or is half a character. */
final class Printable {
    private static final int LONGEST_SHOWN = 60;

    private Printable() {}

    static boolean isPrintable(String text) {
        return text.codePoints().noneMatch(Printable::isHidden);
    }

    /** Returns whether a text has half a surrogate pair in it, which no encoding keeps. */
    static boolean hasHalves(String text) {
        return text.codePoints().anyMatch(character -> Character.getType(character) == Character.SURROGATE);
    }

    private static boolean isHidden(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> true;
            default -> false;
        };
    }

    /** Shortens foreign text for a message, with a question mark for each character that cannot be printed. */
    static String cut(String text) {
        StringBuilder shown = new StringBuilder();
        text.codePoints()
                .limit(LONGEST_SHOWN)
                .forEach(character -> shown.appendCodePoint(isHidden(character) ? '?' : character));
        return text.codePointCount(0, text.length()) > LONGEST_SHOWN ? shown + "..." : shown.toString();
    }
}
