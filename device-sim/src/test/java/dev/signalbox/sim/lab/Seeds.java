package dev.signalbox.sim.lab;

import java.util.stream.LongStream;

/** The seeds of a test: a run of consecutive ones, from {@code -Dseed} if that is given. */
final class Seeds {
    private Seeds() {}

    static LongStream first(int count) {
        long base = Long.getLong("seed", 1);
        return LongStream.range(base, base + count);
    }
}
