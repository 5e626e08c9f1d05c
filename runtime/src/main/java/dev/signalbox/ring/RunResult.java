package dev.signalbox.ring;

import dev.signalbox.fence.Errno;
import org.jspecify.annotations.Nullable;

/**
 * What became of a job that was to run.
 *
 * @param onHardware whether the device gets it; otherwise it is over at once
 * @param error what a job ends with that is over at once; null when it has failed nowhere but, perhaps, before
 */
public record RunResult(boolean onHardware, @Nullable Errno error) {
    /** The device gets it, and says when it is over. */
    public static final RunResult ON_HARDWARE = new RunResult(true, null);

    /** There was nothing to do: it is over at once, with the error that its fence carries, if any. */
    public static final RunResult NOTHING = new RunResult(false, null);

    /** Refuses an error of a job that the device gets: it has not ended. */
    public RunResult {
        if (onHardware && error != null) {
            throw new IllegalArgumentException("a job that the device gets has not failed with " + error);
        }
    }

    /** It could not be run, and is over at once. */
    public static RunResult failed(Errno error) {
        return new RunResult(false, error);
    }
}
