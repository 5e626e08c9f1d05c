package dev.signalbox.event;

import java.util.List;

/** Something that was done to a living queue (an entity). */
public sealed interface EntityFact extends Fact {
    /** Returns the number of the entity. */
    int entity();

    /** Calls the visitor's method for this fact. */
    <R> R visit(Visitor<R> visitor);

    @Override
    default <R> R accept(FactVisitor<R> visitor) {
        return visitor.onEntity(this);
    }

    /** One method per kind of fact, so that a fold that forgets one does not compile. */
    interface Visitor<R> {
        /** Folds {@link EntityKilled}. */
        R onEntityKilled(EntityKilled fact);

        /** Folds {@link EntityDrained}. */
        R onEntityDrained(EntityDrained fact);

        /** Folds {@link EntityBanned}. */
        R onEntityBanned(EntityBanned fact);

        /** Folds {@link PriorityChanged}. */
        R onPriorityChanged(PriorityChanged fact);

        /** Folds {@link EnginesChanged}. */
        R onEnginesChanged(EnginesChanged fact);
    }

    /** A queue was killed: what is not on the hardware ends with -ESRCH, each job when all is over that it would have waited for. */
    record EntityKilled(long time, int entity) implements EntityFact {
        @Override
        public <R> R visit(Visitor<R> visitor) {
            return visitor.onEntityKilled(this);
        }
    }

    /** A ring gave the {@code jobs} queued jobs of a killed entity back to it. */
    record EntityDrained(long time, int entity, int ring, int jobs) implements EntityFact {
        @Override
        public <R> R visit(Visitor<R> visitor) {
            return visitor.onEntityDrained(this);
        }
    }

    /** The driver has set the guilty flag of a queue: jobs that are taken off it from now on end with -ECANCELED. */
    record EntityBanned(long time, int entity) implements EntityFact {
        @Override
        public <R> R visit(Visitor<R> visitor) {
            return visitor.onEntityBanned(this);
        }
    }

    /** A queue has another priority. */
    record PriorityChanged(long time, int entity, Priority priority) implements EntityFact {
        @Override
        public <R> R visit(Visitor<R> visitor) {
            return visitor.onPriorityChanged(this);
        }
    }

    /** A queue may use other rings, from the first job on that finds it idle. */
    record EnginesChanged(long time, int entity, List<Integer> rings) implements EntityFact {
        /** Copies the list. */
        public EnginesChanged {
            rings = List.copyOf(rings);
        }

        @Override
        public <R> R visit(Visitor<R> visitor) {
            return visitor.onEnginesChanged(this);
        }
    }
}
