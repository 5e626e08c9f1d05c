package dev.signalbox.sim.engine;

import dev.signalbox.fence.Errno;
import org.jspecify.annotations.Nullable;

/** What a packet does when it is done. */
interface Effect {
    /** Nothing. */
    Effect NONE = now -> null;

    /** Does it; returns an error that ends the entry, or null. */
    @Nullable Errno apply(long now);
}
