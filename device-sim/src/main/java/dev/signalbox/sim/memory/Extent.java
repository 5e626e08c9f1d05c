package dev.signalbox.sim.memory;

/**
 * Bytes that stand side by side in physical memory.
 *
 * @param physical where they begin
 * @param bytes how many, at least 1
 */
public record Extent(long physical, long bytes) {
    /** Checks the length. */
    public Extent {
        if (bytes < 1) {
            throw new IllegalArgumentException("an extent has at least one byte, not " + bytes);
        }
    }

    /** Returns where it ends. */
    public long end() {
        return physical + bytes;
    }
}
