package dev.signalbox.fence;

/** What is called once when a fence signals. The fence is signalled by then, and its timestamp and error are final. */
@FunctionalInterface
public interface FenceCallback {
    /** Hears that the fence has signalled. Must not block; hands long work over to somebody else. */
    void signalled(DmaFence fence);
}
