package dev.signalbox.device;

/**
 * The memory that a device reaches, by physical address: its own (VRAM), and the part of the system's that it may use. Host and
 * device share it. Accesses are plain: whoever wants to see what another has written was told so by a message. Memory that nobody has
 * written reads as 0 and costs nothing.
 */
public interface DeviceMemory {
    /** The size of a page in bytes. */
    int PAGE = 4_096;

    /** The physical address at which system memory begins; VRAM begins at 0. */
    long SYSTEM = 1L << 46;

    /** Returns the size of VRAM in bytes. */
    long vramBytes();

    /** Returns the size of the system memory that the device may use, in bytes. */
    long systemBytes();

    /** Returns whether all bytes from an address on exist. */
    default boolean contains(long address, long bytes) {
        return isWithin(address, bytes, 0, vramBytes()) || isWithin(address, bytes, SYSTEM, systemBytes());
    }

    private static boolean isWithin(long address, long bytes, long start, long size) {
        return bytes >= 0 && address >= start && address - start <= size && bytes <= size - (address - start);
    }

    /** Returns 32 bits at a multiple of 4. */
    int readInt(long address);

    /** Writes 32 bits at a multiple of 4. */
    void writeInt(long address, int value);

    /** Returns 64 bits at a multiple of 8. */
    long readLong(long address);

    /** Writes 64 bits at a multiple of 8. */
    void writeLong(long address, long value);

    /** Copies bytes as if through a third place. */
    void copy(long to, long from, long bytes);

    /** Fills dwords; the address and the number of bytes are multiples of 4. Filling pages with 0 gives them up. */
    void fill(long to, long bytes, int value);

    /** Forgets all that VRAM holds, as without power. */
    void losePower();

    /** Returns how many bytes are held for what was written. */
    long heldBytes();
}
