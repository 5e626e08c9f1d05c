package dev.signalbox.sim.workload.scenario;

import dev.signalbox.event.Priority;
import dev.signalbox.fence.Errno;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One step of a client. */
public sealed interface ScenarioStep
        permits ScenarioStep.Submit,
                ScenarioStep.Wait,
                ScenarioStep.Point,
                ScenarioStep.Signal,
                ScenarioStep.End,
                ScenarioStep.Destroy,
                ScenarioStep.Delay,
                ScenarioStep.At,
                ScenarioStep.Period,
                ScenarioStep.Repeat,
                ScenarioStep.Depth,
                ScenarioStep.SetPacing,
                ScenarioStep.SetPriority,
                ScenarioStep.SetPreempt,
                ScenarioStep.Close,
                ScenarioStep.Expect,
                SyncStep {
    /** Returns where it stands. */
    Place place();

    /** Calls the visitor's method for this kind of step and returns its result. */
    <R> R accept(Visitor<R> visitor);

    /**
     * Submits jobs in one submission.
     *
     * @param jobs what it carries; one plan stands for {@code count} jobs
     * @param count how many jobs of one plan, 1 when there are several plans
     * @param pacedBy a submission whose latest turn has to be over first; null for none
     * @param refused the error with which it is expected to be refused; null when it is to be accepted
     */
    record Submit(
            String name,
            String queue,
            List<JobPlan> jobs,
            int count,
            @Nullable Ref pacedBy,
            @Nullable Errno refused,
            Place place)
            implements ScenarioStep {
        /** Copies the list. */
        public Submit {
            jobs = List.copyOf(jobs);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.submit(this);
        }
    }

    /**
     * Waits for jobs and points.
     *
     * @param any whether one of them is enough
     * @param timeoutNanos after how long to give up; null for never
     * @param met whether what it waits for is expected to come; null when nothing is expected
     * @param took how long it is expected to take, in nanoseconds; null when nothing is expected
     */
    record Wait(
            List<Ref> what,
            boolean any,
            @Nullable Long timeoutNanos,
            @Nullable Boolean met,
            @Nullable Range took,
            Place place)
            implements ScenarioStep {
        /** Copies the list. */
        public Wait {
            what = List.copyOf(what);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.await(this);
        }
    }

    /** Makes the next point of a timeline and gives it a name. */
    record Point(String name, String timeline, Place place) implements ScenarioStep {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.point(this);
        }
    }

    /**
     * Signals a point of a timeline and all before it, or, without a point, all that were made; or signals sync objects and points
     * of them, all at once.
     *
     * @param errno the error with which that is expected to be refused; null when it is to be done
     */
    record Signal(List<Ref> what, @Nullable Errno errno, Place place) implements ScenarioStep {
        /** Copies the list. */
        public Signal {
            what = List.copyOf(what);
        }

        /** Signals one thing, and expects that. */
        public Signal(Ref what, Place place) {
            this(List.of(what), null, place);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.signal(this);
        }
    }

    /** Ends the jobs of a submission. */
    record End(Ref job, Place place) implements ScenarioStep {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.end(this);
        }
    }

    /** Destroys buffers. */
    record Destroy(Use buffers, Place place) implements ScenarioStep {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.destroy(this);
        }
    }

    /** Pauses. */
    record Delay(Span nanos, Place place) implements ScenarioStep {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.delay(this);
        }
    }

    /** Pauses until a time after the start of the run; goes on at once when that has passed. */
    record At(long nanos, Place place) implements ScenarioStep {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.at(this);
        }
    }

    /** Pauses until a time after the cycle began; when that has passed, the cycle has missed its period. */
    record Period(long nanos, Place place) implements ScenarioStep {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.period(this);
        }
    }

    /**
     * Runs steps several times.
     *
     * @param cycles whether each turn is told as a cycle of the client
     */
    record Repeat(List<ScenarioStep> steps, long times, boolean cycles, Place place) implements ScenarioStep {
        /** Copies the list. */
        public Repeat {
            steps = List.copyOf(steps);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.repeat(this);
        }
    }

    /** From here on, queues over the same engines hold so many unfinished submissions per engine; 0 for any number. */
    record Depth(int limit, Place place) implements ScenarioStep {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.depth(this);
        }
    }

    /** From here on, submissions are paced by others, or not; without this step they are. */
    record SetPacing(boolean on, Place place) implements ScenarioStep {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.pacing(this);
        }
    }

    /** From here on, jobs of a queue have another priority. */
    record SetPriority(String queue, Priority priority, Place place) implements ScenarioStep {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.priority(this);
        }
    }

    /** From here on, jobs of a queue that say nothing else can be preempted so often. */
    record SetPreempt(String queue, long nanos, Place place) implements ScenarioStep {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.preempt(this);
        }
    }

    /**
     * Closes the client.
     *
     * @param patienceNanos 0 to abort, negative to drain, otherwise after how long to abort
     * @param waits whether the client goes on only when it is closed
     */
    record Close(long patienceNanos, boolean waits, Place place) implements ScenarioStep {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.close(this);
        }
    }

    /** Checks expectations against what has happened so far. */
    record Expect(List<Expectation> expectations, Place place) implements ScenarioStep {
        /** Copies the list. */
        public Expect {
            expectations = List.copyOf(expectations);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.expect(this);
        }
    }

    /**
     * One method for each kind of step.
     *
     * @param <R> what the methods return
     */
    interface Visitor<R> {
        /** Handles a submission. */
        R submit(Submit step);

        /** Handles a wait. */
        R await(Wait step);

        /** Handles a new point. */
        R point(Point step);

        /** Handles a signal. */
        R signal(Signal step);

        /** Handles the end of endless jobs. */
        R end(End step);

        /** Handles the destruction of buffers. */
        R destroy(Destroy step);

        /** Handles a pause. */
        R delay(Delay step);

        /** Handles an absolute time. */
        R at(At step);

        /** Handles a period. */
        R period(Period step);

        /** Handles a loop. */
        R repeat(Repeat step);

        /** Handles a limit of unfinished submissions. */
        R depth(Depth step);

        /** Handles a change of pacing. */
        R pacing(SetPacing step);

        /** Handles a change of priority. */
        R priority(SetPriority step);

        /** Handles a change of preemption. */
        R preempt(SetPreempt step);

        /** Handles closing. */
        R close(Close step);

        /** Handles expectations. */
        R expect(Expect step);

        /** Handles a step about sync objects, sync files or fences. */
        R sync(SyncStep step);
    }
}
