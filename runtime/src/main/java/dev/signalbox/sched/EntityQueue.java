package dev.signalbox.sched;

import dev.signalbox.event.EntityFact;
import dev.signalbox.event.Fact;
import dev.signalbox.event.FactGatherer;
import dev.signalbox.event.Facts;
import dev.signalbox.event.Priority;
import dev.signalbox.fence.Errno;
import dev.signalbox.fence.FenceId;
import dev.signalbox.fence.FenceSet;
import dev.signalbox.fence.Refusal;
import dev.signalbox.fence.SignalledView;
import dev.signalbox.fence.Timeline;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The client's side of an entity: drafts in order, the ring they go to, and which of its
 * promised fences have signalled. Its scheduled fences live on context N, its finished fences on N + 1.
 */
public final class EntityQueue {
    /** What an entity knows of the others. */
    public interface World extends SignalledView {
        /** Returns the scheduled context of the entity that owns {@code context} and never leaves {@code ring}; else 0. */
        long scheduledContextOn(int ring, long context);

        /** Returns the finished fence of the job of which a fence is; a fence of nobody's job as it is. */
        FenceId finishedOf(FenceId fence);

        /** Returns how loaded a ring is. */
        long score(int ring);
    }

    /** What an entity asks of its surroundings. */
    public interface Out {
        /** Asks to be told when these fences have signalled. */
        void watch(List<FenceId> fences);

        /** The entity leaves one ring (-1: it was on none) for another. */
        void move(int from, int to);
    }

    /** Drafts next to each other that are alike: they stay together as long as they are plain. */
    private static final class Place extends Chain.Link<Place> {
        final JobDraft draft;
        final long seqno;
        int count = 1;

        Place(JobDraft draft, long seqno) {
            this.draft = draft;
            this.seqno = seqno;
        }

        boolean takesIn(JobDraft next, long nextSeqno) {
            boolean isLike = nextSeqno == last() + 1 && next.equals(draft) && draft.isPlain();
            count += isLike ? 1 : 0;
            return isLike;
        }

        long last() {
            return seqno + count - 1;
        }

        boolean holds(long place) {
            return seqno <= place && place <= last();
        }

        /** The others stay as they are. */
        List<Place> ending(long ended) {
            List<Place> parts = new ArrayList<>(count);
            for (long each = seqno; each <= last(); each++) {
                parts.add(new Place(each == ended ? draft.ended() : draft, each));
            }
            return parts;
        }
    }

    private final int entity;
    private final RingPlace home;
    private final World world;
    private final FactGatherer facts;
    private final Promises promises;
    private final Chain<Place> backlog = new Chain<>();

    /** Made when the first comes, for mostly none does. */
    private Set<Long> endedEarly = Set.of();

    private Priority priority;
    private long lastTaken;

    /** Known once it is killed. */
    private @Nullable KilledJobs killedJobs;

    /** Whether its ring has given back what it had, so that the order of all killed jobs is known. */
    private boolean drained;

    /**
     * Creates the queue of an entity.
     *
     * @param context its scheduled context
     * @param priority that its jobs are armed with
     * @param rings the rings it may use, at least one
     * @param bonds for a ring on which a job's submit fence ran, the rings that the job may then use
     */
    public EntityQueue(
            int entity,
            long context,
            Priority priority,
            List<Integer> rings,
            Map<Integer, Set<Integer>> bonds,
            World world,
            Facts facts) {
        this.entity = entity;
        this.home = new RingPlace(rings, bonds);
        this.world = world;
        this.facts = new FactGatherer(facts);
        this.priority = priority;
        this.promises = new Promises(entity, context);
    }

    /** Returns which jobs have been given to a ring. */
    public Timeline scheduled() {
        return promises.scheduled();
    }

    /** Returns which jobs are over, and how. */
    public Timeline finished() {
        return promises.finished();
    }

    /** Returns the ring it is on; -1 before the first job. */
    public int ring() {
        return home.ring();
    }

    /** Returns the newest job that was armed or has ended without; 0 at first. */
    public long armedThrough() {
        return backlog.isEmpty() ? lastTaken : backlog.getFirst().seqno - 1;
    }

    /** Returns whether drafts wait to be armed. */
    public boolean hasDrafts() {
        return !backlog.isEmpty();
    }

    /** Returns whether every job that was taken is over. */
    public boolean isIdle() {
        return finished().floor() == lastTaken;
    }

    /** Jobs that are armed from now on carry this priority. */
    public void priority(Priority other) {
        priority = other;
    }

    /** Returns the priority that jobs are armed with. */
    public Priority priority() {
        return priority;
    }

    /** May use other rings, from the next job on that finds it idle. */
    public void rings(List<Integer> others) {
        home.rings(others);
    }

    /** Keeps it on the ring that it is on, or lets it go. */
    public void stay(boolean must) {
        home.stay(must);
    }

    /** Returns whether its ring is still to give back what it had. */
    public boolean isDraining() {
        return killedJobs != null && !drained;
    }

    /** Returns whether it was killed. */
    public boolean isKilled() {
        return killedJobs != null;
    }

    /** Is killed: no job is armed any more. What a ring has of it is still to come back, by {@link #drained}. */
    public void kill(long now) {
        killedJobs = new KilledJobs(promises.finished(), world);
        facts.report(new EntityFact.EntityKilled(now, entity));
        facts.flush();
    }

    /**
     * Takes back what its ring had queued; nothing when it was on none.
     *
     * @param lastPopped the newest job that was taken off the queue there; 0 for none
     */
    public void drained(long lastPopped, List<ArmedJob> jobs) {
        if (drained || killedJobs == null) {
            return;
        }
        drained = true;
        killedJobs.after(lastPopped);
        for (ArmedJob job : jobs) {
            if (promises.isPending(job.seqno())) {
                List<FenceId> needed = job.needs().stream().map(Need::fence).toList();
                killedJobs.add(new KilledJob(job, finishedOf(needed)));
            }
        }
        killDrafts(killedJobs);
    }

    private void killDrafts(KilledJobs killed) {
        while (!backlog.isEmpty()) {
            killDrafts(killed, backlog.removeFirst());
        }
    }

    private void killDrafts(KilledJobs killed, Place place) {
        for (long seqno = place.seqno; seqno <= place.last(); seqno++) {
            ArmedJob job = place.draft.arm(entity, fence(seqno), List.of(), priority, 1);
            killed.add(new KilledJob(job, finishedOf(place.draft.dependencies())));
        }
    }

    private List<FenceId> finishedOf(List<FenceId> fences) {
        FenceSet finished = new FenceSet();
        fences.forEach(fence -> finished.add(isOwn(fence) ? fence(fence.seqno()) : world.finishedOf(fence)));
        return finished.toList();
    }

    /** Ends the killed jobs that may end by now; returns their numbers. */
    public List<Long> endKilled(long now, Out out) {
        KilledJobs killed = killedJobs;
        if (killed == null) {
            return List.of();
        }
        List<Long> ended = new ArrayList<>();
        FenceId open = killed.proceed(job -> {
            if (promises.isPending(job.seqno())) {
                facts.report(new Fact.JobFinished(now, entity, job.finished(), -1, killed.error()));
                over(job.seqno(), killed.error());
                ended.add(job.seqno());
            }
        });
        facts.flush();
        if (open != null) {
            out.watch(List.of(open));
        }
        return ended;
    }

    /** Killed jobs wait for nothing any more, and end with this error. */
    public void hurryKilled(Errno error) {
        if (killedJobs != null) {
            killedJobs.hurry(error);
        }
    }

    /** Takes the next draft of the queue. */
    public void take(JobDraft draft) {
        long seqno = ++lastTaken;
        JobDraft taken = forgetEndedEarly(seqno) ? draft.ended() : draft;
        if (backlog.isEmpty() || !backlog.getLast().takesIn(taken, seqno)) {
            backlog.addLast(new Place(taken, seqno));
        }
        if (killedJobs != null && drained) {
            killDrafts(killedJobs);
        }
    }

    private boolean forgetEndedEarly(long seqno) {
        return !endedEarly.isEmpty() && endedEarly.remove(seqno);
    }

    /** Takes a place whose draft was refused elsewhere: its fences signal with the error. */
    public void takeRefused(Refusal refusal, long now) {
        long seqno = ++lastTaken;
        forgetEndedEarly(seqno);
        facts.report(new Fact.JobRefused(now, entity, fence(seqno), refusal.errno(), refusal.reason()));
        facts.flush();
        promises.refused(seqno, refusal.errno());
    }

    /** Arms every draft that may go to a ring now and returns the jobs in order; all of them go to {@link #ring()}. */
    public List<ArmedJob> advance(long now, Out out) {
        if (backlog.isEmpty() || killedJobs != null) {
            return List.of();
        }
        List<ArmedJob> armed = List.of();
        while (!backlog.isEmpty() && home.find(backlog.getFirst().draft, isAtRest(), world, out)) {
            armed = plus(armed, arm(backlog.removeFirst(), now));
        }
        facts.flush();
        return armed;
    }

    /** Mostly there is one. */
    private static List<ArmedJob> plus(List<ArmedJob> jobs, ArmedJob next) {
        if (jobs.isEmpty()) {
            return List.of(next);
        }
        List<ArmedJob> all = jobs.size() == 1 ? new ArrayList<>(jobs) : jobs;
        all.add(next);
        return all;
    }

    /**
     * Takes the news of another owner's context.
     *
     * @param above single points above the floor that have signalled
     * @param masterRing where the jobs of that context were given to a ring; -1 when that is not known any more
     */
    public void heard(long context, long floor, List<Long> above, int masterRing) {
        home.heard(context, floor, above, masterRing);
        if (killedJobs != null) {
            killedJobs.heard(context, floor, above);
        }
    }

    /** Signals the scheduled fences up to one. */
    public void scheduledThrough(long seqno) {
        scheduled().signalThrough(seqno);
    }

    /** Notes that a job is over; see {@link Promises#over(long, Errno)}. */
    public void over(long seqno, @Nullable Errno error) {
        promises.over(seqno, error);
    }

    /** Notes that jobs next to each other are over that ended alike. */
    public void over(long first, long last, @Nullable Errno error) {
        promises.over(first, last, error);
    }

    /** Returns what it holds of its fences. */
    public Promises.State state() {
        return promises.state();
    }

    /** Returns how many drafts wait to be armed; no fact tells of them. */
    public int drafts() {
        int drafts = 0;
        for (Place place : backlog) {
            drafts += place.count;
        }
        return drafts + (killedJobs == null ? 0 : killedJobs.countAbove(promises.lastArmed()));
    }

    /** Takes the work out of a draft that has not been armed, or not even arrived; returns false when it is further than that. */
    public boolean endDrafted(long seqno) {
        if (seqno > lastTaken) {
            if (endedEarly.isEmpty()) {
                endedEarly = new HashSet<>();
            }
            endedEarly.add(seqno);
            return true;
        }
        return backlog.replace(place -> place.holds(seqno), place -> place.ending(seqno));
    }

    /** Drops every draft that has not been armed; their fences signal with the error. Returns their numbers. */
    public List<Long> dropDrafts(Errno error, long now) {
        List<Long> dropped = new ArrayList<>();
        for (Place place : backlog) {
            for (long seqno = place.seqno; seqno <= place.last(); seqno++) {
                facts.report(new Fact.JobFinished(now, entity, fence(seqno), -1, error));
                over(seqno, error);
                dropped.add(seqno);
            }
        }
        backlog.clear();
        facts.flush();
        return dropped;
    }

    /**
     * Ends everything that is not over with the error, and waits for nothing any more.
     *
     * @param toldThrough up to which job somebody else tells the facts, but for those that were given back
     */
    public void abandon(Errno error, long now, long toldThrough) {
        dropDrafts(error, now);
        drained = true;
        long givenBack = killedJobs == null ? Long.MAX_VALUE : killedJobs.first();
        for (long seqno = finished().floor() + 1; seqno <= lastTaken; seqno++) {
            if (promises.isPending(seqno)) {
                if (seqno > toldThrough || seqno >= givenBack) {
                    facts.report(new Fact.JobFinished(now, entity, fence(seqno), -1, error));
                }
                over(seqno, error);
            }
        }
        facts.flush();
    }

    /** Returns whether nothing stands in a queue, and the last job that did is over. */
    private boolean isAtRest() {
        return finished().isSignalled(promises.lastArmed());
    }

    private ArmedJob arm(Place place, long now) {
        JobDraft draft = place.draft;
        List<Need> needs = needs(draft.dependencies());
        promises.armedThrough(place.last());
        FenceId fence = fence(place.seqno);
        facts.report(accepted(draft, fence, now), place.count);
        home.armed(draft);
        return draft.arm(entity, fence, needs, priority, place.count);
    }

    private Fact.JobAccepted accepted(JobDraft draft, FenceId fence, long now) {
        return new Fact.JobAccepted(
                now, entity, fence, draft.tag(), draft.work(), draft.credits(), draft.dependencies(), draft.accesses());
    }

    /** Own fences are met by order, those that have signalled are met; the ring knows of its own, and asks for others. */
    private List<Need> needs(List<FenceId> dependencies) {
        if (dependencies.isEmpty()) {
            return List.of();
        }
        List<Need> needs = new ArrayList<>(dependencies.size());
        for (FenceId dependency : dependencies) {
            if (isOwn(dependency)) {
                needs.add(Need.own(dependency));
            } else if (!world.isSignalled(dependency)) {
                needs.add(new Need(dependency, world.scheduledContextOn(home.ring(), dependency.context())));
            }
        }
        return needs;
    }

    private boolean isOwn(FenceId fence) {
        return fence.context() == scheduled().context()
                || fence.context() == finished().context();
    }

    private FenceId fence(long seqno) {
        return new FenceId(finished().context(), seqno);
    }
}
