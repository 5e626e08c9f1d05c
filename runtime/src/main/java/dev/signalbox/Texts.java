package dev.signalbox;

import dev.signalbox.fence.Errno;
import dev.signalbox.fence.Refusal;

/** Texts that programs give become facts, and facts have to fit into a journal. */
final class Texts {
    private static final int MOST_CHARACTERS = 1 << 20;

    private Texts() {}

    /**
     * Refuses what is no name.
     *
     * @throws Refusal EINVAL when it is blank or has more than 1,048,576 characters
     */
    static void checkName(String what, String name) {
        check(what, name);
        if (name.isBlank()) {
            throw new Refusal(Errno.EINVAL, what + " is empty", "use at least one character that is seen");
        }
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
