package dev.signalbox.race;

import java.util.ArrayList;
import java.util.List;

/** What is before a job, while that is found out. */
final class Bounds {
    private final int ring;
    private final long now;
    private final List<LikeJobs> onRing = new ArrayList<>();
    private Clock given;
    private Clock begun;

    /**
     * Starts with what is before the job anyway.
     *
     * @param given what is over when the job is given to its ring
     * @param begun what is over when the ring begins to execute it: at least that
     * @param ring which ring that is; -1 when the job ends without
     * @param now how many jobs are over
     */
    Bounds(Clock given, Clock begun, int ring, long now) {
        this.given = given;
        this.begun = begun;
        this.ring = ring;
        this.now = now;
    }

    Clock given() {
        return given;
    }

    Clock begun() {
        return begun;
    }

    int ring() {
        return ring;
    }

    long now() {
        return now;
    }

    /** Notes what is over when the job is given to its ring. */
    void beforeGiven(Clock clock) {
        given = given.join(clock);
        begun = begun.join(clock);
    }

    /** Notes what is over when the ring begins to execute the job. */
    void beforeBegun(Clock clock) {
        begun = begun.join(clock);
    }

    /** Notes that jobs are over when the job begins, which may be about to execute on its ring: what they will wait for is before it. */
    void behind(LikeJobs jobs) {
        onRing.add(jobs);
    }

    List<LikeJobs> behind() {
        return List.copyOf(onRing);
    }

    /** Notes that the job waited for something of which nothing is known: whatever is over by now may have been before that. */
    void beforeNow() {
        beforeGiven(Clock.START.atLeast(now));
    }
}
