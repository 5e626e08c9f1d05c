package dev.signalbox.journal;

/** Bytes that are not what they should be. */
public final class MalformedBytes extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final int position;
    private final String what;
    private final String hint;

    MalformedBytes(int position, String what, String hint) {
        super("byte " + position + ": " + what + " (" + hint + ")", null, false, true);
        this.position = position;
        this.what = what;
        this.hint = hint;
    }

    /** Returns where in the bytes that were given, counted from 0. */
    public int position() {
        return position;
    }

    /** Returns one sentence that says what is wrong. */
    public String what() {
        return what;
    }

    /** Returns one sentence that says what to try. */
    public String hint() {
        return hint;
    }
}
