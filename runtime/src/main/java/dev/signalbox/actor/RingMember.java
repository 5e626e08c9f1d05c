package dev.signalbox.actor;

import akka.actor.typed.ActorRef;
import dev.signalbox.actor.EntityCommand.Report;
import dev.signalbox.fence.Errno;
import dev.signalbox.sched.ArmedJob;
import dev.signalbox.sched.RunEntity;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An entity as the actor of its ring sees it: whom to tell, and what the next report will say. */
final class RingMember extends RunEntity {
    private static final long NOTHING = Long.MAX_VALUE;

    private final ActorRef<EntityCommand> entity;
    private final boolean tracksGuilt;

    /** It wants a report as soon as this job has been given to the ring. */
    private long scheduledAsked = NOTHING;

    /** Whether it stands in the list of members that get a report. */
    private boolean due;

    /** Whether it may leave for another ring, and is told how it stands. */
    private boolean mayLeave;

    private List<Report.Run> runs = List.of();
    private long first;
    private long last;
    private @Nullable Errno error;

    RingMember(EntitySetup setup, ActorRef<EntityCommand> entity) {
        super(setup.entity(), setup.slots().scheduled().context(), setup.priority());
        this.entity = entity;
        this.mayLeave = setup.rings().size() > 1;
        this.tracksGuilt = setup.tracksGuilt();
    }

    boolean tracksGuilt() {
        return tracksGuilt;
    }

    void mayLeave() {
        mayLeave = true;
    }

    /** Gives queued jobs back. */
    void giveBack(int ring, List<ArmedJob> jobs) {
        entity.tell(new EntityCommand.Killed(ring, lastTaken(), jobs));
    }

    void askScheduled(long seqno) {
        scheduledAsked = Math.min(scheduledAsked, seqno);
    }

    /** Returns whether a job that is given to the ring was asked for; it then no longer is. */
    boolean isAskedFor(long seqno) {
        if (seqno < scheduledAsked) {
            return false;
        }
        scheduledAsked = NOTHING;
        return true;
    }

    /** Adds a job that is over; jobs next to each other that ended alike become one run. */
    void over(long seqno, @Nullable Errno ended) {
        ended(seqno, ended);
        if (first > 0 && seqno == last + 1 && ended == error) {
            last = seqno;
            return;
        }
        closeRun();
        first = seqno;
        last = seqno;
        error = ended;
    }

    /** Returns true the first time after a report. */
    boolean becomesDue() {
        boolean before = due;
        due = true;
        return !before;
    }

    void report(int ring) {
        closeRun();
        entity.tell(new Report(ring, scheduledThrough(), runs, mayLeave ? standing() : null));
        runs = List.of();
        due = false;
    }

    private void closeRun() {
        if (first > 0) {
            runs = Gathering.plus(runs, new Report.Run(first, last, error));
            first = 0;
        }
    }
}
