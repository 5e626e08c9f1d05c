package dev.signalbox.sim.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Props;
import akka.actor.typed.javadsl.Behaviors;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class LabForeignThreadTest {
    private final Lab lab = Lab.open(LabOptions.seed(7));
    private final List<String> heard = new ArrayList<>();
    private final ActorRef<String> actor = lab.system().systemActorOf(listener(), "listener", Props.empty());

    @Test
    void aMessageFromAnotherThreadMakesClosingFailAndNamesTheThread() {
        lab.runUntilIdle();
        onThread("intruder", () -> actor.tell("hello"));
        lab.runUntilIdle();
        assertThat(heard).containsExactly("hello");
        assertThat(lab.foreignTasks()).isPositive();
        assertThatThrownBy(lab::close)
                .isInstanceOf(LabException.class)
                .hasMessageContaining("intruder")
                .hasMessageContaining("seed 7")
                .hasRootCauseMessage("message sent by thread intruder");
    }

    @Test
    void aMessageToAnActorThatIsAlreadyDueIsSeenToo() {
        lab.runUntilIdle();
        actor.tell("mine");
        onThread("intruder", () -> actor.tell("foreign"));
        lab.runUntilIdle();
        assertThat(heard).containsExactly("mine", "foreign");
        assertThatThrownBy(lab::close).isInstanceOf(LabException.class);
    }

    @Test
    void aTaskFromAnotherThreadRunsOnTheLabsThreadAndIsSeen() {
        onThread("intruder", () -> lab.system().executionContext().execute(this::noteThread));
        lab.runUntilIdle();
        assertThat(heard).containsExactly(Thread.currentThread().getName());
        assertThatThrownBy(lab::close).hasMessageContaining("task submitted by thread intruder");
    }

    @Test
    void aTimerFromAnotherThreadIsSeen() {
        onThread(
                "intruder",
                () -> lab.system()
                        .scheduler()
                        .scheduleOnce(
                                Duration.ofNanos(3),
                                this::noteThread,
                                lab.system().executionContext()));
        lab.runUntilIdle();
        assertThat(lab.virtualNanos()).isEqualTo(3);
        assertThatThrownBy(lab::close).hasMessageContaining("timer set by thread intruder");
    }

    @Test
    void anotherThreadCannotRunTheLab() {
        CompletableFuture<Throwable> refusal = new CompletableFuture<>();
        onThread("intruder", () -> {
            try {
                lab.step();
            } catch (IllegalStateException e) {
                refusal.complete(e);
            }
        });
        assertThat(refusal).isCompleted();
        lab.close();
    }

    private akka.actor.typed.Behavior<String> listener() {
        return Behaviors.receiveMessage(message -> {
            heard.add(message);
            return Behaviors.same();
        });
    }

    private void noteThread() {
        heard.add(Thread.currentThread().getName());
    }

    private static void onThread(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.start();
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
