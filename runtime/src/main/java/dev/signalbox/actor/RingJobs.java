package dev.signalbox.actor;

import dev.signalbox.actor.RingCommand.AskScheduled;
import dev.signalbox.actor.RingCommand.Blame;
import dev.signalbox.actor.RingCommand.Follow;
import dev.signalbox.actor.RingCommand.Hasten;
import dev.signalbox.actor.RingCommand.Join;
import dev.signalbox.actor.RingCommand.Leave;
import dev.signalbox.actor.RingCommand.Push;
import dev.signalbox.actor.RingCommand.SetPriority;
import dev.signalbox.actor.RingCommand.Skip;
import dev.signalbox.event.EntityFact;
import dev.signalbox.fence.Errno;
import dev.signalbox.fence.FenceId;
import dev.signalbox.sched.ArmedJob;
import dev.signalbox.sched.RingScheduler;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The jobs of a ring, from the push to the report of their end, and the entities that they are of. */
final class RingJobs {
    private final RingRoom room;
    private final RingScheduler<RingMember> scheduler;
    private final RingDeadlines deadlines;
    private final List<RingMember> due = new ArrayList<>();
    private long busyNanos;
    private long finishedJobs;
    private long lastRetired;

    /** How many jobs are over since this was told. */
    private long over;

    RingJobs(RingRoom room, RingScheduler<RingMember> scheduler) {
        this.room = room;
        this.scheduler = scheduler;
        this.deadlines = new RingDeadlines(room);
    }

    RingScheduler<RingMember> scheduler() {
        return scheduler;
    }

    /** An entity joins with its first push. Returns whether its queue was empty. */
    boolean push(Push push) {
        RingMember member = push.member();
        if (!member.hasJoined()) {
            scheduler.join(member);
        }
        boolean wasEmpty = member.isEmpty();
        scheduler.push(member, push.jobs(), room.now());
        return wasEmpty;
    }

    /** Returns whether an entity has joined and not left. */
    boolean isMember(RingMember member) {
        return scheduler.find(member.id()) == member;
    }

    void join(Join join) {
        RingMember joining = join.member();
        scheduler.join(joining);
        joining.follow(join.standing());
        joining.mayLeave();
    }

    /** An entity that may leave is told at once how it stands. */
    void follow(Follow follow) {
        RingMember member = scheduler.find(follow.entity());
        if (member != null) {
            member.mayLeave();
            becomesDue(member);
        }
    }

    void setPriority(SetPriority set) {
        RingMember member = scheduler.find(set.entity());
        if (member != null) {
            member.priority(set.priority());
        }
    }

    void blame(Blame blame) {
        RingMember member = scheduler.find(blame.entity());
        if (member != null) {
            member.blame();
        }
    }

    /** Returns what the newest job of an entity that was given to the ring is known to end, or to have ended, with. */
    Optional<Errno> lastError(int entity) {
        RingMember member = scheduler.find(entity);
        return member == null ? Optional.empty() : Optional.ofNullable(member.lastError());
    }

    /** Takes what is queued of an entity off and gives it back; it stands here no more, but for what is on the hardware. */
    void giveBack(int entity) {
        RingMember member = scheduler.find(entity);
        if (member != null) {
            List<ArmedJob> jobs = scheduler.kill(member);
            room.report(new EntityFact.EntityDrained(room.now(), entity, room.number(), jobs.size()));
            room.facts().flush();
            member.giveBack(room.number(), jobs);
        }
    }

    void askScheduled(AskScheduled ask) {
        RingMember member = scheduler.find(ask.entity());
        if (member != null && member.scheduledThrough() >= ask.seqno()) {
            becomesDue(member);
        } else if (member != null) {
            member.askScheduled(ask.seqno());
        }
    }

    void skip(Skip skip) {
        skip.seqnos().forEach(seqno -> scheduler.skip(new FenceId(skip.scheduledContext(), seqno)));
    }

    void leave(Leave leave) {
        scheduler.leave(leave.entity(), leave.scheduledContext());
    }

    void hasten(Hasten hasten) {
        if (!deadlines.hasten(hasten.finished(), hasten.deadline())
                && scheduler.isQueued(hasten.entity(), hasten.finished())) {
            deadlines.keep(hasten.finished(), hasten.deadline());
        }
    }

    /** Has a queued job end as soon as it runs; returns false when it is not queued. */
    boolean endQueued(int entity, FenceId finished) {
        return scheduler.endQueued(entity, finished);
    }

    /** Ends what is queued of an entity. */
    void killQueued(int entity, Errno error) {
        RingMember member = scheduler.find(entity);
        if (member != null) {
            killQueued(member, error);
        }
    }

    void killAllQueued(Errno error) {
        scheduler.members().forEach(member -> killQueued(member, error));
    }

    private void killQueued(RingMember member, Errno error) {
        for (ArmedJob job : scheduler.kill(member)) {
            scheduler.over(member, job.seqno());
            over(member, job.seqno(), -1, error);
        }
    }

    /** A job was run. */
    void ran(RingMember member, long seqno) {
        if (member.isAskedFor(seqno)) {
            becomesDue(member);
        }
    }

    /** The device has got the entries from one on, for the first time or again. */
    void given(long firstEntry) {
        deadlines.given(firstEntry);
    }

    /** The hardware is done with an entry; that counts whatever its entity is charged. */
    void hardwareDone(RingEntry entry) {
        busyNanos += room.now() - Math.max(entry.ran(), lastRetired);
        lastRetired = room.now();
        finishedJobs++;
    }

    /** A job is over. */
    void over(RingMember member, long seqno, long ran, @Nullable Errno error) {
        room.facts().jobFinished(room.now(), member.id(), member.finishedContext(), seqno, ran, error);
        deadlines.over(member.finishedContext(), seqno);
        over++;
        member.over(seqno, error);
        becomesDue(member);
    }

    private void becomesDue(RingMember member) {
        if (member.becomesDue()) {
            due.add(member);
        }
    }

    /** Tells those who look for a ring how many jobs are over, once per message and not per job: others write there too. */
    void tellLoad() {
        if (over > 0) {
            room.port().addLoad(-over);
            over = 0;
        }
    }

    /** Publishes how busy the ring has been. */
    void publish() {
        room.port().publish(busyNanos, finishedJobs);
    }

    /** Returns whether reports are due. */
    boolean hasReports() {
        return !due.isEmpty();
    }

    /** Sends the reports that are due. */
    void report() {
        room.facts().flush();
        for (RingMember member : due) {
            member.report(room.number());
        }
        due.clear();
    }

    RingScheduler.State state() {
        return scheduler.state();
    }
}
