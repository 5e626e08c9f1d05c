package dev.signalbox.sim.workload.scenario;

import java.util.Set;

/** What a name of a client stands for, in words. */
enum Kind {
    SUBMISSION("a submission"),
    JOB("a job"),
    POINT("a point"),
    FILE("a sync file"),
    EVENT("a wait"),
    SYNC_OBJECT("a sync object");

    /** What has one fence. */
    static final Set<Kind> FENCES = Set.of(SUBMISSION, JOB, POINT);

    /** What has fences. */
    static final Set<Kind> FENCE_SETS = Set.of(SUBMISSION, JOB, POINT, FILE);

    /** What a program waits for. */
    static final Set<Kind> AWAITABLE = Set.of(SUBMISSION, JOB, POINT, FILE, EVENT);

    private final String words;

    Kind(String words) {
        this.words = words;
    }

    @Override
    public String toString() {
        return words;
    }
}
