package dev.signalbox.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import akka.actor.PoisonPill;
import akka.actor.typed.javadsl.Adapter;
import dev.signalbox.Fence;
import dev.signalbox.fence.Errno;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What every owner of fences keeps to, whoever it is: who asks late is answered; who asks early is told once, in the order of the
 * questions; fences of a context signal in their order; each is over in one fact; an owner that dies leaves nobody waiting; a
 * deadline is a hint.
 *
 * <p>A test of an owner is a subclass that opens one, and says how to take a promise, how to keep one, how it dies, and which facts
 * say that a promise is over. The simplest is that of a queue whose jobs last until they are told to end:
 *
 * <pre>{@code
 * class EntityFencesTest extends FenceOwnerContract {
 *     protected Owner open(LabRun run) {
 *         Queue queue = run.client("one").queue("RCS");
 *         List<Submission> jobs = new ArrayList<>();
 *         return new Owner() {
 *             public Promise promise() {
 *                 jobs.add(queue.submit(Job.of(Work.endless())));
 *                 return Promise.of(jobs.get(jobs.size() - 1).finished());
 *             }
 *             public void keep(int place) { jobs.get(place - 1).end(); }
 *             public void die() { stop(run, "entity-1"); }
 *             public List<Optional<Errno>> lastWords() { return List.of(Optional.of(Errno.EIO)); }
 *             public Stream<Long> over(FactLog facts) {
 *                 return facts.stream(Fact.JobFinished.class).map(fact -> fact.fence().seqno());
 *             }
 *         };
 *     }
 * }
 * }</pre>
 *
 * <p>Every test runs under {@value #SCHEDULES} schedules, from seed 1 or the system property {@code seed}.
 */
public abstract class FenceOwnerContract {
    /** Under how many schedules each test runs. */
    public static final int SCHEDULES = 20;

    private static final int MOST_PROMISES = 5;
    private static final int MOST_STEPS = 30;

    /** One fence of the owner, or whatever else it has promised to tell. */
    public interface Promise {
        /** Asks, anew each time, to be told when it is over; with its error if it did not end well. */
        CompletionStage<Optional<Errno>> told();

        /** Says by when it should be over, in nanoseconds. */
        void deadline(long nanos);

        /** A promise that is a fence. */
        static Promise of(Fence fence) {
            return new Promise() {
                @Override
                public CompletionStage<Optional<Errno>> told() {
                    return fence.signalled();
                }

                @Override
                public void deadline(long nanos) {
                    fence.setDeadline(nanos);
                }
            };
        }
    }

    /** An owner with one context, from which the test takes one promise after the other. */
    public interface Owner {
        /** Makes the next promise; it stays open until {@link #keep}. */
        Promise promise();

        /**
         * Lets a promise end well; all before it have been kept. One that was kept before stays as it is.
         *
         * @param place of the promise, counted from 1
         */
        void keep(int place);

        /** Stops the owner in the middle of whatever it does; see {@link FenceOwnerContract#stop}. */
        void die();

        /** What promises end with that were open when it died: with an error, as a rule. */
        List<Optional<Errno>> lastWords();

        /** For every fact that says so, in order: the place of the promise that is over. */
        Stream<Long> over(FactLog facts);

        /** Whether promises that were open when it died are over in a fact as well. */
        default boolean tellsItsDeath() {
            return true;
        }
    }

    /** Created by a subclass. */
    protected FenceOwnerContract() {}

    /** Opens an owner that has promised nothing; on {@link LabRun#device()}, or on a device that it opens first. */
    protected abstract Owner open(LabRun run);

    /** Stops an actor of the first device of a run, behind what it has been told so far: {@code stop(run, "sync")}. */
    protected static void stop(LabRun run, String actor) {
        run.excuseFold("actor " + actor + " is stopped");
        run.allowDeadLetter("gpu0-");
        Adapter.toClassic(run.lab().system())
                .actorSelection("/system/gpu0-" + actor)
                .tell(PoisonPill.getInstance(), akka.actor.ActorRef.noSender());
    }

    /** Waits for a stage that has to be complete by now. */
    private static Optional<Errno> answer(CompletionStage<Optional<Errno>> told, String who) {
        CompletableFuture<Optional<Errno>> stage = told.toCompletableFuture();
        assertTrue(stage.isDone(), who + " waits for ever");
        return stage.join();
    }

    private void underEverySchedule(Consumer<Trial> test) {
        long first = Long.getLong("seed", 1);
        LongStream.range(first, first + SCHEDULES)
                .forEach(seed -> LabRun.check(seed, run -> test.accept(new Trial(run, open(run)))));
    }

    /** A late subscriber is answered: long after the signal, and in any moment around it. */
    @Test
    void aLateSubscriberIsAnswered() {
        underEverySchedule(trial -> {
            trial.promise(1 + trial.random.nextInt(MOST_PROMISES));
            List<CompletionStage<Optional<Errno>>> asked = new ArrayList<>();
            for (int place = 1; place <= trial.promises.size(); place++) {
                trial.steps();
                trial.owner.keep(place);
                trial.steps();
                asked.add(trial.promises.get(place - 1).told());
            }
            trial.run.runUntilIdle();
            trial.promises.forEach(promise -> asked.add(promise.told()));
            trial.run.runUntilIdle();
            asked.forEach(each ->
                    assertEquals(Optional.empty(), answer(each, trial.name("a late subscriber")), trial.name()));
        });
    }

    /** Early subscribers are told once each, promise by promise, and those of one promise in the order in which they asked. */
    @Test
    void earlySubscribersAreToldOnceInTheOrderInWhichTheyAsked() {
        underEverySchedule(trial -> {
            trial.promise(1 + trial.random.nextInt(MOST_PROMISES));
            List<String> told = new ArrayList<>();
            List<String> expected = trial.askSeveralTimes(told);
            trial.run.runUntilIdle();
            assertEquals(List.of(), told, trial.name("told before the signal"));
            trial.keepAll();
            assertEquals(expected, told, trial.name());
        });
    }

    /** Each promise is over in one fact, in the order of the context; to keep it again changes nothing. */
    @Test
    void everyPromiseIsOverInOneFactInTheOrderOfItsContext() {
        underEverySchedule(trial -> {
            trial.promise(1 + trial.random.nextInt(MOST_PROMISES));
            trial.keepAll();
            trial.keepAll();
            assertEquals(
                    LongStream.rangeClosed(1, trial.promises.size()).boxed().toList(),
                    trial.owner.over(trial.run.facts()).toList(),
                    trial.name());
        });
    }

    /** An owner that dies ends every promise, and leaves nobody waiting: neither who has asked, nor who asks later. */
    @Test
    void theDeathOfTheOwnerLeavesNobodyWaiting() {
        underEverySchedule(trial -> {
            trial.promise(1 + trial.random.nextInt(MOST_PROMISES));
            List<CompletionStage<Optional<Errno>>> before = trial.ask();
            trial.steps();
            int kept = trial.random.nextInt(trial.promises.size() + 1);
            IntStream.rangeClosed(1, kept).forEach(trial.owner::keep);
            trial.steps();
            trial.owner.die();
            trial.steps();
            List<CompletionStage<Optional<Errno>>> during = trial.ask();
            trial.run.runUntilIdle();
            List<CompletionStage<Optional<Errno>>> after = trial.ask();
            trial.run.runUntilIdle();
            for (int place = 1; place <= trial.promises.size(); place++) {
                Optional<Errno> end = answer(before.get(place - 1), trial.name("who asked before the death"));
                trial.endsLike(end, place <= kept, answer(during.get(place - 1), trial.name("who asked meanwhile")));
                trial.endsLike(end, place <= kept, answer(after.get(place - 1), trial.name("who asked later")));
                trial.isOverOnce(place, end);
            }
        });
    }

    /** A deadline changes neither the order nor the outcome. */
    @Test
    void aDeadlineIsAHint() {
        underEverySchedule(trial -> {
            trial.promise(1 + trial.random.nextInt(MOST_PROMISES));
            List<String> told = new ArrayList<>();
            List<String> expected = trial.askSeveralTimes(told);
            List<Promise> hinted = new ArrayList<>(trial.promises);
            Collections.reverse(hinted);
            hinted.forEach(promise -> {
                promise.deadline(trial.random.nextInt(1_000_000));
                trial.steps();
            });
            trial.run.runUntilIdle();
            assertEquals(List.of(), told, trial.name("told for a deadline"));
            trial.keepAll();
            trial.promises.forEach(promise -> promise.deadline(0));
            trial.run.runUntilIdle();
            assertEquals(expected, told, trial.name());
        });
    }

    /** One owner under one schedule. */
    private static final class Trial {
        private final LabRun run;
        private final Owner owner;
        private final SplittableRandom random;
        private final List<Promise> promises = new ArrayList<>();

        Trial(LabRun run, Owner owner) {
            this.run = run;
            this.owner = owner;
            this.random = new SplittableRandom(run.seed());
        }

        String name() {
            return "seed " + run.seed();
        }

        String name(String who) {
            return name() + ": " + who;
        }

        void promise(int count) {
            for (int i = 0; i < count; i++) {
                promises.add(owner.promise());
            }
        }

        List<CompletionStage<Optional<Errno>>> ask() {
            return promises.stream().map(Promise::told).toList();
        }

        /** Asks in any order; returns what is to be told in the end, in order. */
        List<String> askSeveralTimes(List<String> told) {
            List<List<String>> expected = new ArrayList<>();
            promises.forEach(promise -> expected.add(new ArrayList<>()));
            for (int question = 3 * promises.size(); question > 0; question--) {
                int index = random.nextInt(promises.size());
                String name = "promise " + (index + 1) + ", question " + question;
                expected.get(index).add(name + " Optional.empty");
                promises.get(index).told().whenComplete((end, failure) -> told.add(name + " " + end));
                steps();
            }
            return expected.stream().flatMap(List::stream).toList();
        }

        void keepAll() {
            for (int place = 1; place <= promises.size(); place++) {
                owner.keep(place);
                steps();
            }
            run.runUntilIdle();
        }

        /** Lets the lab run for a moment. */
        void steps() {
            for (int left = random.nextInt(MOST_STEPS); left > 0 && run.lab().stepNow(); left--) {
                // Each step is one task of one actor.
            }
        }

        /** Who asks a dead owner hears how it ended, or that it is dead. */
        void endsLike(Optional<Errno> end, boolean kept, Optional<Errno> later) {
            assertTrue((kept && end.isEmpty()) || owner.lastWords().contains(end), name("ended with " + end));
            assertTrue(
                    later.equals(end) || owner.lastWords().contains(later),
                    name("ended with " + end + ", and later with " + later));
        }

        void isOverOnce(long place, Optional<Errno> end) {
            long facts = owner.over(run.facts()).filter(over -> over == place).count();
            boolean told = end.isEmpty() || owner.tellsItsDeath();
            assertEquals(told ? 1 : 0, facts, name("facts that say that promise " + place + " is over"));
        }
    }
}
