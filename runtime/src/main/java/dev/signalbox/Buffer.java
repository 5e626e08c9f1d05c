package dev.signalbox;

import dev.signalbox.actor.MemoryCommand;

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
        client.setup().memory().tell(new MemoryCommand.DestroyBuffer(number));
    }

    Client client() {
        return client;
    }
}
