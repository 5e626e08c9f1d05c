package dev.signalbox.sim.lab;

import akka.actor.ActorCell;
import akka.actor.ActorRef;
import akka.actor.Cell;
import akka.dispatch.Dispatcher;
import akka.dispatch.Mailbox;
import akka.dispatch.MailboxType;
import akka.dispatch.MessageDispatcherConfigurator;
import java.util.Comparator;
import java.util.concurrent.TimeUnit;
import scala.Option;
import scala.collection.immutable.Map;
import scala.collection.immutable.Set;
import scala.collection.immutable.TreeMap$;
import scala.collection.immutable.TreeSet$;
import scala.concurrent.duration.FiniteDuration;
import scala.math.Ordering;
import scala.math.Ordering$;

/**
 * A dispatcher on the lab's queue that runs one message at a time.
 *
 * <p>It also gives each new actor ordered sets of whom it watches and who watches it. Akka's own are hashed by the actors'
 * unique ids, which are random, and an actor that stops tells its watchers in that order.
 */
final class LabDispatcher extends Dispatcher {
    private static final Ordering<ActorRef> BY_PATH =
            Ordering$.MODULE$.comparatorToOrdering(Comparator.<ActorRef>naturalOrder());
    private static final Set<ActorRef> NO_WATCHERS = TreeSet$.MODULE$.empty(BY_PATH);
    private static final Map<ActorRef, Option<Object>> NOTHING_WATCHED = TreeMap$.MODULE$.empty(BY_PATH);

    LabDispatcher(MessageDispatcherConfigurator configurator, String id, LabCore core) {
        super(
                configurator,
                id,
                1,
                FiniteDuration.apply(0, TimeUnit.SECONDS),
                (name, threads) -> () -> new LabExecutor(core),
                FiniteDuration.apply(1, TimeUnit.SECONDS));
    }

    /** The one call per actor that a dispatcher sees before the actor's first message. */
    @Override
    public Mailbox createMailbox(Cell actor, MailboxType type) {
        if (actor instanceof ActorCell cell) {
            cell.akka$actor$dungeon$DeathWatch$$watchedBy_$eq(NO_WATCHERS);
            cell.akka$actor$dungeon$DeathWatch$$watching_$eq(NOTHING_WATCHED);
        }
        return super.createMailbox(actor, type);
    }
}
