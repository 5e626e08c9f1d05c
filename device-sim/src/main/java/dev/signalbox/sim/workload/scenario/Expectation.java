package dev.signalbox.sim.workload.scenario;

import dev.signalbox.fence.Errno;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Something that is expected to have happened. Times are nanoseconds from the start of the run. */
public sealed interface Expectation {
    /** Returns where it stands. */
    Place place();

    /** Calls the visitor's method for this kind of expectation and returns its result. */
    <R> R accept(Visitor<R> visitor);

    /**
     * What is expected of a job, or of all jobs of a submission; what is null is not checked.
     *
     * @param turn which submission of that name, from 1; 0 for the latest
     * @param ran when the first of them was given to its engine
     * @param ended when the last of them was over
     * @param waited from being accepted to being given to the engine, of the first
     * @param took from being given to the engine to being over: of the first, of the last
     * @param deadline by when it should be over, as its owner was told
     * @param engine the name or class of the engine that they ran on
     */
    record OfJob(
            Ref job,
            int turn,
            @Nullable Status status,
            @Nullable Range ran,
            @Nullable Range ended,
            @Nullable Range waited,
            @Nullable Range took,
            @Nullable Range deadline,
            @Nullable String engine,
            Place place)
            implements Expectation {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.ofJob(this);
        }
    }

    /** Things that are expected to have happened in this order. */
    record Order(List<Moment> moments, Place place) implements Expectation {
        /** Copies the list. */
        public Order {
            moments = List.copyOf(moments);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.order(this);
        }
    }

    /**
     * How often something is expected to have happened.
     *
     * @param client to whom; null for all clients
     * @param errno with which error; null for any
     */
    record Count(
            What what,
            Range range,
            @Nullable String client,
            @Nullable Errno errno,
            Place place) implements Expectation {
        /** What is counted. */
        public enum What {
            /** Jobs that are over, however they ended. */
            FINISHED,
            /** Jobs that ended with an error. */
            ERRORS,
            /** Jobs that were refused, at once or later. */
            REFUSALS,
            /** Cycles that are over. */
            CYCLES,
            /** Cycles that missed their period. */
            MISSED,
            /** Pairs of jobs that race for memory. */
            RACES
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.count(this);
        }
    }

    /** Whether a point is expected to have signalled. */
    record OfPoint(Ref point, boolean signalled, Place place) implements Expectation {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.ofPoint(this);
        }
    }

    /**
     * What a buffer is expected to hold.
     *
     * @param values dwords, one behind the other; one alone stands for {@code count} of them
     * @param count how many dwords of one value, 1 when there are several values
     */
    record OfContents(Spot spot, List<Integer> values, int count, Place place) implements Expectation {
        /** Copies the list. */
        public OfContents {
            values = List.copyOf(values);
        }

        /** Returns how many dwords it is about. */
        public int dwords() {
            return values.size() * count;
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.ofContents(this);
        }
    }

    /** What time it is expected to be. */
    record Now(Range time, Place place) implements Expectation {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.now(this);
        }
    }

    /** What the explanation of a hang is expected to contain. */
    record HangSays(String text, Place place) implements Expectation {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.hangSays(this);
        }
    }

    /**
     * How a job is expected to have ended.
     *
     * @param errno its error; null when it has none
     */
    record Status(Kind kind, @Nullable Errno errno) {
        /** The kinds of ends. */
        public enum Kind {
            /** Well. */
            OK,
            /** With an error. */
            ERROR,
            /** Not at all so far. */
            UNFINISHED,
            /** Refused with an error. */
            REFUSED
        }
    }

    /** A moment in the life of a job. */
    record Moment(Ref job, Event event) {
        /** The moments that facts tell. */
        public enum Event {
            /** It was accepted. */
            ACCEPTED,
            /** It was given to its engine. */
            RAN,
            /** It was over. */
            ENDED
        }
    }

    /**
     * One method for each kind of expectation.
     *
     * @param <R> what the methods return
     */
    interface Visitor<R> {
        /** Handles what is expected of a job. */
        R ofJob(OfJob expectation);

        /** Handles an order. */
        R order(Order expectation);

        /** Handles a count. */
        R count(Count expectation);

        /** Handles a point. */
        R ofPoint(OfPoint expectation);

        /** Handles what a buffer holds. */
        R ofContents(OfContents expectation);

        /** Handles the time. */
        R now(Now expectation);

        /** Handles the explanation of a hang. */
        R hangSays(HangSays expectation);
    }
}
