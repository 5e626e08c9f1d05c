package dev.signalbox;

import dev.signalbox.device.Work;
import dev.signalbox.fence.Errno;
import dev.signalbox.fence.Refusal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** A job to submit: what to do, and what it needs. Each method changes this job and returns it. */
public final class Job {
    private final Work work;
    private List<Fence> dependencies = List.of();
    private List<Fence> startsWith = List.of();
    private List<SyncPoint> waits = List.of();
    private List<SyncPoint> signals = List.of();
    private Map<Buffer, Boolean> accesses = Map.of();
    private int credits = 1;
    private long tag;

    private Job(Work work) {
        this.work = work;
    }

    /** Creates a job with no needs, one credit and tag 0. */
    public static Job of(Work work) {
        return new Job(Objects.requireNonNull(work));
    }

    /** Runs after the fence has signalled, however it ended. */
    public Job after(Fence fence) {
        if (dependencies.isEmpty()) {
            dependencies = new ArrayList<>(2);
        }
        dependencies.add(Objects.requireNonNull(fence));
        return this;
    }

    /** Runs after a submission (all of its jobs) is over. */
    public Job after(Submission submission) {
        return after(submission.finished());
    }

    /** Runs after all fences of a sync file have signalled. */
    public Job after(SyncFile file) {
        file.fences().forEach(this::after);
        return this;
    }

    /** Runs after a point of a sync object is reached; the point must be there when the job is submitted. */
    public Job waitsFor(SyncPoint point) {
        if (waits.isEmpty()) {
            waits = new ArrayList<>(1);
        }
        waits.add(Objects.requireNonNull(point));
        return this;
    }

    /** Puts its finished fence into a sync object when it is submitted: as a point of its timeline, or (point 0) as all it holds. */
    public Job signals(SyncPoint point) {
        if (signals.isEmpty()) {
            signals = new ArrayList<>(1);
        }
        signals.add(Objects.requireNonNull(point));
        return this;
    }

    /** May run as soon as the last job of a submission has been given to its engine (a submit fence). */
    public Job startingWith(Submission submission) {
        if (startsWith.isEmpty()) {
            startsWith = new ArrayList<>(1);
        }
        startsWith.add(submission.scheduled());
        return this;
    }

    /** Reads a buffer: runs after the writes before it. */
    public Job reads(Buffer buffer) {
        writable().putIfAbsent(Objects.requireNonNull(buffer), false);
        return this;
    }

    /** Writes a buffer: runs after the reads and writes before it. */
    public Job writes(Buffer buffer) {
        writable().put(Objects.requireNonNull(buffer), true);
        return this;
    }

    /**
     * Takes so many credits of its ring, at least 1; more than the ring has count as all it has.
     *
     * @throws Refusal EINVAL when less than 1
     */
    public Job credits(int share) {
        if (share < 1) {
            throw new Refusal(
                    Errno.EINVAL, "a job takes at least one credit, not " + share, "leave it out for one credit");
        }
        credits = share;
        return this;
    }

    /** Carries a number of the program's own, which facts repeat. */
    public Job tag(long number) {
        tag = number;
        return this;
    }

    /** Most jobs use no buffer, so the map is made with the first. */
    private Map<Buffer, Boolean> writable() {
        if (accesses.isEmpty()) {
            accesses = new LinkedHashMap<>();
        }
        return accesses;
    }

    /** Returns whether both are to do the same, need nothing and are called the same. */
    boolean isLike(Job other) {
        return tag == other.tag && credits == other.credits && isPlain() && other.isPlain() && work.equals(other.work);
    }

    private boolean isPlain() {
        return dependencies.isEmpty()
                && startsWith.isEmpty()
                && accesses.isEmpty()
                && waits.isEmpty()
                && signals.isEmpty();
    }

    Work work() {
        return work;
    }

    List<Fence> dependencies() {
        return dependencies;
    }

    List<Fence> startsWith() {
        return startsWith;
    }

    List<SyncPoint> waits() {
        return waits;
    }

    List<SyncPoint> signals() {
        return signals;
    }

    boolean usesSyncObjects() {
        return !waits.isEmpty() || !signals.isEmpty();
    }

    Map<Buffer, Boolean> accesses() {
        return accesses;
    }

    int credits() {
        return credits;
    }

    long tag() {
        return tag;
    }
}
