package dev.signalbox.sched;

/** What an entity has used of engines, in nanoseconds, and how much of it has been charged to its key. */
public final class EngineTime {
    private final JobAverage average = new JobAverage();
    private long uncharged;

    void add(long nanos) {
        uncharged += nanos;
        average.add(nanos);
    }

    /** Returns what was not charged before. */
    long charge() {
        long charged = uncharged;
        uncharged = 0;
        return charged;
    }

    /** Returns one that has used the same, and goes its own way from now on. */
    EngineTime copy() {
        EngineTime copy = new EngineTime();
        copy.average.follow(average);
        copy.uncharged = uncharged;
        return copy;
    }

    JobAverage average() {
        return average;
    }
}
