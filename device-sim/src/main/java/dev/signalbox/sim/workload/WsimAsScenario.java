package dev.signalbox.sim.workload;

import dev.signalbox.QueueOptions;
import dev.signalbox.device.DeviceDescription;
import dev.signalbox.event.Priority;
import dev.signalbox.sim.workload.EnginePlan.Lane;
import dev.signalbox.sim.workload.scenario.BufferPlan;
import dev.signalbox.sim.workload.scenario.ClientPlan;
import dev.signalbox.sim.workload.scenario.JobPlan;
import dev.signalbox.sim.workload.scenario.Place;
import dev.signalbox.sim.workload.scenario.QueuePlan;
import dev.signalbox.sim.workload.scenario.Ref;
import dev.signalbox.sim.workload.scenario.ScenarioStep;
import dev.signalbox.sim.workload.scenario.Span;
import dev.signalbox.sim.workload.scenario.TimelinePlan;
import dev.signalbox.sim.workload.scenario.Use;
import dev.signalbox.sim.workload.wsim.Dependency;
import dev.signalbox.sim.workload.wsim.ObjectRun;
import dev.signalbox.sim.workload.wsim.Step;
import dev.signalbox.sim.workload.wsim.Wsim;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Says what a {@code .wsim} workload says as a client of a scenario, which does the same under the same seed. */
public final class WsimAsScenario implements Step.Visitor<List<ScenarioStep>> {
    private static final Place NOWHERE = new Place(1);
    private static final long MICRO = 1_000;

    private final Wsim wsim;
    private final EnginePlan plan;
    private final Map<Lane, QueuePlan> queues = new LinkedHashMap<>();
    private final List<BufferPlan> buffers = new ArrayList<>();
    private final Map<Integer, List<Integer>> sets = new LinkedHashMap<>();
    private final String name;
    private int throttle;

    private WsimAsScenario(Wsim wsim, String name, DeviceDescription device) {
        this.wsim = wsim;
        this.name = name;
        this.plan = EnginePlan.of(wsim, device);
    }

    /**
     * Returns the client that a workload becomes.
     *
     * @param name of the client and of its timeline
     * @param cycles how often the steps run, at least 1
     * @throws WorkloadException when the workload does not fit the device
     */
    public static ClientPlan of(Wsim wsim, String name, DeviceDescription device, long cycles) {
        return new WsimAsScenario(wsim, name, device).client(cycles);
    }

    private ClientPlan client(long cycles) {
        wsim.batches().forEach(batch -> queue(plan.lane(batch.index())));
        wsim.steps().forEach(this::declare);
        List<ScenarioStep> steps = new ArrayList<>();
        wsim.steps().stream()
                .filter(Step.Throttle.class::isInstance)
                .forEach(step -> throttle = ((Step.Throttle) step).distance());
        wsim.steps().forEach(step -> steps.addAll(step.accept(this)));
        steps.add(new ScenarioStep.Signal(ref(name), NOWHERE));
        return new ClientPlan(
                name,
                1,
                List.copyOf(queues.values()),
                buffers,
                List.of(new TimelinePlan(name, false)),
                List.of(),
                List.of(
                        new ScenarioStep.SetPacing(false, NOWHERE),
                        new ScenarioStep.Repeat(steps, cycles, true, NOWHERE)),
                NOWHERE);
    }

    private void queue(Lane lane) {
        QueueOptions options = plan.options(lane, Priority.NORMAL);
        queues.putIfAbsent(
                lane,
                new QueuePlan(
                        "q" + queues.size(),
                        options.name(),
                        options.engines(),
                        Priority.NORMAL,
                        false,
                        options.bonds(),
                        WsimProgram.DEFAULT_PREEMPT_MICROS * MICRO,
                        NOWHERE));
    }

    private void declare(Step step) {
        if (step instanceof Step.Batch) {
            buffers.add(new BufferPlan("out" + step.index(), 1, Span.of(WsimProgram.OUTPUT_BYTES)));
        } else if (step instanceof Step.WorkingSet set) {
            List<Integer> counts = new ArrayList<>();
            for (ObjectRun run : set.runs()) {
                buffers.add(new BufferPlan(
                        "set" + set.set() + "r" + counts.size(),
                        run.count(),
                        new Span(run.minBytes(), run.maxBytes())));
                counts.add(run.count());
            }
            sets.put(set.set(), counts);
        }
    }

    private static Ref ref(String name) {
        return new Ref(null, name, 0, NOWHERE);
    }

    private static Ref batch(int step) {
        return ref("s" + step);
    }

    private static ScenarioStep waiting(int step) {
        return new ScenarioStep.Wait(List.of(batch(step)), false, null, null, null, NOWHERE);
    }

    private String queueOf(Lane lane) {
        return queues.getOrDefault(lane, queues.values().iterator().next()).name();
    }

    @Override
    public List<ScenarioStep> batch(Step.Batch step) {
        List<Ref> after = new ArrayList<>();
        List<Ref> startingWith = new ArrayList<>();
        List<Use> uses = new ArrayList<>();
        uses.add(new Use(null, "out" + step.index(), 0, Use.ALL, true, NOWHERE));
        step.dependencies().forEach(each -> each.accept(new Needs(after, startingWith, uses)));
        long min = step.duration().minMicros() * MICRO;
        Span work = step.duration().isEndless()
                ? Span.endless()
                : new Span(min, step.duration().maxMicros() * MICRO);
        int size = wsim.steps().size();
        JobPlan job = new JobPlan(
                null,
                work,
                null,
                1,
                step.index(),
                size,
                null,
                after,
                List.of(),
                List.of(),
                startingWith,
                uses,
                List.of());
        String queue = queueOf(plan.lane(step.index()));
        ScenarioStep submit =
                new ScenarioStep.Submit("s" + step.index(), queue, List.of(job), 1, paced(step), null, NOWHERE);
        return step.waits() ? List.of(submit, waiting(step.index())) : List.of(submit);
    }

    /** The throttle that is in force when a cycle begins is the last of the file: it stays from cycle to cycle. */
    private @Nullable Ref paced(Step.Batch step) {
        if (throttle == 0) {
            return null;
        }
        int size = wsim.steps().size();
        int target = Math.floorMod(step.index() - throttle, size);
        while (!(wsim.steps().get(target) instanceof Step.Batch)) {
            target = Math.floorMod(target - 1, size);
        }
        return batch(target);
    }

    /** What the dependencies of a batch ask for. */
    private final class Needs implements Dependency.Visitor<Integer> {
        private final List<Ref> after;
        private final List<Ref> startingWith;
        private final List<Use> uses;

        Needs(List<Ref> after, List<Ref> startingWith, List<Use> uses) {
            this.after = after;
            this.startingWith = startingWith;
            this.uses = uses;
        }

        @Override
        public Integer data(Dependency.Data data) {
            uses.add(new Use(null, "out" + data.target(), 0, Use.ALL, false, NOWHERE));
            return uses.size();
        }

        @Override
        public Integer fence(Dependency.Fence fence) {
            boolean software = wsim.steps().get(fence.target()) instanceof Step.SoftwareFence;
            after.add(software ? ref("f" + fence.target()) : batch(fence.target()));
            return after.size();
        }

        @Override
        public Integer submit(Dependency.Submit submit) {
            startingWith.add(batch(submit.target()));
            return startingWith.size();
        }

        /** Objects are numbered through the runs of their set; here each run has a name of its own. */
        @Override
        public Integer access(Dependency.Access access) {
            int begin = 0;
            List<Integer> counts = sets.getOrDefault(access.set(), List.of());
            for (int run = 0; run < counts.size(); run++) {
                int first = Math.max(access.first(), begin) - begin;
                int last = Math.min(access.last(), begin + counts.get(run) - 1) - begin;
                if (first <= last) {
                    uses.add(new Use(null, "set" + access.set() + "r" + run, first, last, access.write(), NOWHERE));
                }
                begin += counts.get(run);
            }
            return uses.size();
        }
    }

    @Override
    public List<ScenarioStep> await(Step.Wait step) {
        return List.of(waiting(step.target()));
    }

    @Override
    public List<ScenarioStep> delay(Step.Delay step) {
        return List.of(new ScenarioStep.Delay(Span.of(step.micros() * MICRO), NOWHERE));
    }

    @Override
    public List<ScenarioStep> period(Step.Period step) {
        return List.of(new ScenarioStep.Period(step.micros() * MICRO, NOWHERE));
    }

    @Override
    public List<ScenarioStep> throttle(Step.Throttle step) {
        throttle = step.distance();
        return List.of(new ScenarioStep.SetPacing(true, NOWHERE));
    }

    @Override
    public List<ScenarioStep> queueDepth(Step.QueueDepth step) {
        return List.of(new ScenarioStep.Depth(step.limit(), NOWHERE));
    }

    @Override
    public List<ScenarioStep> softwareFence(Step.SoftwareFence step) {
        return List.of(new ScenarioStep.Point("f" + step.index(), name, NOWHERE));
    }

    @Override
    public List<ScenarioStep> signalFence(Step.SignalFence step) {
        return List.of(new ScenarioStep.Signal(ref("f" + step.target()), NOWHERE));
    }

    @Override
    public List<ScenarioStep> endBatch(Step.EndBatch step) {
        return List.of(new ScenarioStep.End(batch(step.target()), NOWHERE));
    }

    @Override
    public List<ScenarioStep> priority(Step.Priority step) {
        return queues.entrySet().stream()
                .filter(each -> each.getKey().context() == step.context())
                .<ScenarioStep>map(each ->
                        new ScenarioStep.SetPriority(each.getValue().name(), Priorities.of(step.priority()), NOWHERE))
                .toList();
    }

    @Override
    public List<ScenarioStep> preemptPeriod(Step.PreemptPeriod step) {
        return queues.entrySet().stream()
                .filter(each -> each.getKey().context() == step.context())
                .<ScenarioStep>map(
                        each -> new ScenarioStep.SetPreempt(each.getValue().name(), step.micros() * MICRO, NOWHERE))
                .toList();
    }

    @Override
    public List<ScenarioStep> engineMap(Step.EngineMap step) {
        return List.of();
    }

    @Override
    public List<ScenarioStep> balance(Step.Balance step) {
        return List.of();
    }

    @Override
    public List<ScenarioStep> bond(Step.Bond step) {
        return List.of();
    }

    @Override
    public List<ScenarioStep> workingSet(Step.WorkingSet step) {
        return List.of();
    }
}
