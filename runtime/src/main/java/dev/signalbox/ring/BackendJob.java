package dev.signalbox.ring;

import dev.signalbox.device.Work;
import dev.signalbox.fence.Errno;
import dev.signalbox.fence.FenceId;
import org.jspecify.annotations.Nullable;

/** A job as a {@link Backend} sees it, during the call in which it gets it. */
public interface BackendJob {
    /** Returns the number of the ring on its device. */
    int ring();

    /** Returns the number of its entity on the device. */
    int entity();

    /** Returns the fence that signals when it is over. */
    FenceId finished();

    /** Returns the tag that its client gave it; 0 when none. */
    long tag();

    /** Returns what the engine is to do. */
    Work work();

    /** Returns the error that its finished fence carries already, such as ECANCELED when its entity is guilty; null for none. */
    @Nullable Errno error();
}
