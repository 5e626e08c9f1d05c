package dev.signalbox.device;

import dev.signalbox.fence.Errno;
import java.util.List;

/**
 * Device to host: the fence interrupt of a ring.
 *
 * @param ring whose entries are done
 * @param seqno every entry up to this one is done
 * @param failures those among the newly done that did not end well, in ascending order
 */
public record Interrupt(int ring, long seqno, List<Failure> failures) {
    /** An entry that ended with an error. */
    public record Failure(long seqno, Errno error) {}
}
