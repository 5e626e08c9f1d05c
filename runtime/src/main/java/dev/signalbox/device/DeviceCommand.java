package dev.signalbox.device;

import dev.signalbox.fence.Errno;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Host to device.
 *
 * <p>{@code ring -> device: Doorbell; device -> ring: Interrupt, until all entries are covered.} {@code ring -> device:
 * EndEntry, HastenEntry} at any time for an entry that was published; they change when the entry is done, not whether it is
 * answered.
 */
public sealed interface DeviceCommand {
    /** Calls the handler's method for this command. */
    void accept(Handler handler);

    /** Every device answers every command. */
    interface Handler {
        /** New entries are on a ring. */
        void onDoorbell(Doorbell doorbell);

        /** An entry is to end now. */
        void onEndEntry(EndEntry end);

        /** An entry should be done by a certain time. */
        void onHastenEntry(HastenEntry hasten);
    }

    /**
     * One job on a ring.
     *
     * @param seqno its number on this ring, counted from 1 without gaps
     * @param work what to do
     */
    record Entry(long seqno, Work work) {}

    /** Publishes entries on a ring, one doorbell for many. */
    record Doorbell(int ring, List<Entry> entries) implements DeviceCommand {
        @Override
        public void accept(Handler handler) {
            handler.onDoorbell(this);
        }
    }

    /**
     * Ends an entry at once if it is executing, otherwise as soon as it gets to the head of its ring; an entry that is done
     * is not affected.
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
}
