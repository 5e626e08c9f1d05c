package dev.signalbox.testkit;

import dev.signalbox.event.Fact;
import dev.signalbox.sim.workload.wsim.Dependency;
import dev.signalbox.sim.workload.wsim.Span;
import dev.signalbox.sim.workload.wsim.Step;
import dev.signalbox.sim.workload.wsim.Wsim;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Walks through a workload as its program did, and holds every step against what the facts say of it. */
final class ProgramCheck implements Step.Visitor<ProgramCheck> {
    private static final long MICRO = 1_000;

    private final Wsim workload;
    private final int cycles;
    private final History history;
    private final Lanes lanes;
    private final Map<Long, Run> runs = new HashMap<>();
    private final Map<Lanes.Lane, Placed> lastOfLane = new HashMap<>();
    private final Map<Integer, Placed> latest = new HashMap<>();
    private final ObjectOrder objects = new ObjectOrder();
    private final DepthCheck depths = new DepthCheck();
    private final SoftwareFences fences;
    private final ProgramClock clock;
    private final CycleCheck cycleCheck;
    private final Set<String> violations = new LinkedHashSet<>();
    private int cycle;
    private int throttle;
    private int depth;

    ProgramCheck(Wsim workload, int cycles, History history, int client) {
        this.workload = workload;
        this.cycles = cycles;
        this.history = history;
        this.lanes = new Lanes(workload, history.engines());
        this.fences = new SoftwareFences(history, client);
        this.clock = new ProgramClock(this::violation);
        this.cycleCheck = new CycleCheck(history, client, clock, this::violation);
        history.jobsOf(client).forEach(this::findPlace);
    }

    List<String> violations() {
        cycleCheck.counts(cycles);
        for (cycle = 0; cycle < cycles; cycle++) {
            cycleCheck.begin(cycle);
            workload.steps().forEach(step -> step.accept(this));
            fences.signalAll(clock);
            cycleCheck.end(cycle);
        }
        depths.check(history.facts(), this::violation);
        return new ArrayList<>(violations);
    }

    private void violation(String words) {
        violations.add(workload.name() + ": " + words);
    }

    private void findPlace(Run run) {
        long tag = run.accepted.tag();
        int steps = workload.steps().size();
        boolean known = tag >= 0
                && tag < (long) cycles * steps
                && workload.steps().get((int) (tag % steps)) instanceof Step.Batch;
        if (!known) {
            violation(run + " has tag " + tag + ", which is no batch of the workload");
        } else if (runs.putIfAbsent(tag, run) != null) {
            violation("step " + tag % steps + " of cycle " + tag / steps + " was submitted twice");
        }
    }

    @Override
    public ProgramCheck batch(Step.Batch batch) {
        awaitThrottled(batch);
        Run run = runs.get((long) cycle * workload.steps().size() + batch.index());
        if (run == null) {
            violation("step " + batch.index() + " of cycle " + cycle + " was never submitted");
            return this;
        }
        Placed placed = new Placed(cycle, batch.index(), run);
        if (ranWell(placed)) {
            clock.did(run.accepted.time(), placed + " was submitted");
            checkWork(batch, placed);
            checkLane(batch, placed);
            checkDependencies(batch, placed);
        }
        latest.put(batch.index(), placed);
        if (batch.waits()) {
            clock.raise(run.end(), "the program waited for " + placed);
        }
        return this;
    }

    private boolean ranWell(Placed placed) {
        Fact.JobFinished finished = placed.run().finished;
        if (placed.run().ran == null) {
            violation(placed + " was never given to a ring");
        } else if (finished == null) {
            violation(placed + " is not over");
        } else if (finished.error() != null) {
            violation(placed + " ended with " + finished.error());
        } else {
            return true;
        }
        return false;
    }

    private void checkWork(Step.Batch batch, Placed placed) {
        Span span = batch.duration();
        long nanos = placed.run().accepted.work().nanos();
        if (span.isEndless()) {
            checkEnded(placed, placed.run());
        } else if (nanos < span.minMicros() * MICRO || nanos > span.maxMicros() * MICRO) {
            violation(placed + " was to run for " + nanos + " ns, outside " + span.minMicros() + "-" + span.maxMicros()
                    + " us");
        }
    }

    private void checkEnded(Placed placed, Run run) {
        if (run.end() < run.endRequested) {
            violation(placed + " is endless and was over at " + run.end() + ", before anybody asked for its end");
        }
    }

    private void checkLane(Step.Batch batch, Placed placed) {
        Lanes.Lane lane = lanes.of(batch);
        String engine = engineOf(placed);
        if (!lane.engines().contains(engine)) {
            violation(placed + " ran on " + engine + ", not on one of " + lane.engines());
        }
        Placed before = lastOfLane.put(lane, placed);
        if (before != null) {
            startsAfterEnd(placed, before, "queue order of context " + lane.context());
        }
        if (depth > 0) {
            depths.add(placed, lane.engines(), depth);
        }
    }

    private String engineOf(Placed placed) {
        return history.engines().get(placed.run().ring()).name();
    }

    private void checkDependencies(Step.Batch batch, Placed placed) {
        Map<ObjectOrder.Key, Boolean> accesses = new LinkedHashMap<>();
        batch.dependencies().forEach(dependency -> dependency.accept(new Needs(batch, placed, accesses)));
        accesses.put(ObjectOrder.Key.output(batch.index()), true);
        accesses.forEach((key, write) ->
                objects.use(key, write, placed, before -> startsAfterEnd(placed, before, "use of " + key)));
    }

    private void startsAfterEnd(Placed later, Placed earlier, String why) {
        if (later.run().start < earlier.run().end()) {
            violation(why + ": " + later + " started at " + later.run().start + ", before " + earlier + " was over at "
                    + earlier.run().end());
        }
    }

    private void awaitThrottled(Step.Batch batch) {
        if (throttle == 0) {
            return;
        }
        int steps = workload.steps().size();
        int target = Math.floorMod(batch.index() - throttle, steps);
        while (!(workload.steps().get(target) instanceof Step.Batch)) {
            target = Math.floorMod(target - 1, steps);
        }
        awaitEnd(target, "the throttle held it for step " + target);
    }

    private void awaitEnd(int target, String why) {
        Placed awaited = latest.get(target);
        if (awaited != null) {
            clock.raise(awaited.run().end(), why);
        }
    }

    @Override
    public ProgramCheck await(Step.Wait step) {
        awaitEnd(step.target(), "step " + step.index() + " waited for step " + step.target());
        return this;
    }

    @Override
    public ProgramCheck delay(Step.Delay step) {
        clock.pause(step.micros(), "the delay of step " + step.index() + " lasted");
        return this;
    }

    @Override
    public ProgramCheck period(Step.Period step) {
        cycleCheck.period(step.micros() * MICRO);
        return this;
    }

    @Override
    public ProgramCheck throttle(Step.Throttle step) {
        throttle = step.distance();
        return this;
    }

    @Override
    public ProgramCheck queueDepth(Step.QueueDepth step) {
        depth = step.limit();
        return this;
    }

    @Override
    public ProgramCheck softwareFence(Step.SoftwareFence step) {
        fences.create(step.index());
        return this;
    }

    @Override
    public ProgramCheck signalFence(Step.SignalFence step) {
        fences.signal(step.target(), clock);
        return this;
    }

    @Override
    public ProgramCheck endBatch(Step.EndBatch step) {
        Placed endless = latest.get(step.target());
        if (endless != null && endless.cycle() == cycle) {
            clock.did(endless.run().endRequested, "the end of " + endless + " was asked for");
        }
        return this;
    }

    /** Priorities and preemption change who goes first, not what may go. */
    @Override
    public ProgramCheck priority(Step.Priority step) {
        return this;
    }

    @Override
    public ProgramCheck preemptPeriod(Step.PreemptPeriod step) {
        return this;
    }

    /** What declares something was read by {@link Lanes}, or needs no reading. */
    @Override
    public ProgramCheck engineMap(Step.EngineMap step) {
        return this;
    }

    @Override
    public ProgramCheck balance(Step.Balance step) {
        return this;
    }

    @Override
    public ProgramCheck bond(Step.Bond step) {
        return this;
    }

    @Override
    public ProgramCheck workingSet(Step.WorkingSet step) {
        return this;
    }

    /** What the dependencies of one batch demand; its uses of objects are gathered, for a write makes a read of the same needless. */
    private final class Needs implements Dependency.Visitor<Needs> {
        private final Step.Batch batch;
        private final Placed placed;
        private final Map<ObjectOrder.Key, Boolean> accesses;

        Needs(Step.Batch batch, Placed placed, Map<ObjectOrder.Key, Boolean> accesses) {
            this.batch = batch;
            this.placed = placed;
            this.accesses = accesses;
        }

        @Override
        public Needs data(Dependency.Data data) {
            accesses.put(ObjectOrder.Key.output(data.target()), false);
            after(data.target(), "data dependency");
            return this;
        }

        @Override
        public Needs fence(Dependency.Fence fence) {
            if (workload.steps().get(fence.target()) instanceof Step.Batch) {
                after(fence.target(), "fence dependency");
            } else if (placed.run().given() < fences.signalledAt(fence.target())) {
                violation("software fence: " + placed + " was given to its ring at "
                        + placed.run().given() + ", before the fence of step " + fence.target() + " was signalled at "
                        + fences.signalledAt(fence.target()));
            }
            return this;
        }

        @Override
        public Needs submit(Dependency.Submit submit) {
            Placed partner = latest.get(submit.target());
            if (partner == null || partner.run().ran == null) {
                return this;
            }
            if (placed.run().start < partner.run().given()) {
                violation("submit fence: " + placed + " started at " + placed.run().start + ", before " + partner
                        + " was given to its ring at " + partner.run().given());
            }
            if (lanes.forbids(batch.context(), engineOf(partner), engineOf(placed))) {
                violation("bond: " + placed + " ran on " + engineOf(placed) + " while " + partner + " ran on "
                        + engineOf(partner));
            }
            return this;
        }

        @Override
        public Needs access(Dependency.Access access) {
            for (int object = access.first(); object <= access.last(); object++) {
                accesses.merge(new ObjectOrder.Key(access.set(), object), access.write(), Boolean::logicalOr);
            }
            return this;
        }

        private void after(int target, String why) {
            Placed before = latest.get(target);
            if (before != null) {
                startsAfterEnd(placed, before, why);
            }
        }
    }
}
