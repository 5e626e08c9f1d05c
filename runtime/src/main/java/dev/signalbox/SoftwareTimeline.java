package dev.signalbox;

import dev.signalbox.actor.ContextSlot;
import dev.signalbox.actor.SyncCommand;
import dev.signalbox.fence.Errno;
import dev.signalbox.fence.Refusal;

/**
 * A timeline whose fences the program signals itself, in order; those that wait for them go on when it does.
 *
 * <p>There are two kinds. The points of an ordinary one count as dma fences, as those of the kernel's sw_sync do: a means of
 * tests, for it lets a program hold back what memory management may wait for. The points of a {@linkplain Client#userTimeline
 * user timeline} are user fences: long-running jobs and programs may wait for them, ordinary jobs are refused.
 */
public final class SoftwareTimeline {
    private final Client client;
    private final ContextSlot slot;
    private long last;
    private boolean closed;

    SoftwareTimeline(Client client, ContextSlot slot) {
        this.client = client;
        this.slot = slot;
    }

    /** Returns the next fence of the timeline, pending. */
    public synchronized Fence fence() {
        if (closed) {
            throw new Refusal(Errno.ESHUTDOWN, "timeline " + slot.context() + " is closed", "create another one");
        }
        return new Fence(client, slot, ++last);
    }

    /** Signals a fence of this timeline and all before it. */
    public void signal(Fence fence) {
        if (fence.id().context() != slot.context()) {
            throw new Refusal(
                    Errno.EINVAL,
                    "fence " + fence.id() + " is not of timeline " + slot.context(),
                    "signal it on the timeline that gave it");
        }
        table(new SyncCommand.Advance(slot.context(), fence.id().seqno()));
    }

    /** Signals every fence that was handed out. */
    public synchronized void signalAll() {
        table(new SyncCommand.Advance(slot.context(), last));
    }

    /** Closes the timeline; fences that are pending end with -ENOENT. */
    public void close() {
        client.close(this);
    }

    /** Hands out nothing from now on; returns how many points were. */
    synchronized long end() {
        closed = true;
        return last;
    }

    long context() {
        return slot.context();
    }

    private void table(SyncCommand command) {
        if (!slot.isOver()) {
            client.setup().table().tell(command);
        }
    }
}
