package dev.signalbox.device;

import java.util.TreeMap;

/** Memory of a device as a map from addresses to 32-bit words that are not 0. What does not exist cannot be accessed. */
public final class PlainMemory implements DeviceMemory {
    private final TreeMap<Long, Integer> words = new TreeMap<>();
    private final long vramBytes;
    private final long systemBytes;

    /** Memory of which nothing is written. */
    public PlainMemory(long vramBytes, long systemBytes) {
        this.vramBytes = vramBytes;
        this.systemBytes = systemBytes;
    }

    @Override
    public long vramBytes() {
        return vramBytes;
    }

    @Override
    public long systemBytes() {
        return systemBytes;
    }

    @Override
    public int readInt(long address) {
        check(address, Integer.BYTES);
        return words.getOrDefault(address, 0);
    }

    @Override
    public void writeInt(long address, int value) {
        check(address, Integer.BYTES);
        if (value == 0) {
            words.remove(address);
        } else {
            words.put(address, value);
        }
    }

    @Override
    public long readLong(long address) {
        check(address, Long.BYTES);
        return Integer.toUnsignedLong(readInt(address)) | (long) readInt(address + Integer.BYTES) << Integer.SIZE;
    }

    @Override
    public void writeLong(long address, long value) {
        check(address, Long.BYTES);
        writeInt(address, (int) value);
        writeInt(address + Integer.BYTES, (int) (value >>> Integer.SIZE));
    }

    @Override
    public void copy(long to, long from, long bytes) {
        throw new UnsupportedOperationException("the host copies nothing");
    }

    @Override
    public void fill(long to, long bytes, int value) {
        check(to, bytes);
        words.subMap(to, to + bytes).clear();
        if (value != 0) {
            throw new UnsupportedOperationException("the host fills with 0 only");
        }
    }

    @Override
    public void losePower() {
        words.headMap(SYSTEM).clear();
    }

    @Override
    public long heldBytes() {
        return (long) words.size() * Integer.BYTES;
    }

    private void check(long address, long bytes) {
        if (!contains(address, bytes) || address % Math.min(bytes, Long.BYTES) != 0) {
            throw new IllegalArgumentException(bytes + " bytes at " + address + " do not exist");
        }
    }
}
