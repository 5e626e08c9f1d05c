package dev.signalbox.actor;

import akka.actor.typed.ActorRef;
import akka.actor.typed.javadsl.ActorContext;
import dev.signalbox.actor.EntityCommand.Report;
import dev.signalbox.actor.EntityCommand.RingGone;
import dev.signalbox.event.EntityFact;
import dev.signalbox.event.Priority;
import dev.signalbox.fence.Errno;
import dev.signalbox.sched.ArmedJob;
import dev.signalbox.sched.EntityQueue;
import dev.signalbox.sched.Standing;
import java.util.List;
import java.util.Objects;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** What an entity has to do with rings: the one that it is on, those before, and how it stands with them. */
final class EntityRings {
    private final ActorContext<EntityCommand> context;
    private final Board board;
    private final EntitySetup setup;
    private final EntityQueue queue;

    /** What the ring that it is on knows it by, and nobody else looks into. */
    private @Nullable RingMember member;

    /** How it stood when its ring last said so. */
    private @Nullable Standing standing;

    /** Whether its ring says with every report how it stands. */
    private boolean followed;

    /** Others may count on its jobs up to this one to run on the only ring that it was opened with. */
    private long lastFixed;

    /** The rings that count it. */
    private List<Integer> mayUse;

    private boolean banned;
    private boolean killed;
    private long pushedThrough;

    EntityRings(ActorContext<EntityCommand> context, Board board, EntitySetup setup, EntityQueue queue) {
        this.context = context;
        this.board = board;
        this.setup = setup;
        this.queue = queue;
        this.mayUse = setup.rings();
        this.lastFixed = setup.rings().size() == 1 ? Long.MAX_VALUE : 0;
    }

    boolean isOnRing() {
        return queue.ring() >= 0;
    }

    /** Tells the ring that it is on, if it is on one. */
    void tell(RingCommand command) {
        if (isOnRing()) {
            board.ring(queue.ring()).actor().tell(command);
        }
    }

    /** Returns the newest job that it was given; 0 at first. */
    long pushedThrough() {
        return pushedThrough;
    }

    void push(List<ArmedJob> jobs) {
        int load = 0;
        for (ArmedJob job : jobs) {
            load += job.count();
        }
        board.ring(queue.ring()).addLoad(load);
        tell(new RingCommand.Push(Objects.requireNonNull(member), jobs));
        pushedThrough = jobs.get(jobs.size() - 1).last();
    }

    /** It leaves one ring (-1: none) for another, with what the old one has said of it. */
    void move(int from, int to) {
        if (from >= 0) {
            leave(from);
        }
        RingMember joining = new RingMember(setup, context.getSelf());
        member = joining;
        RingPort port = board.ring(to);
        port.addLoad(1);
        context.watchWith(port.actor(), new RingGone(to));
        boolean isTold = from >= 0 || banned || queue.priority() != setup.priority();
        if (isTold) {
            Standing before = standing == null ? Standing.fresh(queue.priority(), banned) : standing;
            port.actor().tell(new RingCommand.Join(joining, before.with(queue.priority(), banned || before.guilty())));
        }
        followed = isTold || setup.rings().size() > 1;
    }

    /** A ring has reported; jobs that are over may be such as others wait for on another ring. */
    void heard(Report report) {
        if (report.ring() == queue.ring() && report.standing() != null) {
            standing = report.standing();
            queue.stay(false);
        }
        if (lastFixed > 0 && lastFixed < Long.MAX_VALUE && report.ring() != fixed()) {
            for (Report.Run run : report.over()) {
                skip(fixed(), numbers(run.first(), Math.min(run.last(), lastFixed)));
            }
        }
    }

    boolean isBanned() {
        return banned;
    }

    void setPriority(Priority priority, long now) {
        board.facts().report(new EntityFact.PriorityChanged(now, setup.entity(), priority));
        queue.priority(priority);
        tell(new RingCommand.SetPriority(setup.entity(), priority));
    }

    void setEngines(List<Integer> rings, long lastSubmitted, long now) {
        board.facts().report(new EntityFact.EnginesChanged(now, setup.entity(), rings));
        queue.rings(rings);
        mayUse.forEach(ring -> board.ring(ring).removeQueue());
        mayUse = rings;
        lastFixed = Math.min(lastFixed, lastSubmitted);
        if (isOnRing() && !followed) {
            followed = true;
            queue.stay(true);
            tell(new RingCommand.Follow(setup.entity()));
        }
    }

    void ban(long now) {
        board.facts().report(new EntityFact.EntityBanned(now, setup.entity()));
        banned = true;
        tell(new RingCommand.Blame(setup.entity()));
    }

    /**
     * Has the ring give back what it has queued, and end what is on the hardware, if so asked.
     *
     * @param isIdle whether it has nothing of the entity
     */
    void kill(@Nullable Errno running, boolean isIdle) {
        boolean first = !killed;
        if (first && isOnRing()) {
            board.ring(queue.ring()).addLoad(-1);
        }
        killed = true;
        if (!isIdle && (first || running != null)) {
            tell(new RingCommand.KillEntity(setup.entity(), first ? null : Errno.ESRCH, running));
        }
    }

    /** Has the ring end everything. */
    void end(Errno error) {
        tell(new RingCommand.KillEntity(setup.entity(), error, error));
    }

    /** Jobs are over without a ring: others may wait for them where they would have run, or have stood in the queue. */
    void skip(List<Long> seqnos) {
        boolean isFixed = setup.rings().size() == 1;
        if (isOnRing() && (killed || queue.ring() == fixed())) {
            skip(queue.ring(), seqnos);
        }
        if (isFixed && queue.ring() != fixed()) {
            skip(fixed(), seqnos.stream().filter(seqno -> seqno <= lastFixed).toList());
        }
    }

    private static List<Long> numbers(long first, long last) {
        return LongStream.rangeClosed(first, last).boxed().toList();
    }

    private void skip(int ring, List<Long> seqnos) {
        if (!seqnos.isEmpty()) {
            board.ring(ring)
                    .actor()
                    .tell(new RingCommand.Skip(setup.slots().scheduled().context(), seqnos));
        }
    }

    /** It stops. */
    void leaveAll() {
        mayUse.forEach(ring -> board.ring(ring).removeQueue());
        if (isOnRing()) {
            leave(queue.ring());
        }
        if (setup.rings().size() == 1 && queue.ring() != fixed()) {
            tellLeave(fixed());
        }
    }

    private int fixed() {
        return setup.rings().size() == 1 ? setup.rings().get(0) : -1;
    }

    private void leave(int ring) {
        RingPort port = board.ring(ring);
        if (!killed) {
            port.addLoad(-1);
        }
        context.unwatch(port.actor());
        tellLeave(ring);
    }

    private void tellLeave(int ring) {
        ActorRef<RingCommand> actor = board.ring(ring).actor();
        actor.tell(
                new RingCommand.Leave(setup.entity(), setup.slots().scheduled().context()));
    }
}
