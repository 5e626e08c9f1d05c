package dev.signalbox.device;

import dev.signalbox.fence.Errno;
import java.util.List;

/** Device to host. */
public sealed interface Interrupt {
    /** Returns the ring that it is about. */
    int ring();

    /** Returns how often that ring had been reset when it was raised; the host ignores one of an earlier generation. */
    int generation();

    /**
     * The fence interrupt.
     *
     * @param seqno every entry up to this one is done
     * @param failures those among the newly done that did not end well, in ascending order
     */
    record Fence(int ring, int generation, long seqno, List<Failure> failures) implements Interrupt {}

    /**
     * Answers {@link DeviceCommand.AskProgress}, behind all that was raised before.
     *
     * @param seqno every entry up to this one is done
     * @param failures those among the done that did not end well and that no interrupt has told, in ascending order
     */
    record Progress(int ring, int generation, long seqno, List<Failure> failures) implements Interrupt {}

    /** An entry that ended with an error. */
    record Failure(long seqno, Errno error) {}

    /**
     * An access found no translation that allows it.
     *
     * @param seqno the entry that accessed
     * @param space its address space
     * @param address the virtual address
     * @param write whether it wanted to write
     * @param reason what was found
     * @param stalled whether the engine stands still until {@link DeviceCommand.ResolveFault}; otherwise the entry ends with EFAULT
     */
    record Fault(
            int ring,
            int generation,
            long seqno,
            int space,
            long address,
            boolean write,
            FaultReason reason,
            boolean stalled)
            implements Interrupt {}

    /** Why an access faulted. */
    enum FaultReason {
        /** Nothing is mapped there. */
        UNMAPPED,
        /** What is mapped there may only be read. */
        READ_ONLY,
        /** The address space has no page tables. */
        NO_SPACE,
        /** What is mapped there is no memory. */
        NO_MEMORY
    }

    /**
     * A reset is over, or could not be done.
     *
     * @param generation the new one when the ring was reset
     * @param scope what was reset, at most what was asked for
     * @param worked whether it was; when not, nothing has changed
     * @param done up to which entry the ring had come; what is behind it is not on the ring any more
     * @param executing which entry the ring was in the middle of; 0 when in none
     * @param memoryLost whether what VRAM held is lost
     * @param failures when the ring was reset, those among the done that did not end well and that no interrupt has told, in ascending
     *     order; otherwise none
     */
    record ResetEnded(
            int ring,
            int generation,
            ResetScope scope,
            boolean worked,
            long done,
            long executing,
            boolean memoryLost,
            List<Failure> failures)
            implements Interrupt {
        /** A device that has told everything before. */
        public ResetEnded(
                int ring,
                int generation,
                ResetScope scope,
                boolean worked,
                long done,
                long executing,
                boolean memoryLost) {
            this(ring, generation, scope, worked, done, executing, memoryLost, List.of());
        }
    }
}
