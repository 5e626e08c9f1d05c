package dev.signalbox.sim.convert;

import dev.signalbox.event.SyncFact;
import dev.signalbox.fence.FenceId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something that a program did or that happened to it, at a time of the run.
 *
 * @param kind what
 * @param nanos when, from the start of the run
 * @param sync what was done with a sync object, a sync file or a fence; null for all else
 * @param fence the job, or the point of a timeline; for the end of a timeline or a client, its context or number, with point 1
 */
record Deed(Kind kind, long nanos, FenceId fence, @Nullable SyncFact sync) {
    Deed(Kind kind, long nanos, FenceId fence) {
        this(kind, nanos, fence, null);
    }

    /** What can happen. */
    enum Kind {
        /** A job was accepted. */
        ACCEPTED,
        /** A job named a buffer that was gone. */
        MISSED,
        /** A point of a timeline was signalled. */
        SIGNALLED,
        /** A timeline was closed. */
        TIMELINE_CLOSED,
        /** Somebody asked for a job to end. */
        END_ASKED,
        /** A client was closed by abort. */
        ABORTED,
        /** A job was submitted that puts its fence into a sync object; it is accepted later. */
        SIGNALS,
        /** Something was done with a sync object, a sync file or a fence. */
        SYNC
    }

    /** Returns the fences that it names. */
    List<FenceId> named() {
        if (sync instanceof SyncFact.SyncAttached attached) {
            return attached.fences();
        }
        if (sync instanceof SyncFact.FencesImported imported) {
            return imported.fences();
        }
        return sync instanceof SyncFact.DeadlineSet set ? List.of(set.fence()) : List.of();
    }
}
