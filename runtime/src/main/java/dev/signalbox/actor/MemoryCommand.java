package dev.signalbox.actor;

import akka.actor.typed.ActorRef;
import dev.signalbox.device.Dwords;
import dev.signalbox.device.Interrupt;
import dev.signalbox.fence.FenceId;
import java.util.List;

/** To the memory manager. */
public sealed interface MemoryCommand
        permits MemoryCommand.CreateBuffer,
                MemoryCommand.DestroyBuffer,
                MemoryCommand.Prepare,
                MemoryCommand.ExportFences,
                MemoryCommand.ImportFences,
                MemoryCommand.WriteBuffer,
                MemoryCommand.ReadBuffer,
                MemoryCommand.FaultIn,
                MemoryCommand.Restore,
                MemoryCommand.CloseSpace,
                MemoryCommand.LeaveMemory,
                MemoryCommand.KeepAll,
                MemoryCommand.DeviceGone,
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

        void onWriteBuffer(WriteBuffer write);

        void onReadBuffer(ReadBuffer read);

        void onFaultIn(FaultIn fault);

        void onRestore(Restore restore);

        void onCloseSpace(CloseSpace close);

        void onLeaveMemory(LeaveMemory leave);

        void onKeepAll(KeepAll keep);

        void onDeviceGone(DeviceGone gone);

        void onInspect(Inspect inspect);
    }

    /** A new buffer; its number, and its address in the address space of its client, were given where it was asked for. */
    public record CreateBuffer(int client, long buffer, long bytes, long address) implements MemoryCommand {
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
     * @param client in whose address space their programs execute
     * @param finishedContext the context of the fences that will guard the buffers
     */
    public record Prepare(Batch batch, int client, long finishedContext, ActorRef<EntityCommand> entity)
            implements MemoryCommand {
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

    /**
     * Write into a buffer, and say when that is done.
     *
     * @param offset in bytes, a multiple of 4; all is within the buffer
     */
    public record WriteBuffer(int client, long buffer, long offset, Dwords data, Reply<Long> reply)
            implements MemoryCommand {
        @Override
        public void accept(Handler handler) {
            handler.onWriteBuffer(this);
        }
    }

    /**
     * Say what is in a buffer.
     *
     * @param offset in bytes, a multiple of 4; all is within the buffer
     */
    public record ReadBuffer(long buffer, long offset, int dwords, Reply<Dwords> reply) implements MemoryCommand {
        @Override
        public void accept(Handler handler) {
            handler.onReadBuffer(this);
        }
    }

    /**
     * An access of an entry found nothing mapped, and its engine waits.
     *
     * @param client in whose address space
     */
    record FaultIn(int client, long address, int generation, long entry, ActorRef<RingCommand> replyTo)
            implements MemoryCommand {
        @Override
        public void accept(Handler handler) {
            handler.onFaultIn(this);
        }
    }

    /**
     * The device was reset after its memory was lost: what is mapped has to be mapped there again, before the ring hears of the reset.
     *
     * @param ended what the ring is then told
     */
    public record Restore(Interrupt.ResetEnded ended, ActorRef<RingCommand> ring) implements MemoryCommand {
        @Override
        public void accept(Handler handler) {
            handler.onRestore(this);
        }
    }

    /** A client is closed, and its last job over: nothing executes in its address space any more. */
    record CloseSpace(int client) implements MemoryCommand {
        @Override
        public void accept(Handler handler) {
            handler.onCloseSpace(this);
        }
    }

    /** The device was given up and could not be stopped: it may go on using what it was given. */
    record KeepAll() implements MemoryCommand {
        @Override
        public void accept(Handler handler) {
            handler.onKeepAll(this);
        }
    }

    /** The device has stopped: nobody needs to hear of what is written. */
    record DeviceGone() implements MemoryCommand {
        @Override
        public void accept(Handler handler) {
            handler.onDeviceGone(this);
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
