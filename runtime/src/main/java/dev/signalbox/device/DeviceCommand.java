package dev.signalbox.device;

import dev.signalbox.fence.Errno;
import org.jspecify.annotations.Nullable;

/**
 * Host to device.
 *
 * <p>{@code ring -> device: Doorbell; device -> ring: Interrupt.Fence, until all entries are covered.} {@code ring -> device:
 * EndEntry, HastenEntry} at any time for an entry that was published; they change when the entry is done, not whether it is
 * answered. {@code device -> ring: Interrupt.Fault; ring -> device: ResolveFault}, when the fault can be recovered from. {@code ring
 * -> device: Reset; device -> every ring that was reset: Interrupt.ResetEnded.} {@code ring -> device: AskProgress; device -> ring:
 * Interrupt.Progress.} {@code memory manager -> device: MemoryWritten.}
 */
public sealed interface DeviceCommand {
    /** Calls the handler's method for this command. */
    void accept(Handler handler);

    /** Every device answers every command. */
    interface Handler {
        /** New dwords are on a ring. */
        void onDoorbell(Doorbell doorbell);

        /** An entry is to end now. */
        void onEndEntry(EndEntry end);

        /** An entry should be done by a certain time. */
        void onHastenEntry(HastenEntry hasten);

        /** An access that found no translation is to be tried again, or given up. */
        void onResolveFault(ResolveFault resolve);

        /** Something hangs. */
        void onReset(Reset reset);

        /** An interrupt is missing. */
        void onAskProgress(AskProgress ask);

        /** The host has written memory that packets may wait for. */
        void onMemoryWritten(MemoryWritten written);
    }

    /**
     * Publishes what was written to a ring up to a pointer, for as many entries as that is.
     *
     * @param generation how often the ring had been reset when it was written; one of an earlier generation is ignored
     * @param writePointer up to where, in dwords since the last reset
     */
    record Doorbell(int ring, int generation, long writePointer) implements DeviceCommand {
        @Override
        public void accept(Handler handler) {
            handler.onDoorbell(this);
        }
    }

    /**
     * Ends an entry at once if it is executing, otherwise as soon as it gets to the head of its ring; an entry that is done
     * is not affected. {@link Packet.Space} and {@link Packet.Flush} on the ring itself are executed all the same, before it is done.
     *
     * @param error what it ends with; null when ending it is how it is meant to end
     */
    record EndEntry(int ring, long seqno, @Nullable Errno error) implements DeviceCommand {
        @Override
        public void accept(Handler handler) {
            handler.onEndEntry(this);
        }
    }

    /**
     * Somebody would like an entry to be done by a certain time. A hint: a device that has no way to be faster ignores it.
     *
     * @param deadline in nanoseconds on the host's clock
     */
    record HastenEntry(int ring, long seqno, long deadline) implements DeviceCommand {
        @Override
        public void accept(Handler handler) {
            handler.onHastenEntry(this);
        }
    }

    /**
     * Answers a fault that stalls an engine.
     *
     * @param retry whether the translation is there now; otherwise the entry ends with EFAULT
     */
    record ResolveFault(int ring, int generation, long seqno, boolean retry) implements DeviceCommand {
        @Override
        public void accept(Handler handler) {
            handler.onResolveFault(this);
        }
    }

    /**
     * Asks for a reset because an entry hangs. It is answered by {@link Interrupt.ResetEnded}; a ring whose generation is another by
     * then was reset before, and is answered at once.
     *
     * @param seqno the entry that hangs
     */
    record Reset(int ring, int generation, long seqno, ResetScope scope) implements DeviceCommand {
        @Override
        public void accept(Handler handler) {
            handler.onReset(this);
        }
    }

    /**
     * Asks how far a ring is, because its interrupt is missing. It is answered at once by {@link Interrupt.Progress}, behind all that was
     * raised before, so that the host knows whether one is lost or late.
     *
     * @param generation how often the ring had been reset by then; the answer says its own
     */
    record AskProgress(int ring, int generation) implements DeviceCommand {
        @Override
        public void accept(Handler handler) {
            handler.onAskProgress(this);
        }
    }

    /** The host has written memory: waiting packets look again. */
    record MemoryWritten() implements DeviceCommand {
        @Override
        public void accept(Handler handler) {
            handler.onMemoryWritten(this);
        }
    }
}
