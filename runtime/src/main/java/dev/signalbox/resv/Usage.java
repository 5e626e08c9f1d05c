package dev.signalbox.resv;

import java.util.Locale;

/** What a fence guards a buffer for, from strongest to weakest. A question for one usage includes the stronger ones. */
public enum Usage {
    /** Kernel work on the memory itself, such as a move: everybody waits for it, always. */
    KERNEL,
    /** Writes that take part in implicit synchronisation. */
    WRITE,
    /** Reads that take part in implicit synchronisation. */
    READ,
    /** Uses that nobody synchronises with implicitly. */
    BOOKKEEP;

    /**
     * Returns the usage to ask for before a new access: a new write waits for everything down to {@link #READ}, a new read for
     * everything down to {@link #WRITE}.
     */
    public static Usage toWaitFor(boolean write) {
        return write ? READ : WRITE;
    }

    /** Returns the usage under which a new access guards the buffer. */
    public static Usage ofAccess(boolean write) {
        return write ? WRITE : READ;
    }

    /** Returns its name as descriptions print it, such as {@code write}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Returns whether a question for this usage includes fences of {@code other}. */
    public boolean includes(Usage other) {
        return other.compareTo(this) <= 0;
    }
}
