package dev.signalbox.sim.workload.scenario;

import org.jspecify.annotations.Nullable;

/**
 * A job reads or writes buffers.
 *
 * @param client whose they are; null for the client's own
 * @param buffer the name under which they were declared
 * @param first the first of them, from 0
 * @param last the last of them; {@link #ALL} when all are meant
 */
public record Use(@Nullable String client, String buffer, int first, int last, boolean write, Place place) {
    /** Stands for the last buffer under a name. */
    public static final int ALL = -1;

    /** Returns the buffers as they are written. */
    @Override
    public String toString() {
        String which = last == ALL ? "" : first == last ? "." + first : "." + first + "-" + last;
        return (client == null ? "" : client + "/") + buffer + which;
    }
}
