package dev.signalbox.sched;

import dev.signalbox.event.Fact;
import dev.signalbox.event.Facts;
import dev.signalbox.event.Priority;
import dev.signalbox.fence.FenceId;
import dev.signalbox.fence.Points;
import dev.signalbox.fence.SignalledView;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Selects jobs for one ring. Entities join with their first push; {@link #select} says whose turn it is, {@link #block} whether its
 * oldest job has to wait for a fence, and otherwise {@link #take} takes that job. In the kernel: drm_gpu_scheduler with its run queues.
 *
 * @param <E> what is kept of an entity
 */
public final class RingScheduler<E extends RunEntity> {
    /**
     * What a scheduler holds. What it does not know by facts is not part of it: which heads wait, and whose turn it is.
     *
     * @param queued by entity, those with jobs, in the order of their numbers
     * @param scheduledThrough by scheduled context, up to which job it was given to the ring
     * @param guilty the entities of which a job is to blame for a hang, in the order of their numbers
     */
    public record State(
            int creditsInFlight, List<Queued> queued, Map<Long, Long> scheduledThrough, List<Integer> guilty) {}

    /** The jobs of an entity that are queued, oldest first, by their numbers in the context of its finished fences. */
    public record Queued(int entity, long finishedContext, List<Points> jobs) {}

    private final int ring;
    private final int creditLimit;
    private final SignalledView signalled;
    private final Facts facts;
    private final Map<Priority, RunQueue> runQueues = new EnumMap<>(Priority.class);
    private final RunQueue[] runQueuesInOrder;
    private final Map<Integer, E> entities = new HashMap<>();
    private final Map<Long, Progress> progress = new HashMap<>();
    private int creditsInFlight;
    private boolean woken;

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
        Policy first = policy.get();
        RunQueue shared = new RunQueue(first, this::noteWoken);
        for (Priority priority : Priority.values()) {
            runQueues.put(priority, first.isAcrossPriorities() ? shared : new RunQueue(policy.get(), this::noteWoken));
        }
        runQueuesInOrder = first.isAcrossPriorities()
                ? new RunQueue[] {shared}
                : runQueues.values().toArray(RunQueue[]::new);
    }

    private void noteWoken() {
        woken = true;
    }

    /** Lets an entity queue jobs here; its priority decides its run queue for as long as it stays. */
    public void join(E entity) {
        if (entities.putIfAbsent(entity.id, entity) == null) {
            entity.joined(progress(entity.scheduledContext), runQueue(entity.rank()));
        }
    }

    /** Returns an entity that has joined and not left; null for any other. */
    public @Nullable E find(int id) {
        return entities.get(id);
    }

    /** Returns the entities that have joined and not left. */
    public List<E> members() {
        return List.copyOf(entities.values());
    }

    /** Forgets an entity without queued jobs; whoever waits for one of its jobs waits no longer, for all of them are over. */
    public void leave(int entity, long scheduledContext) {
        E leaving = entities.remove(entity);
        if (leaving != null && !leaving.isEmpty()) {
            throw new IllegalStateException("entity " + entity + " leaves with " + leaving.queued() + " jobs queued");
        }
        Progress last = progress.remove(scheduledContext);
        if (last != null) {
            last.allOver();
        }
    }

    /** Takes note of a job of an entity that is over without ever having been pushed here. */
    public void skip(FenceId scheduled) {
        progress(scheduled.context()).skip(scheduled.seqno());
    }

    /** Queues jobs behind the others of their entity. */
    public void push(E pushing, List<ArmedJob> jobs, long now) {
        boolean joins = pushing.isEmpty();
        for (ArmedJob job : jobs) {
            int before = pushing.queued();
            enqueue(pushing, job, now);
            facts.report(new Fact.JobQueued(now, ring, job.finished(), before + 1), job.count());
        }
        if (joins && !pushing.isEmpty()) {
            pushing.runQueue().join(pushing);
        }
    }

    /**
     * Returns the entity whose turn it is; null when nobody is ready, or the oldest job of whose turn it is does not fit: then nobody
     * else's may run either.
     */
    @SuppressWarnings("unchecked")
    public @Nullable E select() {
        RunEntity entity = firstReady();
        return entity != null && fits(entity) ? (E) entity : null;
    }

    /**
     * Looks at what the oldest job of the selected entity needs, one after another.
     *
     * @return the fence that it waits for now, and the entity is blocked; null when it waits for none, and may be taken. If the entity
     *     {@link RunEntity#awaitsElsewhere}, others have to watch it, see {@link #wake(RunEntity, FenceId)}
     */
    public @Nullable FenceId block(E entity, long now) {
        for (Need need = entity.nextNeed(); need != null; need = entity.nextNeed()) {
            FenceId open = signalled.isSignalled(need.fence()) ? null : open(entity, need, now);
            if (open != null) {
                return open;
            }
        }
        return null;
    }

    /** What may be a job of this ring is looked up here, even if the entity would be told of it. */
    private @Nullable FenceId open(E entity, Need need, long now) {
        if (!need.elsewhere()) {
            return waitsForRing(entity, need.fence(), progress(need.scheduledContext()), now);
        }
        Progress known = progressOf(need.fence());
        if (known != null && known.covers(need.fence())) {
            return waitsForRing(entity, need.fence(), known, now);
        }
        entity.block(need.fence(), true);
        return need.fence();
    }

    private @Nullable FenceId waitsForRing(E entity, FenceId needed, Progress of, long now) {
        FenceId open = of.open(needed);
        if (open != null) {
            facts.report(new Fact.JobBlocked(now, ring, entity.oldest().finished(), open));
            of.await(open, entity);
            entity.block(open, false);
        }
        return open;
    }

    /**
     * Looks at a fence that the oldest job of the selected entity needs besides, when it waits for nothing else.
     *
     * @return the fence that it waits for now, and the entity is blocked; null when it need not. One that is not of a job of this ring
     *     has to be watched by others, see {@link #wake(RunEntity, FenceId)}
     */
    public @Nullable FenceId block(E entity, FenceId needed, long now) {
        if (entity.isOwn(needed) || signalled.isSignalled(needed)) {
            return null;
        }
        Progress known = progressOf(needed);
        if (known != null && known.covers(needed)) {
            return waitsForRing(entity, needed, known, now);
        }
        facts.report(new Fact.JobBlocked(now, ring, entity.oldest().finished(), needed));
        entity.block(needed, true);
        return needed;
    }

    /** What a blocked entity waits for has signalled. */
    public void wake(E entity) {
        entity.unblock();
    }

    /** A fence has signalled; nothing happens unless it is what the entity waits for. */
    public void wake(E entity, FenceId heard) {
        entity.heard(heard);
    }

    /** Returns whether an entity has ceased to wait since this was asked last: it may be its turn. */
    public boolean hasWoken() {
        boolean since = woken;
        woken = false;
        return since;
    }

    /**
     * Takes the oldest job of the selected entity, which is not blocked, off its queue and counts its credits.
     *
     * @return it, or those that it is alike but for its number, which is {@link RunEntity#lastTaken}
     */
    public ArmedJob take(E entity) {
        long seqno = entity.oldestSeqno();
        ArmedJob alike = takeOff(entity, 1);
        entity.runQueue().taken(entity);
        entity.taken(seqno);
        if (entity.isGuilty()) {
            entity.progress().doom(seqno);
        }
        markScheduled(entity, seqno);
        return alike;
    }

    /** Returns whether a job that was taken off is to end with -ECANCELED, because its entity was guilty then. */
    public boolean isDoomed(E entity, long seqno) {
        return entity.progress().isDoomed(seqno);
    }

    /** A job of an entity that was taken off is over. */
    public void over(RunEntity entity, long seqno) {
        entity.progress().over(seqno);
    }

    /** Tells how many nanoseconds of the engine a job of an entity took that is over. */
    public void ran(RunEntity entity, long nanos) {
        runQueue(entity.priority()).ran(entity, nanos);
    }

    /** Counts the credits of a job again that had lost the hardware. */
    public void charge(ArmedJob job) {
        creditsInFlight += job.credits();
    }

    /** Gives the credits of a job back that is no longer on the ring. */
    public void release(ArmedJob job) {
        release(job.finished(), job.credits());
    }

    private void release(FenceId finished, int credits) {
        creditsInFlight -= credits;
        if (creditsInFlight < 0) {
            throw new IllegalStateException("ring " + ring + ": credits returned twice by " + finished);
        }
    }

    private void enqueue(RunEntity entity, ArmedJob jobs, long now) {
        entity.push(jobs.fittedTo(creditLimit), now);
    }

    /** Takes the oldest jobs of an entity, which are alike, off its queue and counts their credits; returns what they are alike. */
    private ArmedJob takeOff(RunEntity entity, int count) {
        ArmedJob alike = entity.take(count);
        creditsInFlight += alike.credits() * count;
        return alike;
    }

    /**
     * Folds that like jobs stand in the queue of the ring.
     *
     * @param first the first of them
     * @param queued how many jobs of their entity now stand there
     */
    public void apply(Fact.JobQueued fact, ArmedJob first, int count, int queued) {
        RunEntity entity = entity(first.entity());
        enqueue(entity, first.times(count), fact.time());
        if (entity.queued() != queued) {
            throw new IllegalStateException(
                    "ring " + ring + " has " + entity.queued() + " jobs of entity " + entity.id + ", not " + queued);
        }
    }

    /**
     * Folds that like jobs were given to the ring.
     *
     * @return the credits of each
     */
    public int apply(Fact.JobRan fact, int entity, int count) {
        E running = entity(entity);
        int before = creditsInFlight;
        for (int left = count; left > 0; ) {
            int alike = Math.min(left, running.headCountAt(fact.fence().seqno() + count - left));
            takeOff(running, alike);
            left -= alike;
        }
        markScheduled(running, fact.fence().seqno() + count - 1);
        checkCredits(fact.creditsInFlight() + count - 1);
        return (creditsInFlight - before) / count;
    }

    private void checkCredits(int claimed) {
        if (creditsInFlight != claimed) {
            throw new IllegalStateException(
                    "ring " + ring + " has " + creditsInFlight + " credits in flight, not " + claimed);
        }
        if (creditsInFlight > creditLimit) {
            throw new IllegalStateException(
                    "ring " + ring + " has " + creditsInFlight + " credits in flight, of " + creditLimit);
        }
    }

    /** Folds that jobs that were on the ring are over. */
    public void apply(Fact.JobFinished fact, int credits) {
        release(fact.fence(), credits);
    }

    /**
     * Folds that the next jobs of an entity, if they are queued here, are over without having been given to the ring.
     *
     * @param first the number of the first of them
     * @return how many of them were queued here
     */
    public int applyKill(Fact.JobFinished fact, long first, int count) {
        E killed = entities.get(fact.entity());
        int taken = 0;
        while (killed != null && taken < count && killed.hasAtHead(first + taken)) {
            int alike = Math.min(count - taken, killed.headCount());
            killed.take(alike);
            taken += alike;
        }
        if (killed != null && taken > 0) {
            markScheduled(killed, first + taken - 1);
        }
        return taken;
    }

    /** Folds that a job of an entity is to blame for a hang. */
    public void blame(int guilty) {
        entity(guilty).blame();
    }

    /** Returns what it holds. */
    public State state() {
        List<Queued> queued = new ArrayList<>();
        new TreeMap<>(entities).forEach((id, entity) -> {
            if (!entity.isEmpty()) {
                queued.add(new Queued(id, entity.oldest().finished().context(), entity.state()));
            }
        });
        Map<Long, Long> scheduledThrough = new TreeMap<>();
        progress.forEach((context, known) -> scheduledThrough.put(context, known.scheduledThrough()));
        List<Integer> guilty = entities.values().stream()
                .filter(RunEntity::isGuilty)
                .map(RunEntity::id)
                .sorted()
                .toList();
        return new State(creditsInFlight, queued, scheduledThrough, guilty);
    }

    /** Returns whether a job that was pushed is still queued. */
    public boolean isQueued(int entity, FenceId finished) {
        E owner = entities.get(entity);
        return owner != null && !owner.isEmpty() && owner.oldestSeqno() <= finished.seqno();
    }

    /** Takes the work out of a job that is still queued; returns false when it is not. */
    public boolean endQueued(int entity, FenceId finished) {
        E owner = entities.get(entity);
        return owner != null && owner.endQueued(finished);
    }

    /** Takes all queued jobs of an entity off and returns them, oldest first; jobs on the ring are not affected. */
    public List<ArmedJob> kill(E killed) {
        killed.quit();
        return killed.drain();
    }

    /** Returns the credits of the jobs that are on the ring. */
    public int creditsInFlight() {
        return creditsInFlight;
    }

    /** Returns whether a job of one credit would fit. */
    public boolean hasCredit() {
        return creditsInFlight < creditLimit;
    }

    private @Nullable RunEntity firstReady() {
        for (RunQueue queue : runQueuesInOrder) {
            RunEntity first = queue.firstReady();
            if (first != null) {
                return first;
            }
        }
        return null;
    }

    private boolean fits(RunEntity entity) {
        return !entity.isEmpty() && creditsInFlight + entity.oldestCredits() <= creditLimit;
    }

    private void markScheduled(RunEntity owner, long throughSeqno) {
        owner.progress().scheduledThrough(throughSeqno);
    }

    /** Entities keep their scheduled fences on one context, and their finished fences on the next. */
    private @Nullable Progress progressOf(FenceId fence) {
        Progress known = progress.get(fence.context());
        return known == null ? progress.get(fence.context() - 1) : known;
    }

    private Progress progress(long scheduledContext) {
        return progress.computeIfAbsent(scheduledContext, Progress::new);
    }

    private E entity(int id) {
        E entity = entities.get(id);
        if (entity == null) {
            throw new IllegalStateException("entity " + id + " has not joined ring " + ring);
        }
        return entity;
    }

    private RunQueue runQueue(Priority priority) {
        return Objects.requireNonNull(runQueues.get(priority));
    }
}
