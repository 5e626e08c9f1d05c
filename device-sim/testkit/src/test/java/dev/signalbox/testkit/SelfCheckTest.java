package dev.signalbox.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.testkit.engine.EventConditions.event;
import static org.junit.platform.testkit.engine.EventConditions.finishedWithFailure;
import static org.junit.platform.testkit.engine.EventConditions.test;
import static org.junit.platform.testkit.engine.TestExecutionResultConditions.instanceOf;
import static org.junit.platform.testkit.engine.TestExecutionResultConditions.message;
import static org.junit.platform.testkit.engine.TestExecutionResultConditions.suppressed;

import akka.actor.PoisonPill;
import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.Props;
import akka.actor.typed.javadsl.Adapter;
import akka.actor.typed.javadsl.Behaviors;
import dev.signalbox.DeviceHost;
import dev.signalbox.DeviceProvider;
import dev.signalbox.Job;
import dev.signalbox.device.DeviceCommand;
import dev.signalbox.device.DeviceDescription;
import dev.signalbox.device.Engine;
import dev.signalbox.device.Work;
import dev.signalbox.event.Fact;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Events;
import org.slf4j.LoggerFactory;

/** What the check after each test finds in tests that go wrong, and what it lets pass. */
class SelfCheckTest {
    private static boolean insideKit;

    static boolean insideKit() {
        return insideKit;
    }

    private static Events run(Class<?> tests) {
        insideKit = true;
        try {
            return EngineTestKit.engine("junit-jupiter")
                    .selectors(selectClass(tests))
                    .execute()
                    .testEvents();
        } finally {
            insideKit = false;
        }
    }

    /** A device that takes entries and never says a word. */
    private static final class MuteDevice implements DeviceProvider {
        @Override
        public DeviceDescription describe() {
            return new DeviceDescription("mute", List.of(new Engine("GFX", "GFX", 2)));
        }

        @Override
        public Behavior<DeviceCommand> start(DeviceHost host) {
            return Behaviors.receiveMessage(command -> Behaviors.same());
        }
    }

    @SignalboxTest(seed = 41)
    @EnabledIf("dev.signalbox.testkit.SelfCheckTest#insideKit")
    static class WrongTests {
        @Test
        void losesAMessage(LabRun run) {
            ActorRef<String> gone =
                    run.lab().system().systemActorOf(Behaviors.<String>stopped(), "gone", Props.empty());
            run.runUntilIdle();
            gone.tell("hello");
        }

        @Test
        void warns(LabRun run) {
            run.device();
            LoggerFactory.getLogger("some.where").warn("the {} is on fire", "roof");
        }

        @Test
        void declaresWhatDoesNotCome(LabRun run) {
            run.expectLog("rain");
            run.expectDeadLetter("letter");
        }

        @Test
        void leavesAFencePending(LabRun run) {
            run.open(new MuteDevice());
            run.client("patient").queue("GFX").submit(Job.of(Work.micros(1)));
        }

        @Test
        void leavesAnEndlessJob(LabRun run) {
            run.client("patient").queue("RCS").submit(Job.of(Work.endless()));
        }

        @Test
        void sendsFromAForeignThread(LabRun run) {
            ActorRef<String> actor =
                    run.lab().system().systemActorOf(Behaviors.<String>ignore(), "actor", Props.empty());
            run.runUntilIdle();
            CompletableFuture.runAsync(() -> actor.tell("from elsewhere")).join();
        }

        @Test
        void losesAClient(LabRun run) {
            run.client("victim");
            stop(run, "gpu0-client-1");
        }

        @Test
        void losesTheMemoryManager(LabRun run) {
            run.device();
            stop(run, "gpu0-memory");
        }

        @Test
        void reportsWhatNoOwnerDid(LabRun run) {
            run.facts().report(new Fact.TimelineAdvanced(0, 9, 1));
            run.facts().report(new Fact.BufferDestroyed(0, 7));
        }

        @Test
        void failsByItself(LabRun run) {
            run.client("someone");
            throw new IllegalStateException("by itself");
        }
    }

    @SignalboxTest(seed = 42)
    @EnabledIf("dev.signalbox.testkit.SelfCheckTest#insideKit")
    static class RightTests {
        @Test
        void leavesEverythingOpen(LabRun run) {
            run.client("one").buffer(4096);
            run.client("two").timeline("t").fence();
            run.client("three").queue("RCS").submit(Job.of(Work.micros(3)));
        }

        @Test
        void declaresWhatComes(LabRun run) {
            run.expectLog("roof");
            run.expectDeadLetter("hello");
            ActorRef<String> gone =
                    run.lab().system().systemActorOf(Behaviors.<String>stopped(), "gone", Props.empty());
            run.runUntilIdle();
            gone.tell("hello");
            LoggerFactory.getLogger("some.where").error("the {} is on fire", "roof");
        }

        @Test
        void losesTheMemoryManagerOnPurpose(LabRun run) {
            run.excuseFold("the memory manager is killed");
            run.device();
            stop(run, "gpu0-memory");
        }

        @Test
        @SignalboxTest(seed = 77, config = "signalbox.queue.capacity = 3, signalbox.sim.device = small")
        void hasSettingsOfItsOwn(LabRun run) {
            assertThat(run.signalbox().config().getInt("signalbox.queue.capacity"))
                    .isEqualTo(3);
            assertThat(run.device().description().name()).isEqualTo("small");
            assertThat(run.seed()).isEqualTo(Long.getLong("seed", 77));
        }
    }

    private static void stop(LabRun run, String actor) {
        run.runUntilIdle();
        Adapter.toClassic(run.lab().system())
                .actorSelection("/system/" + actor)
                .tell(PoisonPill.getInstance(), akka.actor.ActorRef.noSender());
        run.runUntilIdle();
    }

    private static void finds(Events events, String method, String... parts) {
        for (String part : parts) {
            events.assertThatEvents()
                    .haveExactly(
                            1,
                            event(
                                    test(method),
                                    finishedWithFailure(
                                            instanceOf(AssertionError.class), message(text -> text.contains(part)))));
        }
    }

    @Test
    void findsWhatIsWrong() {
        Events events = run(WrongTests.class);
        String seed = "seed " + Long.getLong("seed", 41) + ", last facts:\n";
        finds(events, "losesAMessage", "undeclared dead letter: hello to gone", seed);
        finds(events, "warns", "undeclared log event: WARN some.where: the roof is on fire", seed, "DeviceOpened");
        finds(
                events,
                "declaresWhatDoesNotCome",
                "declared log event did not come: 'rain'",
                "declared dead letter did not come: 'letter'");
        finds(
                events,
                "leavesAFencePending",
                "pending: job 2:1 was accepted and is not over",
                "closing by drain does not come to an end",
                "1 credits left in flight",
                "left over: client 1",
                "left over: actor gpu0-entity-1",
                "JobRan[");
        finds(events, "leavesAnEndlessJob", "pending: job 2:1", "closing by drain does not come to an end");
        finds(events, "sendsFromAForeignThread", "foreign accesses");
        finds(
                events,
                "losesAClient",
                "fold differs from live: client 1 name: folded victim, live nothing",
                "left over: client 1",
                seed);
        finds(
                events,
                "losesTheMemoryManager",
                "fold cannot be compared with live: -ESHUTDOWN: an owner of the device has stopped");
        finds(
                events,
                "reportsWhatNoOwnerDid",
                "fact 3: timeline 9 is not open: TimelineAdvanced[",
                "fact 4: buffer 7 does not exist: BufferDestroyed[");
        events.assertStatistics(statistics -> statistics.started(10).failed(10));
    }

    @Test
    void tellsSeedAndFactsOfATestThatFailsByItself() {
        run(WrongTests.class)
                .assertThatEvents()
                .haveExactly(
                        1,
                        event(
                                test("failsByItself"),
                                finishedWithFailure(
                                        instanceOf(IllegalStateException.class),
                                        message("by itself"),
                                        suppressed(
                                                0,
                                                message(text ->
                                                        text.contains("seed ") && text.contains("ClientOpened["))))));
    }

    @Test
    void letsPassWhatClosingTidiesUpAndWhatIsDeclared() {
        run(RightTests.class)
                .assertStatistics(statistics -> statistics.started(4).succeeded(4));
    }
}
