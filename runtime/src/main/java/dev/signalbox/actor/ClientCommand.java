package dev.signalbox.actor;

import akka.actor.DeadLetterSuppression;
import akka.actor.typed.ActorRef;
import dev.signalbox.actor.ClientCommand.Closing.LastTimeline;
import dev.signalbox.fence.Errno;
import dev.signalbox.fence.FenceId;
import dev.signalbox.fence.Refusal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** To a client. */
public sealed interface ClientCommand
        permits ClientCommand.EntityOpened,
                ClientCommand.EntityClosed,
                ClientCommand.Deliver,
                ClientCommand.Await,
                ClientCommand.AwaitSome,
                ClientCommand.Closing,
                ClientCommand.TimeIsUp,
                ClientCommand.WaitTimeIsUp,
                ClientCommand.TableLeft,
                ClientCommand.MemoryLeft,
                ClientCommand.MemoryGone,
                ClientCommand.CloseTimeline,
                ClientCommand.OwnerGone,
                ClientCommand.AllShown,
                Inspect,
                FenceSignals {
    /** Calls the handler's method for this message. */
    void accept(Handler handler);

    /** One method per message, so that a message without a handler does not compile. */
    interface Handler {
        void onEntityOpened(EntityOpened opened);

        void onEntityClosed(EntityClosed closed);

        void onDeliver(Deliver deliver);

        void onAwait(Await await);

        void onAwaitSome(AwaitSome await);

        void onClosing(Closing closing);

        void onTimeIsUp(TimeIsUp timeIsUp);

        void onWaitTimeIsUp(WaitTimeIsUp timeIsUp);

        void onTableLeft(TableLeft left);

        void onMemoryLeft(MemoryLeft left);

        void onMemoryGone(MemoryGone gone);

        void onCloseTimeline(CloseTimeline close);

        void onOwnerGone(OwnerGone gone);

        void onAllShown(AllShown shown);

        void onFenceSignals(FenceSignals signals);

        void onInspect(Inspect inspect);
    }

    /** The client has a new queue. */
    public record EntityOpened(int entity, ActorRef<EntityCommand> actor) implements ClientCommand {
        @Override
        public void accept(Handler handler) {
            handler.onEntityOpened(this);
        }
    }

    /** A queue of the client is gone. */
    record EntityClosed(int entity) implements ClientCommand {
        @Override
        public void accept(Handler handler) {
            handler.onEntityClosed(this);
        }
    }

    /** Answers that somebody listens for. */
    record Deliver(List<Runnable> answers) implements ClientCommand {
        @Override
        public void accept(Handler handler) {
            handler.onDeliver(this);
        }
    }

    /** The program wants to know when a fence of the client signals, and how. Who finds the client gone reads the slot's last word. */
    public record Await(ContextSlot slot, long seqno, Pledge<Outcome> pledge)
            implements ClientCommand, DeadLetterSuppression {
        /** Returns why a fence that is not the client's own is not waited for any more. */
        public static Refusal cancelled() {
            return new Refusal(
                    Errno.ECANCELED,
                    "the client that waits for the fence of another is closed",
                    "wait through a client that is open");
        }

        @Override
        public void accept(Handler handler) {
            handler.onAwait(this);
        }
    }

    /**
     * The program waits for one or for all of several fences.
     *
     * @param all whether for all of them
     * @param until when to give up, in nanoseconds; {@link Long#MAX_VALUE} for never
     * @param pledge the place of the first that has signalled
     */
    public record AwaitSome(List<FenceId> fences, boolean all, long until, Pledge<Integer> pledge)
            implements ClientCommand {
        @Override
        public void accept(Handler handler) {
            handler.onAwaitSome(this);
        }
    }

    /** A wait for fences has taken as long as it may; one that is over does not mind. */
    record WaitTimeIsUp(long number) implements ClientCommand, DeadLetterSuppression {
        @Override
        public void accept(Handler handler) {
            handler.onWaitTimeIsUp(this);
        }
    }

    /** The table has answered all waits of the client, and its handles are gone. */
    record TableLeft() implements ClientCommand {
        @Override
        public void accept(Handler handler) {
            handler.onTableLeft(this);
        }
    }

    /** The memory manager has answered all questions of the client. */
    record MemoryLeft() implements ClientCommand {
        @Override
        public void accept(Handler handler) {
            handler.onMemoryLeft(this);
        }
    }

    /** The memory manager of the device has stopped. */
    record MemoryGone() implements ClientCommand, DeadLetterSuppression {
        @Override
        public void accept(Handler handler) {
            handler.onMemoryGone(this);
        }
    }

    /**
     * How a fence signalled.
     *
     * @param error null when it ended well
     */
    public record Outcome(@Nullable Errno error) {}

    /**
     * The program opens and submits nothing more. Said again it may hurry; only the first one is answered, and a client that is gone
     * by then has answered it.
     *
     * @param lastJobs the number of jobs submitted, by entity
     * @param usesTable whether it has, or has had, sync objects
     * @param asksMemory whether it has asked the memory manager for fences
     * @param patienceNanos after how many nanoseconds to end what is running and drop what is queued; negative: never
     * @param done answered when everything is gone
     */
    public record Closing(
            Map<Integer, Long> lastJobs,
            List<LastTimeline> timelines,
            List<Long> buffers,
            boolean usesTable,
            boolean asksMemory,
            long patienceNanos,
            Pledge<Long> done)
            implements ClientCommand, DeadLetterSuppression {
        /** A timeline of the client and how many points it handed out. */
        public record LastTimeline(long context, long last) {}

        @Override
        public void accept(Handler handler) {
            handler.onClosing(this);
        }
    }

    /** Closing has taken too long. */
    record TimeIsUp() implements ClientCommand, DeadLetterSuppression {
        @Override
        public void accept(Handler handler) {
            handler.onTimeIsUp(this);
        }
    }

    /** The program closes a timeline; the client sees to it that whoever asked for its fences gets an answer. */
    public record CloseTimeline(Closing.LastTimeline timeline) implements ClientCommand {
        @Override
        public void accept(Handler handler) {
            handler.onCloseTimeline(this);
        }
    }

    /** Everything that the client had to show has been shown; it may go. */
    record AllShown() implements ClientCommand {
        @Override
        public void accept(Handler handler) {
            handler.onAllShown(this);
        }
    }

    /** An owner whose fences were watched has stopped. */
    record OwnerGone(ActorRef<OwnerCommand> owner) implements ClientCommand {
        @Override
        public void accept(Handler handler) {
            handler.onOwnerGone(this);
        }
    }
}
