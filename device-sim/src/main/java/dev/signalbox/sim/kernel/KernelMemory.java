package dev.signalbox.sim.kernel;

import dev.signalbox.device.DeviceMemory;
import dev.signalbox.sim.memory.Translation;
import java.util.ArrayList;
import java.util.List;

/**
 * What a kernel sees: the memory that it has declared, by virtual address. An address is a multiple of the size of what is read or
 * written. Every method throws {@link OutsideException} for an access that was not declared, or whose address is no such multiple; the
 * entry then ends with EFAULT.
 */
public final class KernelMemory {
    private final DeviceMemory memory;
    private final Window[] windows;

    /**
     * Opens memory for one run of a kernel.
     *
     * @param uses what the kernel has declared
     * @param places where each of them is
     * @throws IllegalArgumentException when a use has no place of its length
     */
    public KernelMemory(DeviceMemory memory, List<Kernel.Use> uses, List<Translation.Mapped> places) {
        if (uses.size() != places.size()) {
            throw new IllegalArgumentException(uses.size() + " uses have " + places.size() + " places");
        }
        List<Window> opened = new ArrayList<>();
        for (int i = 0; i < uses.size(); i++) {
            opened.add(new Window(uses.get(i), places.get(i).extents()));
        }
        this.memory = memory;
        this.windows = opened.toArray(Window[]::new);
    }

    /** Reads 32 bits. */
    public int readInt(long address) {
        return memory.readInt(physical(address, Integer.BYTES, false));
    }

    /** Writes 32 bits. */
    public void writeInt(long address, int value) {
        memory.writeInt(physical(address, Integer.BYTES, true), value);
    }

    /** Reads 64 bits. */
    public long readLong(long address) {
        return memory.readLong(physical(address, Long.BYTES, false));
    }

    /** Writes 64 bits. */
    public void writeLong(long address, long value) {
        memory.writeLong(physical(address, Long.BYTES, true), value);
    }

    /** Reads 32 bits as a number of single precision. */
    public float readFloat(long address) {
        return Float.intBitsToFloat(readInt(address));
    }

    /**
     * Writes a number of single precision. All that is not a number is written as the one pattern 0x7fc00000: which one a calculation
     * leaves depends on how the virtual machine has compiled it, and the same seed is to give the same bytes.
     */
    public void writeFloat(long address, float value) {
        writeInt(address, Float.floatToIntBits(value));
    }

    private long physical(long address, int bytes, boolean write) {
        if ((address & (bytes - 1)) != 0) {
            throw new OutsideException(address, bytes, write, " is no multiple of " + bytes);
        }
        for (Window window : windows) {
            if (window.allows(address, bytes, write)) {
                return window.physical(address);
            }
        }
        throw new OutsideException(address, bytes, write, " is not what the kernel has declared");
    }

    /** A kernel has reached for memory that it had not declared, or not for that, or across a boundary of what it reads. */
    public static final class OutsideException extends RuntimeException {
        private static final long serialVersionUID = 1;

        private final long address;
        private final boolean write;

        OutsideException(long address, int bytes, boolean write, String problem) {
            super((write ? "a write of " : "a read of ") + bytes + " bytes at 0x" + Long.toHexString(address)
                    + problem);
            this.address = address;
            this.write = write;
        }

        /** Returns the virtual address. */
        public long address() {
            return address;
        }

        /** Returns whether it was to be written. */
        public boolean write() {
            return write;
        }
    }
}
