package dev.signalbox.sim.workload;

import dev.signalbox.Client;
import dev.signalbox.Device;
import dev.signalbox.device.DeviceDescription;
import dev.signalbox.device.Engine;
import dev.signalbox.event.Facts;
import dev.signalbox.fence.FenceId;
import dev.signalbox.sim.workload.scenario.ClientPlan;
import dev.signalbox.sim.workload.scenario.Expectation;
import dev.signalbox.sim.workload.scenario.FaultPlan;
import dev.signalbox.sim.workload.scenario.JobPlan;
import dev.signalbox.sim.workload.scenario.Place;
import dev.signalbox.sim.workload.scenario.QueuePlan;
import dev.signalbox.sim.workload.scenario.Scenario;
import dev.signalbox.sim.workload.scenario.Scenario.Outcome;
import dev.signalbox.sim.workload.scenario.ScenarioException;
import dev.signalbox.sim.workload.scenario.ScenarioStep;
import dev.signalbox.sim.workload.scenario.ScenarioText;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A scenario on a device: its clients and what they have, what happened, and what was expected of it. */
public final class ScenarioRun {
    private static final int MOST_WAITS = 5;

    private final Scenario scenario;
    private final LongSupplier clock;
    private final long origin;
    private final Ledger ledger;
    private final Checks checks;
    private final SplittableRandom random;
    private final Map<String, Belongings> clients = new LinkedHashMap<>();
    private final List<Progress> progress = new ArrayList<>();
    private final Set<FenceId> explained = new LinkedHashSet<>();
    private final Map<FenceId, Submitted> submitted = new HashMap<>();
    private final boolean keepsPlaces;

    /** Who submitted a job, and with which step. */
    private record Submitted(Belongings own, ScenarioStep.Submit step) {}

    /**
     * Creates a run without clients.
     *
     * @param facts from {@link #ledger(Scenario, Facts)}; the device reports there
     * @param exactTimes whether time passes as the scenario says, so that times can be compared
     */
    public ScenarioRun(
            Scenario scenario, Device device, Facts facts, LongSupplier clock, long seed, boolean exactTimes) {
        this.scenario = scenario;
        this.clock = clock;
        this.origin = clock.getAsLong();
        this.ledger = (Ledger) facts;
        this.checks = new Checks(device, scenario.file(), exactTimes);
        this.random = new SplittableRandom(seed);
        this.keepsPlaces = new Wishes(scenario).ofPlaces();
    }

    /** Returns what has to hear the facts of the device that a scenario runs on; it passes them on. */
    public static Facts ledger(Scenario scenario, Facts next) {
        Wishes wishes = new Wishes(scenario);
        return new Ledger(next, wishes.ofJobs(), wishes.ofRaces());
    }

    /**
     * Checks that a scenario fits a device.
     *
     * @throws ScenarioException when the device lacks an engine that a queue names
     */
    public static void check(Scenario scenario, DeviceDescription device) {
        for (FaultPlan fault : scenario.faults()) {
            engines(scenario, fault.place(), fault.failure().on(), device);
        }
        if (device.vramBytes() + device.systemBytes() == 0) {
            checkNothingNeedsMemory(scenario, device);
        }
        for (ClientPlan client : scenario.clients()) {
            for (QueuePlan queue : client.queues()) {
                Place place = queue.place();
                Set<Engine> engines = engines(scenario, place, queue.engines(), device);
                engines(scenario, place, queue.bonds().keySet(), device);
                for (List<String> siblings : queue.bonds().values()) {
                    if (!engines.containsAll(engines(scenario, place, siblings, device))) {
                        throw new ScenarioException(
                                scenario.file(),
                                queue.place().line(),
                                "a bond of queue '" + queue.name() + "' names an engine outside of it",
                                "the queue is on " + queue.engines());
                    }
                }
            }
        }
    }

    private static void checkNothingNeedsMemory(Scenario scenario, DeviceDescription device) {
        scenario.clients().stream()
                .flatMap(client -> Wishes.all(client.steps()))
                .filter(ScenarioRun::needsMemory)
                .findFirst()
                .ifPresent(step -> {
                    throw new ScenarioException(
                            scenario.file(),
                            step.place().line(),
                            "device " + device.name() + " has no memory",
                            "take one that has, such as discrete, or give it some: device = { ..., vram = 64m }");
                });
    }

    private static boolean needsMemory(ScenarioStep step) {
        return (step instanceof ScenarioStep.Submit submit
                        && submit.jobs().stream().anyMatch(job -> !job.program().isEmpty()))
                || (step instanceof ScenarioStep.Expect expect
                        && expect.expectations().stream().anyMatch(Expectation.OfContents.class::isInstance));
    }

    private static Set<Engine> engines(
            Scenario scenario, Place place, Collection<String> names, DeviceDescription device) {
        Set<Engine> found = new LinkedHashSet<>();
        for (String name : names) {
            List<Engine> named = device.engines().stream()
                    .filter(engine ->
                            engine.name().equals(name) || engine.kind().equals(name))
                    .toList();
            if (named.isEmpty()) {
                throw new ScenarioException(
                        scenario.file(),
                        place.line(),
                        "there is no engine '" + name + "'",
                        "device " + device.name() + " has " + EngineNames.of(device));
            }
            found.addAll(named);
        }
        return found;
    }

    /** Gives a client of the device what it has, and returns the program that it runs. */
    public Program join(Client client, ClientPlan plan) {
        SplittableRandom own = random.split();
        Belongings belongings = new Belongings(client, plan, own, new Wishes(scenario).ofTurns());
        clients.put(client.name(), belongings);
        Progress steps = new Progress(belongings, plan);
        progress.add(steps);
        return new ScenarioProgram(this, plan, belongings, own, steps);
    }

    /**
     * Compares what is expected at the end. When the run hangs, a step that expects something and was never passed has failed.
     *
     * @param explanation why it hangs, as far as jobs tell; what steps wait for is added to it
     * @return everything that was compared in the whole run
     */
    public List<Check> conclude(Outcome outcome, List<String> explanation) {
        List<String> waits = outcome == Outcome.HANG ? waits() : List.of();
        Checker checker = new Checker(this, null, outcome == Outcome.HANG ? concat(explanation, waits) : null);
        for (Belongings client : clients.values()) {
            Checker own = new Checker(this, client, null);
            client.refusals().forEach(own::refused);
        }
        if (outcome == Outcome.HANG) {
            progress.forEach(this::checkPassed);
        }
        for (Expectation expectation : scenario.expectations()) {
            expectation.accept(checker);
        }
        ledger.laterRefusals().forEach((job, why) -> {
            if (!isExplained(job)) {
                unexpected(job, "refused with " + why);
            }
        });
        boolean met = outcome == scenario.outcome();
        String why = met || waits.isEmpty() ? "" : ": " + String.join("; ", waits);
        checks.add(
                null,
                scenario.origin().outcome(),
                "outcome",
                met,
                ScenarioText.word(scenario.outcome()),
                ScenarioText.word(outcome) + why);
        return checks.all();
    }

    private void unexpected(FenceId job, String found) {
        Submitted by = by(job);
        if (by == null) {
            checks.add(null, new Place(1), "job " + job, false, "accepted", found);
        } else {
            checks.add(by.own(), by.step().place(), "job " + by.step().name(), false, "accepted", found);
        }
    }

    /** Says for each client that waits what its step waits for; the first few when there are many. */
    private List<String> waits() {
        List<String> waits = new ArrayList<>();
        for (Progress client : progress) {
            String wait = client.waits(scenario.file());
            if (wait != null) {
                waits.add(wait);
            }
        }
        int more = waits.size() - MOST_WAITS;
        return more <= 0 ? waits : concat(waits.subList(0, MOST_WAITS), List.of("and " + more + " more clients wait"));
    }

    private static List<String> concat(List<String> first, List<String> second) {
        return Stream.concat(first.stream(), second.stream()).toList();
    }

    private void checkPassed(Progress client) {
        for (ScenarioStep step : client.unchecked()) {
            checks.add(client.own(), step.place(), "step", false, "reached", "not reached");
        }
    }

    /** Returns how many comparisons of times could not be made. */
    public long skipped() {
        return checks.skipped();
    }

    long now() {
        return clock.getAsLong();
    }

    long origin() {
        return origin;
    }

    Ledger ledger() {
        return ledger;
    }

    Checks checks() {
        return checks;
    }

    Collection<Belongings> clients() {
        return clients.values();
    }

    /** Takes a submission that was accepted, so that a surprise with one of its jobs can be told with its place. */
    void submitted(Belongings own, ScenarioStep.Submit step, Made made) {
        if (keepsPlaces && step.jobs().stream().anyMatch(ScenarioRun::mayBeRefusedLater)) {
            synchronized (submitted) {
                made.jobs().forEach(job -> submitted.put(job, new Submitted(own, step)));
            }
        }
    }

    private static boolean mayBeRefusedLater(JobPlan job) {
        return !job.uses().isEmpty()
                || !job.waitsFor().isEmpty()
                || !job.signals().isEmpty();
    }

    private @Nullable Submitted by(FenceId job) {
        synchronized (submitted) {
            return submitted.get(job);
        }
    }

    /** Says that a scenario expects how these jobs end, so that it is no surprise when they are refused. */
    void explained(Made made) {
        synchronized (explained) {
            explained.addAll(made.jobs());
        }
    }

    private boolean isExplained(FenceId job) {
        synchronized (explained) {
            return explained.contains(job);
        }
    }

    /** Returns the client of a name; null stands for {@code own}, or for the only one. */
    Belongings client(@Nullable String name, @Nullable Belongings own) {
        if (name == null && own != null) {
            return own;
        }
        Belongings found = name == null ? new ArrayList<>(clients.values()).get(0) : clients.get(name);
        if (found == null) {
            throw new IllegalStateException("a checked scenario refers to client " + name);
        }
        return found;
    }
}
