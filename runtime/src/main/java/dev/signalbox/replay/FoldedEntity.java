package dev.signalbox.replay;

import dev.signalbox.event.Fact;
import dev.signalbox.event.Priority;
import dev.signalbox.fence.Errno;
import dev.signalbox.fence.FenceId;
import dev.signalbox.sched.ArmedJob;
import dev.signalbox.sched.Promises;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** An entity that facts are folded into: its promises, its ring, and the jobs that are on their way there. */
final class FoldedEntity {
    /** Like jobs that were accepted and do not stand in the queue of a ring yet; they chose among the rings of that moment. */
    private record Sent(ArmedJob first, int count, List<Integer> rings) {}

    private final Fact.EntityOpened opened;
    private final Promises promises;
    private final ArrayDeque<Sent> sent = new ArrayDeque<>();
    private final @Nullable FoldedRing fixed;
    private @Nullable FoldedRing ring;

    /** Rings that it has left with jobs on them, by the last of its jobs there. */
    private final NavigableMap<Long, FoldedRing> before = new TreeMap<>();

    private long lastQueued;
    private List<Integer> mayUse;
    private Priority priority;
    private boolean killed;
    private boolean drained;
    private boolean banned;
    private boolean guilty;

    /** Creates an entity without jobs; {@code fixed} is its ring when it may use no other. */
    FoldedEntity(Fact.EntityOpened opened, @Nullable FoldedRing fixed) {
        this.opened = opened;
        this.fixed = fixed;
        this.mayUse = opened.rings();
        this.priority = opened.priority();
        this.promises = new Promises(opened.entity(), opened.context());
    }

    int number() {
        return opened.entity();
    }

    int client() {
        return opened.client();
    }

    Priority priority() {
        return opened.priority();
    }

    long scheduledContext() {
        return opened.context();
    }

    void kill() {
        if (killed) {
            throw new IllegalStateException("entity " + number() + " is killed twice");
        }
        killed = true;
    }

    void drain(FoldedRing of, int jobs) {
        int taken = of == ring && killed ? of.drain(this) : -1;
        if (taken != jobs) {
            throw new IllegalStateException(
                    "ring " + of.number() + " gives " + jobs + " jobs of entity " + number() + " back, not " + taken);
        }
        drained = true;
    }

    void ban() {
        banned = true;
        blame();
    }

    /** It stays guilty wherever it goes. */
    void blame() {
        guilty = true;
        if (ring != null) {
            ring.blame(this);
        }
    }

    void priority(Priority other) {
        priority = other;
    }

    /** It stays on the ring that it is on until a job finds it idle. */
    void engines(List<Integer> rings) {
        mayUse = rings;
    }

    boolean isPassed(FenceId fence) {
        return fence.seqno()
                <= (fence.context() == opened.context() ? promises.scheduled() : promises.finished()).floor();
    }

    boolean isSignalled(FenceId fence) {
        return (fence.context() == opened.context() ? promises.scheduled() : promises.finished())
                .isSignalled(fence.seqno());
    }

    void accept(Fact.JobAccepted fact, int count) {
        checkOwn(fact.fence());
        promises.apply(fact, count);
        sent.addLast(
                new Sent(new ArmedJob(number(), fact.fence(), fact.work(), fact.credits(), List.of()), count, mayUse));
    }

    void refuse(Fact.JobRefused fact) {
        checkOwn(fact.fence());
        promises.apply(fact);
        skip(fact.fence().seqno());
    }

    void queue(Fact.JobQueued fact, FoldedRing to, int count) {
        if (ring != to) {
            moveTo(to, oldestSent(fact.fence()).rings());
        }
        lastQueued = fact.fence().seqno() + count - 1;
        for (int done = 0; done < count; ) {
            Sent oldest = oldestSent(fact.fence().plus(done));
            int alike = Math.min(count - done, oldest.count());
            takeSent(alike);
            done += alike;
            to.queue(fact, oldest.first(), alike, fact.queued() + done - 1);
        }
    }

    private void moveTo(FoldedRing to, List<Integer> rings) {
        if (!rings.contains(to.number())) {
            throw new IllegalStateException("entity " + number() + " may not use ring " + to.number());
        }
        if (ring != null) {
            ring.leave(this);
            before.put(lastQueued, ring);
        }
        ring = to;
        to.join(this);
        if (guilty) {
            to.blame(this);
        }
    }

    private Sent oldestSent(FenceId job) {
        Sent oldest = sent.peekFirst();
        if (oldest == null || oldest.first().seqno() != job.seqno()) {
            throw new IllegalStateException("job " + job + " is queued, but "
                    + (oldest == null ? "nothing is on its way" : oldest.first().finished() + " comes first"));
        }
        return oldest;
    }

    private void takeSent(int count) {
        Sent oldest = sent.removeFirst();
        if (count < oldest.count()) {
            sent.addFirst(new Sent(oldest.first().plus(count), oldest.count() - count, oldest.rings()));
        }
    }

    /** Returns whether a fence is the finished fence of one of its jobs. */
    boolean promises(FenceId fence) {
        return fence.context() == opened.context() + 1;
    }

    void checkOn(FoldedRing expected, FenceId job) {
        if (ring != expected) {
            throw new IllegalStateException("job " + job + " is not queued on ring " + expected.number());
        }
    }

    void run(Fact.JobRan fact, FoldedRing on, int count) {
        checkOn(on, fact.fence());
        on.run(fact, number(), count);
    }

    void finish(Fact.JobFinished fact, int count) {
        checkOwn(fact.fence());
        promises.apply(fact, count);
        if (fact.ran() < 0) {
            endWithoutRunning(fact, count);
        } else if (ring == null) {
            throw new IllegalStateException("job " + fact.fence() + " is over, but was never queued");
        } else {
            ringOf(fact.fence().seqno(), ring).retire(fact, count);
        }
        before.headMap(promises.finished().floor(), true).clear();
    }

    private FoldedRing ringOf(long seqno, FoldedRing current) {
        Map.Entry<Long, FoldedRing> left = before.isEmpty() ? null : before.ceilingEntry(seqno);
        return left == null ? current : left.getValue();
    }

    private void endWithoutRunning(Fact.JobFinished fact, int count) {
        for (int done = 0; done < count; ) {
            int killed = ring == null ? 0 : ring.kill(fact, done, count - done);
            if (killed == 0) {
                endBeforeRing(fact, fact.fence().plus(done));
            }
            done += Math.max(1, killed);
        }
    }

    /** A draft that was dropped, or a job that its ring, being gone, never got. */
    private void endBeforeRing(Fact.JobFinished fact, FenceId job) {
        if (job.seqno() > promises.lastArmed()) {
            skip(job.seqno());
        } else if (drained) {
            ringOfKilled().skip(this, job.seqno());
        } else if (fact.error() == Errno.ESRCH) {
            throw new IllegalStateException("job " + job + " is killed in a queue where it does not stand");
        } else {
            oldestSent(job);
            takeSent(1);
        }
    }

    private FoldedRing ringOfKilled() {
        if (ring == null) {
            throw new IllegalStateException("entity " + number() + " was given jobs back by no ring");
        }
        return ring;
    }

    /** Jobs of its ring may wait for jobs that never come there. */
    private void skip(long seqno) {
        if (fixed != null) {
            fixed.skip(this, seqno);
        }
    }

    /** Its client is closed, so all of its jobs are over. */
    void close() {
        Promises.State state = promises.state();
        if (!state.unfinished().isEmpty()) {
            throw new IllegalStateException("client " + client() + " closes, but of entity " + number() + " jobs "
                    + state.unfinished() + " are not over");
        }
        if (ring != null) {
            ring.leave(this);
        }
        if (fixed != null) {
            fixed.leave(this);
        }
    }

    private void checkOwn(FenceId fence) {
        if (!promises(fence)) {
            throw new IllegalStateException("fence " + fence + " is not one of entity " + number() + " (context "
                    + (opened.context() + 1) + ")");
        }
    }

    private EntityTraits traits() {
        return new EntityTraits(priority, killed, banned);
    }

    void addTo(StateBuilder state) {
        state.entity(client(), promises.state(), ring == null ? -1 : ring.number(), 0, traits());
    }
}
