package dev.signalbox.actor;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.PostStop;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;
import dev.signalbox.actor.InspectorCommand.Look;
import dev.signalbox.actor.InspectorCommand.OwnerGone;
import dev.signalbox.actor.InspectorCommand.Seen;
import dev.signalbox.fence.Errno;
import dev.signalbox.fence.Refusal;
import dev.signalbox.fence.Timeline;
import dev.signalbox.replay.DeviceState;
import dev.signalbox.replay.StateBuilder;
import dev.signalbox.sched.Promises;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Looks at a device once: asks every owner what it holds, puts the answers together, and stops.
 *
 * <p>{@code inspector -> client, entity, ring, memory manager, table: Inspect; owner -> inspector: Seen.} It watches them, so that
 * one that stops keeps nobody waiting.
 */
public final class InspectorActor extends AbstractBehavior<InspectorCommand> {
    /** An owner to ask. */
    public record Question(ActorRef<Inspect> owner, Supplier<@Nullable Look> whenGone) {
        /** Asks a client, of which there is nothing to see once it is gone. */
        public static Question client(ActorRef<ClientCommand> client) {
            return new Question(client.narrow(), () -> Look.NOTHING);
        }

        /** Asks an entity, which leaves its last word behind. */
        public static Question entity(ActorRef<EntityCommand> entity, EntitySetup setup) {
            return new Question(entity.narrow(), () -> lastWord(setup));
        }

        /** Asks somebody without whom there is no device. */
        public static Question ring(ActorRef<RingCommand> ring) {
            return new Question(ring.narrow(), () -> null);
        }

        /** Asks somebody without whom there is no device. */
        public static Question memory(ActorRef<MemoryCommand> memory) {
            return new Question(memory.narrow(), () -> null);
        }

        /** Asks somebody without whom there is no device. */
        public static Question table(ActorRef<SyncCommand> table) {
            return new Question(table.narrow(), () -> null);
        }

        private static Look lastWord(EntitySetup setup) {
            Timeline scheduled = setup.slots().scheduled().last();
            Timeline finished = setup.slots().finished().last();
            return scheduled == null || finished == null
                    ? Look.NOTHING
                    : state -> state.entity(
                            setup.clientNumber(),
                            Promises.State.atRest(setup.entity(), scheduled, finished),
                            -1,
                            0,
                            null);
        }
    }

    private final List<Question> questions;
    private final CompletableFuture<DeviceState> seen;
    private final StateBuilder state = new StateBuilder();
    private final BitSet open = new BitSet();

    private InspectorActor(
            ActorContext<InspectorCommand> context, List<Question> questions, CompletableFuture<DeviceState> seen) {
        super(context);
        this.questions = questions;
        this.seen = seen;
        for (int place = 0; place < questions.size(); place++) {
            ActorRef<Inspect> owner = questions.get(place).owner();
            open.set(place);
            context.watchWith(owner, new OwnerGone(place));
            owner.tell(new Inspect(place, context.getSelf()));
        }
    }

    /**
     * Creates the behaviour.
     *
     * @param questions at least one, none of the owners twice
     * @param seen completes with what all of them hold; fails with ESHUTDOWN when one is gone that the device cannot do without
     */
    public static Behavior<InspectorCommand> create(List<Question> questions, CompletableFuture<DeviceState> seen) {
        return Behaviors.setup(context -> new InspectorActor(context, List.copyOf(questions), seen));
    }

    @Override
    public Receive<InspectorCommand> createReceive() {
        return newReceiveBuilder()
                .onMessage(Seen.class, answer -> onLook(answer.place(), answer.look()))
                .onMessage(OwnerGone.class, this::onOwnerGone)
                .onSignal(PostStop.class, stopped -> onPostStop())
                .build();
    }

    private Behavior<InspectorCommand> onOwnerGone(OwnerGone gone) {
        Look look = questions.get(gone.place()).whenGone().get();
        return look != null || !open.get(gone.place())
                ? onLook(gone.place(), look == null ? Look.NOTHING : look)
                : Behaviors.stopped();
    }

    private Behavior<InspectorCommand> onLook(int place, Look look) {
        if (open.get(place)) {
            open.clear(place);
            look.addTo(state);
        }
        if (!open.isEmpty()) {
            return this;
        }
        seen.complete(state.build());
        return Behaviors.stopped();
    }

    /** Somebody is gone without whom there is no device, or the whole actor system goes. */
    private Behavior<InspectorCommand> onPostStop() {
        if (!seen.isDone()) {
            seen.completeExceptionally(
                    new Refusal(Errno.ESHUTDOWN, "an owner of the device has stopped", "look before you close it"));
        }
        return this;
    }
}
