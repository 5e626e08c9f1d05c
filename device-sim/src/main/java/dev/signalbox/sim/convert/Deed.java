package dev.signalbox.sim.convert;

import dev.signalbox.fence.FenceId;

/**
 * Something that a program did or that happened to it, at a time of the run.
 *
 * @param kind what
 * @param nanos when, from the start of the run
 * @param fence the job, or the point of a timeline; for the end of a timeline or a client, its context or number, with point 1
 */
record Deed(Kind kind, long nanos, FenceId fence) {
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
        ABORTED
    }
}
