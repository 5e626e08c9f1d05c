package dev.signalbox.report.timeline;

import java.util.ArrayDeque;
import java.util.Deque;

/** What a fold remembers of one ring: who is on it, and its counters. */
final class RingLane {
    private final int number;
    private final int limit;
    private final Deque<JobSpan> onRing = new ArrayDeque<>();
    private long lastLeft = Long.MIN_VALUE;
    private int depth;
    private int credits;

    RingLane(int number, int limit) {
        this.number = number;
        this.limit = limit;
    }

    int number() {
        return number;
    }

    int depth() {
        return depth;
    }

    int credits() {
        return credits;
    }

    void queue() {
        depth++;
    }

    void unqueue() {
        depth--;
    }

    /** Takes a job; on an empty ring it starts at once. */
    void give(JobSpan job, int creditsInFlight) {
        credits = creditsInFlight;
        onRing.addLast(job);
        startFirst();
    }

    /** Lets a job go and starts the one that is first then: a ring executes one after the other. */
    void leave(JobSpan job, long time) {
        job.left(time);
        onRing.remove(job);
        lastLeft = time;
        credits -= Math.min(job.credits(), limit);
        startFirst();
    }

    private void startFirst() {
        JobSpan first = onRing.peekFirst();
        if (first != null && first.start() == JobSpan.NEVER) {
            first.start(Math.max(first.given(), lastLeft));
        }
    }
}
