package dev.signalbox.ring;

import dev.signalbox.device.Packet;
import dev.signalbox.device.Program;
import dev.signalbox.device.RingMemory;
import dev.signalbox.device.Work;
import dev.signalbox.vm.SpaceState;
import org.jspecify.annotations.Nullable;

/**
 * The host's end of the dwords of a ring: turns entries into packets, behind each other, and keeps what the device has not read yet.
 * Packets do not cross the end of the ring: what is left there is padded.
 */
public final class RingWriter {
    /** The least dwords that a ring has: room for any entry, with padding. */
    public static final int LEAST_DWORDS = 64;

    private static final int MOST_OF_ENTRY = 32;
    private static final long TEST = 0xCAFE_DEADL;

    private final RingMemory memory;
    private final IndirectArea indirect;
    private int generation;
    private final Spaces spaces = new Spaces();
    private long writePointer;
    private long lastEntry;

    /** Up to where the device had read when somebody last asked for room: a reset meanwhile takes nothing of that away. */
    private long readPointer;

    /** Writes to an empty ring. */
    public RingWriter(RingMemory memory) {
        this.memory = memory;
        this.indirect = new IndirectArea(memory);
    }

    /**
     * Returns whether an entry fits, whatever it is: otherwise one has to retire first. The device moves its pointer all the time, and
     * is only asked when what it said last leaves no room.
     */
    public boolean hasRoom() {
        if (!hasDwords()) {
            readPointer = memory.readPointer();
        }
        return hasDwords() && indirect.hasRoom(Program.MOST_DWORDS);
    }

    private boolean hasDwords() {
        return memory.size() - (writePointer - readPointer) >= MOST_OF_ENTRY;
    }

    /** Returns the newest entry that is on the ring, or was when it retired. */
    public long lastEntry() {
        return lastEntry;
    }

    /** Returns how often the ring has been reset. */
    public int generation() {
        return generation;
    }

    /** Returns up to where it has written, in dwords since the last reset. */
    public long writePointer() {
        return writePointer;
    }

    /** Writes an entry without an address space; there is room. */
    public void write(long entry, Work work) {
        write(entry, work, null);
    }

    /**
     * Writes an entry behind the last one; there is room.
     *
     * @param space the address space that its program executes in; null for none
     */
    public void write(long entry, Work work, @Nullable SpaceState space) {
        boolean executes = !work.program().isEmpty();
        int slot = executes && space != null ? enter(space) : 0;
        if (work.nanos() != 0) {
            write(new Packet.Delay(work.nanos(), work.preemptNanos()));
        }
        if (executes) {
            execute(entry, work.program(), slot);
        }
        if (work.fault() != null) {
            write(new Packet.Trap(work.fault()));
        }
        write(new Packet.Fence(true, entry));
        lastEntry = entry;
    }

    /** Writes what shows that the ring and its indirect area work, before the first entry. */
    public void writeTest() {
        write(new Packet.Write(true, 0, TEST));
        execute(lastEntry + 1, Program.of(new Packet.Write(true, 1, TEST)), 0);
    }

    /** Returns whether the device has executed the test. */
    public boolean isTestPassed() {
        return memory.scratch(0) == TEST && memory.scratch(1) == TEST;
    }

    /** Takes note that all entries up to one are over. */
    public void retire(long entry) {
        indirect.retire(entry);
    }

    /**
     * The ring was reset: it is empty, its pointers are 0, and no address space is in a slot. A test that was not executed by then is
     * written again.
     *
     * @param newGeneration how often it has been reset by now
     * @param lastRetired up to which entry all are over; the others are to be written again
     */
    public void reset(int newGeneration, long lastRetired) {
        generation = newGeneration;
        lastEntry = lastRetired;
        writePointer = 0;
        readPointer = 0;
        indirect.reset();
        spaces.clear();
        if (!isTestPassed()) {
            writeTest();
        }
    }

    /** Makes the device ready to execute in an address space; returns the slot that it is in. */
    private int enter(SpaceState space) {
        Spaces.Need need = spaces.use(space);
        int slot = spaces.slot(space);
        if (need == Spaces.Need.LOAD) {
            write(new Packet.Space(slot, space.root()));
        } else if (need == Spaces.Need.FLUSH) {
            write(new Packet.Flush(true, false, slot));
        }
        return slot;
    }

    private void execute(long entry, Program program, int space) {
        int place = indirect.write(entry, program.code());
        write(new Packet.Indirect(true, space, program.code().size(), place));
    }

    private void write(Packet packet) {
        int left = memory.size() - (int) (writePointer & (memory.size() - 1));
        if (packet.dwords() > left) {
            writePointer = memory.write(new Packet.Nop(left - 1), writePointer);
        }
        if (writePointer + packet.dwords() - readPointer > memory.size()) {
            throw new IllegalStateException("ring full at dword " + writePointer);
        }
        writePointer = memory.write(packet, writePointer);
    }
}
