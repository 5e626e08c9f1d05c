package dev.signalbox.sim;

import dev.signalbox.Device;
import dev.signalbox.Signalbox;
import dev.signalbox.event.Facts;
import dev.signalbox.event.RunOutcome;
import java.util.concurrent.CompletionStage;

/** What a run plays: {@link Workloads#of} or {@link Scenarios#of}, in a lab or live. */
@FunctionalInterface
public interface Play {
    /**
     * Opens the device and starts everything on it.
     *
     * @param signalbox its configuration names the device
     * @param facts hears everything that happens on the device
     * @param exactTimes whether time passes as it is said, as in a lab; if not, times are not compared
     * @throws dev.signalbox.fence.Refusal when the configuration makes no sense
     * @throws RuntimeException when it does not fit the device
     */
    Started start(Signalbox signalbox, Facts facts, boolean exactTimes);

    /** Something that was started. */
    interface Started {
        /** Returns the device that it runs on. */
        Device device();

        /** Returns a stage that completes when all clients are over and closed; fails with the first failure. */
        CompletionStage<Void> ended();

        /** Compares what was expected with what happened, and tells the facts the results. */
        void conclude(RunOutcome outcome);

        /** Returns how many comparisons of times were left out. */
        long skipped();
    }
}
