package dev.signalbox.actor;

import akka.actor.DeadLetterSuppression;
import akka.actor.typed.ActorRef;
import dev.signalbox.event.Priority;
import dev.signalbox.fence.Errno;
import dev.signalbox.fence.Refusal;
import dev.signalbox.sched.ArmedJob;
import dev.signalbox.sched.Standing;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** To an entity. */
public sealed interface EntityCommand
        permits EntityCommand.Submit,
                EntityCommand.Refuse,
                EntityCommand.Report,
                EntityCommand.EndJob,
                EntityCommand.Kill,
                EntityCommand.Killed,
                EntityCommand.SetPriority,
                EntityCommand.SetEngines,
                EntityCommand.Ban,
                EntityCommand.AskError,
                EntityCommand.Close,
                EntityCommand.OwnerGone,
                EntityCommand.RingGone,
                EntityCommand.Wedge,
                OwnerCommand,
                Inspect,
                FenceSignals {
    /** Calls the handler's method for this message. */
    void accept(Handler handler);

    /** One method per message, so that a message without a handler does not compile. */
    interface Handler {
        void onSubmit(Submit submit);

        void onRefuse(Refuse refuse);

        void onReport(Report report);

        void onEndJob(EndJob end);

        void onKill(Kill kill);

        void onKilled(Killed killed);

        void onSetPriority(SetPriority set);

        void onSetEngines(SetEngines set);

        void onBan(Ban ban);

        void onAskError(AskError ask);

        void onClose(Close close);

        void onOwnerGone(OwnerGone gone);

        void onRingGone(RingGone gone);

        void onWedge(Wedge wedge);

        void onWatch(Watch watch);

        void onSetDeadline(SetDeadline set);

        void onFenceSignals(FenceSignals signals);

        void onInspect(Inspect inspect);
    }

    /** New drafts; their buffers, if any, are prepared. */
    public record Submit(Batch batch) implements EntityCommand, Arrival {
        @Override
        public void accept(Handler handler) {
            handler.onSubmit(this);
        }

        @Override
        public @Nullable Refusal refusal() {
            return null;
        }
    }

    /** A batch that has come to its entity, on whatever way. */
    sealed interface Arrival {
        Batch batch();

        /** Returns why it was refused on the way; null when it was not. */
        @Nullable Refusal refusal();
    }

    /** The memory manager refused a batch; its places in the queue stay and end with the error. */
    record Refuse(Batch batch, Refusal refusal) implements EntityCommand, Arrival {
        @Override
        public void accept(Handler handler) {
            handler.onRefuse(this);
        }
    }

    /**
     * A ring tells how far it has come with an entity's jobs. An entity that has stopped has heard all that mattered.
     *
     * @param standing how it stands, for an entity that may leave; else null
     */
    record Report(
            int ring,
            long scheduledThrough,
            List<Run> over,
            @Nullable Standing standing) implements EntityCommand, DeadLetterSuppression {
        /** Jobs next to each other that ended alike. */
        record Run(long first, long last, @Nullable Errno error) {}

        @Override
        public void accept(Handler handler) {
            handler.onReport(this);
        }
    }

    /** A job is to end now, or as soon as it runs. */
    public record EndJob(long seqno) implements EntityCommand {
        @Override
        public void accept(Handler handler) {
            handler.onEndJob(this);
        }
    }

    /** What is not on the hardware ends with -ESRCH, each job when all is over that it would have waited for. */
    public record Kill() implements EntityCommand {
        @Override
        public void accept(Handler handler) {
            handler.onKill(this);
        }
    }

    /**
     * A ring gives back what it had queued.
     *
     * @param lastTaken the newest job that was taken off the queue; 0 for none
     */
    record Killed(int ring, long lastTaken, List<ArmedJob> jobs) implements EntityCommand, DeadLetterSuppression {
        @Override
        public void accept(Handler handler) {
            handler.onKilled(this);
        }
    }

    /** It has another priority from now on. */
    public record SetPriority(Priority priority) implements EntityCommand {
        @Override
        public void accept(Handler handler) {
            handler.onSetPriority(this);
        }
    }

    /**
     * It may use other rings, from the next job on that finds it idle.
     *
     * @param rings at least one
     * @param lastFixed up to which job others may have been told that all its jobs run on the ring that it was opened with
     */
    public record SetEngines(List<Integer> rings, long lastFixed) implements EntityCommand {
        /** Copies the list. */
        public SetEngines {
            rings = List.copyOf(rings);
        }

        @Override
        public void accept(Handler handler) {
            handler.onSetEngines(this);
        }
    }

    /** The driver says that it is guilty. */
    public record Ban() implements EntityCommand {
        @Override
        public void accept(Handler handler) {
            handler.onBan(this);
        }
    }

    /** What has its newest job ended with that was given to a ring? */
    public record AskError(Reply<Optional<Errno>> reply) implements EntityCommand {
        @Override
        public void accept(Handler handler) {
            handler.onAskError(this);
        }
    }

    /** Nothing is submitted after job {@code last}; stop when all is over. Said again with {@code abort} it hurries. */
    record Close(long last, boolean abort) implements EntityCommand {
        @Override
        public void accept(Handler handler) {
            handler.onClose(this);
        }
    }

    /** An owner whose fences were watched has stopped. */
    record OwnerGone(ActorRef<OwnerCommand> owner) implements EntityCommand {
        @Override
        public void accept(Handler handler) {
            handler.onOwnerGone(this);
        }
    }

    /** An owner without which the device cannot go on has stopped: what is not over ends with -EIO. */
    record Wedge() implements EntityCommand, DeadLetterSuppression {
        @Override
        public void accept(Handler handler) {
            handler.onWedge(this);
        }
    }

    /** The ring has stopped. */
    record RingGone(int ring) implements EntityCommand {
        @Override
        public void accept(Handler handler) {
            handler.onRingGone(this);
        }
    }
}
