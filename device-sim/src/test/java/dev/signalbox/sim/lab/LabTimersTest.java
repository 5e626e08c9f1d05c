package dev.signalbox.sim.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import akka.actor.Cancellable;
import akka.actor.typed.Behavior;
import akka.actor.typed.Props;
import akka.actor.typed.Scheduler;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.TimerScheduler;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import scala.concurrent.ExecutionContext;

class LabTimersTest {
    private final Lab lab = Lab.open(LabOptions.seed(1).withChooser(Chooser.FIFO));
    private final List<String> fired = new ArrayList<>();

    @AfterEach
    void close() {
        lab.close();
    }

    @Test
    void equalDeadlinesFireInTheOrderTheyWereSet() {
        List<String> names = IntStream.range(0, 50).mapToObj(i -> "timer" + i).toList();
        names.forEach(name -> once(Duration.ofMillis(5), name));
        lab.runUntilIdle();
        assertThat(fired).containsExactlyElementsOf(at(5_000_000, names));
    }

    @Test
    void earlierDeadlinesFireFirst() {
        once(Duration.ofNanos(3), "c");
        once(Duration.ofNanos(1), "a");
        once(Duration.ofNanos(2), "b");
        lab.runUntilIdle();
        assertThat(fired).containsExactly("1 a", "2 b", "3 c");
    }

    @Test
    void delaysThatAreNotPositiveRunBeforeTheClockMoves() {
        once(Duration.ofNanos(1), "later");
        once(Duration.ZERO, "zero");
        once(Duration.ofSeconds(-1), "negative");
        lab.runUntilIdle();
        assertThat(fired).containsExactly("0 zero", "0 negative", "1 later");
    }

    @Test
    void cancelledTimersNeverFireAndDoNotMoveTheClock() {
        Cancellable timer = once(Duration.ofHours(1), "cancelled");
        assertThat(timer.cancel()).isTrue();
        assertThat(timer.cancel()).isFalse();
        assertThat(timer.isCancelled()).isTrue();
        lab.runUntilIdle();
        assertThat(fired).isEmpty();
        assertThat(lab.virtualNanos()).isZero();
    }

    @Test
    void firedTimersCannotBeCancelled() {
        Cancellable timer = once(Duration.ofNanos(1), "fired");
        lab.runUntilIdle();
        assertThat(timer.cancel()).isFalse();
        assertThat(timer.isCancelled()).isFalse();
    }

    @Test
    void timersSurviveAmongManyCancelledOnes() {
        for (int i = 0; i < 10_000; i++) {
            Cancellable timer = once(Duration.ofMillis(10_000 - i), "timer" + i);
            if (i % 1000 != 0) {
                assertThat(timer.cancel()).isTrue();
            }
        }
        lab.runUntilIdle();
        assertThat(fired).hasSize(10).first().isEqualTo("1000000000 timer9000");
        assertThat(fired).last().isEqualTo("10000000000 timer0");
    }

    @Test
    void recurringTimersRunAtTheirRateUntilCancelled() {
        List<Cancellable> recurring = new ArrayList<>();
        Runnable task = () -> {
            note("tick");
            if (fired.size() == 3) {
                recurring.get(0).cancel();
            }
        };
        recurring.add(lab.system()
                .classicSystem()
                .scheduler()
                .scheduleAtFixedRate(Duration.ofNanos(5), Duration.ofNanos(10), task, dispatcher()));
        lab.runUntilIdle();
        assertThat(fired).containsExactly("5 tick", "15 tick", "25 tick");
        assertThat(recurring.get(0).isCancelled()).isTrue();
    }

    @Test
    void recurringTasksThatThrowEnd() {
        Runnable task = () -> {
            note("tick");
            throw new IllegalStateException("expected by the test");
        };
        lab.system()
                .classicSystem()
                .scheduler()
                .scheduleAtFixedRate(Duration.ofNanos(5), Duration.ofNanos(10), task, dispatcher());
        lab.runUntilIdle();
        assertThat(fired).containsExactly("5 tick");
    }

    @Test
    void actorTimersKeepTheirRateForVirtualHours() {
        lab.system().systemActorOf(clockTower(24), "tower", Props.empty());
        lab.runUntilIdle();
        assertThat(fired).hasSize(24).last().isEqualTo(Duration.ofHours(24).toNanos() + " tick");
    }

    @Test
    void receiveTimeoutsFireInVirtualTime() {
        Behavior<String> sleeper = Behaviors.setup(context -> {
            context.setReceiveTimeout(Duration.ofHours(2), "timeout");
            return Behaviors.receiveMessage(message -> {
                note(message);
                return Behaviors.stopped();
            });
        });
        lab.system().systemActorOf(sleeper, "sleeper", Props.empty());
        lab.runUntilIdle();
        assertThat(fired).containsExactly(Duration.ofHours(2).toNanos() + " timeout");
    }

    @Test
    void timersOfAnEndedSystemAreRefused() {
        Scheduler scheduler = lab.system().scheduler();
        lab.close();
        assertThatThrownBy(() -> scheduler.scheduleOnce(Duration.ofNanos(1), () -> {}, dispatcher()))
                .hasMessageContaining("closed");
    }

    private Behavior<String> clockTower(int hours) {
        return Behaviors.withTimers((TimerScheduler<String> timers) -> {
            timers.startTimerAtFixedRate("tick", Duration.ofHours(1));
            return Behaviors.receiveMessage(message -> {
                note(message);
                return fired.size() == hours ? Behaviors.stopped() : Behaviors.same();
            });
        });
    }

    private Cancellable once(Duration delay, String name) {
        return lab.system().scheduler().scheduleOnce(delay, () -> note(name), dispatcher());
    }

    private ExecutionContext dispatcher() {
        return lab.system().executionContext();
    }

    private void note(String what) {
        fired.add(lab.virtualNanos() + " " + what);
    }

    private static List<String> at(long nanos, List<String> names) {
        return names.stream().map(name -> nanos + " " + name).toList();
    }
}
