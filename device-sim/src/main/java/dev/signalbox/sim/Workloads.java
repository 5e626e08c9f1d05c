package dev.signalbox.sim;

import akka.actor.typed.Props;
import com.typesafe.config.Config;
import dev.signalbox.Client;
import dev.signalbox.Device;
import dev.signalbox.Signalbox;
import dev.signalbox.device.DeviceDescription;
import dev.signalbox.event.Facts;
import dev.signalbox.event.RunOutcome;
import dev.signalbox.fence.Errno;
import dev.signalbox.fence.Refusal;
import dev.signalbox.sim.actor.ProgramActor;
import dev.signalbox.sim.workload.WsimProgram;
import dev.signalbox.sim.workload.wsim.Wsim;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Plays workloads on a device, one client each, all at once. */
public final class Workloads {
    private Workloads() {}

    /**
     * A workload and how often it runs its steps.
     *
     * @param cycles at least 1
     */
    public record Part(Wsim workload, long cycles) {
        /** Checks the range above. */
        public Part {
            if (cycles < 1) {
                throw new Refusal(
                        Errno.EINVAL, "a workload runs at least once, not " + cycles + " times", "repeat it once");
            }
        }
    }

    /** Workloads expect nothing. */
    private record Running(Device device, CompletionStage<Void> ended) implements Play.Started {
        @Override
        public void conclude(RunOutcome outcome) {
            // nothing was expected
        }

        @Override
        public long skipped() {
            return 0;
        }
    }

    /** Returns all of them as one play on the configured device. */
    public static Play of(List<Part> parts, long seed) {
        return (signalbox, facts, exactTimes) -> {
            Device device = open(signalbox, facts, parts, seed);
            return started(device, play(signalbox, device, parts, seed));
        };
    }

    /** Opens the configured device; what does not fit it is refused before, and no fact is told of it. */
    static Device open(Signalbox signalbox, Facts facts, List<Part> parts, long seed) {
        SimDevice provider = SimDevice.configured(signalbox.config()).seeded(seed);
        check(parts, provider.describe());
        return signalbox.open(provider, facts);
    }

    /**
     * Checks that workloads fit the configured device, without opening anything.
     *
     * @throws Refusal EINVAL when there is no such device
     * @throws dev.signalbox.sim.workload.WorkloadException when a workload does not fit it
     */
    public static void check(List<Part> parts, Config config) {
        check(parts, SimDevice.configured(config).describe());
    }

    private static void check(List<Part> parts, DeviceDescription device) {
        parts.forEach(part -> WsimProgram.check(part.workload(), device));
    }

    static Play.Started started(Device device, CompletionStage<Void> ended) {
        return new Running(device, ended);
    }

    /** Starts every workload as {@link #play(Signalbox, Device, List, long)} does, all for the same number of cycles. */
    public static CompletionStage<Void> play(
            Signalbox signalbox, Device device, List<Wsim> workloads, long cycles, long seed) {
        List<Part> parts =
                workloads.stream().map(workload -> new Part(workload, cycles)).toList();
        return play(signalbox, device, parts, seed);
    }

    /**
     * Starts every workload as a client of its own; nothing starts when one of them does not fit the device.
     *
     * @param seed of what the workloads draw at random; each has a split of its own
     * @return completes when all are over and their clients closed; fails with the first failure
     * @throws dev.signalbox.sim.workload.WorkloadException when a workload does not fit the device
     */
    public static CompletionStage<Void> play(Signalbox signalbox, Device device, List<Part> parts, long seed) {
        check(parts, device.description());
        SplittableRandom random = new SplittableRandom(seed);
        Map<Client, WsimProgram> programs = new LinkedHashMap<>();
        for (Part part : parts) {
            Client client = device.client(part.workload().name());
            Wsim workload = part.workload();
            device.workload(client.number(), Plays.WSIM, workload.name(), workload.text(), part.cycles(), seed);
            WsimProgram program =
                    new WsimProgram(part.workload(), device.description(), client, part.cycles(), random.split());
            programs.put(client, program);
        }
        List<CompletableFuture<Void>> ends = new ArrayList<>();
        programs.forEach((client, program) -> ends.add(start(signalbox, program, client)));
        return CompletableFuture.allOf(ends.toArray(CompletableFuture<?>[]::new));
    }

    private static CompletableFuture<Void> start(Signalbox signalbox, WsimProgram program, Client client) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        signalbox
                .system()
                .systemActorOf(
                        ProgramActor.create(program, signalbox::now, done),
                        "program-" + client.device().description().name() + "-" + client.number(),
                        Props.empty());
        return done;
    }
}
