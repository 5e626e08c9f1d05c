package dev.signalbox.actor;

import dev.signalbox.device.Interrupt;
import dev.signalbox.fence.Errno;
import dev.signalbox.ring.RingWriter;
import dev.signalbox.ring.SubmissionRing;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Takes the entries off a ring that the device is done with. */
final class RingRetirement {
    /** What follows for the ring. */
    interface Ring {
        /** The oldest entry is over. */
        void retire(@Nullable Errno error);

        /** No more entries are over for now. */
        void retired();

        /** The ring cannot be used any more. */
        void fail(String reason);

        /** No ring of the device can be used any more. */
        void giveUp(String reason);
    }

    private final SubmissionRing<RingEntry> entries;
    private final RingWriter writer;
    private final Ring ring;
    private boolean tested;

    RingRetirement(SubmissionRing<RingEntry> entries, RingWriter writer, Ring ring) {
        this.entries = entries;
        this.writer = writer;
        this.ring = ring;
    }

    /**
     * All entries up to one are over, which may be known already.
     *
     * @param failures those among them that did not end well, in ascending order
     */
    void retireThrough(long last, List<Interrupt.Failure> failures) {
        if (last <= entries.retired()) {
            return;
        }
        if (!isTested()) {
            ring.fail("its test at the start failed");
            return;
        }
        Iterator<Interrupt.Failure> each = failures.iterator();
        Interrupt.@Nullable Failure failure = next(each);
        for (long entry = entries.retired() + 1; entry <= last; entry++) {
            while (failure != null && failure.seqno() < entry) {
                failure = next(each);
            }
            ring.retire(failure != null && failure.seqno() == entry ? failure.error() : null);
        }
        writer.retire(last);
        ring.retired();
    }

    private static Interrupt.@Nullable Failure next(Iterator<Interrupt.Failure> failures) {
        return failures.hasNext() ? failures.next() : null;
    }

    /** The first entry that is over shows whether the test, which stands before it, was executed. */
    private boolean isTested() {
        tested = tested || writer.isTestPassed();
        return tested;
    }
}
