package dev.signalbox;

import dev.signalbox.actor.LocatedFence;
import dev.signalbox.actor.MemoryCommand;
import dev.signalbox.device.Dwords;
import dev.signalbox.fence.Errno;
import dev.signalbox.fence.FenceId;
import dev.signalbox.fence.Refusal;
import java.util.List;
import java.util.concurrent.CompletionStage;

/**
 * A buffer object of a client. Jobs that name it in their reads and writes are ordered by it implicitly.
 *
 * <p>On a device with memory it has contents. It gets memory, which reads as 0, when it is first needed there: when a job with a
 * program that names it is prepared, when the host writes or reads it, or when a program accesses it on a device whose faults can be
 * recovered from. It keeps the memory until it is destroyed and every job that names it is over.
 */
public final class Buffer {
    /** The most dwords that are written or read at a time. */
    public static final int MOST_DWORDS = 16_384;

    private static final int DWORD = Integer.BYTES;

    private final Client client;
    private final long number;
    private final long address;
    private final long bytes;

    Buffer(Client client, long number, long address, long bytes) {
        this.client = client;
        this.number = number;
        this.address = address;
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

    /**
     * Returns where programs of its client find it, a multiple of 65,536. It is the same for as long as the buffer exists, and no
     * other buffer of the client ever has it. To programs of other clients it means nothing.
     */
    public long address() {
        return address;
    }

    /**
     * Writes dwords. This does not wait for jobs: who wants to write behind one waits for its fence first, and a job that is to see
     * what was written is submitted after that, or waits for the memory to change. Memory outlives a device that is lost.
     *
     * @param offset in bytes, a multiple of 4
     * @param data 1 to {@link #MOST_DWORDS} dwords
     * @return a stage that completes with the time, in nanoseconds, when that is done; it fails with ENOENT when the buffer is gone,
     *     ENOMEM when there is no memory for it
     * @throws Refusal EINVAL when that is not within the buffer, misaligned, or not so many dwords; EOPNOTSUPP when the device has no
     *     memory; ESHUTDOWN when the client is closed; EIO when an owner of the device has failed
     */
    public CompletionStage<Long> write(long offset, Dwords data) {
        check(offset, data.size());
        return client.askMemory(reply -> new MemoryCommand.WriteBuffer(client.number(), number, offset, data, reply));
    }

    /**
     * Reads dwords. This does not wait for jobs: who wants to see what one has written waits for its fence first.
     *
     * @param offset in bytes, a multiple of 4
     * @param dwords 1 to {@link #MOST_DWORDS}
     * @return a stage that completes with them; it fails with ENOENT when the buffer is gone, ENOMEM when there is no memory for it
     * @throws Refusal as {@link #write} does
     */
    public CompletionStage<Dwords> read(long offset, int dwords) {
        check(offset, dwords);
        return client.askMemory(reply -> new MemoryCommand.ReadBuffer(number, offset, dwords, reply));
    }

    private void check(long offset, int dwords) {
        if (!client.device().hasMemory()) {
            throw new Refusal(
                    Errno.EOPNOTSUPP,
                    "device " + client.device().description().name() + " has no memory",
                    "use buffers only to order jobs there");
        }
        if (dwords < 1 || dwords > MOST_DWORDS) {
            throw new Refusal(
                    Errno.EINVAL,
                    "1 to " + MOST_DWORDS + " dwords are written or read at a time, not " + dwords,
                    "do it in several steps");
        }
        if (offset < 0 || offset % DWORD != 0 || offset > bytes - (long) dwords * DWORD) {
            throw new Refusal(
                    Errno.EINVAL,
                    dwords + " dwords at offset " + offset + " are not aligned to 4 bytes within the " + bytes
                            + " bytes of buffer " + number,
                    "the offset is a multiple of 4");
        }
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
