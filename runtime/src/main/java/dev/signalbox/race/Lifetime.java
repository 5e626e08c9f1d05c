package dev.signalbox.race;

/** When something is over; shared by all who must know, so that a clock holds nothing else of a job. */
final class Lifetime {
    private static final long NOT_OVER = Long.MAX_VALUE;

    private long overAt = NOT_OVER;

    /** Ends it, unless it has ended. */
    void end(long now) {
        overAt = Math.min(overAt, now);
    }

    /** Returns whether it was over at some time. */
    boolean isOverBy(long time) {
        return overAt <= time;
    }
}
