package dev.signalbox.actor;

import akka.actor.PoisonPill;
import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.PostStop;
import akka.actor.typed.Terminated;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Adapter;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Stops the actors of a device, each behind everything that was sent to it, so that what clients gave up last is given up before;
 * and tells when all of them are gone.
 */
public final class Farewell extends AbstractBehavior<Void> {
    private final CompletableFuture<Void> done;
    private int left;

    private Farewell(ActorContext<Void> context, List<ActorRef<?>> actors, CompletableFuture<Void> done) {
        super(context);
        this.done = done;
        this.left = actors.size();
        for (ActorRef<?> actor : actors) {
            context.watch(actor);
            Adapter.toClassic(actor).tell(PoisonPill.getInstance(), akka.actor.ActorRef.noSender());
        }
    }

    /**
     * Creates the behaviour.
     *
     * @param actors at least one, none of them twice
     * @param done completes when they have stopped
     */
    public static Behavior<Void> create(List<ActorRef<?>> actors, CompletableFuture<Void> done) {
        return Behaviors.setup(context -> new Farewell(context, actors, done));
    }

    @Override
    public Receive<Void> createReceive() {
        return newReceiveBuilder()
                .onSignal(Terminated.class, terminated -> onTerminated())
                .onSignal(PostStop.class, stopped -> onPostStop())
                .build();
    }

    private Behavior<Void> onTerminated() {
        if (--left > 0) {
            return this;
        }
        return Behaviors.stopped();
    }

    /** All are gone, or the whole actor system goes: nobody waits for more. */
    private Behavior<Void> onPostStop() {
        done.complete(null);
        return this;
    }
}
