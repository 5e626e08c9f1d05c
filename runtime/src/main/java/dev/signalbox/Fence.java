package dev.signalbox;

import dev.signalbox.actor.ClientCommand;
import dev.signalbox.actor.ContextSlot;
import dev.signalbox.actor.Pledge;
import dev.signalbox.actor.SetDeadline;
import dev.signalbox.event.Gate;
import dev.signalbox.fence.Errno;
import dev.signalbox.fence.FenceId;
import dev.signalbox.fence.Refusal;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A fence: something that will be done, and says so. Fences of one runtime may be waited for by jobs of any of its devices. */
public final class Fence {
    private final Client client;
    private final ContextSlot slot;
    private final FenceId id;
    private final boolean borrowed;

    Fence(Client client, ContextSlot slot, long seqno) {
        this(client, slot, seqno, false);
    }

    private Fence(Client client, ContextSlot slot, long seqno, boolean borrowed) {
        this.client = client;
        this.slot = slot;
        this.id = new FenceId(slot.context(), seqno);
        this.borrowed = borrowed;
    }

    /** Names a fence that may be another client's; through this client the program hears of it. */
    static Fence borrowed(Client client, ContextSlot slot, long seqno) {
        return new Fence(client, slot, seqno, true);
    }

    /** Returns its context and number. */
    public FenceId id() {
        return id;
    }

    /** Returns whether it is known to have signalled; asks nobody, so it may lag behind a little. */
    public boolean isSignalled() {
        return slot.shown().isSignalled(id.seqno());
    }

    /**
     * Returns a stage that completes when the fence signals, with its error if it did not end well. It completes also when the
     * fence signalled long ago and its owner is gone. It fails with a {@link Refusal}: EIO when the journal fails before; ECANCELED
     * when it came out of a sync object or a buffer, and the client that took it out is closed before.
     */
    public CompletionStage<Optional<Errno>> signalled() {
        Pledge<ClientCommand.Outcome> pledge = new Pledge<>();
        CompletionStage<Optional<Errno>> stage = pledge.stage().thenApply(Fence::error);
        if (borrowed && slot.lastWord(id.seqno()) == null) {
            boolean heard = client.awaitBorrowed(new ClientCommand.Await(slot, id.seqno(), pledge));
            return heard ? stage : CompletableFuture.failedFuture(ClientCommand.Await.cancelled());
        }
        if (slot.lastWord(id.seqno()) == null) {
            client.actor().tell(new ClientCommand.Await(slot, id.seqno(), pledge));
        }
        // The client stops behind the last word of every context it owns, so a question that it no longer heard is
        // answered here.
        ClientCommand.Outcome lastWord = slot.lastWord(id.seqno());
        return lastWord == null ? stage : shown(error(lastWord));
    }

    private CompletionStage<Optional<Errno>> shown(Optional<Errno> error) {
        CompletableFuture<Optional<Errno>> stage = new CompletableFuture<>();
        client.device().board().gate().pass(new Gate.Held() {
            @Override
            public void pass() {
                client.execute(() -> stage.complete(error));
            }

            @Override
            public void lost(Refusal why) {
                client.execute(() -> stage.completeExceptionally(why));
            }
        });
        return stage;
    }

    private static Optional<Errno> error(ClientCommand.Outcome outcome) {
        return Optional.ofNullable(outcome.error());
    }

    /**
     * Returns whether code of a program can hold it back: a point of a user timeline, or a job of a long-running queue. What
     * memory management may wait for, an ordinary job above all, must not wait for such a fence.
     */
    public boolean isUserFence() {
        return slot.isUser();
    }

    /**
     * Says by when it should signal. A hint for whoever does the work, the soonest counts; it changes neither order nor outcome.
     *
     * @param nanos on the device's clock
     */
    public void setDeadline(long nanos) {
        if (!slot.isOver()) {
            slot.owner().tell(new SetDeadline(slot.context(), id.seqno(), nanos));
        }
    }

    /** Names it to an owner on a device of the same runtime. */
    FenceId idOn(Device device) {
        if (!client.device().isOfSameRuntime(device)) {
            throw new Refusal(Errno.EINVAL, "fence " + id + " is of another runtime", "wait for it, then go on");
        }
        return id;
    }

    Client client() {
        return client;
    }

    @Override
    public String toString() {
        return id.toString();
    }
}
