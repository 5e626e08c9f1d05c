package dev.signalbox.sim.lab;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.Props;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** A lost wake-up is planted: the fence's owner forgets whoever subscribes after the signal. */
class PlantedRaceTest {
    private static final int SEEDS = 200;
    private static final int DEVICE_STEPS = 6;

    @Test
    void randomPrioritiesFindTheLostWakeUpAndItsSeedRepeatsIt() {
        long[] found = stuckSeeds(Chooser.PCT, true);
        System.out.printf(
                Locale.ROOT, "PCT loses the wake-up in %d of %d seeds, first %s%n", found.length, SEEDS, first(found));
        assertThat(found).isNotEmpty();
        for (long seed : found) {
            assertThat(isStuck(LabOptions.seed(seed), true)).as("seed %d", seed).isTrue();
        }
    }

    @Test
    void randomPrioritiesFindItMoreOftenThanAUniformChoice() {
        long[] uniform = stuckSeeds(Chooser.UNIFORM, true);
        System.out.printf(
                Locale.ROOT, "UNIFORM loses it in %d of %d seeds, first %s%n", uniform.length, SEEDS, first(uniform));
        assertThat(stuckSeeds(Chooser.PCT, true)).hasSizeGreaterThan(uniform.length);
    }

    @Test
    void withoutTheFaultNoSeedGetsStuck() {
        assertThat(stuckSeeds(Chooser.PCT, false)).isEmpty();
    }

    private static long[] stuckSeeds(Chooser chooser, boolean planted) {
        return Seeds.first(SEEDS)
                .filter(seed -> isStuck(LabOptions.seed(seed).withChooser(chooser), planted))
                .toArray();
    }

    private static String first(long[] seeds) {
        return LongStream.of(seeds).mapToObj(Long::toString).findFirst().orElse("none");
    }

    private static boolean isStuck(LabOptions options, boolean planted) {
        try (Lab lab = Lab.open(options)) {
            CompletableFuture<Boolean> woken = new CompletableFuture<>();
            ActorRef<ToOwner> owner = lab.system().systemActorOf(owner(planted), "owner", Props.empty());
            ActorRef<Integer> device = lab.system().systemActorOf(device(owner), "device", Props.empty());
            lab.system().systemActorOf(waiter(owner, device, woken), "waiter", Props.empty());
            lab.runUntilIdle();
            return !woken.isDone();
        }
    }

    sealed interface ToOwner {}

    record Signal() implements ToOwner {}

    record Subscribe(ActorRef<Turn> waiter) implements ToOwner {}

    private static Behavior<ToOwner> owner(boolean planted) {
        return Behaviors.setup(context -> {
            List<ActorRef<Turn>> waiters = new ArrayList<>();
            boolean[] signalled = {false};
            return Behaviors.receive(ToOwner.class)
                    .onMessage(Signal.class, signal -> {
                        signalled[0] = true;
                        waiters.forEach(waiter -> waiter.tell(Turn.WAKE_UP));
                        return Behaviors.same();
                    })
                    .onMessage(Subscribe.class, subscribe -> {
                        if (signalled[0] && !planted) {
                            subscribe.waiter().tell(Turn.WAKE_UP);
                        }
                        waiters.add(subscribe.waiter());
                        return Behaviors.same();
                    })
                    .build();
        });
    }

    /** Works for some steps before it signals, so that the waiter nearly always comes first. */
    private static Behavior<Integer> device(ActorRef<ToOwner> owner) {
        return Behaviors.setup((ActorContext<Integer> context) -> Behaviors.receiveMessage(left -> {
            if (left == 0) {
                owner.tell(new Signal());
            } else {
                context.getSelf().tell(left - 1);
            }
            return Behaviors.same();
        }));
    }

    enum Turn {
        START_DEVICE,
        SUBSCRIBE,
        WAKE_UP
    }

    /** Starts the device, and subscribes in its next turn. */
    private static Behavior<Turn> waiter(
            ActorRef<ToOwner> owner, ActorRef<Integer> device, CompletableFuture<Boolean> woken) {
        return Behaviors.setup((ActorContext<Turn> context) -> {
            context.getSelf().tell(Turn.START_DEVICE);
            return Behaviors.receiveMessage(turn -> {
                switch (turn) {
                    case START_DEVICE -> {
                        device.tell(DEVICE_STEPS);
                        context.getSelf().tell(Turn.SUBSCRIBE);
                    }
                    case SUBSCRIBE -> owner.tell(new Subscribe(context.getSelf()));
                    case WAKE_UP -> woken.complete(true);
                }
                return Behaviors.same();
            });
        });
    }
}
