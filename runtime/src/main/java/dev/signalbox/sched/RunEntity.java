package dev.signalbox.sched;

import dev.signalbox.event.Priority;
import dev.signalbox.fence.Errno;
import dev.signalbox.fence.FenceId;
import dev.signalbox.fence.Points;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** An entity as its ring sees it: its queued jobs and its place in the run queue. */
public class RunEntity {
    /** Jobs next to each other that are alike but for their numbers, of which the first are taken off. */
    private static final class Queued extends Chain.Link<Queued> {
        final ArmedJob jobs;
        final long pushed;
        int taken;

        Queued(ArmedJob jobs, long pushed) {
            this.jobs = jobs;
            this.pushed = pushed;
        }

        int count() {
            return jobs.count() - taken;
        }

        long seqno() {
            return jobs.seqno() + taken;
        }

        boolean holds(FenceId finished) {
            return finished.context() == jobs.context()
                    && seqno() <= finished.seqno()
                    && finished.seqno() <= jobs.last();
        }

        /** The others stay as they are. */
        List<Queued> ending(long seqno) {
            List<Queued> parts = new ArrayList<>();
            for (int i = taken; i < jobs.count(); i++) {
                ArmedJob each = jobs.plus(i);
                parts.add(new Queued(each.seqno() == seqno ? each.ended() : each, pushed));
            }
            return parts;
        }
    }

    final int id;
    final long scheduledContext;
    private final Chain<Queued> queue = new Chain<>();

    private int queued;

    /** The priority that it was created with: the run queue that it stands in, if each priority has its own. */
    private final Priority rank;

    private Priority priority;
    private EngineTime engineTime = new EngineTime();

    /** The place in the run queue: key, then ticket. Between two stays the key is what the policy keeps of it. */
    private long key;

    long ticket;

    /** Where it stands among those that are ready, and in the line of its run queue; -1 when it does not. */
    int readyPlace = -1;

    int linePlace = -1;

    /** The fence that its head waits for. */
    private @Nullable FenceId awaited;

    /** How many of the fences that its head needs it has looked at. */
    private int looked;

    /** Whether the ring cannot know by itself when that has signalled. */
    private boolean awaitsElsewhere;

    private boolean guilty;

    private long lastTaken;
    private @Nullable Errno lastError;

    /** Known once it has joined a ring. */
    private @Nullable Progress progress;

    private @Nullable RunQueue runQueue;

    /** Creates an entity without jobs; {@code scheduledContext} is the context of its scheduled fences. */
    public RunEntity(int id, long scheduledContext, Priority priority) {
        this.id = id;
        this.scheduledContext = scheduledContext;
        this.rank = priority;
        this.priority = priority;
    }

    /** Comes from another ring, with what policies keep of it and what is said of it. */
    public final void follow(RunEntity before) {
        key = before.key;
        engineTime = before.engineTime;
        priority = before.priority;
        guilty = before.guilty;
    }

    /** Comes from another ring, or had been told things before it came to its first. */
    public final void follow(Standing before) {
        key = before.key();
        engineTime = before.engineTime().copy();
        priority = before.priority();
        guilty = before.guilty();
        lastTaken = before.lastTaken();
        lastError = before.lastError();
    }

    /** Returns how it stands. */
    public final Standing standing() {
        return new Standing(priority, key, engineTime.copy(), guilty, lastTaken, lastError);
    }

    /** Returns the newest job that was taken off its queue; 0 for none. */
    public final long lastTaken() {
        return lastTaken;
    }

    /** Returns what the newest job that was taken off its queue is known to end, or to have ended, with; null for nothing. */
    public final @Nullable Errno lastError() {
        return lastError;
    }

    final void taken(long seqno) {
        lastTaken = seqno;
        lastError = guilty ? Errno.ECANCELED : null;
    }

    /** Notes what a job has ended with; an error that was known before stays when the hardware tells of none. */
    public final void ended(long seqno, @Nullable Errno error) {
        if (seqno == lastTaken && error != null) {
            lastError = error;
        }
    }

    /** Returns its key in the run queue, or what the policy has kept of it. */
    public final long key() {
        return key;
    }

    final void key(long next) {
        key = next;
    }

    /** Returns how important it is. */
    public final Priority priority() {
        return priority;
    }

    /** Returns the priority that it was created with. */
    final Priority rank() {
        return rank;
    }

    /** Is of another priority from its next turn on, to policies that rank across priorities; to the others it stays what it was. */
    public final void priority(Priority other) {
        priority = other;
    }

    final EngineTime engineTime() {
        return engineTime;
    }

    /** Returns whether one of its jobs is to blame for a hang: jobs that are taken off its queue from then on end with -ECANCELED. */
    public final boolean isGuilty() {
        return guilty;
    }

    /** One of its jobs is to blame for a hang. */
    public final void blame() {
        guilty = true;
    }

    /** Returns its number. */
    public final int id() {
        return id;
    }

    /** Returns the context of its finished fences. */
    public final long finishedContext() {
        return scheduledContext + 1;
    }

    /** Returns up to which job it has been given to the ring. */
    public final long scheduledThrough() {
        return progress == null ? 0 : progress.scheduledThrough();
    }

    /** Returns whether it has ever joined a ring. */
    public final boolean hasJoined() {
        return progress != null;
    }

    void joined(Progress known, RunQueue ofPriority) {
        progress = known;
        runQueue = ofPriority;
    }

    RunQueue runQueue() {
        return Objects.requireNonNull(runQueue);
    }

    Progress progress() {
        return Objects.requireNonNull(progress);
    }

    /** Adds like jobs. */
    void push(ArmedJob jobs, long now) {
        queue.addLast(new Queued(jobs, now));
        queued += jobs.count();
        progress().pushed(jobs.seqno(), jobs.last());
    }

    /** Takes the oldest jobs off, no more than are alike with the first of them; returns what they are alike. */
    ArmedJob take(int count) {
        Queued head = queue.getFirst();
        head.taken += count;
        if (head.count() == 0) {
            queue.removeFirst();
        }
        queued -= count;
        looked = 0;
        return head.jobs;
    }

    /** Returns the job at the head; there is one. */
    public final ArmedJob oldest() {
        Queued head = queue.getFirst();
        return head.jobs.plus(head.taken);
    }

    /** Returns the number of the job at the head; there is one. */
    final long oldestSeqno() {
        return queue.getFirst().seqno();
    }

    /** Returns the credits of the job at the head; there is one. */
    final int oldestCredits() {
        return queue.getFirst().jobs.credits();
    }

    boolean hasAtHead(long seqno) {
        Queued head = queue.peekFirst();
        return head != null && head.seqno() == seqno;
    }

    /** Returns how many jobs at the head are alike, when the oldest is this one. */
    int headCountAt(long seqno) {
        if (!hasAtHead(seqno)) {
            throw new IllegalStateException("entity " + id + " runs job " + seqno + ", but "
                    + (queue.isEmpty() ? "has none queued" : "its oldest is " + oldestSeqno()));
        }
        return headCount();
    }

    /** Returns how many jobs at the head are alike. */
    int headCount() {
        return queue.getFirst().count();
    }

    /** Returns when the job at the head was pushed, in nanoseconds; there is one. */
    public final long headPushed() {
        return queue.getFirst().pushed;
    }

    /** Returns whether a fence is of one of its own jobs. */
    final boolean isOwn(FenceId fence) {
        return fence.context() == scheduledContext || fence.context() == scheduledContext + 1;
    }

    /** Returns the next need of its head to look at; null when all were looked at. */
    @Nullable Need nextNeed() {
        List<Need> needs = queue.getFirst().jobs.needs();
        while (looked < needs.size() && needs.get(looked).isOwn()) {
            looked++;
        }
        return looked < needs.size() ? needs.get(looked++) : null;
    }

    /** Waits for a fence; {@code elsewhere} says whether the ring cannot know by itself when it has signalled. */
    void block(FenceId open, boolean elsewhere) {
        awaited = open;
        awaitsElsewhere = elsewhere;
        runQueue().block(this);
    }

    /** Returns whether it waits for a fence of which the ring cannot know by itself when it has signalled. */
    public final boolean awaitsElsewhere() {
        return awaitsElsewhere;
    }

    /** A fence has signalled, which it may have waited for in another life. */
    void heard(FenceId signalled) {
        if (signalled.equals(awaited)) {
            unblock();
        }
    }

    void unblock() {
        if (awaited != null) {
            awaited = null;
            awaitsElsewhere = false;
            runQueue().unblock(this);
        }
    }

    /** Waits for nothing any more, and is nowhere. */
    void quit() {
        awaited = null;
        awaitsElsewhere = false;
        runQueue().remove(this);
    }

    int queued() {
        return queued;
    }

    /** Returns the numbers of the queued jobs, oldest first. */
    List<Points> state() {
        Points.Gatherer points = new Points.Gatherer();
        for (Queued each : queue) {
            points.add(each.seqno(), each.jobs.last(), null);
        }
        return points.toList();
    }

    /** Returns whether nothing is queued. */
    public final boolean isEmpty() {
        return queue.isEmpty();
    }

    /** Removes and returns everything that is queued, oldest first. */
    List<ArmedJob> drain() {
        List<ArmedJob> jobs = new ArrayList<>(queued);
        for (Queued each : queue) {
            for (int i = each.taken; i < each.jobs.count(); i++) {
                jobs.add(each.jobs.plus(i));
            }
        }
        queue.clear();
        queued = 0;
        looked = 0;
        return jobs;
    }

    /** Takes the work out of a queued job; returns false when it is not queued. */
    boolean endQueued(FenceId finished) {
        return queue.replace(each -> each.holds(finished), each -> each.ending(finished.seqno()));
    }
}
