package dev.signalbox;

import dev.signalbox.actor.ClientCommand;
import dev.signalbox.actor.ContextSlot;
import dev.signalbox.actor.Pledge;
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

    Fence(Client client, ContextSlot slot, long seqno) {
        this.client = client;
        this.slot = slot;
        this.id = new FenceId(slot.context(), seqno);
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
     * fence signalled long ago and its owner is gone. It fails with a {@link Refusal} (EIO) when the journal fails before.
     */
    public CompletionStage<Optional<Errno>> signalled() {
        Pledge<ClientCommand.Outcome> pledge = new Pledge<>();
        CompletionStage<Optional<Errno>> stage = pledge.stage().thenApply(Fence::error);
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

    Client client() {
        return client;
    }

    @Override
    public String toString() {
        return id.toString();
    }
}
