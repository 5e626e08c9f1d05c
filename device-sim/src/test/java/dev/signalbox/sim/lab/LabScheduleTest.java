package dev.signalbox.sim.lab;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.PostStop;
import akka.actor.typed.Props;
import akka.actor.typed.SupervisorStrategy;
import akka.actor.typed.Terminated;
import akka.actor.typed.javadsl.Behaviors;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LabScheduleTest {
    private static final int SEEDS = 100;
    private static final int WATCHERS = 12;
    private static final int WATCHED = 7;

    @ParameterizedTest
    @EnumSource(Chooser.class)
    void theSameSeedGivesTheSameTrace(Chooser chooser) {
        Seeds.first(SEEDS).forEach(seed -> {
            LabOptions options = LabOptions.seed(seed).withChooser(chooser);
            List<String> once = Market.run(options);
            assertThat(once).as("seed %d", seed).anyMatch(line -> line.endsWith("customer2 sees the end of shop2"));
            assertThat(Market.run(options)).as("seed %d", seed).isEqualTo(once);
        });
    }

    @ParameterizedTest
    @EnumSource(
            value = Chooser.class,
            names = {"PCT", "UNIFORM"})
    void differentSeedsGiveDifferentSchedules(Chooser chooser) {
        Set<List<String>> shapes = new HashSet<>();
        Seeds.first(SEEDS)
                .forEach(seed -> shapes.add(
                        withoutNumbers(Market.run(LabOptions.seed(seed).withChooser(chooser)))));
        assertThat(shapes).hasSizeGreaterThan(50);
    }

    @Test
    void inOrderOfArrivalTheSeedChangesOnlyWhatTheActorsDraw() {
        Set<Integer> lengths = new HashSet<>();
        Set<List<String>> firstSteps = new HashSet<>();
        Seeds.first(20).forEach(seed -> {
            List<String> trace = withoutNumbers(Market.run(LabOptions.seed(seed).withChooser(Chooser.FIFO)));
            lengths.add(trace.size());
            firstSteps.add(trace.subList(0, 12));
        });
        assertThat(lengths).hasSize(1);
        assertThat(firstSteps).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(Chooser.class)
    void watchersHearOfAnEndInAnOrderThatTheSeedDecides(Chooser chooser) {
        Seeds.first(20).forEach(seed -> {
            LabOptions options = LabOptions.seed(seed).withChooser(chooser);
            List<String> once = funeral(options);
            assertThat(once).as("seed %d", seed).hasSize(WATCHERS * WATCHED);
            assertThat(funeral(options)).as("seed %d", seed).isEqualTo(once);
        });
    }

    @ParameterizedTest
    @EnumSource(Chooser.class)
    void aRestartStopsItsChildrenInAnOrderThatTheSeedDecides(Chooser chooser) {
        Seeds.first(20).forEach(seed -> {
            LabOptions options = LabOptions.seed(seed).withChooser(chooser);
            List<String> once = restart(options);
            assertThat(once).as("seed %d", seed).hasSize(WATCHERS);
            assertThat(restart(options)).as("seed %d", seed).isEqualTo(once);
        });
    }

    /** A parent of many fails once: which children stop, in order. */
    private static List<String> restart(LabOptions options) {
        List<String> stopped = new ArrayList<>();
        try (Lab lab = Lab.open(options)) {
            Behavior<String> parent = Behaviors.supervise(parent(stopped))
                    .onFailure(SupervisorStrategy.restart().withLoggingEnabled(false));
            ActorRef<String> failing = lab.system().systemActorOf(parent, "parent", Props.empty());
            lab.runUntilIdle();
            failing.tell("fail");
            lab.runUntilIdle();
            return List.copyOf(stopped);
        }
    }

    private static Behavior<String> parent(List<String> stopped) {
        return Behaviors.setup(context -> {
            for (int i = 0; i < WATCHERS; i++) {
                context.spawnAnonymous(child(stopped));
            }
            return Behaviors.receiveMessage(message -> {
                throw new IllegalStateException(message);
            });
        });
    }

    private static Behavior<String> child(List<String> stopped) {
        return Behaviors.setup(context -> Behaviors.receive(String.class)
                .onSignal(PostStop.class, end -> {
                    stopped.add(context.getSelf().path().name());
                    return Behaviors.same();
                })
                .build());
    }

    /** Many actors watch many, which all stop: who hears of whose end, in order. */
    private static List<String> funeral(LabOptions options) {
        List<String> heard = new ArrayList<>();
        try (Lab lab = Lab.open(options)) {
            List<ActorRef<String>> watched = new ArrayList<>();
            for (int i = 0; i < WATCHED; i++) {
                Behavior<String> mortal = Behaviors.receiveMessage(message -> Behaviors.stopped());
                watched.add(lab.system().systemActorOf(mortal, "mortal" + i, Props.empty()));
            }
            for (int i = 0; i < WATCHERS; i++) {
                lab.system().systemActorOf(watcher(watched, heard), "watcher" + i, Props.empty());
            }
            lab.runUntilIdle();
            watched.forEach(mortal -> mortal.tell("stop"));
            lab.runUntilIdle();
        }
        return heard;
    }

    private static Behavior<String> watcher(List<ActorRef<String>> watched, List<String> heard) {
        return Behaviors.setup(context -> {
            watched.forEach(context::watch);
            return Behaviors.receive(String.class)
                    .onSignal(Terminated.class, end -> {
                        heard.add(context.getSelf().path().name() + " "
                                + end.getRef().path().name());
                        return Behaviors.same();
                    })
                    .build();
        });
    }

    /** What is left depends on the schedule, not on the order numbers that the customers drew. */
    private static List<String> withoutNumbers(List<String> trace) {
        return trace.stream()
                .map(line -> line.replaceAll("(orders|stashes|delivers|gets) \\d+", "$1"))
                .toList();
    }
}
