package dev.signalbox;

import dev.signalbox.fence.Errno;
import dev.signalbox.fence.Refusal;

/** Texts that programs give become facts, and facts have to fit into a journal. */
final class Texts {
    private static final int MOST_CHARACTERS = 1 << 20;

    private Texts() {}

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
