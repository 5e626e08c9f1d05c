package dev.signalbox.event;

import dev.signalbox.device.Engine;
import dev.signalbox.device.Work;
import dev.signalbox.fence.Errno;
import dev.signalbox.fence.FenceId;
import dev.signalbox.resv.Access;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened on a device. Jobs are named by their finished fence.
 */
public sealed interface Fact
        permits Fact.RunBegan,
                Fact.WorkloadGiven,
                Fact.DeviceOpened,
                Fact.ClientOpened,
                Fact.ClientClosed,
                Fact.EntityOpened,
                Fact.BufferCreated,
                Fact.BufferDestroyed,
                Fact.TimelineCreated,
                Fact.TimelineAdvanced,
                Fact.TimelineClosed,
                Fact.JobAccepted,
                Fact.JobRefused,
                Fact.JobQueued,
                Fact.JobBlocked,
                Fact.JobRan,
                Fact.JobFinished,
                Fact.EndRequested,
                Fact.CycleBegan,
                Fact.CycleEnded,
                Fact.ExpectationChecked,
                Fact.RunEnded,
                EntityFact,
                SyncFact,
                DeviceFact {
    /** Returns when it happened, in nanoseconds on the device's clock. */
    long time();

    /** Calls the visitor's method for this fact. */
    <R> R accept(FactVisitor<R> visitor);

    /**
     * Returns the fact that stands {@code distance} places behind this one in a run of like facts about jobs in a row: the same
     * about the next jobs.
     *
     * @throws IllegalArgumentException when facts of this kind do not form runs and the distance is not 0
     */
    default Fact plus(int distance) {
        if (distance != 0) {
            throw new IllegalArgumentException("facts such as " + this + " do not form runs");
        }
        return this;
    }

    /** Returns whether {@code next} is {@code plus(distance)} of this one. */
    default boolean isFollowedBy(Fact next, int distance) {
        return false;
    }

    /**
     * The first fact of a stream: what decides everything that follows.
     *
     * @param version of the runtime
     * @param schedule what decided the order of messages; null in a live run, which cannot be repeated exactly
     * @param config the effective configuration under {@code signalbox}, as JSON on one line, without what only says how and where
     *     to journal
     */
    record RunBegan(long time, String version, @Nullable Schedule schedule, String config) implements Fact {
        @Override
        public <R> R accept(FactVisitor<R> visitor) {
            return visitor.onRunBegan(this);
        }
    }

    /**
     * What drives a client was given whole: with the schedule and the configuration it is enough to run it again.
     *
     * @param client whom it drives; 0 when it drives several
     * @param format of the text, such as {@code wsim}
     * @param cycles how often its steps run
     * @param seed of what it draws at random
     */
    record WorkloadGiven(long time, int client, String format, String name, String text, long cycles, long seed)
            implements Fact {
        @Override
        public <R> R accept(FactVisitor<R> visitor) {
            return visitor.onWorkloadGiven(this);
        }
    }

    /**
     * The device is ready; the place of an engine in the list is the number of its ring.
     *
     * @param vramBytes its own memory; 0 when it has none
     * @param systemBytes how much of the system's memory it may use; 0 when none
     */
    record DeviceOpened(long time, String name, List<Engine> engines, long vramBytes, long systemBytes)
            implements Fact {
        /** A device without memory. */
        public DeviceOpened(long time, String name, List<Engine> engines) {
            this(time, name, engines, 0, 0);
        }

        @Override
        public <R> R accept(FactVisitor<R> visitor) {
            return visitor.onDeviceOpened(this);
        }
    }

    /** A client opened the device. */
    record ClientOpened(long time, int client, String name) implements Fact {
        @Override
        public <R> R accept(FactVisitor<R> visitor) {
            return visitor.onClientOpened(this);
        }
    }

    /** All of a client's queues, buffers and timelines are gone. */
    record ClientClosed(long time, int client) implements Fact {
        @Override
        public <R> R accept(FactVisitor<R> visitor) {
            return visitor.onClientClosed(this);
        }
    }

    /**
     * A client opened a queue: entity {@code entity} owns the contexts {@code context} (scheduled) and {@code context + 1}
     * (finished).
     *
     * @param longRunning whether its jobs may run for as long as they like, and so signal no dma fences
     */
    record EntityOpened(
            long time,
            int entity,
            int client,
            long context,
            String name,
            Priority priority,
            List<Integer> rings,
            boolean longRunning)
            implements Fact {
        @Override
        public <R> R accept(FactVisitor<R> visitor) {
            return visitor.onEntityOpened(this);
        }
    }

    /** A client created a buffer of {@code bytes} bytes. */
    record BufferCreated(long time, int client, long buffer, long bytes) implements Fact {
        @Override
        public <R> R accept(FactVisitor<R> visitor) {
            return visitor.onBufferCreated(this);
        }
    }

    /** A buffer is gone. */
    record BufferDestroyed(long time, long buffer) implements Fact {
        @Override
        public <R> R accept(FactVisitor<R> visitor) {
            return visitor.onBufferDestroyed(this);
        }
    }

    /**
     * A client created a software timeline.
     *
     * @param user whether its points are user fences, which a program may hold back for ever, instead of dma fences
     */
    record TimelineCreated(long time, int client, long context, String name, boolean user) implements Fact {
        @Override
        public <R> R accept(FactVisitor<R> visitor) {
            return visitor.onTimelineCreated(this);
        }
    }

    /** A software timeline signalled all its points up to one. */
    record TimelineAdvanced(long time, long context, long seqno) implements Fact {
        @Override
        public <R> R accept(FactVisitor<R> visitor) {
            return visitor.onTimelineAdvanced(this);
        }
    }

    /** A software timeline is gone; points that were pending ended with -ENOENT. */
    record TimelineClosed(long time, long context) implements Fact {
        @Override
        public <R> R accept(FactVisitor<R> visitor) {
            return visitor.onTimelineClosed(this);
        }
    }

    /** A job was accepted and armed: its fences are promised from now on. {@code dependencies} are those that the client named and those that its buffers implied. */
    record JobAccepted(
            long time,
            int entity,
            FenceId fence,
            long tag,
            Work work,
            int credits,
            List<FenceId> dependencies,
            List<Access> accesses)
            implements Fact {
        @Override
        public <R> R accept(FactVisitor<R> visitor) {
            return visitor.onJobAccepted(this);
        }

        @Override
        public JobAccepted plus(int distance) {
            return new JobAccepted(time, entity, fence.plus(distance), tag, work, credits, dependencies, accesses);
        }

        @Override
        public boolean isFollowedBy(Fact next, int distance) {
            return next instanceof JobAccepted job
                    && time == job.time
                    && entity == job.entity
                    && fence.isFollowedBy(job.fence, distance)
                    && tag == job.tag
                    && credits == job.credits
                    && work.equals(job.work)
                    && dependencies.equals(job.dependencies)
                    && accesses.equals(job.accesses);
        }
    }

    /** A submission was refused after its place in the queue was given; its fence signalled with the error. */
    record JobRefused(long time, int entity, FenceId fence, Errno error, String reason) implements Fact {
        @Override
        public <R> R accept(FactVisitor<R> visitor) {
            return visitor.onJobRefused(this);
        }
    }

    /** A job stands in the queue of a ring; {@code queued} jobs of its entity now do. */
    record JobQueued(long time, int ring, FenceId fence, int queued) implements Fact {
        @Override
        public <R> R accept(FactVisitor<R> visitor) {
            return visitor.onJobQueued(this);
        }

        @Override
        public JobQueued plus(int distance) {
            return new JobQueued(time, ring, fence.plus(distance), queued + distance);
        }

        @Override
        public boolean isFollowedBy(Fact next, int distance) {
            return next instanceof JobQueued job
                    && time == job.time
                    && ring == job.ring
                    && fence.isFollowedBy(job.fence, distance)
                    && queued + distance == job.queued;
        }
    }

    /** A job is at the head of its entity and waits for a fence. */
    record JobBlocked(long time, int ring, FenceId fence, FenceId dependency) implements Fact {
        @Override
        public <R> R accept(FactVisitor<R> visitor) {
            return visitor.onJobBlocked(this);
        }
    }

    /**
     * A job was run; {@code creditsInFlight} includes its own. {@code entry} is what it is on the ring; 0 when its driver did not give it to
     * the hardware, and it is over at once.
     */
    record JobRan(long time, int ring, FenceId fence, long entry, int creditsInFlight) implements Fact {
        @Override
        public <R> R accept(FactVisitor<R> visitor) {
            return visitor.onJobRan(this);
        }

        @Override
        public JobRan plus(int distance) {
            return new JobRan(time, ring, fence.plus(distance), entry + distance, creditsInFlight + distance);
        }

        @Override
        public boolean isFollowedBy(Fact next, int distance) {
            return next instanceof JobRan job
                    && isFollowedBy(
                            job.time,
                            job.ring,
                            job.fence.context(),
                            job.fence.seqno(),
                            job.entry,
                            job.creditsInFlight,
                            distance);
        }

        boolean isFollowedBy(
                long nextTime,
                int nextRing,
                long nextContext,
                long nextSeqno,
                long nextEntry,
                int nextCredits,
                int distance) {
            return time == nextTime
                    && ring == nextRing
                    && fence.isFollowedBy(nextContext, nextSeqno, distance)
                    && entry + distance == nextEntry
                    && creditsInFlight + distance == nextCredits;
        }
    }

    /** A job is over and its finished fence signalled; {@code ran} is when it was given to the ring, or -1 when it never was. */
    record JobFinished(
            long time,
            int entity,
            FenceId fence,
            long ran,
            @Nullable Errno error) implements Fact {
        @Override
        public <R> R accept(FactVisitor<R> visitor) {
            return visitor.onJobFinished(this);
        }

        @Override
        public JobFinished plus(int distance) {
            return new JobFinished(time, entity, fence.plus(distance), ran, error);
        }

        @Override
        public boolean isFollowedBy(Fact next, int distance) {
            return next instanceof JobFinished job
                    && isFollowedBy(
                            job.time, job.entity, job.fence.context(), job.fence.seqno(), job.ran, job.error, distance);
        }

        boolean isFollowedBy(
                long nextTime,
                int nextEntity,
                long nextContext,
                long nextSeqno,
                long nextRan,
                @Nullable Errno nextError,
                int distance) {
            return time == nextTime
                    && entity == nextEntity
                    && fence.isFollowedBy(nextContext, nextSeqno, distance)
                    && ran == nextRan
                    && error == nextError;
        }
    }

    /** Somebody asked for a job to end now. */
    record EndRequested(long time, int entity, FenceId fence) implements Fact {
        @Override
        public <R> R accept(FactVisitor<R> visitor) {
            return visitor.onEndRequested(this);
        }
    }

    /** A client began a cycle of its workload (a frame). */
    record CycleBegan(long time, int client, long cycle) implements Fact {
        @Override
        public <R> R accept(FactVisitor<R> visitor) {
            return visitor.onCycleBegan(this);
        }
    }

    /** A client ended a cycle of its workload; {@code missed} when it took longer than its period. */
    record CycleEnded(long time, int client, long cycle, boolean missed) implements Fact {
        @Override
        public <R> R accept(FactVisitor<R> visitor) {
            return visitor.onCycleEnded(this);
        }
    }

    /**
     * A workload compared what happened with what it expects.
     *
     * @param client whose step it was; 0 when it is about the whole run
     * @param what is compared, with its place in the workload
     */
    record ExpectationChecked(long time, int client, String what, boolean met, String expected, String actual)
            implements Fact {
        @Override
        public <R> R accept(FactVisitor<R> visitor) {
            return visitor.onExpectationChecked(this);
        }
    }

    /** Whoever played the run saw its end; what comes after only clears away and does not count. */
    record RunEnded(long time, RunOutcome outcome) implements Fact {
        @Override
        public <R> R accept(FactVisitor<R> visitor) {
            return visitor.onRunEnded(this);
        }
    }
}
