package dev.signalbox.examples.cli;

import dev.signalbox.Device;
import dev.signalbox.Signalbox;
import dev.signalbox.event.Facts;
import dev.signalbox.event.RunOutcome;
import dev.signalbox.sim.Scenarios;
import dev.signalbox.sim.SimDevice;
import dev.signalbox.sim.Workloads;
import dev.signalbox.sim.Workloads.Part;
import dev.signalbox.sim.workload.Check;
import dev.signalbox.sim.workload.scenario.Scenario;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** What a player plays. */
interface Play {
    /**
     * Opens the device and starts everything.
     *
     * @param exactTimes whether time passes as it is said, as in the lab
     */
    Running start(Signalbox signalbox, long seed, Facts facts, boolean exactTimes);

    /** Something that was started. */
    interface Running {
        /** Returns the device that it runs on. */
        Device device();

        /** Returns a stage that completes when it is over. */
        CompletableFuture<Void> ended();

        /** Compares what was expected; returns all results. */
        List<Check> conclude(RunOutcome outcome, List<String> explanation);

        /** Returns how many comparisons could not be made. */
        long skipped();
    }

    /** Workloads, one client each: they expect nothing. */
    record OfWorkloads(List<Part> parts) implements Play {
        private record Started(Device device, CompletableFuture<Void> ended) implements Running {
            @Override
            public List<Check> conclude(RunOutcome outcome, List<String> explanation) {
                return List.of();
            }

            @Override
            public long skipped() {
                return 0;
            }
        }

        @Override
        public Running start(Signalbox signalbox, long seed, Facts facts, boolean exactTimes) {
            Device device = signalbox.open(SimDevice.configured(signalbox.config()), facts);
            return new Started(
                    device, Workloads.play(signalbox, device, parts, seed).toCompletableFuture());
        }
    }

    /** A scenario. */
    record OfScenario(Scenario scenario) implements Play {
        private record Staged(Scenarios.Started started) implements Running {
            @Override
            public Device device() {
                return started.device();
            }

            @Override
            public CompletableFuture<Void> ended() {
                return started.ended().toCompletableFuture();
            }

            @Override
            public List<Check> conclude(RunOutcome outcome, List<String> explanation) {
                boolean ended = outcome == RunOutcome.COMPLETED;
                return started.run()
                        .conclude(
                                ended ? Scenario.Outcome.ENDED : Scenario.Outcome.HANG,
                                ended ? List.of() : explanation);
            }

            @Override
            public long skipped() {
                return started.run().skipped();
            }
        }

        @Override
        public Running start(Signalbox signalbox, long seed, Facts facts, boolean exactTimes) {
            return new Staged(Scenarios.start(signalbox, scenario, seed, facts, exactTimes));
        }
    }
}
