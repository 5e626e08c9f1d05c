package dev.signalbox.actor;

import akka.actor.DeadLetterSuppression;
import akka.actor.typed.ActorRef;
import dev.signalbox.device.Interrupt;
import dev.signalbox.event.Priority;
import dev.signalbox.fence.Errno;
import dev.signalbox.fence.FenceId;
import dev.signalbox.sched.ArmedJob;
import dev.signalbox.sched.Standing;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** To a ring. */
public sealed interface RingCommand
        permits RingCommand.Push,
                RingCommand.Join,
                RingCommand.Follow,
                RingCommand.SetPriority,
                RingCommand.Blame,
                RingCommand.AskError,
                RingCommand.AskScheduled,
                RingCommand.EndJob,
                RingCommand.KillEntity,
                RingCommand.Cancel,
                RingCommand.Skip,
                RingCommand.Leave,
                RingCommand.Hasten,
                RingCommand.Interrupted,
                RingCommand.Work,
                RingCommand.FaultAnswered,
                RingCommand.MemoryGone,
                RingCommand.GivenUp,
                RingCommand.DeviceGone,
                RingCommand.TimeIsUp,
                RingCommand.FaultReported,
                RingCommand.OwnerGone,
                FenceSignals,
                Inspect {
    /** Calls the handler's method for this message. */
    void accept(Handler handler);

    /** One method per message, so that a message without a handler does not compile. */
    interface Handler {
        void onPush(Push push);

        void onJoin(Join join);

        void onFollow(Follow follow);

        void onSetPriority(SetPriority set);

        void onBlame(Blame blame);

        void onAskError(AskError ask);

        void onAskScheduled(AskScheduled ask);

        void onEndJob(EndJob end);

        void onKillEntity(KillEntity kill);

        void onCancel(Cancel cancel);

        void onSkip(Skip skip);

        void onLeave(Leave leave);

        void onHasten(Hasten hasten);

        void onInterrupted(Interrupted interrupted);

        void onWork(Work work);

        void onFaultAnswered(FaultAnswered answered);

        void onMemoryGone(MemoryGone gone);

        void onGivenUp(GivenUp givenUp);

        void onDeviceGone(DeviceGone gone);

        void onTimeIsUp(TimeIsUp timeIsUp);

        void onFaultReported(FaultReported reported);

        void onOwnerGone(OwnerGone gone);

        void onFenceSignals(FenceSignals signals);

        void onInspect(Inspect inspect);
    }

    /** Jobs of an entity, in order. The member was made by the entity for this ring, and is the ring's alone. */
    record Push(RingMember member, List<ArmedJob> jobs) implements RingCommand {
        @Override
        public void accept(Handler handler) {
            handler.onPush(this);
        }
    }

    /** An entity comes with its next push, of which more is to be known than what it was opened with. */
    record Join(RingMember member, Standing standing) implements RingCommand {
        @Override
        public void accept(Handler handler) {
            handler.onJoin(this);
        }
    }

    /** An entity may leave for another ring: it wants to know how it stands, now and with every report. */
    record Follow(int entity) implements RingCommand {
        @Override
        public void accept(Handler handler) {
            handler.onFollow(this);
        }
    }

    /** An entity has another priority. */
    record SetPriority(int entity, Priority priority) implements RingCommand {
        @Override
        public void accept(Handler handler) {
            handler.onSetPriority(this);
        }
    }

    /** The driver says that an entity is guilty: jobs that are taken off its queue from now on end with -ECANCELED. */
    record Blame(int entity) implements RingCommand {
        @Override
        public void accept(Handler handler) {
            handler.onBlame(this);
        }
    }

    /** A program wants to know what the newest job of an entity ended with that was given to the ring. */
    record AskError(int entity, Reply<Optional<Errno>> reply) implements RingCommand {
        @Override
        public void accept(Handler handler) {
            handler.onAskError(this);
        }
    }

    /** The entity wants a report as soon as this job has been given to the ring; by default it gets one when a job is over. */
    record AskScheduled(int entity, long seqno) implements RingCommand {
        @Override
        public void accept(Handler handler) {
            handler.onAskScheduled(this);
        }
    }

    /** A job is to end now, or as soon as it runs. */
    record EndJob(int entity, FenceId finished) implements RingCommand {
        @Override
        public void accept(Handler handler) {
            handler.onEndJob(this);
        }
    }

    /**
     * No job of an entity that is queued runs.
     *
     * @param queued what those end with that are queued; null to give them back to the entity, with {@link EntityCommand.Killed}
     * @param running what those end with that are on the ring; null to leave them alone
     */
    record KillEntity(
            int entity, @Nullable Errno queued, @Nullable Errno running) implements RingCommand {
        @Override
        public void accept(Handler handler) {
            handler.onKillEntity(this);
        }
    }

    /** The device is closed, and nobody waits: nothing is run any more, and what was run and is not freed is cancelled. */
    public record Cancel() implements RingCommand {
        @Override
        public void accept(Handler handler) {
            handler.onCancel(this);
        }
    }

    /** Jobs of an entity that are over without ever having been pushed: others on this ring may wait for them. */
    record Skip(long scheduledContext, List<Long> seqnos) implements RingCommand {
        @Override
        public void accept(Handler handler) {
            handler.onSkip(this);
        }
    }

    /** An entity without jobs here is gone. */
    record Leave(int entity, long scheduledContext) implements RingCommand {
        @Override
        public void accept(Handler handler) {
            handler.onLeave(this);
        }
    }

    /** Somebody would like a job of an entity to be over by then; for the device, as soon as it has the job. */
    record Hasten(int entity, FenceId finished, long deadline) implements RingCommand {
        @Override
        public void accept(Handler handler) {
            handler.onHasten(this);
        }
    }

    /** An interrupt of the device. */
    public record Interrupted(Interrupt interrupt) implements RingCommand {
        @Override
        public void accept(Handler handler) {
            handler.onInterrupted(this);
        }
    }

    /** To itself: select jobs and send reports. Queued at most once; behind the end of the ring it is nobody's loss. */
    record Work() implements RingCommand, DeadLetterSuppression {
        static final Work WORK = new Work();

        @Override
        public void accept(Handler handler) {
            handler.onWork(this);
        }
    }

    /**
     * What the memory manager could do about a fault that stalls an engine.
     *
     * @param retry whether something is mapped at the address now
     */
    record FaultAnswered(int generation, long entry, boolean retry) implements RingCommand {
        @Override
        public void accept(Handler handler) {
            handler.onFaultAnswered(this);
        }
    }

    /** The memory manager has stopped: no fault can be recovered from any more. */
    record MemoryGone() implements RingCommand {
        @Override
        public void accept(Handler handler) {
            handler.onMemoryGone(this);
        }
    }

    /** Another ring has given the device up. */
    record GivenUp() implements RingCommand {
        @Override
        public void accept(Handler handler) {
            handler.onGivenUp(this);
        }
    }

    /** The driver reports a fault: the oldest job is looked at as if it had run out of time. */
    public record FaultReported() implements RingCommand {
        @Override
        public void accept(Handler handler) {
            handler.onFaultReported(this);
        }
    }

    /** The owner of a fence that the driver has a job wait for has stopped. */
    record OwnerGone(ActorRef<OwnerCommand> owner) implements RingCommand {
        @Override
        public void accept(Handler handler) {
            handler.onOwnerGone(this);
        }
    }

    /** The device has stopped. */
    record DeviceGone() implements RingCommand {
        @Override
        public void accept(Handler handler) {
            handler.onDeviceGone(this);
        }
    }

    /**
     * The device has perhaps taken too long.
     *
     * @param number of the timer, counted by the ring
     */
    record TimeIsUp(long number) implements RingCommand, DeadLetterSuppression {
        @Override
        public void accept(Handler handler) {
            handler.onTimeIsUp(this);
        }
    }
}
