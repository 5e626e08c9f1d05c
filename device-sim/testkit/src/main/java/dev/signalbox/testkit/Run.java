package dev.signalbox.testkit;

import dev.signalbox.event.Fact.JobAccepted;
import dev.signalbox.event.Fact.JobFinished;
import dev.signalbox.event.Fact.JobRan;
import org.jspecify.annotations.Nullable;

/** One job as the facts tell it. */
final class Run {
    final JobAccepted accepted;

    @Nullable JobRan ran;

    @Nullable JobFinished finished;

    /** When somebody first asked for its end; {@link Long#MAX_VALUE} when nobody did. */
    long endRequested = Long.MAX_VALUE;

    /** When it was given to its ring or the job before it was over, whichever is later; {@link Long#MAX_VALUE} if it never was. */
    long start = Long.MAX_VALUE;

    Run(JobAccepted accepted) {
        this.accepted = accepted;
    }

    /** When it was over; {@link Long#MAX_VALUE} if it never was. */
    long end() {
        return finished == null ? Long.MAX_VALUE : finished.time();
    }

    /** When it was given to its ring; {@link Long#MAX_VALUE} if it never was. */
    long given() {
        return ran == null ? Long.MAX_VALUE : ran.time();
    }

    /** Its ring; -1 if it never was on one. */
    int ring() {
        return ran == null ? -1 : ran.ring();
    }

    @Override
    public String toString() {
        return "job " + accepted.fence();
    }
}
