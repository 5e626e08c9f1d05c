package dev.signalbox.sim;

import dev.signalbox.Device;
import dev.signalbox.Signalbox;
import dev.signalbox.event.Fact;
import dev.signalbox.fence.Errno;
import dev.signalbox.fence.Refusal;
import dev.signalbox.sim.workload.scenario.Scenario;
import dev.signalbox.sim.workload.wsim.Wsim;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Makes what was given to a run playable again. */
final class Plays {
    static final String WSIM = "wsim";
    static final String SCENARIO = "scenario";

    private Plays() {}

    /** What was started together. */
    private record Batch(long seed, List<Workloads.Part> parts) {}

    /**
     * Returns what a journal says was given.
     *
     * @throws Refusal EINVAL for a format that this release does not know, or a scenario that is not alone
     * @throws RuntimeException when a text cannot be read
     */
    static Play of(List<Fact.WorkloadGiven> given) {
        if (given.stream().anyMatch(each -> each.format().equals(SCENARIO))) {
            return scenario(given);
        }
        List<Batch> batches = batches(given);
        return (signalbox, facts, exactTimes) -> {
            Device device = Workloads.open(
                    signalbox,
                    facts,
                    batches.stream().flatMap(batch -> batch.parts().stream()).toList(),
                    batches.get(0).seed());
            return Workloads.started(device, start(signalbox, device, batches));
        };
    }

    private static Play scenario(List<Fact.WorkloadGiven> given) {
        return Scenarios.of(scenarioOf(given), given.get(0).seed());
    }

    /**
     * Returns the scenario that was given.
     *
     * @throws Refusal EINVAL when it was not alone
     */
    static Scenario scenarioOf(List<Fact.WorkloadGiven> given) {
        Fact.WorkloadGiven scenario = given.get(0);
        if (given.size() > 1) {
            throw new Refusal(
                    Errno.EINVAL,
                    "the journal holds scenario " + scenario.name() + " together with other workloads",
                    "a scenario runs alone on its device");
        }
        return Scenario.parse(scenario.name(), scenario.text());
    }

    private static List<Batch> batches(List<Fact.WorkloadGiven> given) {
        List<Batch> batches = new ArrayList<>();
        for (Fact.WorkloadGiven workload : given) {
            Workloads.Part part = part(workload);
            if (batches.isEmpty() || batches.get(batches.size() - 1).seed() != workload.seed()) {
                batches.add(new Batch(workload.seed(), new ArrayList<>()));
            }
            batches.get(batches.size() - 1).parts().add(part);
        }
        return batches;
    }

    /** Returns the workloads that were given. */
    static List<Workloads.Part> parts(List<Fact.WorkloadGiven> given) {
        return given.stream().map(Plays::part).toList();
    }

    private static Workloads.Part part(Fact.WorkloadGiven given) {
        if (!given.format().equals(WSIM)) {
            throw new Refusal(
                    Errno.EINVAL,
                    "workload " + given.name() + " has format '" + given.format()
                            + "', which this release does not know",
                    "run it again with the release that wrote it");
        }
        return new Workloads.Part(Wsim.parse(given.name(), given.text()), given.cycles());
    }

    private static CompletionStage<Void> start(Signalbox signalbox, Device device, List<Batch> batches) {
        List<CompletableFuture<Void>> ends = new ArrayList<>();
        for (Batch batch : batches) {
            ends.add(Workloads.play(signalbox, device, batch.parts(), batch.seed())
                    .toCompletableFuture());
        }
        return CompletableFuture.allOf(ends.toArray(CompletableFuture<?>[]::new));
    }
}
