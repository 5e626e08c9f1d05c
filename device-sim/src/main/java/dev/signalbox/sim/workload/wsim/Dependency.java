package dev.signalbox.sim.workload.wsim;

/** What a batch waits for, or reads and writes, before it may run. Targets are absolute step indices. */
public sealed interface Dependency {
    /** Calls the visitor's method for this kind of dependency and returns its result. */
    <R> R accept(Visitor<R> visitor);

    /**
     * Waits for the end of an earlier batch because it reads that batch's output.
     *
     * @param target the step index of a batch
     */
    record Data(int target) implements Dependency {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.data(this);
        }
    }

    /**
     * Waits for a fence: the completion of a batch, or a software fence.
     *
     * @param target the step index of a batch or of a software fence
     */
    record Fence(int target) implements Dependency {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.fence(this);
        }
    }

    /**
     * May start as soon as another batch starts.
     *
     * @param target the step index of a batch
     */
    record Submit(int target) implements Dependency {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.submit(this);
        }
    }

    /**
     * Reads or writes objects of a working set.
     *
     * @param set the id of a working set that an earlier step declares
     * @param first the first object, from 0
     * @param last the last object, inclusive, at least {@code first}
     * @param write whether the objects are written; otherwise they are only read
     */
    record Access(int set, int first, int last, boolean write) implements Dependency {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.access(this);
        }
    }

    /**
     * One method for each kind of dependency.
     *
     * @param <R> what the methods return
     */
    interface Visitor<R> {
        /** Handles a data dependency. */
        R data(Data dependency);

        /** Handles a fence dependency. */
        R fence(Fence dependency);

        /** Handles a submit dependency. */
        R submit(Submit dependency);

        /** Handles an access to working-set objects. */
        R access(Access dependency);
    }
}
