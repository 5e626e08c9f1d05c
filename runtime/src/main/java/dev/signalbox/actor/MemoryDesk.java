package dev.signalbox.actor;

import akka.actor.typed.ActorRef;
import dev.signalbox.device.DeviceCommand;
import dev.signalbox.device.DeviceMemory;
import dev.signalbox.device.Dwords;
import dev.signalbox.event.DeviceFact;
import dev.signalbox.fence.FenceId;
import dev.signalbox.fence.Refusal;
import dev.signalbox.memory.Buffers;
import dev.signalbox.memory.Placement;
import dev.signalbox.memory.Residency;
import dev.signalbox.sched.JobDraft;
import dev.signalbox.vm.SpaceState;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** The memory manager's part for a device with memory: gives buffers their places, and tells the facts of that. */
final class MemoryDesk {
    private final Board board;
    private final Buffers buffers;
    private final Residency residency;
    /** The rings that were told that the last loss of memory is over. */
    private final BitSet restored = new BitSet();

    private @Nullable ActorRef<DeviceCommand> device;

    MemoryDesk(Board board, Buffers buffers, DeviceMemory memory, ActorRef<DeviceCommand> device) {
        this.board = board;
        this.buffers = buffers;
        this.residency = new Residency(memory, board.inOrder());
        this.device = device;
    }

    void create(MemoryCommand.CreateBuffer create) {
        residency.add(create.client(), create.buffer(), create.address(), create.bytes());
    }

    /** A buffer that existed until now is destroyed. */
    void destroy(long buffer) {
        residency.destroy(buffer);
        releaseUnused();
    }

    /**
     * Makes sure that programs find what they use: returns what they execute in, or null when there are no programs.
     *
     * @throws Refusal ENOMEM when there is no room for all that they use; nothing has changed then
     */
    @Nullable SpaceState prepare(int client, List<JobDraft> drafts) {
        List<Long> used = null;
        for (JobDraft draft : drafts) {
            if (executes(draft)) {
                used = used == null ? new ArrayList<>() : used;
                used.addAll(Buffers.named(draft.accesses()));
            }
        }
        if (used == null) {
            return null;
        }
        place(used);
        return residency.space(client);
    }

    /**
     * Returns the draft with what its program executes in, if it has one.
     *
     * @param space that of the client, as it is now
     * @param finished the fence that will tell that the job is over
     */
    JobDraft in(SpaceState space, JobDraft draft, FenceId finished) {
        if (!executes(draft)) {
            return draft;
        }
        residency.executes(space.id(), finished);
        return draft.in(space);
    }

    private static boolean executes(JobDraft draft) {
        return !draft.work().program().isEmpty();
    }

    /** Writes into a buffer that exists; ENOMEM when there is no room for it. */
    void write(MemoryCommand.WriteBuffer write) {
        place(List.of(write.buffer()));
        residency.write(write.buffer(), write.offset(), write.data());
        DeviceFact.BufferWritten fact =
                new DeviceFact.BufferWritten(board.now(), write.client(), write.buffer(), write.offset(), write.data());
        board.facts().report(fact);
        buffers.apply(fact);
        if (device != null) {
            device.tell(new DeviceCommand.MemoryWritten());
        }
    }

    /** Reads out of a buffer that exists; ENOMEM when there is no room for it. */
    Dwords read(MemoryCommand.ReadBuffer read) {
        place(List.of(read.buffer()));
        return residency.read(read.buffer(), read.offset(), read.dwords());
    }

    /** Gives memory to the buffer that a client sees at an address; returns whether something is mapped there now. */
    boolean faultIn(int client, long address) {
        OptionalLong buffer = residency.find(client, address);
        try {
            buffer.ifPresent(found -> place(List.of(found)));
        } catch (Refusal noRoom) {
            return false;
        }
        return residency.isMapped(client, address);
    }

    /** Memory was lost, and a ring is to hear that this is over: each loss is told to every ring once. */
    void restore(int ring) {
        if (restored.isEmpty() || restored.get(ring)) {
            restored.clear();
            residency.restore();
        }
        restored.set(ring);
    }

    void closeSpace(int client) {
        releaseUnused();
        residency.close(client);
        tellReleased();
    }

    /** The device may go on using what it was given: nobody else gets it. */
    void keepAll() {
        residency.keepAll();
    }

    void deviceGone() {
        device = null;
    }

    /** Everything stops: what was kept for jobs is free. */
    void stopped() {
        buffers.kept().forEach(this::released);
    }

    private void place(Collection<Long> wanted) {
        List<Long> unplaced = residency.unplaced(wanted);
        if (!unplaced.isEmpty()) {
            releaseUnused();
            residency.place(unplaced).forEach(this::placed);
        }
    }

    private void placed(Placement placement) {
        DeviceFact.BufferPlaced fact = new DeviceFact.BufferPlaced(
                board.now(), placement.buffer(), placement.address(), placement.physical(), placement.bytes());
        board.facts().report(fact);
        buffers.apply(fact);
    }

    private void releaseUnused() {
        buffers.unused().forEach(residency::release);
        tellReleased();
    }

    private void tellReleased() {
        residency.takeReleased().forEach(this::released);
    }

    private void released(long buffer) {
        DeviceFact.BufferReleased fact = new DeviceFact.BufferReleased(board.now(), buffer);
        board.facts().report(fact);
        buffers.apply(fact);
    }
}
