package dev.signalbox.device;

/**
 * What host and device share of one ring: its dwords, the indirect area behind it, its scratch registers, and what the device writes
 * back. The host writes dwords and publishes them with a {@link DeviceCommand.Doorbell}; from then on, until the read pointer has
 * passed them, they belong to the device.
 *
 * <p>Pointers count dwords since the last reset of the ring and never wrap; the place of a dword is its number modulo the size.
 */
public final class RingMemory implements DwordSource {
    /** How many scratch registers a ring has. */
    public static final int SCRATCH_REGISTERS = 4;

    private static final int TEST_REGISTERS = 2;

    private final int[] dwords;
    private final int[] indirect;
    private final long[] scratch = new long[SCRATCH_REGISTERS];
    private volatile long readPointer;
    private volatile long fence;

    /**
     * Creates an empty ring.
     *
     * @param dwords its size, a power of two
     * @param indirect the size of its indirect area in dwords, a power of two, or 0
     */
    public RingMemory(int dwords, int indirect) {
        if (Integer.bitCount(dwords) != 1 || Integer.bitCount(indirect) > 1 || dwords < 1 || indirect < 0) {
            throw new IllegalArgumentException("a ring has a power of two of dwords, not " + dwords + ", " + indirect);
        }
        this.dwords = new int[dwords];
        this.indirect = new int[indirect];
    }

    /** Returns how many dwords the ring has. */
    public int size() {
        return dwords.length;
    }

    /** Returns how many dwords the indirect area has. */
    public int indirectSize() {
        return indirect.length;
    }

    /** Returns the dword that a pointer points to. */
    @Override
    public int dword(long pointer) {
        return dwords[(int) pointer & (dwords.length - 1)];
    }

    /** Host: writes a packet that does not cross the end of the ring; returns the pointer behind it. */
    public long write(Packet packet, long pointer) {
        packet.write(dwords, (int) pointer & (dwords.length - 1));
        return pointer + packet.dwords();
    }

    /** Returns a dword of the indirect area. */
    public int indirect(long place) {
        return indirect[(int) place];
    }

    /** Host: writes a program into the indirect area. */
    public void writeIndirect(Dwords code, int place) {
        code.copyTo(indirect, place);
    }

    /** Returns what a scratch register holds. */
    public long scratch(int register) {
        return scratch[register];
    }

    /**
     * Device: writes a scratch register. The first two keep what was first written to them, by the test of the ring: no program can
     * make it fail afterwards.
     */
    public void setScratch(int register, long value) {
        if (register >= TEST_REGISTERS || scratch[register] == 0) {
            scratch[register] = value;
        }
    }

    /** Returns up to where the device is done with the dwords. */
    public long readPointer() {
        return readPointer;
    }

    /** Device: gives the dwords up to a pointer back. */
    public void setReadPointer(long pointer) {
        readPointer = pointer;
    }

    /** Returns the number of the newest entry that is done, as the device wrote it back. */
    public long fence() {
        return fence;
    }

    /** Device: writes the number of the newest entry back that is done. */
    public void writeFence(long seqno) {
        fence = seqno;
    }
}
