package dev.signalbox.device;

/** Something that dwords are read from. */
@FunctionalInterface
public interface DwordSource {
    /** Returns the dword at a place, counted in dwords. */
    int dword(long at);
}
