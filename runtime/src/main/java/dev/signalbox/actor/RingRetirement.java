package dev.signalbox.actor;

import dev.signalbox.device.Interrupt;
import dev.signalbox.fence.Errno;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Takes the entries off a ring that the device is done with. What it was told of how they ended stays until then. */
final class RingRetirement {
    /** What follows for the ring. */
    interface Ring {
        /** The oldest entry is over. */
        void retire(@Nullable Errno error);

        /** No more entries are over for now. */
        void retired();

        /** A reset has worked: the time limit begins anew. */
        void recovered();

        /** The oldest entry has run out of time, or its driver reports a fault. */
        void timedOut(String reason);

        /** The ring cannot be used any more. */
        void fail(String reason);

        /** No ring of the device can be used any more. */
        void giveUp(String reason);
    }

    private final RingRoom room;
    private final Ring ring;
    private final TreeMap<Long, Errno> failures = new TreeMap<>();
    private boolean tested;

    RingRetirement(RingRoom room, Ring ring) {
        this.room = room;
        this.ring = ring;
    }

    /** Entries have not ended well, which may not be over yet for the ring. */
    void failed(List<Interrupt.Failure> told) {
        for (Interrupt.Failure failure : told) {
            if (room.isOutstanding(failure.seqno())) {
                failures.putIfAbsent(failure.seqno(), failure.error());
            }
        }
    }

    /** Entries that are not over yet begin anew: nothing is known of how they end. */
    void restart() {
        failures.clear();
    }

    /** All entries up to one are over, which may be known already. Returns false when that shows that the ring cannot be used. */
    boolean retireThrough(long last) {
        if (last <= room.entries().retired()) {
            return true;
        }
        if (!isTested()) {
            ring.fail("its test at the start failed");
            return false;
        }
        while (room.head() <= last) {
            ring.retire(failures.isEmpty() ? null : failures.remove(room.head()));
        }
        room.writer().retire(last);
        ring.retired();
        return true;
    }

    /** The ring was emptied: what was not done ends with an error. */
    void drop(long done, Errno lost) {
        while (!room.isEmpty()) {
            Errno own = failures.remove(room.head());
            ring.retire(room.head() <= done ? own : lost);
        }
        failures.clear();
        ring.retired();
    }

    /** The first entry that is over shows whether the test, which stands before it, was executed. */
    private boolean isTested() {
        tested = tested || room.writer().isTestPassed();
        return tested;
    }
}
