package dev.signalbox;

import dev.signalbox.fence.Errno;
import dev.signalbox.fence.Refusal;

/** Texts that programs give become facts, and facts have to fit into a journal. */
final class Texts {
    private static final int MOST_CHARACTERS = 1 << 20;

    private Texts() {}

    /**
     * Refuses what is no name: facts print it, on one line.
     *
     * @throws Refusal EINVAL when it is blank, has a character that cannot be printed, or more than 1,048,576
     */
    static void checkName(String what, String name) {
        check(what, name);
        if (name.isBlank() || name.codePoints().anyMatch(Texts::isHidden)) {
            throw new Refusal(
                    Errno.EINVAL,
                    what + (name.isBlank() ? " is empty" : " has a character that cannot be printed"),
                    "use at least one printable character, and no others");
        }
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

    /**
     * Refuses a text that is too long.
     *
     * @throws Refusal EINVAL when it has more than 1,048,576 characters
     */
    static void check(String what, String text) {
        if (text.length() > MOST_CHARACTERS) {
            throw new Refusal(
                    Errno.EINVAL, what + " has " + text.length() + " characters", "use at most " + MOST_CHARACTERS);
        }
    }
}
