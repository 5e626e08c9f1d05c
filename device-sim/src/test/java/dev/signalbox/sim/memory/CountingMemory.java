package dev.signalbox.sim.memory;

import dev.signalbox.device.DeviceMemory;

/** Counts how often 64 bits are read. */
final class CountingMemory implements DeviceMemory {
    private final DeviceMemory memory;
    private int reads;

    CountingMemory(DeviceMemory memory) {
        this.memory = memory;
    }

    int reads() {
        return reads;
    }

    @Override
    public long vramBytes() {
        return memory.vramBytes();
    }

    @Override
    public long systemBytes() {
        return memory.systemBytes();
    }

    @Override
    public int readInt(long address) {
        return memory.readInt(address);
    }

    @Override
    public void writeInt(long address, int value) {
        memory.writeInt(address, value);
    }

    @Override
    public long readLong(long address) {
        reads++;
        return memory.readLong(address);
    }

    @Override
    public void writeLong(long address, long value) {
        memory.writeLong(address, value);
    }

    @Override
    public void copy(long to, long from, long bytes) {
        memory.copy(to, from, bytes);
    }

    @Override
    public void fill(long to, long bytes, int value) {
        memory.fill(to, bytes, value);
    }

    @Override
    public void losePower() {
        memory.losePower();
    }

    @Override
    public long heldBytes() {
        return memory.heldBytes();
    }
}
