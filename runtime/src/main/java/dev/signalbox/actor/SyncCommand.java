package dev.signalbox.actor;

import akka.actor.DeadLetterSuppression;
import akka.actor.typed.ActorRef;
import dev.signalbox.event.SyncPointId;
import dev.signalbox.fence.FenceId;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** To the table. */
public sealed interface SyncCommand
        permits SyncCommand.CreateTimeline,
                SyncCommand.Advance,
                SyncCommand.CloseTimeline,
                SyncCommand.CreateSyncObject,
                SyncCommand.OpenHandle,
                SyncCommand.CloseHandle,
                SyncCommand.SignalPoints,
                SyncCommand.ResetObjects,
                SyncCommand.Attach,
                SyncCommand.Transfer,
                SyncCommand.Query,
                SyncCommand.WaitForPoints,
                SyncCommand.ExportPoint,
                SyncCommand.Resolve,
                SyncCommand.PassOn,
                SyncCommand.LeaveTable,
                SyncCommand.WaitTimeIsUp,
                SyncCommand.OwnerGone,
                OwnerCommand,
                FenceSignals,
                Inspect {
    /** Calls the handler's method for this message. */
    void accept(Handler handler);

    /** One method per message, so that a message without a handler does not compile. */
    interface Handler {
        void onCreateTimeline(CreateTimeline create);

        void onAdvance(Advance advance);

        void onCloseTimeline(CloseTimeline close);

        void onCreateSyncObject(CreateSyncObject create);

        void onOpenHandle(OpenHandle open);

        void onCloseHandle(CloseHandle close);

        void onSignalPoints(SignalPoints signal);

        void onResetObjects(ResetObjects reset);

        void onAttach(Attach attach);

        void onTransfer(Transfer transfer);

        void onQuery(Query query);

        void onWaitForPoints(WaitForPoints wait);

        void onExportPoint(ExportPoint export);

        void onResolve(Resolve resolve);

        void onPassOn(PassOn passOn);

        void onLeaveTable(LeaveTable leave);

        void onWaitTimeIsUp(WaitTimeIsUp timeIsUp);

        void onOwnerGone(OwnerGone gone);

        void onWatch(Watch watch);

        void onSetDeadline(SetDeadline set);

        void onFenceSignals(FenceSignals signals);

        void onInspect(Inspect inspect);
    }

    /** A new timeline; its context was given where it was asked for. */
    public record CreateTimeline(int client, ContextSlot slot, String name) implements SyncCommand {
        @Override
        public void accept(Handler handler) {
            handler.onCreateTimeline(this);
        }
    }

    /** Signals all points of a timeline up to one. */
    public record Advance(long context, long seqno) implements SyncCommand {
        @Override
        public void accept(Handler handler) {
            handler.onAdvance(this);
        }
    }

    /** A timeline goes; points up to {@code last} that are pending end with -ENOENT. */
    public record CloseTimeline(long context, long last) implements SyncCommand {
        @Override
        public void accept(Handler handler) {
            handler.onCloseTimeline(this);
        }
    }

    /** A new sync object with one handle; its number was given where it was asked for. */
    public record CreateSyncObject(int client, long object, String name, boolean signalled) implements SyncCommand {
        @Override
        public void accept(Handler handler) {
            handler.onCreateSyncObject(this);
        }
    }

    /** One more handle of an object that somebody shared; refused with ENOENT when it is gone by now. */
    public record OpenHandle(int client, long object, Reply<Long> reply) implements SyncCommand {
        @Override
        public void accept(Handler handler) {
            handler.onOpenHandle(this);
        }
    }

    /** One handle less; with the last one the object goes. */
    public record CloseHandle(int client, long object) implements SyncCommand {
        @Override
        public void accept(Handler handler) {
            handler.onCloseHandle(this);
        }
    }

    /** The program signals points, all or none; point 0 replaces what the object holds. */
    public record SignalPoints(int client, List<SyncPointId> points) implements SyncCommand {
        @Override
        public void accept(Handler handler) {
            handler.onSignalPoints(this);
        }
    }

    /** The program empties objects, all or none. */
    public record ResetObjects(int client, List<Long> objects) implements SyncCommand {
        @Override
        public void accept(Handler handler) {
            handler.onResetObjects(this);
        }
    }

    /** The fences of a sync file go into a point. */
    public record Attach(int client, SyncPointId point, List<FenceId> fences) implements SyncCommand {
        @Override
        public void accept(Handler handler) {
            handler.onAttach(this);
        }
    }

    /**
     * The fence of one point goes into another.
     *
     * @param until up to when to wait for the source to be there, in nanoseconds; {@link Long#MIN_VALUE} for not at all
     * @param reply the time at which it was done
     */
    public record Transfer(int client, SyncPointId source, SyncPointId target, long until, Reply<Long> reply)
            implements SyncCommand {
        @Override
        public void accept(Handler handler) {
            handler.onTransfer(this);
        }
    }

    /**
     * How far timelines have come.
     *
     * @param lastSubmitted whether their newest points are meant, reached or not
     */
    public record Query(List<Long> objects, boolean lastSubmitted, Reply<List<Long>> reply) implements SyncCommand {
        @Override
        public void accept(Handler handler) {
            handler.onQuery(this);
        }
    }

    /**
     * Somebody waits for points.
     *
     * @param all whether for all of them, instead of any
     * @param forSubmit whether points that are not there are waited for
     * @param available whether it is enough that they are there
     * @param until when to give up, in nanoseconds; in the past for a look that does not wait, {@link Long#MAX_VALUE} for never
     * @param hint by when the fences should signal
     * @param reply the index of the first point that was done
     */
    public record WaitForPoints(
            int client,
            List<SyncPointId> points,
            boolean all,
            boolean forSubmit,
            boolean available,
            long until,
            OptionalLong hint,
            Reply<Integer> reply)
            implements SyncCommand {
        @Override
        public void accept(Handler handler) {
            handler.onWaitForPoints(this);
        }
    }

    /** What is still to signal until a point is reached; the fences of a sync file. */
    public record ExportPoint(SyncPointId point, Reply<List<LocatedFence>> reply) implements SyncCommand {
        @Override
        public void accept(Handler handler) {
            handler.onExportPoint(this);
        }
    }

    /**
     * Find what these drafts wait for in sync objects, put their fences where they signal, all or none, and send them on.
     *
     * @param syncs of each draft
     * @param memory the memory manager, when they use buffers or have programs that it must know of; null when they go straight to their entity
     */
    public record Resolve(
            Batch batch,
            List<JobSyncs> syncs,
            EntitySetup setup,
            ActorRef<EntityCommand> entity,
            @Nullable ActorRef<MemoryCommand> memory)
            implements SyncCommand {
        @Override
        public void accept(Handler handler) {
            handler.onResolve(this);
        }
    }

    /** A message to the memory manager that is to arrive there behind the submissions that were sent here before it. */
    public record PassOn(ActorRef<MemoryCommand> memory, MemoryCommand command) implements SyncCommand {
        @Override
        public void accept(Handler handler) {
            handler.onPassOn(this);
        }
    }

    /** A client closes: its handles go, and its waits end with -ECANCELED. */
    record LeaveTable(int client, ActorRef<ClientCommand> replyTo) implements SyncCommand {
        @Override
        public void accept(Handler handler) {
            handler.onLeaveTable(this);
        }
    }

    /** A wait has taken as long as it may; one that is over does not mind. */
    record WaitTimeIsUp(long number) implements SyncCommand, DeadLetterSuppression {
        @Override
        public void accept(Handler handler) {
            handler.onWaitTimeIsUp(this);
        }
    }

    /** An owner whose fences were watched has stopped. */
    record OwnerGone(ActorRef<OwnerCommand> owner) implements SyncCommand {
        @Override
        public void accept(Handler handler) {
            handler.onOwnerGone(this);
        }
    }
}
