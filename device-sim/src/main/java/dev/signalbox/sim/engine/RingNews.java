package dev.signalbox.sim.engine;

import dev.signalbox.device.Interrupt;
import dev.signalbox.fence.Errno;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How far a ring is, and how much of that an interrupt has told. */
final class RingNews {
    private final List<Interrupt.Failure> failures = new ArrayList<>();
    private long done;
    private long announced;

    /** An entry is done; the error that it ends with is null when it ends well. */
    void add(long seqno, @Nullable Errno error) {
        done = seqno;
        if (error != null) {
            failures.add(new Interrupt.Failure(seqno, error));
        }
    }

    /** Returns up to which entry it is done. */
    long doneThrough() {
        return done;
    }

    /** Returns up to which entry an interrupt has told. */
    long announcedThrough() {
        return announced;
    }

    /** Returns whether entries are done that no interrupt has told. */
    boolean isUntold() {
        return done > announced;
    }

    /** Returns the entries that have not ended well, as far as no interrupt has told them; now one does. */
    List<Interrupt.Failure> take() {
        announced = done;
        List<Interrupt.Failure> taken = List.copyOf(failures);
        failures.clear();
        return taken;
    }
}
