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
public sealed interface Fact {
    /** Returns when it happened, in nanoseconds on the device's clock. */
    long time();

    /** Calls the visitor's method for this fact. */
    <R> R accept(Visitor<R> visitor);

    /** One method per kind of fact, so that a fold that forgets one does not compile. */
    interface Visitor<R> {
        /** Folds {@link DeviceOpened}. */
        R onDeviceOpened(DeviceOpened fact);

        /** Folds {@link ClientOpened}. */
        R onClientOpened(ClientOpened fact);

        /** Folds {@link ClientClosed}. */
        R onClientClosed(ClientClosed fact);

        /** Folds {@link EntityOpened}. */
        R onEntityOpened(EntityOpened fact);

        /** Folds {@link BufferCreated}. */
        R onBufferCreated(BufferCreated fact);

        /** Folds {@link BufferDestroyed}. */
        R onBufferDestroyed(BufferDestroyed fact);

        /** Folds {@link TimelineCreated}. */
        R onTimelineCreated(TimelineCreated fact);

        /** Folds {@link TimelineAdvanced}. */
        R onTimelineAdvanced(TimelineAdvanced fact);

        /** Folds {@link TimelineClosed}. */
        R onTimelineClosed(TimelineClosed fact);

        /** Folds {@link JobAccepted}. */
        R onJobAccepted(JobAccepted fact);

        /** Folds {@link JobRefused}. */
        R onJobRefused(JobRefused fact);

        /** Folds {@link JobQueued}. */
        R onJobQueued(JobQueued fact);

        /** Folds {@link JobBlocked}. */
        R onJobBlocked(JobBlocked fact);

        /** Folds {@link JobRan}. */
        R onJobRan(JobRan fact);

        /** Folds {@link JobFinished}. */
        R onJobFinished(JobFinished fact);

        /** Folds {@link EndRequested}. */
        R onEndRequested(EndRequested fact);

        /** Folds {@link CycleBegan}. */
        R onCycleBegan(CycleBegan fact);

        /** Folds {@link CycleEnded}. */
        R onCycleEnded(CycleEnded fact);
    }

    /** The device is ready; the place of an engine in the list is the number of its ring. */
    record DeviceOpened(long time, String name, List<Engine> engines) implements Fact {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.onDeviceOpened(this);
        }
    }

    /** A client opened the device. */
    record ClientOpened(long time, int client, String name) implements Fact {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.onClientOpened(this);
        }
    }

    /** All of a client's queues, buffers and timelines are gone. */
    record ClientClosed(long time, int client) implements Fact {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.onClientClosed(this);
        }
    }

    /** A client opened a queue: entity {@code entity} owns the contexts {@code context} (scheduled) and {@code context + 1} (finished). */
    record EntityOpened(
            long time, int entity, int client, long context, String name, Priority priority, List<Integer> rings)
            implements Fact {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.onEntityOpened(this);
        }
    }

    /** A client created a buffer of {@code bytes} bytes. */
    record BufferCreated(long time, int client, long buffer, long bytes) implements Fact {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.onBufferCreated(this);
        }
    }

    /** A buffer is gone. */
    record BufferDestroyed(long time, long buffer) implements Fact {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.onBufferDestroyed(this);
        }
    }

    /** A client created a software timeline. */
    record TimelineCreated(long time, int client, long context, String name) implements Fact {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.onTimelineCreated(this);
        }
    }

    /** A software timeline signalled all its points up to one. */
    record TimelineAdvanced(long time, long context, long seqno) implements Fact {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.onTimelineAdvanced(this);
        }
    }

    /** A software timeline is gone; points that were pending ended with -ENOENT. */
    record TimelineClosed(long time, long context) implements Fact {
        @Override
        public <R> R accept(Visitor<R> visitor) {
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
        public <R> R accept(Visitor<R> visitor) {
            return visitor.onJobAccepted(this);
        }
    }

    /** A submission was refused after its place in the queue was given; its fence signalled with the error. */
    record JobRefused(long time, int entity, FenceId fence, Errno error, String reason) implements Fact {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.onJobRefused(this);
        }
    }

    /** A job stands in the queue of a ring; {@code queued} jobs of its entity now do. */
    record JobQueued(long time, int ring, FenceId fence, int queued) implements Fact {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.onJobQueued(this);
        }
    }

    /** A job is at the head of its entity and waits for a fence. */
    record JobBlocked(long time, int ring, FenceId fence, FenceId dependency) implements Fact {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.onJobBlocked(this);
        }
    }

    /** A job was given to its ring; {@code creditsInFlight} includes its own. */
    record JobRan(long time, int ring, FenceId fence, long entry, int creditsInFlight) implements Fact {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.onJobRan(this);
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
        public <R> R accept(Visitor<R> visitor) {
            return visitor.onJobFinished(this);
        }
    }

    /** Somebody asked for a job to end now. */
    record EndRequested(long time, int entity, FenceId fence) implements Fact {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.onEndRequested(this);
        }
    }

    /** A client began a cycle of its workload (a frame). */
    record CycleBegan(long time, int client, long cycle) implements Fact {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.onCycleBegan(this);
        }
    }

    /** A client ended a cycle of its workload; {@code missed} when it took longer than its period. */
    record CycleEnded(long time, int client, long cycle, boolean missed) implements Fact {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.onCycleEnded(this);
        }
    }
}
