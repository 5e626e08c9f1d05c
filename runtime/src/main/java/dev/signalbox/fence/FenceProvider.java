package dev.signalbox.fence;

/**
 * Where plain fences come from. It is asked only while a fence is pending: after the signal a fence needs its provider no
 * more, and the provider may be gone. In the kernel: struct dma_fence_ops.
 */
public interface FenceProvider {
    /** What a signalled fence gives as the name of its driver: its provider may be gone. */
    String DETACHED = "detached-driver";

    /** Returns the name of the driver. */
    String driverName();

    /** Returns the name of the timeline that a fence is on. */
    String timelineName(PlainFence fence);

    /**
     * Makes sure that the fence will signal by itself; asked once in a fence's life, before somebody waits for it.
     *
     * @return false when the work behind the fence is done already; the provider has then signalled it, with the time
     */
    default boolean enableSignalling(PlainFence fence) {
        return true;
    }

    /** Signals the fence if the work behind it is known to be done: a question that waits for nobody. */
    default void poll(PlainFence fence) {}

    /**
     * Hears when somebody would like the fence to signal at the latest; a hint, which changes neither order nor outcome.
     *
     * @param deadline in nanoseconds on the clock of the timestamps; sooner than all before it
     */
    default void deadline(PlainFence fence, long deadline) {}
}
