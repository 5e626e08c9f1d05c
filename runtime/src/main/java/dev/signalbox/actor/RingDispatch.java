package dev.signalbox.actor;

import dev.signalbox.device.DeviceCommand;
import dev.signalbox.fence.Errno;
import dev.signalbox.ring.RingWriter;
import dev.signalbox.sched.ArmedJob;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Gives jobs to the hardware: what a reset has taken off the ring first, as far as there is room, then what may run. */
final class RingDispatch {
    private final RingRoom room;
    private final RingWriter writer;
    private final RingJobs jobs;

    RingDispatch(RingRoom room, RingJobs jobs) {
        this.room = room;
        this.writer = room.writer();
        this.jobs = jobs;
    }

    /** Gives the hardware all that may run, with one doorbell. */
    void dispatch() {
        long last = writer.lastEntry();
        long pointer = writer.writePointer();
        writeAgain();
        for (long next = emitNext(); next > 0; next = emitNext()) {
            write(next);
        }
        if (writer.writePointer() > pointer) {
            room.tell(new DeviceCommand.Doorbell(room.number(), writer.generation(), writer.writePointer()));
            jobs.given(last + 1);
        }
    }

    private void writeAgain() {
        while (writer.lastEntry() < room.entries().written() && writer.hasRoom()) {
            write(writer.lastEntry() + 1);
        }
    }

    /** With no room left on the ring, what may run waits for an entry to retire. */
    private long emitNext() {
        return writer.lastEntry() == room.entries().written() && writer.hasRoom() ? jobs.emitNext() : 0;
    }

    private void write(long number) {
        RingEntry entry = room.entries().get(number);
        writer.write(number, entry.work(), entry.job().space());
    }

    /**
     * Ends entries early.
     *
     * @param error what they end with; null when that is how they are meant to end
     */
    void end(Predicate<ArmedJob> which, @Nullable Errno error) {
        for (long number = room.head(); number <= room.entries().written(); number++) {
            RingEntry entry = room.entries().get(number);
            if (which.test(entry.job())) {
                entry.end(error);
                room.tell(new DeviceCommand.EndEntry(room.number(), number, error));
            }
        }
    }
}
