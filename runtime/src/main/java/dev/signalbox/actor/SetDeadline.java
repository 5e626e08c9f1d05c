package dev.signalbox.actor;

import akka.actor.DeadLetterSuppression;

/**
 * Anybody to the owner of a context: a fence should signal by then. A hint, which is forwarded to who does the work; the soonest
 * counts. An owner that is gone needs no hint.
 *
 * @param deadline in nanoseconds on the device's clock
 */
public record SetDeadline(long context, long seqno, long deadline) implements OwnerCommand, DeadLetterSuppression {
    @Override
    public void accept(EntityCommand.Handler handler) {
        handler.onSetDeadline(this);
    }

    @Override
    public void accept(SyncCommand.Handler handler) {
        handler.onSetDeadline(this);
    }
}
