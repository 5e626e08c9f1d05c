package dev.signalbox.testkit;

import akka.actor.DeadLetter;
import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.Behavior;
import akka.actor.typed.Props;
import akka.actor.typed.eventstream.EventStream;
import akka.actor.typed.javadsl.Behaviors;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Hears of messages that nobody received; those whose loss is declared harmless by their type are not among them. */
final class DeadLetterWatch {
    private final List<String> lost = Collections.synchronizedList(new ArrayList<>());
    private final Expectations expected = new Expectations("dead letter");

    DeadLetterWatch(ActorSystem<?> system) {
        ActorRef<DeadLetter> listener = system.systemActorOf(listener(lost), "dead-letter-watch", Props.empty());
        system.eventStream().tell(new EventStream.Subscribe<>(DeadLetter.class, listener));
    }

    private static Behavior<DeadLetter> listener(List<String> lost) {
        return Behaviors.receiveMessage(letter -> {
            lost.add(letter.message() + " to " + letter.recipient().path().name());
            return Behaviors.same();
        });
    }

    Expectations expected() {
        return expected;
    }

    List<String> end() {
        synchronized (lost) {
            return expected.compare(List.copyOf(lost));
        }
    }
}
