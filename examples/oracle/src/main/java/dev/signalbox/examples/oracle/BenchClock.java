package dev.signalbox.examples.oracle;

import java.util.Comparator;
import java.util.PriorityQueue;

/** The time of a case: it jumps from one thing that is set for a time to the next. Things of one time happen in the order in which they were set. */
final class BenchClock {
    private record Timer(long time, long number, Runnable action) {}

    private final PriorityQueue<Timer> timers =
            new PriorityQueue<>(Comparator.comparingLong(Timer::time).thenComparingLong(Timer::number));
    private long numbers;
    private long now;

    long now() {
        return now;
    }

    void at(long time, Runnable action) {
        timers.add(new Timer(time, ++numbers, action));
    }

    /** Returns when something happens next; {@link Long#MAX_VALUE} when nothing does. */
    long next() {
        Timer first = timers.peek();
        return first == null ? Long.MAX_VALUE : first.time();
    }

    /** Moves to a time that is not later than the next thing, and does what is set for it. */
    void moveTo(long time) {
        now = time;
        for (Timer due = timers.peek(); due != null && due.time() == now; due = timers.peek()) {
            timers.remove();
            due.action().run();
        }
    }
}
