package dev.signalbox.examples.lambda;

/** Java code that a {@link LambdaDevice} executes for a dispatch packet. */
@FunctionalInterface
public interface LambdaKernel {
    /**
     * Does the work, on a thread of the device's pool.
     *
     * @param arguments those of the packet; its own copy
     * @param cancel says whether anybody still wants it; code that never looks cannot be stopped
     * @throws Exception the entry then ends with EIO, as it does after an error, and the log says why, unless it was asked to stop
     */
    void run(long[] arguments, Cancellation cancel) throws Exception;
}
