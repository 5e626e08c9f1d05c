package dev.signalbox.sim.workload;

import dev.signalbox.QueueOptions;
import dev.signalbox.device.DeviceDescription;
import dev.signalbox.device.Engine;
import dev.signalbox.event.Priority;
import dev.signalbox.sim.workload.wsim.EngineName;
import dev.signalbox.sim.workload.wsim.Step;
import dev.signalbox.sim.workload.wsim.Wsim;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Which engines the contexts of a workload use on a device. Without a map each context and engine is a queue of its own. With a
 * map and {@code B} the context's batches share one queue that is balanced over the map, whatever engine they name, except those
 * that name one instance in the map.
 *
 * <p>Where the format is silent: {@code DEFAULT} without a map is RCS; a class without an instance is its first engine in the map,
 * or on the device, unless the context is balanced; where no engine of a class is called by class and number, an instance is its
 * place among them.
 */
final class EnginePlan {
    private static final Pattern INSTANCE = Pattern.compile("\\d{1,9}");

    /** The queue of a batch: its context and the engines it may use. */
    record Lane(int context, List<String> engines) {}

    private static final class ContextPlan {
        final Set<String> map = new LinkedHashSet<>();
        final Map<String, List<String>> bonds = new LinkedHashMap<>();
        boolean balanced;
    }

    private final String program;
    private final DeviceDescription device;
    private final Map<Integer, ContextPlan> contexts = new LinkedHashMap<>();
    private final Map<Integer, Lane> lanes = new LinkedHashMap<>();

    private EnginePlan(String program, DeviceDescription device) {
        this.program = program;
        this.device = device;
    }

    /**
     * Plans a workload.
     *
     * @throws WorkloadException when the device lacks an engine that it names
     */
    static EnginePlan of(Wsim wsim, DeviceDescription device) {
        EnginePlan plan = new EnginePlan(wsim.name(), device);
        for (Step step : wsim.steps()) {
            plan.configure(step);
        }
        wsim.batches().forEach(batch -> plan.lanes.put(batch.index(), plan.laneOf(batch)));
        return plan;
    }

    /** Returns the lane of the batch at a step. */
    Lane lane(int step) {
        Lane lane = lanes.get(step);
        if (lane == null) {
            throw new IllegalArgumentException("step " + step + " is no batch");
        }
        return lane;
    }

    /** Returns the options of the queue of a lane at a priority. */
    QueueOptions options(Lane lane, Priority priority) {
        String name = "ctx" + lane.context() + ":" + String.join("+", lane.engines());
        QueueOptions options = new QueueOptions(name, lane.engines(), priority, false, Map.of());
        for (Map.Entry<String, List<String>> bond :
                context(lane.context()).bonds.entrySet()) {
            List<String> siblings =
                    bond.getValue().stream().filter(lane.engines()::contains).toList();
            if (!siblings.isEmpty()) {
                options = options.bond(bond.getKey(), siblings);
            }
        }
        return options;
    }

    private void configure(Step step) {
        if (step instanceof Step.EngineMap map) {
            Set<String> engines = context(map.context()).map;
            engines.clear();
            map.engines().forEach(engine -> engines.addAll(expand(engine, step)));
        } else if (step instanceof Step.Balance balance) {
            context(balance.context()).balanced = true;
        } else if (step instanceof Step.Bond bond) {
            List<String> siblings = new ArrayList<>();
            bond.siblings().forEach(engine -> siblings.addAll(expand(engine, step)));
            expand(bond.master(), step)
                    .forEach(master -> context(bond.context()).bonds.put(master, siblings));
        }
    }

    private Lane laneOf(Step.Batch batch) {
        ContextPlan context = context(batch.context());
        EngineName wanted = batch.engine();
        if (wanted.kind() == EngineName.Kind.DEFAULT) {
            return defaultLane(batch, context);
        }
        List<String> engines = expand(wanted, batch);
        if (context.map.isEmpty()) {
            return new Lane(batch.context(), engines.subList(0, 1));
        }
        List<String> mapped = engines.stream().filter(context.map::contains).toList();
        boolean exact = wanted.instance().isPresent() && !mapped.isEmpty();
        if (context.balanced && !exact) {
            return new Lane(batch.context(), List.copyOf(context.map));
        }
        if (mapped.isEmpty()) {
            throw problem(
                    batch,
                    "engine " + wanted + " is not in the map of context " + batch.context(),
                    "the map has " + context.map + "; with B." + batch.context() + " it would stand for all of them");
        }
        return new Lane(batch.context(), mapped.subList(0, 1));
    }

    private Lane defaultLane(Step.Batch batch, ContextPlan context) {
        if (context.map.isEmpty()) {
            EngineName render = new EngineName(EngineName.Kind.RCS, OptionalInt.empty(), OptionalInt.empty());
            return new Lane(batch.context(), expand(render, batch).subList(0, 1));
        }
        List<String> map = List.copyOf(context.map);
        return new Lane(batch.context(), context.balanced ? map : map.subList(0, 1));
    }

    /** Returns the engines of the device that a name stands for. */
    private List<String> expand(EngineName name, Step step) {
        if (name.gt().orElse(0) != 0) {
            throw problem(step, "engine " + name + " is on another tile", "this device has one, number 0");
        }
        List<String> found = named(name);
        if (found.isEmpty()) {
            throw problem(
                    step,
                    "there is no engine " + name,
                    "device " + device.name() + " has " + EngineNames.of(device)
                            + "; workloads find engines by class, RCS, BCS, VCS, VECS or CCS (kind in a device file)");
        }
        return found;
    }

    private List<String> named(EngineName name) {
        String kind = name.kind().name();
        List<String> all = device.engines().stream()
                .filter(engine -> engine.kind().equals(kind))
                .map(Engine::name)
                .toList();
        if (name.instance().isEmpty()) {
            return all;
        }
        int instance = name.instance().getAsInt();
        boolean counted =
                all.stream().allMatch(engine -> instanceOf(engine, kind).isEmpty());
        if (counted) {
            return instance >= 1 && instance <= all.size() ? List.of(all.get(instance - 1)) : List.of();
        }
        return all.stream()
                .filter(engine -> instanceOf(engine, kind).equals(OptionalInt.of(instance)))
                .toList();
    }

    /** Returns the number behind the class, 1 when there is none; nothing when an engine is called otherwise. */
    private static OptionalInt instanceOf(String engine, String kind) {
        String digits = engine.startsWith(kind) ? engine.substring(kind.length()) : "?";
        if (digits.isEmpty()) {
            return OptionalInt.of(1);
        }
        return INSTANCE.matcher(digits).matches() ? OptionalInt.of(Integer.parseInt(digits)) : OptionalInt.empty();
    }

    private ContextPlan context(int number) {
        return contexts.computeIfAbsent(number, each -> new ContextPlan());
    }

    private WorkloadException problem(Step step, String problem, String hint) {
        return new WorkloadException(program, step.line(), step.column(), step.index(), problem, hint);
    }
}
