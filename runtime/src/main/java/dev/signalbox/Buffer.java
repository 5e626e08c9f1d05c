package dev.signalbox;

import dev.signalbox.actor.LocatedFence;
import dev.signalbox.actor.MemoryCommand;
import dev.signalbox.fence.FenceId;
import dev.signalbox.fence.Refusal;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** A buffer object of a client. Jobs that name it in their reads and writes are ordered by it implicitly. */
public final class Buffer {
    private final Client client;
    private final long number;
    private final long bytes;

    Buffer(Client client, long number, long bytes) {
        this.client = client;
        this.number = number;
        this.bytes = bytes;
    }

    /** Returns its number on its device. */
    public long number() {
        return number;
    }

    /** Returns its size in bytes. */
    public long bytes() {
        return bytes;
    }

    /** Gives the buffer up; jobs submitted before are not affected, jobs submitted later are refused with ENOENT. */
    public void destroy() {
        client.forget(this);
        client.device().tellMemory(new MemoryCommand.DestroyBuffer(number));
    }

    /**
     * Takes the fences out that a new access would wait for, so that a program which synchronises explicitly can.
     *
     * @param write whether for a write, which waits for reads and writes before it; a read waits for writes
     * @return ENOENT when the buffer is gone
     */
    public CompletionStage<SyncFile> exportFile(boolean write) {
        return client.<List<LocatedFence>>askMemory(reply -> new MemoryCommand.ExportFences(number, write, reply))
                .thenApply(fences -> client.file("buffer " + number, fences));
    }

    /**
     * Guards the buffer with the fences of a file: accesses that are submitted later wait for them.
     *
     * <p>A buffer that is gone has no accesses left to guard: nothing happens then.
     *
     * @param write whether as those of writes, which reads and writes wait for; those of reads only writes wait for
     * @throws Refusal ESHUTDOWN when the client is closed; EIO when an owner of the device has failed; EINVAL for a file of another
     *     runtime
     */
    public void importFile(SyncFile file, boolean write) {
        List<FenceId> fences = file.ids(client.device());
        client.tellMemory(new MemoryCommand.ImportFences(client.number(), number, write, fences));
    }

    Client client() {
        return client;
    }
}
