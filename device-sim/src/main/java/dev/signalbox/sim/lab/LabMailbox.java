package dev.signalbox.sim.lab;

import akka.actor.ActorRef;
import akka.actor.ActorSystem;
import akka.dispatch.AbstractNodeQueue;
import akka.dispatch.Envelope;
import akka.dispatch.MailboxType;
import akka.dispatch.MessageQueue;
import akka.dispatch.UnboundedMessageQueueSemantics;
import com.typesafe.config.Config;
import org.jspecify.annotations.Nullable;
import scala.Option;

/**
 * The default mailbox of typed actors in a lab: unbounded, and it notes messages from foreign threads. The executor alone
 * would miss a foreign message to an actor that already waits for its turn.
 */
final class LabMailbox implements MailboxType {
    private final LabCore core;

    @SuppressWarnings("UnusedVariable") // Akka looks for exactly these parameters
    LabMailbox(ActorSystem.Settings settings, Config config) {
        this.core = LabRegistry.find(settings.config());
    }

    @Override
    public MessageQueue create(Option<ActorRef> owner, Option<ActorSystem> system) {
        return new Messages(core);
    }

    static final class Messages extends AbstractNodeQueue<Envelope>
            implements MessageQueue, UnboundedMessageQueueSemantics {
        private static final long serialVersionUID = 1L;

        /** Where the mailbox stands in a queue by priorities; null when it stands in none. */
        transient PriorityTasks.@Nullable Seat seat;

        private final transient LabCore core;

        private Messages(LabCore core) {
            this.core = core;
        }

        @Override
        public void enqueue(ActorRef receiver, Envelope message) {
            core.check("message sent");
            core.noteMessage(receiver, message.message());
            add(message);
        }

        @Override
        public @Nullable Envelope dequeue() {
            return poll();
        }

        @Override
        public int numberOfMessages() {
            return count();
        }

        @Override
        public boolean hasMessages() {
            return !isEmpty();
        }

        @Override
        public void cleanUp(ActorRef owner, MessageQueue deadLetters) {
            for (Envelope left = poll(); left != null; left = poll()) {
                deadLetters.enqueue(owner, left);
            }
        }
    }
}
