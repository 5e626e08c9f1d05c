package dev.signalbox.examples.cli;

import com.typesafe.config.Config;
import dev.signalbox.Signalbox;
import dev.signalbox.sim.Play;
import dev.signalbox.sim.Scenarios;
import dev.signalbox.sim.Workloads;
import dev.signalbox.sim.Workloads.Part;
import dev.signalbox.sim.workload.scenario.Scenario;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Something to play, under which configuration and seed. */
record Planned(Play play, Config config, long seed) {
    private static final long DEFAULT_SEED = 1;

    /** Adds to a configuration. */
    interface Settings {
        /** Returns the configuration with more in it. */
        Config over(Config config) throws IOException;
    }

    /**
     * Reads workloads, or one scenario.
     *
     * @param repeats how often each workload runs its steps; a scenario says that itself
     * @param seed null for what the scenario says, or 1
     * @param settings what is set besides the options
     */
    static Planned of(List<String> files, long repeats, @Nullable Long seed, RunOptions options, Settings settings)
            throws IOException {
        if (repeats < 1) {
            throw new BadInputException("-r " + repeats + ": a workload runs at least once");
        }
        Scenario scenario = ScenarioLibrary.read(files);
        if (scenario == null) {
            return ofWorkloads(files, repeats, seed == null ? DEFAULT_SEED : seed, settings.over(options.config()));
        }
        if (repeats > 1) {
            throw new BadInputException(
                    "-r " + repeats + ": a scenario says itself how often a client repeats its steps");
        }
        Config config = settings.over(options.config(Scenarios.settings(scenario)));
        Long own = scenario.seed();
        long chosen = seed != null ? seed : own != null ? own : DEFAULT_SEED;
        return new Planned(Scenarios.of(scenario, chosen), Scenarios.check(scenario, config), chosen);
    }

    private static Planned ofWorkloads(List<String> files, long repeats, long seed, Config settings)
            throws IOException {
        Config config = Signalbox.check(settings);
        List<Part> parts = WorkloadLibrary.read(files).stream()
                .map(workload -> new Part(workload, repeats))
                .toList();
        Workloads.check(parts, config);
        return new Planned(Workloads.of(parts, seed), config, seed);
    }
}
