package dev.signalbox.sim.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.DispatcherSelector;
import akka.actor.typed.Props;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class LabTest {
    private static final LabOptions OPTIONS = LabOptions.seed(42);

    @Test
    void opensIdleAtTimeZero() {
        try (Lab lab = Lab.open(OPTIONS)) {
            assertThat(lab.step()).isFalse();
            assertThat(lab.clock().getAsLong()).isZero();
            assertThat(lab.tasksRun()).isPositive();
            assertThat(lab.foreignTasks()).isZero();
        }
    }

    @Test
    void awaitReturnsTheValueOfAStageThatAnActorCompletes() {
        try (Lab lab = Lab.open(OPTIONS)) {
            CompletableFuture<String> reply = new CompletableFuture<>();
            ActorRef<String> actor = lab.system().systemActorOf(completing(reply), "actor", Props.empty());
            actor.tell("done");
            assertThat(lab.await(reply)).isEqualTo("done");
        }
    }

    @Test
    void awaitThrowsTheFailureOfTheStageItself() {
        try (Lab lab = Lab.open(OPTIONS)) {
            TimeoutException failure = new TimeoutException("expected");
            CompletableFuture<String> failed = CompletableFuture.failedFuture(failure);
            assertThatThrownBy(() -> lab.await(failed)).isSameAs(failure);
            assertThatThrownBy(() -> lab.await(failed.thenApply(String::length)))
                    .isSameAs(failure);
        }
    }

    @Test
    void awaitSaysWhenNothingIsLeftToRunAndNamesTheSeed() {
        try (Lab lab = Lab.open(OPTIONS)) {
            assertThatThrownBy(() -> lab.await(new CompletableFuture<String>()))
                    .isInstanceOf(LabException.class)
                    .hasMessage("nothing left to run at t=0 ns, seed 42");
        }
    }

    @Test
    void endlessRunsStopAtTheBoundAndNameTheSeed() {
        try (Lab lab = Lab.open(OPTIONS.withMaxTasks(1000))) {
            long before = lab.tasksRun();
            lab.system().systemActorOf(chatterbox(), "chatterbox", Props.empty());
            assertThatThrownBy(lab::runUntilIdle)
                    .isInstanceOf(LabException.class)
                    .hasMessageContaining("1000 steps")
                    .hasMessageContaining("seed 42");
            assertThat(lab.tasksRun() - before).isEqualTo(1000);
        }
    }

    @Test
    void runUntilStopsAsSoonAsTheConditionHolds() {
        try (Lab lab = Lab.open(OPTIONS)) {
            lab.system().systemActorOf(chatterbox(), "chatterbox", Props.empty());
            assertThat(lab.runUntil(() -> lab.tasksRun() >= 500)).isTrue();
            assertThat(lab.tasksRun()).isEqualTo(500);
        }
    }

    @Test
    void runUntilIsFalseWhenNothingIsLeftFirst() {
        try (Lab lab = Lab.open(OPTIONS)) {
            assertThat(lab.runUntil(() -> false)).isFalse();
        }
    }

    @Test
    void tasksCannotRunTheLab() {
        try (Lab lab = Lab.open(OPTIONS)) {
            List<Throwable> refusals = new ArrayList<>();
            lab.system().executionContext().execute(() -> {
                try {
                    lab.step();
                } catch (IllegalStateException e) {
                    refusals.add(e);
                }
            });
            lab.runUntilIdle();
            assertThat(refusals).hasSize(1);
        }
    }

    @ParameterizedTest
    @EnumSource(Chooser.class)
    void noThreadIsStartedFromOpeningToClosing(Chooser chooser) {
        Set<String> before = threads();
        try (Lab lab = Lab.open(OPTIONS.withChooser(chooser))) {
            lab.system().systemActorOf(Behaviors.empty(), "idle", Props.empty());
            lab.runUntilIdle();
            assertThat(threads()).isEqualTo(before);
        }
        assertThat(threads()).isEqualTo(before);
    }

    @Test
    void labsOneAfterTheOtherAndSideBySideDoNotMeet() {
        try (Lab first = Lab.open(OPTIONS)) {
            first.system().systemActorOf(chatterbox(), "chatterbox", Props.empty());
            try (Lab second = Lab.open(OPTIONS)) {
                assertThat(second.step()).isFalse();
                assertThat(first.step()).isTrue();
            }
            assertThat(first.step()).isTrue();
        }
        try (Lab third = Lab.open(OPTIONS)) {
            assertThat(third.step()).isFalse();
        }
    }

    @Test
    void labsOnTwoThreadsGiveTheSameTraceAsOnOne() {
        List<String> alone = Market.run(OPTIONS);
        CompletableFuture<List<String>> here =
                CompletableFuture.supplyAsync(() -> Market.run(OPTIONS), LabTest::thread);
        CompletableFuture<List<String>> there =
                CompletableFuture.supplyAsync(() -> Market.run(OPTIONS), LabTest::thread);
        assertThat(here.join()).isEqualTo(alone);
        assertThat(there.join()).isEqualTo(alone);
    }

    @Test
    void closingTwiceIsTheSameAsOnce() {
        Lab lab = Lab.open(OPTIONS);
        lab.close();
        lab.close();
        assertThat(lab.system().getWhenTerminated().toCompletableFuture()).isCompleted();
    }

    @Test
    void aLabThatIsIdleGoesOnUnderAnotherSeed() {
        try (Lab lab = Lab.open(OPTIONS)) {
            List<String> first = scheduleUnder(lab, 1, "a");
            List<String> other = scheduleUnder(lab, 2, "b");
            assertThat(scheduleUnder(lab, 1, "c")).isEqualTo(first).isNotEqualTo(other);
        }
    }

    private static List<String> scheduleUnder(Lab lab, long seed, String prefix) {
        lab.reseed(seed);
        List<String> order = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            String name = "actor" + i;
            lab.system().systemActorOf(noting(name, order), prefix + name, Props.empty());
        }
        lab.runUntilIdle();
        return order;
    }

    @Test
    void drawingFromTheCallersRandomLeavesTheScheduleAlone() {
        assertThat(schedule(0)).isEqualTo(schedule(1000));
    }

    @ParameterizedTest
    @ValueSource(strings = {"PinnedDispatcher", "Dispatcher"})
    void ownDispatchersRunOnTheLabToo(String type) {
        Config own = ConfigFactory.parseString("own { type = " + type + ", executor = thread-pool-executor }");
        Set<String> before = threads();
        try (Lab lab = Lab.open(OPTIONS.withOverrides(own))) {
            CompletableFuture<String> reply = new CompletableFuture<>();
            Props props = DispatcherSelector.fromConfig("own");
            lab.system().systemActorOf(completing(reply), "own", props).tell("done");
            assertThat(lab.await(reply)).isEqualTo("done");
            assertThat(threads()).isEqualTo(before);
        }
    }

    @Test
    void overridesReachTheActorSystem() {
        Config overrides = ConfigFactory.parseString("akka.log-dead-letters = 17, own.key = value");
        try (Lab lab = Lab.open(OPTIONS.withOverrides(overrides).withName("named"))) {
            assertThat(lab.system().name()).isEqualTo("named");
            assertThat(lab.system().settings().config().getString("own.key")).isEqualTo("value");
            assertThat(lab.system().settings().config().getInt("akka.log-dead-letters"))
                    .isEqualTo(17);
        }
    }

    @Test
    void aFailedBootLeavesNothingBehind() {
        Config broken = ConfigFactory.parseString("akka.library-extensions = [no.such.Extension]");
        assertThatThrownBy(() -> Lab.open(OPTIONS.withOverrides(broken))).isInstanceOf(Exception.class);
        assertThat(threads()).noneMatch(name -> name.startsWith("lab-"));
    }

    @Test
    void aClosedLabRefusesToRun() {
        Lab lab = Lab.open(OPTIONS);
        lab.close();
        assertThatIllegalStateException().isThrownBy(lab::step);
    }

    @Test
    void theBoundOnStepsIsPositive() {
        assertThatIllegalArgumentException().isThrownBy(() -> OPTIONS.withMaxTasks(0));
    }

    private static List<String> schedule(int draws) {
        List<String> order = new ArrayList<>();
        try (Lab lab = Lab.open(OPTIONS)) {
            assertThat(lab.random().ints(draws).count()).isEqualTo(draws);
            for (int i = 0; i < 20; i++) {
                String name = "actor" + i;
                lab.system().systemActorOf(noting(name, order), name, Props.empty());
            }
            lab.runUntilIdle();
        }
        return order;
    }

    private static Behavior<String> noting(String name, List<String> order) {
        return Behaviors.setup(context -> {
            order.add(name);
            return Behaviors.empty();
        });
    }

    private static Behavior<String> completing(CompletableFuture<String> reply) {
        return Behaviors.receiveMessage(message -> {
            reply.complete(message);
            return Behaviors.same();
        });
    }

    private static Behavior<String> chatterbox() {
        return Behaviors.setup((ActorContext<String> context) -> {
            context.getSelf().tell("again");
            return Behaviors.receiveMessage(message -> {
                context.getSelf().tell(message);
                return Behaviors.same();
            });
        });
    }

    private static void thread(Runnable work) {
        new Thread(work, "lab-test").start();
    }

    private static Set<String> threads() {
        Set<String> names = new TreeSet<>();
        Thread.getAllStackTraces().keySet().forEach(thread -> names.add(thread.getName()));
        return names;
    }
}
