package dev.signalbox.actor;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.typed.ActorSystem;
import akka.actor.typed.javadsl.Behaviors;
import dev.signalbox.actor.RingCommand.TimeIsUp;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class RingAlarmTest {
    private static final long HOUR = 3_600_000_000_000L;

    /** Does something with an alarm, in an actor that hears none of its messages. */
    private static void with(Consumer<RingAlarm> steps) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        ActorSystem<RingCommand> system = ActorSystem.create(
                Behaviors.setup(context -> {
                    RingAlarm alarm = new RingAlarm(context);
                    try {
                        steps.accept(alarm);
                        done.complete(null);
                    } catch (AssertionError failure) {
                        done.completeExceptionally(failure);
                    } finally {
                        alarm.cancel();
                    }
                    return Behaviors.stopped();
                }),
                "alarm");
        system.getWhenTerminated().toCompletableFuture().join();
        done.join();
    }

    @Test
    void oneThatWasCancelledWhenItHadRungSaysNothing() {
        with(alarm -> {
            alarm.set(0, HOUR);
            alarm.cancel();
            alarm.set(0, HOUR);
            assertThat(alarm.rang(new TimeIsUp(1))).isFalse();
            assertThat(alarm.rang(new TimeIsUp(2))).isTrue();
            assertThat(alarm.rang(new TimeIsUp(2))).isFalse();
        });
    }
}
