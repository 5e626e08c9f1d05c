package dev.signalbox.testkit;

import java.util.stream.LongStream;

/** The seeds of a test: a run of consecutive ones, from {@code -Dseed} if that is given. */
final class Seeds {
    private Seeds() {}

    static long one() {
        return Long.getLong("seed", 1);
    }

    static LongStream first(int count) {
        return LongStream.range(one(), one() + count);
    }
}
