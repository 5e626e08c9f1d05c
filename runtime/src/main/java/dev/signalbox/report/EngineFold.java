package dev.signalbox.report;

/** What a summary remembers of one engine. */
final class EngineFold {
    private final int ring;
    private final String name;
    private long jobs;
    private long busy;
    private long lastEnd = Long.MIN_VALUE;

    EngineFold(int ring, String name) {
        this.ring = ring;
        this.name = name;
    }

    /**
     * Ends jobs that were given to the ring together, and returns for how long the first of them kept the engine; the others
     * took no time, for a ring runs one after the other.
     */
    long end(long ran, long time, int count) {
        long run = Math.max(0, time - Math.max(ran, lastEnd));
        lastEnd = time;
        jobs += count;
        busy += run;
        return run;
    }

    Summary.EngineRow row(long elapsed) {
        return new Summary.EngineRow(ring, name, jobs, busy, elapsed);
    }
}
