package dev.signalbox.sim;

import akka.actor.typed.Props;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigOriginFactory;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import dev.signalbox.Client;
import dev.signalbox.Device;
import dev.signalbox.Signalbox;
import dev.signalbox.device.DeviceDescription;
import dev.signalbox.event.Facts;
import dev.signalbox.event.RunOutcome;
import dev.signalbox.fence.Refusal;
import dev.signalbox.report.HangReport;
import dev.signalbox.sim.actor.ProgramActor;
import dev.signalbox.sim.workload.NamedBuffers;
import dev.signalbox.sim.workload.Program;
import dev.signalbox.sim.workload.ScenarioRun;
import dev.signalbox.sim.workload.scenario.ClientPlan;
import dev.signalbox.sim.workload.scenario.DevicePlan;
import dev.signalbox.sim.workload.scenario.FaultPlan;
import dev.signalbox.sim.workload.scenario.Place;
import dev.signalbox.sim.workload.scenario.Scenario;
import dev.signalbox.sim.workload.scenario.ScenarioException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Plays scenarios: opens the device that one asks for, and its clients, all at once. */
public final class Scenarios {
    private static final String DEVICE = "signalbox.sim.device";
    private static final String DEVICES = "signalbox.sim.devices.";

    private Scenarios() {}

    /**
     * A scenario that was started.
     *
     * @param run what to ask at the end
     * @param hang knows why it hangs, if it does
     */
    public record Started(Device device, ScenarioRun run, HangReport hang, CompletionStage<Void> ended)
            implements Play.Started {
        @Override
        public void conclude(RunOutcome outcome) {
            if (outcome == RunOutcome.COMPLETED) {
                run.conclude(Scenario.Outcome.ENDED, List.of());
            } else {
                run.conclude(Scenario.Outcome.HANG, explanation());
            }
        }

        /** A live device may still report while somebody gives up waiting. */
        private List<String> explanation() {
            synchronized (hang) {
                return hang.explain();
            }
        }

        @Override
        public long skipped() {
            return run.skipped();
        }
    }

    /**
     * Returns a scenario as a play on the device that it asks for.
     *
     * @param seed of what is drawn at random; each client has a split of its own
     */
    public static Play of(Scenario scenario, long seed) {
        return (signalbox, facts, exactTimes) -> start(signalbox, scenario, seed, facts, exactTimes);
    }

    /** Returns what a scenario sets of the configuration, to be laid between what the caller wants and the defaults. */
    public static Config settings(Scenario scenario) {
        Config config = ConfigFactory.empty();
        for (Map.Entry<String, Scenario.Setting> entry : scenario.settings().entrySet()) {
            Scenario.Setting setting = entry.getValue();
            config = config.withValue(entry.getKey(), value(scenario, setting.value(), setting.place()));
        }
        DevicePlan device = scenario.device();
        if (device == null) {
            return config;
        }
        if (device.isDescribed()) {
            String path = DEVICES + device.name();
            config = config.withValue(path + ".engines", ConfigValueFactory.fromIterable(device.engines()))
                    .withValue(path + ".credits", ConfigValueFactory.fromAnyRef(device.credits()));
        }
        for (Map.Entry<String, Scenario.Setting> detail : device.details().entrySet()) {
            Scenario.Setting setting = detail.getValue();
            config = config.withValue(
                    DEVICES + device.name() + "." + detail.getKey(), value(scenario, setting.value(), setting.place()));
        }
        return config.withValue(DEVICE, value(scenario, device.name(), device.place()));
    }

    private static ConfigValue value(Scenario scenario, String value, Place place) {
        return ConfigValueFactory.fromAnyRef(value).withOrigin(ConfigOriginFactory.newSimple(origin(scenario, place)));
    }

    /**
     * Checks that a scenario fits a configuration: its settings make sense, and the device has the engines that it names.
     *
     * @param config the whole configuration, the scenario's settings included
     * @return the effective configuration, with defaults
     * @throws ScenarioException when it does not
     * @throws Refusal when a part of the configuration makes no sense that does not come from the scenario
     */
    public static Config check(Scenario scenario, Config config) {
        try {
            Config effective = Signalbox.check(config);
            checkFits(scenario, SimDevice.configured(effective));
            return effective;
        } catch (Refusal refusal) {
            Place place = blamed(scenario, config, refusal.reason());
            if (place == null) {
                throw refusal;
            }
            String origin = origin(scenario, place);
            String reason = refusal.reason().replace(origin + ": ", "").replace(" (" + origin + ")", "");
            throw new ScenarioException(scenario.file(), place.line(), reason, refusal.hint());
        }
    }

    private static void checkFits(Scenario scenario, SimDevice device) {
        ScenarioRun.check(scenario, device.describe());
        if (!device.spec().recoverableFaults()) {
            NamedBuffers.check(scenario);
        }
    }

    /** The place of the setting, or of the device, that a refusal is about; null when that comes from outside the scenario. */
    private static @Nullable Place blamed(Scenario scenario, Config config, String reason) {
        for (Map.Entry<String, Scenario.Setting> setting : scenario.settings().entrySet()) {
            String quoted = "'" + setting.getValue().value() + "'";
            Place place = setting.getValue().place();
            boolean meant = reason.contains(setting.getKey()) || reason.contains(quoted);
            if (meant && comesFrom(config, setting.getKey(), origin(scenario, place))) {
                return place;
            }
        }
        DevicePlan device = scenario.device();
        boolean meant = device != null && reason.contains("device '" + device.name() + "'");
        return device != null && meant && comesFrom(config, DEVICE, origin(scenario, device.place()))
                ? blamed(scenario, device, reason)
                : null;
    }

    private static Place blamed(Scenario scenario, DevicePlan device, String reason) {
        return device.details().values().stream()
                .map(Scenario.Setting::place)
                .filter(place -> reason.contains("(" + origin(scenario, place) + ")"))
                .findFirst()
                .orElse(device.place());
    }

    private static boolean comesFrom(Config config, String key, String origin) {
        return config.hasPath(key)
                && config.getValue(key).origin().description().equals(origin);
    }

    private static String origin(Scenario scenario, Place place) {
        return scenario.file() + ":" + place.line();
    }

    /**
     * Opens the device and starts every client of a scenario.
     *
     * @param signalbox with the settings of the scenario in its configuration
     * @param seed of what is drawn at random; each client has a split of its own
     * @param facts hears everything that happens on the device
     * @param exactTimes whether time passes as the scenario says, as in a lab; if not, times are not compared
     * @throws ScenarioException when the scenario does not fit the device
     */
    public static Started start(Signalbox signalbox, Scenario scenario, long seed, Facts facts, boolean exactTimes) {
        checkFits(scenario, SimDevice.configured(signalbox.config()));
        SimDevice provider = device(signalbox.config(), scenario).seeded(seed);
        HangReport hang = new HangReport();
        Facts ledger = ScenarioRun.ledger(scenario, both(hang, facts));
        Device device = signalbox.open(provider, ledger);
        device.workload(0, Plays.SCENARIO, scenario.file(), scenario.origin().text(), 1, seed);
        ScenarioRun run = new ScenarioRun(scenario, device, ledger, signalbox::now, seed, exactTimes);
        List<Joined> joined = new ArrayList<>();
        for (ClientPlan plan : scenario.clients()) {
            for (String name : plan.names()) {
                Client client = device.client(name);
                joined.add(new Joined(client, run.join(client, plan)));
            }
        }
        CompletableFuture<?>[] ends =
                joined.stream().map(each -> start(signalbox, each)).toArray(CompletableFuture<?>[]::new);
        return new Started(device, run, hang, CompletableFuture.allOf(ends));
    }

    private static Facts both(HangReport hang, Facts facts) {
        return fact -> {
            synchronized (hang) {
                hang.report(fact);
            }
            facts.report(fact);
        };
    }

    /** A client and what it runs: programs may name what other clients have, so none starts before all are there. */
    private record Joined(Client client, Program program) {}

    /** What the configuration plans comes before what the scenario does. */
    private static SimDevice device(Config config, Scenario scenario) {
        return SimDevice.configured(config)
                .with(scenario.faults().stream().map(FaultPlan::failure).toList());
    }

    private static CompletableFuture<Void> start(Signalbox signalbox, Joined joined) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        DeviceDescription device = joined.client().device().description();
        signalbox
                .system()
                .systemActorOf(
                        ProgramActor.create(joined.program(), signalbox::now, done),
                        "program-" + device.name() + "-" + joined.client().number(),
                        Props.empty());
        return done;
    }
}
