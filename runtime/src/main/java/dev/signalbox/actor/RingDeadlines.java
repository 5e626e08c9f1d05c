package dev.signalbox.actor;

import dev.signalbox.device.DeviceCommand;
import dev.signalbox.fence.FenceId;
import java.util.HashMap;
import java.util.Map;

/** Passes the deadlines of jobs on to the device whenever it gets these: when they are given to it, and when a reset made it forget. */
final class RingDeadlines {
    private final RingRoom room;
    private final Map<FenceId, Long> deadlines = new HashMap<>();

    RingDeadlines(RingRoom room) {
        this.room = room;
    }

    /** A job that is not over should be by then; of several deadlines the first counts. */
    void keep(FenceId finished, long deadline) {
        deadlines.merge(finished, deadline, Math::min);
    }

    /** A job that is not queued should be over by then; returns false when it is not on the hardware either. */
    boolean hasten(FenceId finished, long deadline) {
        for (long entry = room.head(); entry <= room.entries().written(); entry++) {
            if (finishedBy(entry).equals(finished)) {
                keep(finished, deadline);
                hasten(entry, deadline);
                return true;
            }
        }
        return false;
    }

    /** The device has just got the entries from one on, for the first time or again. */
    void given(long firstEntry) {
        long last = deadlines.isEmpty() ? 0 : room.writer().lastEntry();
        for (long entry = firstEntry; entry <= last; entry++) {
            Long deadline = deadlines.get(finishedBy(entry));
            if (deadline != null) {
                hasten(entry, deadline);
            }
        }
    }

    private FenceId finishedBy(long entry) {
        return room.entries().get(entry).finished();
    }

    private void hasten(long entry, long deadline) {
        room.tell(new DeviceCommand.HastenEntry(room.number(), entry, deadline));
    }

    /** A job is over. */
    void over(long context, long seqno) {
        if (!deadlines.isEmpty()) {
            deadlines.remove(new FenceId(context, seqno));
        }
    }
}
