package dev.signalbox.sim.lab;

import akka.actor.ActorPath;
import akka.actor.ActorSystem;
import akka.actor.ActorSystemImpl;
import akka.actor.Deploy;
import akka.actor.DynamicAccess;
import akka.actor.InternalActorRef;
import akka.actor.LocalActorRefProvider;
import akka.actor.Props;
import akka.event.EventStream;
import java.util.concurrent.atomic.AtomicInteger;
import scala.Option;

/**
 * Makes local actors whose unique ids count up; Akka makes it by name.
 *
 * <p>An actor's unique id is its hash code, and Akka's own ids are random. Akka keeps watchers, and children that a restart
 * stops, in hash sets and goes through them in that order.
 */
final class LabActorRefProvider extends LocalActorRefProvider {
    private final AtomicInteger uids = new AtomicInteger();

    LabActorRefProvider(
            String systemName, ActorSystem.Settings settings, EventStream eventStream, DynamicAccess dynamicAccess) {
        super(systemName, settings, eventStream, dynamicAccess);
    }

    @Override
    public InternalActorRef actorOf(
            ActorSystemImpl system,
            Props props,
            InternalActorRef supervisor,
            ActorPath path,
            boolean systemService,
            Option<Deploy> deploy,
            boolean lookupDeploy,
            boolean async) {
        ActorPath counted = path.withUid(uids.incrementAndGet());
        return super.actorOf(system, props, supervisor, counted, systemService, deploy, lookupDeploy, async);
    }
}
