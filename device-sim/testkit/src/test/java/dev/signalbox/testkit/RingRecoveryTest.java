package dev.signalbox.testkit;

import static dev.signalbox.testkit.HangingRuns.SETTINGS;
import static dev.signalbox.testkit.HangingRuns.TIMEOUT;
import static dev.signalbox.testkit.HangingRuns.asked;
import static dev.signalbox.testkit.HangingRuns.ends;
import static dev.signalbox.testkit.HangingRuns.hung;
import static dev.signalbox.testkit.HangingRuns.play;
import static dev.signalbox.testkit.HangingRuns.playOnce;
import static dev.signalbox.testkit.HangingRuns.resets;
import static dev.signalbox.testkit.HangingRuns.runFor;
import static dev.signalbox.testkit.HangingRuns.submit;
import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import dev.signalbox.Client;
import dev.signalbox.Closing;
import dev.signalbox.Job;
import dev.signalbox.Queue;
import dev.signalbox.Submission;
import dev.signalbox.device.Interrupt;
import dev.signalbox.device.Packet;
import dev.signalbox.device.Program;
import dev.signalbox.device.ResetScope;
import dev.signalbox.device.Work;
import dev.signalbox.event.DeviceFact;
import dev.signalbox.event.Fact;
import dev.signalbox.fence.Errno;
import dev.signalbox.sim.SimDevice;
import dev.signalbox.testkit.ScriptedDevice.Answer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a ring does when its device hangs, says what is not so, or says nothing. Every run is repeated with its seed. */
class RingRecoveryTest {
    private static final Program SYNC = Program.of(new Packet.PipelineSync());

    @Test
    void aJobThatHangsIsKilledAndThoseBehindItGoOn() {
        play(SETTINGS, () -> new ScriptedDevice(1, 8), (run, device) -> {
            List<Submission> jobs = submit(run.client("one").queue("E0"), Work.none(), Work.endless(), Work.none());
            assertThat(ends(run, jobs)).containsExactly(null, Errno.ENODATA, null);
            assertThat(hung(run)).containsExactly("2 ring 0 entry 2");
            assertThat(asked(run)).containsExactly("2 JOB: timeout");
            assertThat(resets(run)).isSubsetOf("ring 0 JOB generation 0 restarted 0");
        });
    }

    static Stream<Arguments> ladders() {
        return Stream.of(
                Arguments.of("[job, engine, device]", 1, List.of("JOB", "ENGINE")),
                Arguments.of("[job, engine, device]", 2, List.of("JOB", "ENGINE", "DEVICE")),
                Arguments.of("[engine]", 0, List.of("ENGINE")),
                Arguments.of("[device]", 0, List.of("DEVICE")),
                Arguments.of("[job, device]", 1, List.of("JOB", "DEVICE")));
    }

    @ParameterizedTest
    @MethodSource("ladders")
    void theLadderIsClimbedUntilSomethingWorks(String ladder, int failing, List<String> scopes) {
        Answer[] answers = Collections.nCopies(failing, Answer.FAILS).toArray(Answer[]::new);
        String settings = SETTINGS + "signalbox.ring.recovery = " + ladder;
        play(settings, () -> new ScriptedDevice(1, 8).answering(answers), (run, device) -> {
            List<Submission> jobs =
                    submit(run.client("one").queue("E0"), Work.none(), Work.endless(), Work.none(), Work.of(SYNC));
            assertThat(ends(run, jobs)).containsExactly(null, Errno.ETIME, null, null);
            assertThat(device.asked()).extracting(ResetScope::name).isEqualTo(scopes);
            String last = scopes.get(failing);
            assertThat(resets(run)).hasSize(failing + 1).endsWith("ring 0 " + last + " generation 1 restarted 2");
        });
    }

    static Stream<Answer> uselessAnswers() {
        return Stream.of(Answer.FAILS, Answer.SILENT, Answer.PRETENDS);
    }

    @ParameterizedTest
    @MethodSource("uselessAnswers")
    void whenNothingWorksTheDeviceIsGivenUpAndEverythingEndsWithENODEV(Answer answer) {
        play(SETTINGS, () -> new ScriptedDevice(2, 2).otherwise(answer), (run, device) -> {
            Client client = run.client("one");
            Queue first = client.queue("E0");
            Queue second = client.queue("E1");
            List<Submission> jobs = new ArrayList<>(submit(first, Work.endless(), Work.none(), Work.none()));
            jobs.addAll(submit(second, Work.endless(), Work.none(), Work.none()));
            assertThat(ends(run, jobs)).containsOnly(Errno.ENODEV);
            assertThat(ends(run, submit(first, Work.none()))).containsExactly(Errno.ENODEV);
            assertThat(ends(run, submit(second, Work.none()))).containsExactly(Errno.ENODEV);
            assertThat(run.facts().of(DeviceFact.RingFailed.class)).isNotEmpty();
            run.await(client.close(Closing.drain()));
        });
    }

    @Test
    void aResetThatIsNotAnsweredIsFollowedByTheNextAfterATimeoutEach() {
        play(SETTINGS, () -> new ScriptedDevice(1, 8).answering(Answer.SILENT, Answer.SILENT), (run, device) -> {
            List<Submission> jobs = submit(run.client("one").queue("E0"), Work.endless(), Work.none());
            assertThat(ends(run, jobs)).containsExactly(Errno.ETIME, null);
            assertThat(asked(run))
                    .containsExactly(
                            "2 JOB: timeout",
                            "3 ENGINE: no answer to the last reset",
                            "4 DEVICE: no answer to the last reset");
        });
    }

    @Test
    void anAnswerThatComesLateIsAnAnswer() {
        play(SETTINGS, () -> new ScriptedDevice(1, 8).answering(Answer.FAILS, Answer.LATE), (run, device) -> {
            List<Submission> jobs = submit(run.client("one").queue("E0"), Work.endless(), Work.none());
            assertThat(ends(run, jobs)).containsExactly(Errno.ETIME, null);
            assertThat(device.asked()).containsExactly(ResetScope.JOB, ResetScope.ENGINE, ResetScope.DEVICE);
            assertThat(resets(run))
                    .containsExactly("ring 0 JOB generation 0 failed", "ring 0 ENGINE generation 1 restarted 1");
        });
    }

    @Test
    void aJobThatHangsAgainAfterAResetThatWorkedTakesTheNextStep() {
        play(SETTINGS, () -> new ScriptedDevice(1, 8).answering(Answer.PRETENDS), (run, device) -> {
            List<Submission> jobs = submit(run.client("one").queue("E0"), Work.endless(), Work.endless());
            assertThat(ends(run, jobs)).containsExactly(Errno.ETIME, Errno.ENODATA);
            assertThat(asked(run)).containsExactly("2 JOB: timeout", "4 ENGINE: timeout", "6 JOB: timeout");
        });
    }

    @Test
    void interruptsThatSayNothingNewAreIgnored() {
        play(SETTINGS, () -> new ScriptedDevice(1, 8), (run, device) -> {
            Queue queue = run.client("one").queue("E0");
            assertThat(ends(run, submit(queue, Work.none(), Work.none()))).containsOnlyNulls();
            int before = run.facts().all().size();
            for (long seqno = -1; seqno <= 2; seqno++) {
                device.raise(new Interrupt.Fence(
                        0, 0, seqno, List.of(new Interrupt.Failure(Math.max(1, seqno), Errno.EIO))));
            }
            device.raise(new Interrupt.Fence(0, 0, 99, List.of()));
            device.raise(new Interrupt.Fence(0, 7, 2, List.of()));
            device.raise(new Interrupt.ResetEnded(0, 0, ResetScope.ENGINE, true, 0, 1, true));
            run.runUntilIdle();
            assertThat(run.facts().all()).hasSize(before);
        });
    }

    @Test
    void interruptsOfAnEarlierGenerationAreIgnored() {
        play("signalbox.ring.recovery = [engine]\n" + SETTINGS, () -> new ScriptedDevice(1, 8), (run, device) -> {
            Queue queue = run.client("one").queue("E0");
            assertThat(ends(run, submit(queue, Work.endless()))).containsExactly(Errno.ETIME);
            List<Submission> jobs = submit(queue, Work.endless(), Work.none());
            device.raise(new Interrupt.Fence(0, 0, 3, List.of()));
            assertThat(ends(run, jobs)).containsExactly(Errno.ETIME, null);
        });
    }

    @Test
    void aFenceThatWasNeverGivenStartsWithTheEngineEvenWithoutTimeout() {
        play("", () -> new ScriptedDevice(1, 8).lying(0, 2, 1L << 40), (run, device) -> {
            Queue queue = run.client("one").queue("E0");
            assertThat(ends(run, submit(queue, Work.none()))).containsOnlyNulls();
            assertThat(ends(run, submit(queue, Work.none(), Work.none()))).containsOnlyNulls();
            assertThat(hung(run)).containsExactly("0 ring 0 entry 2");
            assertThat(asked(run)).containsExactly("0 ENGINE: corrupt fence 1099511627776");
        });
    }

    @Test
    void aFenceThatWasNeverGivenMakesTheJobThatExecutesTheGuiltyOne() {
        play("", () -> new ScriptedDevice(1, 8), (run, device) -> {
            List<Submission> jobs = submit(run.client("one").queue("E0"), Work.endless(), Work.none());
            run.runUntilIdle();
            device.raise(new Interrupt.Fence(0, 0, 3, List.of()));
            device.raise(new Interrupt.Fence(0, 0, 4, List.of()));
            assertThat(ends(run, jobs)).containsExactly(Errno.ETIME, null);
            assertThat(device.asked()).containsExactly(ResetScope.ENGINE);
        });
    }

    @Test
    void aResetOfTheDeviceCancelsWhatExecutesElsewhereAndWritesTheRestAgain() {
        String settings = "signalbox.ring.recovery = [device]\n" + SETTINGS;
        play(settings, () -> new ScriptedDevice(3, 8), (run, device) -> {
            Client client = run.client("one");
            List<Submission> guilty = submit(client.queue("E0"), Work.endless(), Work.none());
            runFor(run, TIMEOUT);
            List<Submission> innocent = submit(client.queue("E1"), Work.endless(), Work.none(), Work.of(SYNC));
            assertThat(ends(run, guilty)).containsExactly(Errno.ETIME, null);
            assertThat(ends(run, innocent)).containsExactly(Errno.ECANCELED, null, null);
            assertThat(ends(run, submit(client.queue("E2"), Work.none()))).containsOnlyNulls();
            assertThat(resets(run))
                    .containsExactlyInAnyOrder(
                            "ring 0 DEVICE generation 1 restarted 1",
                            "ring 1 DEVICE generation 1 restarted 2",
                            "ring 2 DEVICE generation 1 restarted 0");
        });
    }

    @Test
    void ringsThatHangTogetherAskTogetherAndAreResetOnce() {
        String settings = "signalbox.ring.recovery = [device]\n" + SETTINGS;
        play(settings, () -> new ScriptedDevice(2, 8), (run, device) -> {
            Client client = run.client("one");
            List<Submission> jobs = new ArrayList<>(submit(client.queue("E0"), Work.endless(), Work.none()));
            jobs.addAll(submit(client.queue("E1"), Work.endless(), Work.none()));
            assertThat(ends(run, jobs))
                    .filteredOn(end -> end != null)
                    .hasSize(2)
                    .contains(Errno.ETIME);
            assertThat(resets(run)).hasSize(2).allMatch(reset -> reset.contains("generation 1"));
        });
    }

    @Test
    void whenMemoryIsLostWhatHasAProgramIsCancelledInItsPlace() {
        String settings = "signalbox.ring.recovery = [device]\n" + SETTINGS;
        play(settings, () -> new ScriptedDevice(1, 8).losingMemory(), (run, device) -> {
            List<Submission> jobs =
                    submit(run.client("one").queue("E0"), Work.endless(), Work.none(), Work.of(SYNC), Work.none());
            assertThat(ends(run, jobs)).containsExactly(Errno.ETIME, null, Errno.ECANCELED, null);
            assertThat(resets(run)).containsExactly("ring 0 DEVICE generation 1 restarted 2");
        });
    }

    @Test
    void aJobThatWasToldToEndIsNotStartedAgain() {
        play("signalbox.ring.recovery = [engine]\n" + SETTINGS, () -> new ScriptedDevice(1, 8), (run, device) -> {
            Queue queue = run.client("one").queue("E0");
            List<Submission> jobs = submit(queue, Work.endless(), Work.endless(), Work.none());
            run.runUntilIdle();
            assertThat(ends(run, jobs)).containsExactly(Errno.ETIME, Errno.ETIME, null);
            List<Submission> more = submit(queue, Work.endless(), Work.endless());
            runFor(run, TIMEOUT / 2);
            more.get(1).end();
            assertThat(ends(run, more)).containsExactly(Errno.ETIME, null);
        });
    }

    @Test
    void aRingThatIsTooSmallForItsCreditsHoldsJobsBackAndLosesNone() {
        String settings = SETTINGS + "signalbox.ring.dwords = 64";
        Work most = new Work(10, 3, Errno.EIO, SYNC);
        play(settings, () -> new ScriptedDevice(1, 256), (run, device) -> {
            Queue queue = run.client("one").queue("E0");
            List<Submission> first = submit(queue, Work.endless());
            List<Submission> jobs = IntStream.range(0, 300)
                    .mapToObj(i -> queue.submit(Job.of(i % 2 == 0 ? most : Work.none())))
                    .toList();
            runFor(run, TIMEOUT / 2);
            assertThat(run.facts().of(Fact.JobRan.class)).hasSizeBetween(3, 12);
            assertThat(ends(run, first)).containsExactly(Errno.ENODATA);
            assertThat(ends(run, jobs))
                    .isEqualTo(IntStream.range(0, 300)
                            .mapToObj(i -> i % 2 == 0 ? Errno.EIO : null)
                            .toList());
        });
    }

    @Test
    void whatADeviceHadReadIsWrittenAgainBitByBit() {
        String settings = "signalbox.ring.dwords = 64\nsignalbox.ring.recovery = [engine]\n" + SETTINGS;
        Work most = new Work(10, 3, Errno.EIO, SYNC);
        play(settings, () -> new ScriptedDevice(1, 256).readingAhead(), (run, device) -> {
            Queue queue = run.client("one").queue("E0");
            List<Submission> jobs = new ArrayList<>(submit(queue, Work.endless()));
            for (int i = 0; i < 40; i++) {
                jobs.add(queue.submit(Job.of(most)));
                runFor(run, 10);
            }
            assertThat(run.facts().of(Fact.JobRan.class)).hasSize(41);
            List<@Nullable Errno> expected = new ArrayList<>(Collections.nCopies(41, Errno.EIO));
            expected.set(0, Errno.ETIME);
            assertThat(ends(run, jobs)).isEqualTo(expected);
            assertThat(resets(run)).containsExactly("ring 0 ENGINE generation 1 restarted 40");
        });
    }

    @Test
    void aDeadlineIsToldAgainAfterAReset() {
        play("signalbox.ring.recovery = [engine]\n" + SETTINGS, () -> new ScriptedDevice(1, 8), (run, device) -> {
            List<Submission> jobs = submit(run.client("one").queue("E0"), Work.endless(), Work.endless());
            jobs.get(1).finished().setDeadline(7);
            runFor(run, TIMEOUT / 2);
            assertThat(device.hastened()).containsExactly(2L);
            assertThat(ends(run, jobs)).containsOnly(Errno.ETIME);
            assertThat(device.hastened()).startsWith(2L, 2L);
        });
    }

    @Test
    void aResetMayTakeLongerThanAJob() {
        String settings = "signalbox.ring.timeout = 1 ms\nsignalbox.ring.reset-timeout = 10 ms\n";
        play(settings, () -> new ScriptedDevice(1, 8).slowly(3 * TIMEOUT), (run, device) -> {
            List<Submission> jobs = submit(run.client("one").queue("E0"), Work.endless());
            assertThat(ends(run, jobs)).containsExactly(Errno.ENODATA);
            assertThat(asked(run)).containsExactly("2 JOB: timeout");
        });
    }

    @Test
    void aResetThatIsNeverAnsweredIsNotWaitedForWithoutATimeoutForJobsEither() {
        play("", () -> new ScriptedDevice(1, 8).lying(0, 1, 1L << 40).answering(Answer.SILENT), (run, device) -> {
            List<Submission> jobs = submit(run.client("one").queue("E0"), Work.none(), Work.endless());
            assertThat(ends(run, jobs.subList(0, 1))).containsOnlyNulls();
            assertThat(device.asked()).containsExactly(ResetScope.ENGINE, ResetScope.DEVICE);
        });
    }

    /** Returns a device with one engine that has two rings. */
    private static SimDevice shared(String settings) {
        return SimDevice.named("shared", ConfigFactory.parseString(settings).withFallback(ConfigFactory.load()));
    }

    private static final String SHARED = SETTINGS
            + "signalbox.sim.devices.shared { credits = 16, engines = [{ name = E, rings = ["
            + "{ name = HIGH, kind = HIGH, priority = 1 }, { name = LOW, kind = LOW }] }] }\n";

    @Test
    void aJobThatWaitsForItsEngineIsNotTakenForHung() {
        play(SHARED, () -> shared(SHARED), (run, device) -> {
            Client client = run.client("one");
            Work[] busy = Collections.nCopies(10, Work.nanos(TIMEOUT * 4 / 5)).toArray(Work[]::new);
            List<Submission> jobs = new ArrayList<>(submit(client.queue("HIGH"), busy));
            runFor(run, 1);
            jobs.addAll(submit(client.queue("LOW"), Work.none()));
            assertThat(ends(run, jobs)).containsOnlyNulls();
            assertThat(asked(run)).hasSizeGreaterThan(2).allMatch(asked -> asked.endsWith("JOB: timeout"));
        });
    }

    @Test
    void aJobThatHasNotBegunIsNotToBlameForTheHangOfAnother() {
        String settings = "signalbox.ring.recovery = [engine]\n" + SHARED;
        play(settings, () -> shared(settings), (run, device) -> {
            Client client = run.client("one");
            List<Submission> jobs =
                    new ArrayList<>(submit(client.queue("HIGH"), Work.nanos(TIMEOUT * 6 / 5), Work.endless()));
            runFor(run, 1);
            jobs.addAll(submit(client.queue("LOW"), Work.none()));
            assertThat(ends(run, jobs)).containsExactly(null, Errno.ECANCELED, null);
        });
    }

    @Test
    void theTimerEndsWithTheLastJobAndCostsNoMessageBefore() {
        assertThat(messages(SETTINGS)).isEqualTo(messages(""));
    }

    /** Returns how many messages a submission takes, and when the lab has nothing left to do. */
    private static List<Long> messages(String settings) {
        List<Long> found = new ArrayList<>();
        playOnce(Seeds.one(), settings, new ScriptedDevice(1, 2), (run, device) -> {
            Queue queue = run.client("one").queue("E0");
            run.runUntilIdle();
            MessageCount count = MessageCount.in(run.lab());
            run.await(queue.submit(Collections.nCopies(64, Job.of(Work.none()))).ended());
            run.runUntilIdle();
            found.addAll(List.of(count.total(), run.lab().virtualNanos()));
        });
        return found;
    }

    @Test
    void whateverADeviceDoesEveryJobEndsInItsOrderAndFactsFoldToWhatRingsHold() {
        Seeds.first(60).forEach(seed -> {
            List<Fact> facts = playAtRandom(seed);
            assertThat(playAtRandom(seed)).as("seed %d", seed).isEqualTo(facts);
        });
    }

    private static List<Fact> playAtRandom(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int rings = random.nextInt(1, 4);
        ScriptedDevice device = atRandom(random, rings);
        String settings = SETTINGS + "signalbox.ring.dwords = " + (64 << random.nextInt(3));
        return playOnce(seed, settings, device, (run, same) -> {
            List<Queue> queues = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                queues.add(run.client("client " + i).queue("E" + random.nextInt(rings)));
            }
            for (int i = 0; i < 80; i++) {
                Submission job = queues.get(random.nextInt(4)).submit(Job.of(work(random)));
                if (random.nextInt(20) == 0) {
                    job.end();
                }
                if (random.nextInt(4) == 0) {
                    runFor(run, random.nextLong(TIMEOUT));
                }
            }
        });
    }

    private static ScriptedDevice atRandom(SplittableRandom random, int rings) {
        ScriptedDevice device = new ScriptedDevice(rings, random.nextInt(1, 40));
        Answer[] answers = Answer.values();
        for (int i = random.nextInt(20); i > 0; i--) {
            device.answering(random.nextBoolean() ? Answer.WORKS : answers[random.nextInt(answers.length)]);
        }
        for (int i = random.nextInt(6); i > 0; i--) {
            device.lying(random.nextInt(rings), random.nextLong(1, 30), random.nextBoolean() ? 0 : 1L << 40);
        }
        if (random.nextBoolean()) {
            device.readingAhead();
        }
        return random.nextInt(4) == 0 ? device.losingMemory() : device;
    }

    private static Work work(SplittableRandom random) {
        Work work = random.nextInt(8) == 0 ? Work.endless() : Work.nanos(random.nextInt(2));
        Work failing = random.nextInt(6) == 0 ? work.failing(Errno.EIO) : work;
        return random.nextBoolean() ? failing.with(SYNC) : failing;
    }
}
