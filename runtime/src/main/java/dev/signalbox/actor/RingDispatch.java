package dev.signalbox.actor;

import dev.signalbox.device.DeviceCommand;
import dev.signalbox.fence.Errno;
import dev.signalbox.ring.RingWriter;
import dev.signalbox.sched.ArmedJob;
import dev.signalbox.sched.WorkItems;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Does what there is to do, and gives jobs to the hardware: what a reset has taken off the ring first, as far as there is room, then what
 * may run.
 */
final class RingDispatch {
    private final RingRoom room;
    private final RingWriter writer;
    private final RingJobs jobs;
    private final RingWork work;

    /** Whether something could perhaps run, had there been room on the ring. */
    private boolean starved;

    RingDispatch(RingRoom room, RingJobs jobs, RingWork work) {
        this.room = room;
        this.writer = room.writer();
        this.jobs = jobs;
        this.work = work;
    }

    /** Does all there is to do, with one doorbell. */
    void dispatch() {
        long last = writer.lastEntry();
        long pointer = writer.writePointer();
        writeAgain();
        if (starved && hasRoom()) {
            starved = false;
            work.queue(WorkItems.Item.RUN);
        }
        for (WorkItems.Item item = work.next(); item != null; item = work.next()) {
            process(item);
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

    /** Returns whether it has to look again for room, which comes without a message when the device reads ahead. */
    boolean isStarved() {
        return starved;
    }

    private boolean hasRoom() {
        return writer.lastEntry() == room.entries().written() && writer.hasRoom();
    }

    /** With no room left on the ring, what may run waits. */
    private void process(WorkItems.Item item) {
        if (item == WorkItems.Item.FREE) {
            work.free();
        } else if (hasRoom()) {
            long entry = work.run();
            if (entry > 0) {
                write(entry);
            }
        } else {
            starved = true;
        }
    }

    private void write(long number) {
        RingEntry entry = room.entries().get(number);
        writer.write(number, entry.toWrite(), entry.alike().space());
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
