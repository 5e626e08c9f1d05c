package dev.signalbox.sim;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import dev.signalbox.ReplayRun;
import dev.signalbox.device.DeviceDescription;
import dev.signalbox.event.Fact;
import dev.signalbox.fence.Errno;
import dev.signalbox.fence.Refusal;
import dev.signalbox.sim.Workloads.Part;
import dev.signalbox.sim.convert.ScenarioNames;
import dev.signalbox.sim.convert.Tally;
import dev.signalbox.sim.lab.LabOptions;
import dev.signalbox.sim.workload.WsimAsScenario;
import dev.signalbox.sim.workload.scenario.ClientPlan;
import dev.signalbox.sim.workload.scenario.Expectation;
import dev.signalbox.sim.workload.scenario.Origin;
import dev.signalbox.sim.workload.scenario.Scenario;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Turns workloads and runs of a journal into scenarios that do the same. What is returned was read back from its own text, so that
 * is what to write to a file: {@code scenario.origin().text()}.
 */
public final class ToScenario {
    private static final int LONGEST_TITLE = 100;

    private ToScenario() {}

    /**
     * Turns workloads into a scenario with a client for each: under the same seed it gives the same facts.
     *
     * @param config names the device and the policy
     * @throws dev.signalbox.sim.workload.WorkloadException when a workload does not fit the device
     * @throws Refusal EINVAL when the configuration makes no sense, or a scenario cannot say it
     */
    public static Scenario of(List<Part> parts, long seed, Config config) {
        DeviceDescription device = SimDevice.configured(config).describe();
        ScenarioNames names = new ScenarioNames();
        List<ClientPlan> clients = new ArrayList<>();
        for (Part part : parts) {
            String name = names.unique(part.workload().name());
            clients.add(WsimAsScenario.of(part.workload(), name, device, part.cycles()));
        }
        String title = parts.stream().map(part -> part.workload().name()).collect(Collectors.joining(", "));
        Scenario draft = new Scenario(
                Origin.none(),
                title(title),
                "",
                Surroundings.device(device),
                Surroundings.settings(config),
                seed,
                Surroundings.faults(config),
                clients,
                Scenario.Outcome.ENDED,
                List.of());
        return WrittenScenario.of(draft);
    }

    /**
     * Turns a run of a journal into a scenario: from what was given to it, or, when a program drove it, from what it did.
     *
     * @throws Refusal EINVAL when a scenario cannot say it
     */
    public static Scenario of(ReplayRun run) {
        if (run.undriven() != null) {
            return DrivenRun.convert(run);
        }
        List<Fact.WorkloadGiven> given = run.workloads();
        if (given.isEmpty()) {
            throw new Refusal(Errno.EINVAL, "no client opened the device in this run", "choose another run");
        }
        return given.get(0).format().equals(Plays.SCENARIO) ? given(run, Plays.scenarioOf(given)) : given(run, given);
    }

    /** The text stays as it is, with its comments, unless the run was under another seed or other settings than it says. */
    private static Scenario given(ReplayRun run, Scenario scenario) {
        Config config = RunConfig.of(run);
        long seed = run.workloads().get(0).seed();
        Long own = scenario.seed();
        Config alone = Scenarios.settings(scenario).withFallback(ConfigFactory.defaultReference());
        boolean same = (own == null ? 1 : own) == seed
                && Surroundings.faults(config).isEmpty()
                && Surroundings.settings(alone).equals(Surroundings.settings(config))
                && SimDevice.configured(alone)
                        .describe()
                        .equals(SimDevice.configured(config).describe());
        return same
                ? scenario
                : WrittenScenario.of(Surroundings.under(
                        scenario,
                        config,
                        Surroundings.device(SimDevice.configured(config).describe()),
                        seed));
    }

    private static Scenario given(ReplayRun run, List<Fact.WorkloadGiven> given) {
        long seed = given.get(0).seed();
        for (Fact.WorkloadGiven each : given) {
            if (each.seed() != seed) {
                throw new Refusal(
                        Errno.EINVAL,
                        "workload " + each.name() + " has seed " + each.seed() + ", "
                                + given.get(0).name() + " has " + seed,
                        "a scenario has one seed for all its clients: convert the .wsim files, with a seed of your choice");
            }
        }
        return of(Plays.parts(given), seed, RunConfig.of(run));
    }

    /**
     * Adds what happened in a run of a journal as expectations.
     *
     * @param converted from this run
     */
    public static Scenario expecting(Scenario converted, ReplayRun run) {
        Tally tally = new Tally(run.undriven() != null);
        run.foldInto(tally);
        return expecting(converted, tally);
    }

    /**
     * Adds what happens as expectations: plays it once, in a lab.
     *
     * @param converted with a seed
     * @param config its settings included
     */
    public static Scenario expecting(Scenario converted, Config config) {
        Tally tally = new Tally(false);
        Long seed = converted.seed();
        long chosen = seed == null ? 1 : seed;
        LabPlay.play(
                LabOptions.seed(chosen), Scenarios.check(converted, config), tally, Scenarios.of(converted, chosen));
        return expecting(converted, tally);
    }

    private static Scenario expecting(Scenario converted, Tally tally) {
        List<Expectation> all = new ArrayList<>(converted.expectations());
        all.addAll(tally.expectations());
        return WrittenScenario.of(converted.expecting(tally.outcome(), all));
    }

    static String title(String wanted) {
        String title = ScenarioNames.printable(wanted);
        return title.substring(0, Math.min(title.length(), LONGEST_TITLE));
    }
}
