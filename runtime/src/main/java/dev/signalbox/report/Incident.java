package dev.signalbox.report;

import dev.signalbox.fence.FenceId;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Something about a device that a run is better without.
 *
 * @param time when, in nanoseconds on the device's clock
 * @param ring the number of its ring; -1 when it is about the whole device
 * @param job the finished fence of the job that it is about; null when about none, or one that is not known
 * @param text what happened, in a clause without a full stop
 */
public record Incident(
        Kind kind, long time, int ring, @Nullable FenceId job, String text) {
    /** What can happen. */
    public enum Kind {
        /** An access found no page that allows it. */
        PAGE_FAULT,
        /** A job took longer than it may. */
        HUNG_JOB,
        /** A job was done and nobody was told. */
        LOST_INTERRUPT,
        /** A ring asked for a reset. */
        RESET_REQUEST,
        /** A ring was reset. */
        RING_RESET,
        /** A ring was to be reset and was not. */
        FAILED_RESET,
        /** A failure that somebody asked for. */
        INJECTED_FAILURE,
        /** A ring cannot be used any more. */
        FAILED_RING,
        /** A queue is guilty: what is left on it is not run any more. */
        GUILTY_QUEUE;

        /** Returns what one of them is called, in small letters. */
        public String noun() {
            return name().toLowerCase(Locale.ROOT).replace('_', ' ');
        }
    }
}
