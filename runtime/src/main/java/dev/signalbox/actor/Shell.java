package dev.signalbox.actor;

import akka.actor.typed.Behavior;
import akka.actor.typed.ExtensibleBehavior;
import akka.actor.typed.PostStop;
import akka.actor.typed.Signal;
import akka.actor.typed.TypedActorContext;
import akka.actor.typed.javadsl.Behaviors;

/**
 * An actor whose messages call their own handler method, so that a message without a handler does not compile.
 *
 * @param <M> its messages
 */
abstract class Shell<M> extends ExtensibleBehavior<M> {
    /** Handles one message. */
    abstract void handle(M message);

    /** Returns whether there is nothing left to do: the actor then stops. */
    boolean isDone() {
        return false;
    }

    /** Called once when the actor has stopped, also after a failure. */
    void stopped() {}

    @Override
    public final Behavior<M> receive(TypedActorContext<M> context, M message) {
        handle(message);
        return isDone() ? Behaviors.stopped() : Behaviors.same();
    }

    @Override
    public final Behavior<M> receiveSignal(TypedActorContext<M> context, Signal signal) {
        if (signal instanceof PostStop) {
            stopped();
            return Behaviors.same();
        }
        return Behaviors.unhandled();
    }
}
