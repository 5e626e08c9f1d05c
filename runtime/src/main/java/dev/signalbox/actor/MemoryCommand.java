package dev.signalbox.actor;

import akka.actor.typed.ActorRef;

/** To the memory manager. */
public sealed interface MemoryCommand
        permits MemoryCommand.CreateBuffer, MemoryCommand.DestroyBuffer, MemoryCommand.Prepare, Inspect {
    /** Calls the handler's method for this message. */
    void accept(Handler handler);

    /** One method per message, so that a message without a handler does not compile. */
    interface Handler {
        void onCreateBuffer(CreateBuffer create);

        void onDestroyBuffer(DestroyBuffer destroy);

        void onPrepare(Prepare prepare);

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
}
