package dev.signalbox.sim.workload;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import dev.signalbox.Closing;
import dev.signalbox.Device;
import dev.signalbox.Signalbox;
import dev.signalbox.event.Fact;
import dev.signalbox.event.Facts;
import dev.signalbox.sim.Scenarios;
import dev.signalbox.sim.SimDevice;
import dev.signalbox.sim.Workloads;
import dev.signalbox.sim.lab.Lab;
import dev.signalbox.sim.lab.LabOptions;
import dev.signalbox.sim.workload.scenario.Scenario;
import dev.signalbox.sim.workload.scenario.ScenarioText;
import dev.signalbox.sim.workload.wsim.Wsim;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A scenario can say all that a workload says: under one seed both give the same facts. */
class WsimAsScenarioTest {
    private static final long SEED = Long.getLong("seed", 1);
    private static final int CYCLES = 5;
    private static final int LEAST = 12;
    private static final Path ROOT = Path.of(Objects.requireNonNull(System.getProperty("test.root")), "device-sim");
    private static final List<Path> PLACES = List.of(
            ROOT.resolve("src/main/resources/dev/signalbox/sim/workload/library"),
            ROOT.resolve("src/test/resources/dev/signalbox/sim/workload/wsim"),
            ROOT.resolve("testkit/src/test/resources/dev/signalbox/testkit"));

    /** The workloads of this project that fit the default device. */
    static List<Wsim> workloads() throws IOException {
        List<Wsim> workloads = new ArrayList<>();
        for (Path place : PLACES) {
            try (Stream<Path> files = Files.list(place)) {
                for (Path file : files.sorted().toList()) {
                    String name = String.valueOf(file.getFileName());
                    if (name.endsWith(".wsim") && !name.equals("two-tiles.wsim")) {
                        workloads.add(Wsim.parse(name, Files.readAllBytes(file)));
                    }
                }
            }
        }
        return workloads;
    }

    @Test
    void thereAreWorkloadsToCompare() throws IOException {
        assertThat(workloads()).hasSizeGreaterThan(LEAST);
    }

    @ParameterizedTest
    @MethodSource("workloads")
    void givesTheSameFactsAsTheWorkload(Wsim wsim) {
        assertThat(scenario(List.of(wsim))).as("seed %d", SEED).isEqualTo(workload(List.of(wsim)));
    }

    @Test
    void allAtOnceGiveTheSameFacts() throws IOException {
        List<Wsim> all = workloads();
        assertThat(scenario(all)).as("seed %d", SEED).isEqualTo(workload(all));
    }

    private static List<Fact> workload(List<Wsim> wsims) {
        return facts((signalbox, heard) -> {
            Device device = signalbox.open(SimDevice.configured(signalbox.config()), heard);
            return Workloads.play(signalbox, device, wsims, CYCLES, SEED);
        });
    }

    /** What is played went through text, so the printed form says all of it too. */
    private static List<Fact> scenario(List<Wsim> wsims) {
        return facts((signalbox, heard) -> {
            SimDevice device = SimDevice.configured(signalbox.config());
            Scenario empty = Scenario.parse("all", "title = t\nclients = [{ name = x, steps = [] }]");
            Scenario converted = new Scenario(
                    empty.origin(),
                    "converted",
                    "",
                    null,
                    Map.of(),
                    null,
                    List.of(),
                    wsims.stream()
                            .map(wsim -> WsimAsScenario.of(wsim, wsim.name(), device.describe(), CYCLES))
                            .toList(),
                    Scenario.Outcome.ENDED,
                    List.of());
            Scenario read = Scenario.parse("all", ScenarioText.print(converted));
            assertThat(read).isEqualTo(converted);
            return Scenarios.start(signalbox, read, SEED, heard, true).ended();
        });
    }

    private static List<Fact> facts(BiFunction<Signalbox, Facts, CompletionStage<Void>> start) {
        List<Fact> facts = new ArrayList<>();
        try (Lab lab = Lab.open(LabOptions.seed(SEED))) {
            Signalbox signalbox = Signalbox.on(lab.system(), lab.clock(), lab.schedule(), ConfigFactory.load());
            lab.await(start.apply(signalbox, facts::add));
            lab.await(signalbox.close(Closing.drain()));
        }
        return facts.stream()
                .filter(fact -> !(fact instanceof Fact.WorkloadGiven))
                .toList();
    }
}
