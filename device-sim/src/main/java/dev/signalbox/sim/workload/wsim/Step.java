package dev.signalbox.sim.workload.wsim;

import java.util.List;
import java.util.Objects;

/**
 * One step of a workload program. Steps are executed in order, again and again; those that declare something (maps,
 * bonds, working sets) act once. Whatever refers to another step holds its absolute index.
 */
public sealed interface Step {
    /** Where the step stands. */
    Place place();

    /** Calls the visitor's method for this kind of step and returns its result. */
    <R> R accept(Visitor<R> visitor);

    /** The step's number, from 0. */
    default int index() {
        return place().index();
    }

    /** The line of the step's first character, from 1. */
    default int line() {
        return place().line();
    }

    /** The column of the step's first character, from 1. */
    default int column() {
        return place().column();
    }

    /**
     * Submits a batch of work.
     *
     * @param place where the step stands
     * @param context the submitting context, from 0
     * @param engine where it runs
     * @param duration how long it runs
     * @param dependencies what it waits for, in the order of the text
     * @param waits whether the program waits for the batch to end before its next step
     */
    record Batch(
            Place place, int context, EngineName engine, Span duration, List<Dependency> dependencies, boolean waits)
            implements Step {
        /** Keeps a copy of the list. */
        public Batch {
            dependencies = List.copyOf(dependencies);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.batch(this);
        }
    }

    /**
     * Waits on the CPU until a batch has ended.
     *
     * @param place where the step stands
     * @param target the step index of a batch
     */
    record Wait(Place place, int target) implements Step {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.await(this);
        }
    }

    /**
     * Pauses the program on the CPU.
     *
     * @param place where the step stands
     * @param micros the pause in microseconds, at least 1
     */
    record Delay(Place place, long micros) implements Step {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.delay(this);
        }
    }

    /**
     * Pauses until a time after the loop began; when that has passed already, a missed period is counted instead.
     *
     * @param place where the step stands
     * @param micros the period in microseconds, at least 1
     */
    record Period(Place place, long micros) implements Step {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.period(this);
        }
    }

    /**
     * From here on each batch is submitted only when the batch some steps before it has ended; counting wraps round.
     *
     * @param place where the step stands
     * @param distance how many steps before, from 1 to the number of steps
     */
    record Throttle(Place place, int distance) implements Step {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.throttle(this);
        }
    }

    /**
     * From here on each engine holds only so many unfinished batches.
     *
     * @param place where the step stands
     * @param limit the number of batches, at least 1
     */
    record QueueDepth(Place place, int limit) implements Step {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.queueDepth(this);
        }
    }

    /**
     * Creates a fence that the program itself signals.
     *
     * @param place where the step stands
     */
    record SoftwareFence(Place place) implements Step {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.softwareFence(this);
        }
    }

    /**
     * Signals a software fence.
     *
     * @param place where the step stands
     * @param target the step index of a software fence
     */
    record SignalFence(Place place, int target) implements Step {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.signalFence(this);
        }
    }

    /**
     * Ends an endless batch.
     *
     * @param place where the step stands
     * @param target the step index of an endless batch
     */
    record EndBatch(Place place, int target) implements Step {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.endBatch(this);
        }
    }

    /**
     * Gives a context a priority that stays.
     *
     * @param place where the step stands
     * @param context the context, from 1
     * @param priority the new priority, from -1023 to 1023
     */
    record Priority(Place place, int context, int priority) implements Step {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.priority(this);
        }
    }

    /**
     * Sets how often later batches of a context can be preempted.
     *
     * @param place where the step stands
     * @param context the context, from 1
     * @param micros the period in microseconds; 0 means that they cannot be preempted
     */
    record PreemptPeriod(Place place, int context, long micros) implements Step {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.preemptPeriod(this);
        }
    }

    /**
     * Gives a context a set of engines of its own. A later map for the same context replaces this one.
     *
     * @param place where the step stands
     * @param context the context, from 1
     * @param engines the engines in the order of the text; no two overlap and none is {@code DEFAULT}
     */
    record EngineMap(Place place, int context, List<EngineName> engines) implements Step {
        /** Keeps a copy of the list. */
        public EngineMap {
            engines = List.copyOf(engines);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.engineMap(this);
        }
    }

    /**
     * Lets a context's batches run on whichever engine of its map is free.
     *
     * @param place where the step stands
     * @param context a context with an engine map, from 1
     */
    record Balance(Place place, int context) implements Step {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.balance(this);
        }
    }

    /**
     * Ties a context's choice of engine to the engine on which its submit-fence partner runs.
     *
     * @param place where the step stands
     * @param context a balanced context, from 1
     * @param siblings the engines to choose from when the partner runs on {@code master}
     * @param master the partner's engine
     */
    record Bond(Place place, int context, List<EngineName> siblings, EngineName master) implements Step {
        /** Keeps a copy of the list. */
        public Bond {
            siblings = List.copyOf(siblings);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.bond(this);
        }
    }

    /**
     * Declares objects that batches read and write.
     *
     * @param place where the step stands
     * @param set the id by which batches name the set
     * @param shared whether all clones of the program share the objects
     * @param runs the objects: run by run, numbered from 0
     */
    record WorkingSet(Place place, int set, boolean shared, List<ObjectRun> runs) implements Step {
        /** Keeps a copy of the list. */
        public WorkingSet {
            runs = List.copyOf(runs);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.workingSet(this);
        }

        /** How many objects the set has. */
        public int objects() {
            return runs.stream().mapToInt(ObjectRun::count).sum();
        }

        /** The run that describes an object; throws {@link IndexOutOfBoundsException} when there is no such object. */
        public ObjectRun runOf(int object) {
            int left = Objects.checkIndex(object, objects());
            int run = 0;
            while (left >= runs.get(run).count()) {
                left -= runs.get(run).count();
                run++;
            }
            return runs.get(run);
        }
    }

    /**
     * One method for each kind of step.
     *
     * @param <R> what the methods return
     */
    interface Visitor<R> {
        /** Handles a batch. */
        R batch(Batch step);

        /** Handles a wait. */
        R await(Wait step);

        /** Handles a delay. */
        R delay(Delay step);

        /** Handles a period. */
        R period(Period step);

        /** Handles a throttle. */
        R throttle(Throttle step);

        /** Handles a queue depth. */
        R queueDepth(QueueDepth step);

        /** Handles a software fence. */
        R softwareFence(SoftwareFence step);

        /** Handles the signal of a software fence. */
        R signalFence(SignalFence step);

        /** Handles the end of an endless batch. */
        R endBatch(EndBatch step);

        /** Handles a priority. */
        R priority(Priority step);

        /** Handles a preemption period. */
        R preemptPeriod(PreemptPeriod step);

        /** Handles an engine map. */
        R engineMap(EngineMap step);

        /** Handles load balancing. */
        R balance(Balance step);

        /** Handles a bond. */
        R bond(Bond step);

        /** Handles a working set. */
        R workingSet(WorkingSet step);
    }
}
