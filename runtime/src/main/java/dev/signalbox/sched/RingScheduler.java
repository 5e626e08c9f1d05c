package dev.signalbox.sched;

import dev.signalbox.event.Fact;
import dev.signalbox.event.Facts;
import dev.signalbox.event.Priority;
import dev.signalbox.fence.FenceId;
import dev.signalbox.fence.SignalledView;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Selects jobs for one ring. Entities join with their first push; {@link #pick} gives the next job that may run, or null when
 * there is none or its credits do not fit. In the kernel: drm_gpu_scheduler with its run queues.
 */
public final class RingScheduler {
    private final int ring;
    private final int creditLimit;
    private final SignalledView signalled;
    private final Facts facts;
    private final Map<Priority, RunQueue> runQueues = new EnumMap<>(Priority.class);
    private final Map<Integer, RunEntity> entities = new HashMap<>();
    private final Map<Long, Progress> progress = new HashMap<>();
    private int creditsInFlight;

    /**
     * Creates the scheduler of a ring.
     *
     * @param creditLimit how many credits may be in flight
     * @param policy makes one policy per priority
     * @param signalled what is known of contexts that never joined this ring
     */
    public RingScheduler(int ring, int creditLimit, Supplier<Policy> policy, SignalledView signalled, Facts facts) {
        this.ring = ring;
        this.creditLimit = creditLimit;
        this.signalled = signalled;
        this.facts = facts;
        for (Priority priority : Priority.values()) {
            runQueues.put(priority, new RunQueue(policy.get()));
        }
    }

    /** Lets an entity queue jobs here; its priority decides its run queue for as long as it stays. */
    public void join(int entity, long scheduledContext, Priority priority) {
        entities.computeIfAbsent(entity, id -> new RunEntity(id, priority, progress(scheduledContext)));
    }

    /** Forgets an entity without queued jobs; whoever waits for one of its jobs waits no longer, for all of them are over. */
    public void leave(int entity, long scheduledContext, long now) {
        RunEntity leaving = entities.remove(entity);
        if (leaving != null && !leaving.isEmpty()) {
            throw new IllegalStateException("entity " + entity + " leaves with " + leaving.queued() + " jobs queued");
        }
        Progress last = progress.get(scheduledContext);
        if (last != null) {
            last.scheduled().signalThrough(Long.MAX_VALUE);
            last.waiting().serve(last.scheduled(), (point, waiting) -> consider(waiting, now));
            progress.remove(scheduledContext);
        }
    }

    /** Takes note of a job of an entity that is over without ever having been pushed here. */
    public void skip(FenceId scheduled, long now) {
        Progress skipping = progress(scheduled.context());
        skipping.scheduled().signal(scheduled.seqno(), null);
        skipping.waiting().serveThrough(skipping.scheduled().floor(), (point, waiting) -> consider(waiting, now));
    }

    /** Queues jobs behind the others of their entity. */
    public void push(int entity, List<ArmedJob> jobs, long now) {
        RunEntity pushing = entity(entity);
        boolean joins = pushing.isEmpty();
        for (ArmedJob job : jobs) {
            pushing.push(job.fittedTo(creditLimit), now);
            facts.report(new Fact.JobQueued(now, ring, job.finished(), pushing.queued()));
        }
        if (joins && !pushing.isEmpty()) {
            runQueue(pushing).join(pushing);
            consider(pushing, now);
        }
    }

    /** Tells that jobs of an entity up to one wait for no fence outside this ring any more. */
    public void clear(int entity, long throughSeqno, long now) {
        RunEntity cleared = entity(entity);
        ArmedJob head = cleared.head();
        boolean blocked = head != null && !cleared.isCleared(head);
        cleared.clear(throughSeqno);
        if (blocked) {
            consider(cleared, now);
        }
    }

    /** Takes the next job that may run off its queue and counts its credits; null when nothing may run now. */
    public @Nullable ArmedJob pick(long now) {
        RunEntity entity = firstReady();
        if (entity == null || !fits(entity)) {
            return null;
        }
        RunQueue queue = runQueue(entity);
        queue.remove(entity);
        ArmedJob job = entity.pop();
        creditsInFlight += job.credits();
        if (!entity.isEmpty()) {
            queue.rejoin(entity);
            consider(entity, now);
        }
        markScheduled(entity, job, now);
        return job;
    }

    /** Gives the credits of a job back that is no longer on the ring. */
    public void release(ArmedJob job) {
        creditsInFlight -= job.credits();
        if (creditsInFlight < 0) {
            throw new IllegalStateException("ring " + ring + ": credits returned twice by " + job.finished());
        }
    }

    /** Takes the work out of a job that is still queued; returns false when it is not. */
    public boolean endQueued(int entity, FenceId finished) {
        RunEntity owner = entities.get(entity);
        return owner != null && owner.endQueued(finished);
    }

    /** Takes all queued jobs of an entity off and returns them, oldest first; jobs on the ring are not affected. */
    public List<ArmedJob> kill(int entity, long now) {
        RunEntity killed = entities.get(entity);
        if (killed == null) {
            return List.of();
        }
        runQueue(killed).remove(killed);
        List<ArmedJob> jobs = killed.drain();
        jobs.forEach(job -> markScheduled(killed, job, now));
        return jobs;
    }

    /** Returns the credits of the jobs that are on the ring. */
    public int creditsInFlight() {
        return creditsInFlight;
    }

    /** Returns whether a job of one credit would fit. */
    public boolean hasCredit() {
        return creditsInFlight < creditLimit;
    }

    /** Returns how far the jobs of an entity have been given to the ring. */
    public long scheduledThrough(long scheduledContext) {
        Progress known = progress.get(scheduledContext);
        return known == null ? 0 : known.scheduled().floor();
    }

    private @Nullable RunEntity firstReady() {
        for (RunQueue queue : runQueues.values()) {
            RunEntity first = queue.first();
            if (first != null) {
                return first;
            }
        }
        return null;
    }

    private boolean fits(RunEntity entity) {
        ArmedJob head = entity.head();
        return head != null && creditsInFlight + head.credits() <= creditLimit;
    }

    /** Puts an entity whose head has changed among the ready ones, or where it will be found when its head gets ready. */
    private void consider(RunEntity entity, long now) {
        ArmedJob head = entity.head();
        if (head == null || !entity.isCleared(head)) {
            return;
        }
        for (FenceId first : head.scheduledFirst()) {
            if (!isScheduled(first)) {
                facts.report(new Fact.JobBlocked(now, ring, head.finished(), first));
                progress(first.context()).waiting().add(first.seqno(), entity);
                return;
            }
        }
        runQueue(entity).ready(entity);
    }

    private boolean isScheduled(FenceId fence) {
        Progress known = progress.get(fence.context());
        return (known != null && fence.seqno() <= known.scheduled().floor()) || signalled.isSignalled(fence);
    }

    private void markScheduled(RunEntity owner, ArmedJob job, long now) {
        Progress own = owner.progress;
        own.scheduled().signalThrough(job.seqno());
        if (!own.waiting().isEmpty()) {
            own.waiting().serveThrough(own.scheduled().floor(), (point, entity) -> consider(entity, now));
        }
    }

    private Progress progress(long scheduledContext) {
        return progress.computeIfAbsent(scheduledContext, Progress::new);
    }

    private RunEntity entity(int id) {
        RunEntity entity = entities.get(id);
        if (entity == null) {
            throw new IllegalStateException("entity " + id + " has not joined ring " + ring);
        }
        return entity;
    }

    private RunQueue runQueue(RunEntity entity) {
        RunQueue queue = runQueues.get(entity.priority);
        if (queue == null) {
            throw new IllegalStateException("no run queue for " + entity.priority);
        }
        return queue;
    }
}
