package dev.signalbox.sched;

import dev.signalbox.event.Fact;
import dev.signalbox.fence.Errno;
import dev.signalbox.fence.FenceId;
import dev.signalbox.fence.Points;
import dev.signalbox.fence.Timeline;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The fences that an entity has promised, and which of them have signalled. Its scheduled fences live on context N, its finished
 * fences on N + 1.
 */
public final class Promises {
    /**
     * What an entity holds of its fences.
     *
     * @param scheduledThrough up to which job it has heard that they were given to a ring
     * @param finished which jobs are over, and how
     * @param unfinished jobs that were armed and are not over
     */
    public record State(int entity, long scheduledThrough, Timeline.State finished, List<Points> unfinished) {
        /** Returns what an entity holds whose jobs are all over. */
        public static State atRest(int entity, Timeline scheduled, Timeline finished) {
            return new State(entity, scheduled.floor(), finished.state(), List.of());
        }
    }

    private final int entity;
    private final Timeline scheduled;
    private final Timeline finished;

    /** Places without a job whose fences are held back, and their errors; made when the first comes. */
    private NavigableMap<Long, Errno> refused = Collections.emptyNavigableMap();

    private long lastArmed;

    /** Creates the promises of an entity that has made none; its scheduled fences are on {@code context}. */
    public Promises(int entity, long context) {
        this.entity = entity;
        this.scheduled = new Timeline(context);
        this.finished = new Timeline(context + 1);
    }

    /** Returns which jobs have been given to a ring. */
    public Timeline scheduled() {
        return scheduled;
    }

    /** Returns which jobs are over, and how. */
    public Timeline finished() {
        return finished;
    }

    /** Returns the newest job whose fences are promised because it was armed; 0 at first. */
    public long lastArmed() {
        return lastArmed;
    }

    /** Promises the fences of jobs up to one. */
    void armedThrough(long seqno) {
        lastArmed = seqno;
    }

    /** Returns whether a job is not over, whether it was armed or not. */
    public boolean isPending(long seqno) {
        return !finished.isSignalled(seqno) && !refused.containsKey(seqno);
    }

    /**
     * Notes that a place has no job. Its fence signals when those before it have: a program that names it together with older ones of
     * the queue keeps only the newest, and must not overtake the others.
     */
    void refused(long seqno, Errno error) {
        refused = refused.isEmpty() ? new TreeMap<>() : refused;
        refused.put(seqno, error);
        signalRefused();
    }

    private void signalRefused() {
        while (!refused.isEmpty() && refused.firstKey() <= finished.floor() + 1) {
            Map.Entry<Long, Errno> next = refused.pollFirstEntry();
            scheduled.signal(next.getKey(), null);
            finished.signal(next.getKey(), next.getValue());
        }
    }

    /** Notes that a job is over, also when an older one is not. */
    void over(long seqno, @Nullable Errno error) {
        if (isPending(seqno)) {
            scheduled.signal(seqno, null);
            finished.signal(seqno, error);
            signalRefused();
        }
    }

    /** Notes that jobs next to each other are over that ended alike. */
    void over(long first, long last, @Nullable Errno error) {
        if (error == null && first == finished.floor() + 1) {
            scheduled.signalThrough(last);
            finished.signalThrough(last);
            signalRefused();
            return;
        }
        for (long seqno = first; seqno <= last; seqno++) {
            over(seqno, error);
        }
    }

    /** Folds that like jobs were accepted. */
    public void apply(Fact.JobAccepted fact, int count) {
        long first = fact.fence().seqno();
        if (first <= lastArmed || !isPending(first)) {
            throw new IllegalStateException(
                    "job " + fact.fence() + (isPending(first) ? " is accepted twice" : " is accepted when it is over"));
        }
        for (long skipped = lastArmed + 1; skipped < first; skipped++) {
            if (isPending(skipped)) {
                throw new IllegalStateException(
                        "job " + fact.fence() + " is accepted before " + finished.context() + ":" + skipped);
            }
        }
        armedThrough(first + count - 1);
    }

    /** Folds that a job was refused. */
    public void apply(Fact.JobRefused fact) {
        checkPending(fact.fence(), 1);
        refused(fact.fence().seqno(), fact.error());
    }

    /** Folds that like jobs are over. */
    public void apply(Fact.JobFinished fact, int count) {
        checkPending(fact.fence(), count);
        over(fact.fence().seqno(), fact.fence().seqno() + count - 1, fact.error());
    }

    private void checkPending(FenceId fence, int count) {
        boolean isOver = fence.seqno() <= finished.floor();
        for (long over : finished.pointsAboveFloor()) {
            isOver |= fence.seqno() <= over && over < fence.seqno() + count;
        }
        if (isOver) {
            throw new IllegalStateException("job " + fence + " is over twice");
        }
    }

    /** Returns what it holds. */
    public State state() {
        return new State(entity, scheduled.floor(), finished.state(), unfinished());
    }

    private List<Points> unfinished() {
        Points.Gatherer unfinished = new Points.Gatherer();
        long next = finished.floor() + 1;
        for (long over : finished.pointsAboveFloor()) {
            if (over > lastArmed) {
                break;
            }
            if (next < over) {
                unfinished.add(next, over - 1, null);
            }
            next = over + 1;
        }
        if (next <= lastArmed) {
            unfinished.add(next, lastArmed, null);
        }
        return unfinished.toList();
    }
}
