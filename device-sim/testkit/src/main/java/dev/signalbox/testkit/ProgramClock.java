package dev.signalbox.testkit;

import java.util.function.Consumer;

/** The earliest time at which a program can have come to where it is, and what made it wait until then. */
final class ProgramClock {
    private static final long MICRO = 1_000;

    private final Consumer<String> violations;
    private long earliest = Long.MIN_VALUE;
    private String because = "it began";

    ProgramClock(Consumer<String> violations) {
        this.violations = violations;
    }

    long earliest() {
        return earliest;
    }

    /** The program cannot have gone on before this; a time that is not known ({@link Long#MAX_VALUE}) says nothing. */
    void raise(long time, String why) {
        if (time > earliest && time != Long.MAX_VALUE) {
            earliest = time;
            because = why;
        }
    }

    /** The program slept. */
    void pause(long micros, String why) {
        if (earliest != Long.MIN_VALUE) {
            raise(earliest + micros * MICRO, why);
        }
    }

    /** Something that the program did where it is now; {@link Long#MAX_VALUE} when it never did. */
    void did(long time, String what) {
        if (time == Long.MAX_VALUE) {
            violations.accept(what + " never");
        } else if (time < earliest) {
            violations.accept(what + " at " + time + ", too early: " + because + " until " + earliest);
        }
    }
}
