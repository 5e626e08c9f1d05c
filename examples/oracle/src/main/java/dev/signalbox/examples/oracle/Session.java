package dev.signalbox.examples.oracle;

import dev.signalbox.fence.FenceContainers;

/** What the calls of one program share: its registers and descriptors, the maker of its fences, and time. */
final class Session {
    private final KernelAbi abi = new KernelAbi();
    private final FenceContainers containers = new FenceContainers(this::newContext);
    private long lastContext;
    private long now;

    KernelAbi abi() {
        return abi;
    }

    FenceContainers containers() {
        return containers;
    }

    /** Returns a context that no fence is of. */
    long newContext() {
        return ++lastContext;
    }

    /** Returns the time, in nanoseconds from the start of the case. */
    long now() {
        return now;
    }

    /** Lets what is due happen, and time pass. */
    void pass(long nanoseconds) {
        containers.settle();
        now += nanoseconds;
    }
}
