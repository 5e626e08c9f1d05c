package dev.signalbox.actor;

import akka.actor.DeadLetterSuppression;
import akka.actor.typed.ActorRef;
import java.util.List;

/**
 * Anybody to the owner of a context: tell me when these points have signalled. Points that have signalled already are answered
 * at once. The owner may be gone by the time this arrives; whoever watches fences watches their owner too.
 */
public record Watch(long context, List<Long> seqnos, ActorRef<FenceSignals> replyTo)
        implements OwnerCommand, DeadLetterSuppression {
    @Override
    public void accept(EntityCommand.Handler handler) {
        handler.onWatch(this);
    }

    @Override
    public void accept(SyncCommand.Handler handler) {
        handler.onWatch(this);
    }
}
