package dev.signalbox.actor;

import akka.actor.DeadLetterSuppression;
import akka.actor.typed.ActorRef;

/**
 * An inspector to every owner of a device: say what you hold. The owner may be gone by the time this arrives; whoever inspects
 * watches too.
 *
 * @param place of the owner among those that the inspector asks
 */
public record Inspect(int place, ActorRef<InspectorCommand> replyTo)
        implements ClientCommand, EntityCommand, RingCommand, MemoryCommand, SyncCommand, DeadLetterSuppression {
    void answer(InspectorCommand.Look look) {
        replyTo.tell(new InspectorCommand.Seen(place, look));
    }

    @Override
    public void accept(ClientCommand.Handler handler) {
        handler.onInspect(this);
    }

    @Override
    public void accept(EntityCommand.Handler handler) {
        handler.onInspect(this);
    }

    @Override
    public void accept(RingCommand.Handler handler) {
        handler.onInspect(this);
    }

    @Override
    public void accept(MemoryCommand.Handler handler) {
        handler.onInspect(this);
    }

    @Override
    public void accept(SyncCommand.Handler handler) {
        handler.onInspect(this);
    }
}
