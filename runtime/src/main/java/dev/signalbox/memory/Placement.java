package dev.signalbox.memory;

/**
 * Where a buffer is.
 *
 * @param address in the address space of its client
 * @param physical in the memory of the device; contiguous
 * @param bytes whole pages
 */
public record Placement(long buffer, long address, long physical, long bytes) {}
