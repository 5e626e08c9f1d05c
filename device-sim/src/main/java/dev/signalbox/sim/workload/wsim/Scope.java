package dev.signalbox.sim.workload.wsim;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the steps so far have declared, and the checks of a later step against it. Because offsets only point back, one
 * pass over the text can check all but two rules; {@link #finish} checks those.
 */
final class Scope {
    private final List<Step> steps = new ArrayList<>();
    private final Map<Integer, Integer> objectsBySet = new HashMap<>();
    private final Map<Integer, Field> unendedBatches = new LinkedHashMap<>();
    private final Set<Integer> mappedContexts = new HashSet<>();
    private final Set<Integer> balancedContexts = new HashSet<>();
    private final List<Field> throttles = new ArrayList<>();
    private int buffers;

    void add(Step step) {
        steps.add(step);
    }

    /** The step that an offset names, which must be a batch. */
    int batch(Field offset) {
        int target = target(offset);
        if (!isBatch(target)) {
            throw wrongKind(offset, target, "a batch");
        }
        return target;
    }

    /** The step that an offset names, which must be a batch that has an end by now. */
    int batchToWaitFor(Field offset) {
        int target = batch(offset);
        if (unendedBatches.containsKey(target)) {
            throw offset.error(
                    "step " + target + " is an endless batch that no earlier step ends: this wait would never return",
                    "put its T step before this one");
        }
        return target;
    }

    /** The step that an offset names, which must be a batch or a software fence. */
    int fence(Field offset) {
        int target = target(offset);
        if (!isBatch(target) && !isSoftwareFence(target)) {
            throw wrongKind(offset, target, "a batch or a software fence");
        }
        return target;
    }

    /** The step that an offset names, which must be a software fence. */
    int softwareFence(Field offset) {
        int target = target(offset);
        if (!isSoftwareFence(target)) {
            throw wrongKind(offset, target, "a software fence");
        }
        return target;
    }

    /** The step that an offset names, which must be an endless batch; it counts as ended from here on. */
    int endBatch(Field offset) {
        int target = batch(offset);
        if (!(steps.get(target) instanceof Step.Batch batch && batch.duration().isEndless())) {
            throw wrongKind(offset, target, "an endless batch");
        }
        unendedBatches.remove(target);
        return target;
    }

    private int target(Field offset) {
        if (!offset.text().startsWith("-")) {
            throw notBackward(offset);
        }
        int back = offset.from(1).integer("offset", 0, Limits.STEPS);
        if (back == 0) {
            throw offset.error("offset 0 names the step itself: a cycle", "the step before is -1");
        }
        if (back > offset.step()) {
            throw offset.error(
                    "offset " + offset.quoted() + " goes back beyond the first step",
                    "steps before this one: " + offset.step());
        }
        return offset.step() - back;
    }

    private static WsimSyntaxException notBackward(Field offset) {
        if (offset.is("0")) {
            return offset.error("offset 0 names the step itself: a cycle", "the step before is -1");
        }
        return offset.startsNumber()
                ? offset.error("offset " + offset.quoted() + " points forward: a cycle", "write -n for n steps back")
                : offset.error("offset " + offset.quoted() + " is not of the form -n", "the step before is -1");
    }

    private boolean isBatch(int step) {
        return steps.get(step) instanceof Step.Batch;
    }

    private boolean isSoftwareFence(int step) {
        return steps.get(step) instanceof Step.SoftwareFence;
    }

    private WsimSyntaxException wrongKind(Field offset, int target, String wanted) {
        int line = steps.get(target).line();
        return offset.error(
                "step " + target + " in line " + line + " is not " + wanted,
                "offsets count all steps, not only batches");
    }

    /** Remembers that the batch at this step needs a step that ends it. */
    void needsEnd(Field duration) {
        unendedBatches.put(duration.step(), duration);
    }

    /** Remembers a throttle distance until the number of steps is known. */
    void throttle(Field distance) {
        throttles.add(distance);
    }

    void map(int context) {
        mappedContexts.add(context);
    }

    void balance(Field field, int context) {
        if (!mappedContexts.contains(context)) {
            throw field.error("context " + context + " has no engine map yet", "put M." + context + ".ENGINES before");
        }
        balancedContexts.add(context);
    }

    void bond(Field field, int context) {
        if (!balancedContexts.contains(context)) {
            throw field.error("context " + context + " is not balanced yet", "put B." + context + " before this step");
        }
    }

    /** Refuses a working-set id that is taken. */
    void checkNew(Field field, int set) {
        if (objectsBySet.containsKey(set)) {
            throw field.error("working set " + set + " is declared already", "each id is declared once");
        }
    }

    /** Counts objects that a field declares against the bound of the whole program. */
    void countBuffers(Field field, int objects) {
        buffers += objects;
        if (buffers > Limits.BUFFERS) {
            throw field.error(
                    "the program has too many objects", "allowed: " + Limits.BUFFERS + " in all working sets");
        }
    }

    void declare(Step.WorkingSet set) {
        objectsBySet.put(set.set(), set.objects());
    }

    /** The number of objects of a working set, which must be declared by now. */
    int objects(Field field, int set) {
        Integer objects = objectsBySet.get(set);
        if (objects == null) {
            throw field.error("working set " + set + " is not declared before this step", "w." + set + ".SIZE/SIZE");
        }
        return objects;
    }

    /** Checks what needs the whole program, and returns it. */
    List<Step> finish() {
        unendedBatches.values().forEach(duration -> {
            throw duration.error("no step ends this endless batch: it could never end", "add a T step after it");
        });
        throttles.forEach(distance -> distance.integer("throttle distance", 1, steps.size()));
        return steps;
    }
}
