package dev.signalbox.sim.kernel;

import java.util.List;

/**
 * A program that an engine runs for a dispatch. Whoever writes one keeps no state in it, reads no clock and draws nothing at random:
 * it is run on the thread of the device, and is the same function in every run.
 *
 * <p>Whatever it throws, errors of the virtual machine too, ends its entry, and nothing else: in {@link #uses} and {@link #nanos}, where
 * the arguments make no sense, with EINVAL; in {@link #run} with EFAULT for an access of memory that it has not declared, otherwise with
 * EIO. What it has written by then stays. It is logged once, at WARN, with the name of the kernel, the entry and the ring. The arguments
 * are a copy for each call.
 */
public interface Kernel {
    /** Returns all memory that it will use with these arguments; one that is read and written is declared for writing. */
    List<Use> uses(long[] arguments);

    /** Returns how long it takes with these arguments, in nanoseconds at speed 1; at least 0. */
    long nanos(long[] arguments);

    /** Does what it is for. */
    void run(KernelMemory memory, long[] arguments);

    /**
     * Memory that a kernel uses.
     *
     * @param address the virtual address at which it begins
     * @param bytes how much, at least 0
     * @param write whether it may be written too; otherwise it is only read
     */
    record Use(long address, long bytes, boolean write) {
        /** Checks the length. */
        public Use {
            if (bytes < 0) {
                throw new IllegalArgumentException("a kernel uses at least 0 bytes, not " + bytes);
            }
        }
    }
}
