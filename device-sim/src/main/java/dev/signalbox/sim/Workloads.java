package dev.signalbox.sim;

import akka.actor.typed.Props;
import dev.signalbox.Client;
import dev.signalbox.Device;
import dev.signalbox.Signalbox;
import dev.signalbox.sim.actor.ProgramActor;
import dev.signalbox.sim.workload.WsimProgram;
import dev.signalbox.sim.workload.wsim.Wsim;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Plays workloads on a device, one client each, all at once. */
public final class Workloads {
    private Workloads() {}

    /**
     * Starts every workload as a client of its own; nothing starts when one of them does not fit the device.
     *
     * @param cycles how often each runs its steps, at least 1
     * @param seed of what the workloads draw at random; each has a split of its own
     * @return completes when all are over and their clients closed; fails with the first failure
     * @throws dev.signalbox.sim.workload.WorkloadException when a workload does not fit the device
     */
    public static CompletionStage<Void> play(
            Signalbox signalbox, Device device, List<Wsim> workloads, long cycles, long seed) {
        workloads.forEach(workload -> WsimProgram.check(workload, device.description()));
        SplittableRandom random = new SplittableRandom(seed);
        List<WsimProgram> programs = new ArrayList<>();
        for (Wsim workload : workloads) {
            Client client = device.client(workload.name());
            programs.add(new WsimProgram(workload, device.description(), client, cycles, random.split()));
        }
        CompletableFuture<?>[] ends = programs.stream()
                .map(program -> start(signalbox, program, programs.indexOf(program)))
                .toArray(CompletableFuture<?>[]::new);
        return CompletableFuture.allOf(ends);
    }

    private static CompletableFuture<Void> start(Signalbox signalbox, WsimProgram program, int number) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        signalbox
                .system()
                .systemActorOf(ProgramActor.create(program, signalbox::now, done), "program-" + number, Props.empty());
        return done;
    }
}
