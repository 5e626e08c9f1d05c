package dev.signalbox.actor;

import akka.actor.typed.ActorRef;
import dev.signalbox.device.DeviceCommand;
import dev.signalbox.fence.FenceId;
import dev.signalbox.ring.SubmissionRing;
import java.util.HashMap;
import java.util.Map;

/** Passes the deadlines of jobs on to the device, of those that are queued as soon as it has them. */
final class RingDeadlines {
    private final int ring;
    private final ActorRef<DeviceCommand> device;
    private final SubmissionRing<RingEntry> entries;
    private final Map<FenceId, Long> queued = new HashMap<>();

    RingDeadlines(int ring, ActorRef<DeviceCommand> device, SubmissionRing<RingEntry> entries) {
        this.ring = ring;
        this.device = device;
        this.entries = entries;
    }

    /** Returns false when the job is not on the hardware. */
    boolean hasten(FenceId finished, long deadline) {
        for (long entry = entries.retired() + 1; entry <= entries.written(); entry++) {
            if (entries.get(entry).job().finished().equals(finished)) {
                device.tell(new DeviceCommand.HastenEntry(ring, entry, deadline));
                return true;
            }
        }
        return false;
    }

    /** A job is queued; of several deadlines the first counts. */
    void keep(FenceId finished, long deadline) {
        queued.merge(finished, deadline, Math::min);
    }

    /** The device has just got the entries from one on. */
    void given(long firstEntry) {
        for (long entry = firstEntry; !queued.isEmpty() && entry <= entries.written(); entry++) {
            Long deadline = queued.remove(entries.get(entry).job().finished());
            if (deadline != null) {
                device.tell(new DeviceCommand.HastenEntry(ring, entry, deadline));
            }
        }
    }

    /** A job is over. */
    void over(FenceId finished) {
        if (!queued.isEmpty()) {
            queued.remove(finished);
        }
    }
}
