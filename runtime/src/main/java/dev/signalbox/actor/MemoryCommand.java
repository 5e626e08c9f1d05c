package dev.signalbox.actor;

import akka.actor.typed.ActorRef;
import dev.signalbox.fence.FenceId;
import java.util.List;

/** To the memory manager. */
public sealed interface MemoryCommand
        permits MemoryCommand.CreateBuffer,
                MemoryCommand.DestroyBuffer,
                MemoryCommand.Prepare,
                MemoryCommand.ExportFences,
                MemoryCommand.ImportFences,
                MemoryCommand.LeaveMemory,
                Inspect {
    /** Calls the handler's method for this message. */
    void accept(Handler handler);

    /** One method per message, so that a message without a handler does not compile. */
    interface Handler {
        void onCreateBuffer(CreateBuffer create);

        void onDestroyBuffer(DestroyBuffer destroy);

        void onPrepare(Prepare prepare);

        void onExportFences(ExportFences export);

        void onImportFences(ImportFences fences);

        void onLeaveMemory(LeaveMemory leave);

        void onInspect(Inspect inspect);
    }

    /** A new buffer; its number was given where it was asked for. */
    public record CreateBuffer(int client, long buffer, long bytes) implements MemoryCommand {
        @Override
        public void accept(Handler handler) {
            handler.onCreateBuffer(this);
        }
    }

    /** A buffer goes; jobs that were prepared are not affected. */
    public record DestroyBuffer(long buffer) implements MemoryCommand {
        @Override
        public void accept(Handler handler) {
            handler.onDestroyBuffer(this);
        }
    }

    /**
     * Prepare these drafts, all or none, and send them on to their entity.
     *
     * @param finishedContext the context of the fences that will guard the buffers
     */
    public record Prepare(Batch batch, long finishedContext, ActorRef<EntityCommand> entity) implements MemoryCommand {
        @Override
        public void accept(Handler handler) {
            handler.onPrepare(this);
        }
    }

    /**
     * Which fences a new access of a buffer would wait for; the fences of a sync file.
     *
     * @param write whether the access may change the contents
     */
    public record ExportFences(long buffer, boolean write, Reply<List<LocatedFence>> reply) implements MemoryCommand {
        @Override
        public void accept(Handler handler) {
            handler.onExportFences(this);
        }
    }

    /**
     * The fences of a sync file guard a buffer from now on.
     *
     * @param write as those of writes, which everybody waits for; otherwise as those of reads
     */
    public record ImportFences(int client, long buffer, boolean write, List<FenceId> fences) implements MemoryCommand {
        @Override
        public void accept(Handler handler) {
            handler.onImportFences(this);
        }
    }

    /** A client closes, and asks nothing behind this. */
    record LeaveMemory(ActorRef<ClientCommand> replyTo) implements MemoryCommand {
        @Override
        public void accept(Handler handler) {
            handler.onLeaveMemory(this);
        }
    }
}
