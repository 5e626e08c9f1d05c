package dev.signalbox.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.signalbox.device.DeviceCommand;
import dev.signalbox.device.Interrupt.ResetEnded;
import dev.signalbox.device.ResetScope;
import dev.signalbox.device.Work;
import dev.signalbox.fence.Errno;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What a device keeps to when it is reset. */
abstract class DeviceResetContract extends DeviceRingContract {
    private static final Work A_WHILE = Work.micros(200);
    private static final List<ResetScope> EMPTYING = List.of(ResetScope.ENGINE, ResetScope.DEVICE);

    DeviceResetContract() {}

    private void inEachScope(List<ResetScope> scopes, BiConsumer<DeviceTrial, ResetScope> test) {
        scopes.forEach(scope -> onEachDevice(trial -> test.accept(trial, scope)));
    }

    /** A ring on which nothing is can be reset: nothing was executing, and it starts again from pointer 0 with the next number. */
    @Test
    void anIdleRingIsReset() {
        inEachScope(EMPTYING, (trial, scope) -> {
            for (int time = 1; time <= 3; time++) {
                long done = trial.submit(0, Work.none(), Work.micros(1));
                trial.awaitDone(0, done);
                ResetEnded ended = trial.resetNow(0, done, scope);
                assertEquals(done, ended.done(), () -> trial.name() + ": " + ended);
                assertEquals(0, ended.executing(), () -> trial.name() + ": " + ended);
                assertEquals(time, ended.generation(), () -> trial.name() + ": " + ended);
            }
        });
    }

    /** An entry that hangs is named, and with it those behind it go: the host writes them again. */
    @Test
    void aResetTakesWhatIsOnTheRing() {
        inEachScope(EMPTYING, (trial, scope) -> {
            long hung = trial.submit(0, Work.none(), Work.endless());
            long behind = trial.submitMarked(0, A_WHILE);
            trial.awaitDone(0, hung - 1);
            trial.assertPending(0, hung);
            ResetEnded ended = trial.resetNow(0, hung, scope);
            assertEquals(hung - 1, ended.done(), () -> trial.name() + ": " + ended);
            assertEquals(hung, ended.executing(), () -> trial.name() + ": " + ended);
            trial.settle();
            assertEquals(hung - 1, trial.ring(0).memory().fence(), trial.name() + ": what a reset takes is not done");
            trial.recover(0);
            trial.assertOutcome(null, 0, behind);
        });
    }

    /** The number of an entry that was given up is left out: the one behind it is the next, and can be ended, killed and reset. */
    @Test
    void theNumberOfWhatWasGivenUpIsLeftOut() {
        inEachScope(List.of(ResetScope.values()), (trial, scope) -> {
            long hung = trial.submit(0, Work.endless());
            long next = trial.submit(0, Work.endless());
            long last = trial.submit(0, Work.endless());
            trial.settle();
            trial.resetNow(0, hung, ResetScope.ENGINE);
            trial.recover(0);
            trial.assertPending(0, next);
            if (scope == ResetScope.JOB) {
                trial.resetNow(0, next, scope);
                trial.assertOutcome(Errno.ENODATA, 0, next);
            } else {
                ResetEnded ended = trial.resetNow(0, next, scope);
                assertEquals(next, ended.executing(), () -> trial.name() + ": " + ended);
            }
            trial.assertPending(0, last);
            trial.end(0, last, Errno.ECANCELED);
            trial.assertOutcome(Errno.ECANCELED, 0, last);
        });
    }

    /** Soft recovery ends the one entry with ENODATA; those behind it stay, and no generation begins. */
    @Test
    void aJobThatHangsIsKilled() {
        onEachDevice(trial -> {
            long hung = trial.submit(0, Work.none(), Work.endless());
            long behind = trial.submitMarked(0, A_WHILE);
            long next = trial.submit(0, Work.endless());
            trial.awaitDone(0, hung - 1);
            trial.assertPending(0, hung);
            trial.resetNow(0, hung, ResetScope.JOB);
            trial.assertOutcome(Errno.ENODATA, 0, hung);
            trial.assertOutcome(null, 0, behind);
            trial.assertPending(0, next);
            assertEquals(0, trial.ring(0).generation(), trial.name());
        });
    }

    /** Soft recovery of an entry that is done, or not begun, is answered and does nobody else any harm. */
    @Test
    void killingWhatDoesNotExecuteHarmsNobody() {
        onEachDevice(trial -> {
            long done = trial.submit(0, Work.none());
            trial.awaitDone(0, done);
            long endless = trial.submit(0, Work.endless());
            long behind = trial.submit(0, Work.none(), A_WHILE, Work.none());
            trial.reset(0, done, ResetScope.JOB);
            trial.reset(0, behind - 1, ResetScope.JOB);
            trial.awaitAnswer(0, 2);
            trial.assertPending(0, endless);
            trial.end(0, endless, null);
            trial.assertOutcome(null, 0, endless);
            trial.assertOutcome(null, 0, behind - 2);
            trial.assertOutcome(null, 0, behind);
            assertEquals(2, trial.ring(0).answers().size(), trial.name());
        });
    }

    /** A reset of one engine leaves the others alone. */
    @Test
    void aResetOfAnEngineLeavesOthersAlone() {
        onEachDevice(trial -> {
            long other = trial.submit(1, Work.endless());
            long hung = trial.submit(0, Work.endless());
            trial.resetNow(0, hung, ResetScope.ENGINE);
            trial.recover(0);
            trial.awaitAll(0);
            trial.assertPending(1, other);
            assertEquals(List.of(), trial.ring(1).answers(), trial.name());
            trial.end(1, other, null);
            trial.assertOutcome(null, 1, other);
        });
    }

    /** A reset of the device is told to every ring, and each says how far it had come. */
    @Test
    void aResetOfTheDeviceTakesEveryRing() {
        onEachDevice(trial -> {
            long idle = trial.submit(trial.rings(), Work.none());
            trial.awaitDone(trial.rings(), idle);
            for (int ring = 0; ring < trial.rings(); ring++) {
                trial.submit(ring, Work.none(), Work.endless(), Work.micros(7));
            }
            IntStream.range(0, trial.rings()).forEach(ring -> trial.awaitDone(ring, 1));
            trial.settle();
            trial.resetNow(0, 2, ResetScope.DEVICE);
            ResetEnded last = trial.awaitAnswer(trial.rings(), 1);
            assertEquals(0, last.executing(), () -> trial.name() + ": " + last);
            for (int ring = 0; ring < trial.rings(); ring++) {
                ResetEnded ended = trial.awaitAnswer(ring, 1);
                assertTrue(ended.worked(), () -> trial.name() + ": " + ended);
                assertEquals(2, ended.executing(), () -> trial.name() + ": " + ended);
                trial.recover(ring);
                trial.assertOutcome(null, ring, 3);
                assertEquals(1, trial.ring(ring).answers().size(), trial.name());
            }
        });
    }

    /** Whether an entry that ends at that moment is done or not, the answer and the outcome agree. */
    @Test
    void anEntryThatHasJustEndedIsDoneOrNot() {
        inEachScope(EMPTYING, (trial, scope) -> {
            for (int time = 1; time <= 4; time++) {
                long entry = trial.submit(0, Work.none(), Work.micros(3).failing(Errno.EIO), Work.micros(3));
                trial.pause();
                ResetEnded ended = trial.resetNow(0, entry, scope);
                trial.recover(0);
                trial.awaitDone(0, entry);
                boolean givenUp = ended.executing() == entry - 1;
                trial.assertOutcome(givenUp ? null : Errno.EIO, 0, entry - 1);
                assertEquals(time, trial.ring(0).answers().size(), trial.name());
            }
        });
    }

    /** Asked how far a ring is, a device answers at once, behind all interrupts: what these have told is not told again. */
    @Test
    void howFarARingIsIsToldBehindItsInterrupts() {
        onEachDevice(trial -> {
            long failing = trial.submit(0, Work.none(), Work.none().failing(Errno.EIO));
            trial.tell(new DeviceCommand.AskProgress(0, 0));
            trial.assertOutcome(Errno.EIO, 0, failing);
            long endless = trial.submit(0, Work.endless());
            trial.tell(new DeviceCommand.AskProgress(0, 0));
            trial.until(() -> trial.ring(0).progress().size() == 2, "it is not told how far a ring is");
            assertEquals(failing, trial.ring(0).progress().get(1).seqno(), trial.name());
            trial.assertPending(0, endless);
        });
    }

    /** A reset of a ring that has been reset since is answered, and changes nothing. */
    @Test
    void aResetThatComesTooLateIsAnswered() {
        inEachScope(List.of(ResetScope.values()), (trial, scope) -> {
            trial.submit(0, Work.endless());
            trial.resetNow(0, 1, ResetScope.ENGINE);
            trial.recover(0);
            long endless = trial.submit(0, Work.endless());
            trial.awaitDone(0, endless - 1);
            trial.tell(new DeviceCommand.Reset(0, 0, 1, scope));
            ResetEnded ended = trial.awaitAnswer(0, 2);
            assertEquals(1, ended.generation(), () -> trial.name() + ": " + ended);
            trial.assertPending(0, endless);
            assertEquals(0, trial.ring(1).answers().size(), trial.name());
        });
    }

    /** Resets may come while others are under way: whoever has asked is answered, and no ring hears more than was asked. */
    @Test
    void resetsDuringAResetAreAnswered() {
        onEachDevice(trial -> {
            int asked = 0;
            for (int time = 0; time < 3; time++) {
                for (int ring = 0; ring < trial.rings(); ring++) {
                    trial.recover(ring);
                    trial.submit(ring, Work.endless(), A_WHILE);
                }
                for (int i = 0; i < 4; i++) {
                    int ring = trial.random().nextInt(trial.rings());
                    int before = trial.ring(ring).answers().size();
                    trial.reset(
                            ring,
                            trial.ring(ring).done() + 1,
                            EMPTYING.get(trial.random().nextInt(2)));
                    asked++;
                    if (trial.random().nextBoolean()) {
                        trial.pause();
                    } else {
                        trial.awaitAnswer(ring, before + 1);
                    }
                }
            }
            trial.awaitAnswers();
            for (int ring = 0; ring < trial.rings(); ring++) {
                trial.submit(ring, Work.none());
                trial.resetNow(ring, trial.ring(ring).written(), ResetScope.ENGINE);
                asked++;
            }
            for (int ring = 0; ring <= trial.rings(); ring++) {
                int heard = trial.ring(ring).answers().size();
                int most = asked;
                assertTrue(heard <= most, () -> trial.name() + ": " + heard + " answers to " + most + " resets");
            }
        });
    }

    /** Doorbells of an earlier generation publish nothing. */
    @Test
    void anOldDoorbellPublishesNothing() {
        inEachScope(EMPTYING, (trial, scope) -> {
            trial.submit(0, Work.none(), Work.endless(), Work.none(), Work.none());
            DeviceCommand.Doorbell old = trial.ring(0).doorbell();
            trial.resetNow(0, 2, scope);
            trial.tell(old);
            trial.settle();
            assertEquals(0, trial.ring(0).memory().readPointer(), trial.name());
            trial.recover(0);
            trial.tell(old);
            trial.awaitAll(0);
        });
    }

    /** What a reset has ended does not end what stands in its place afterwards. */
    @Test
    void whatEndsLateEndsNothing() {
        inEachScope(EMPTYING, (trial, scope) -> {
            long entry = trial.submit(0, Work.micros(3_000));
            trial.settle();
            trial.resetNow(0, entry, scope);
            boolean same = trial.ring(0).writeInstead(entry, Work.endless());
            trial.recover(0);
            long endless = same ? entry : trial.submit(0, Work.endless());
            trial.assertOutcome(null, 1, trial.submit(1, Work.micros(6_000)));
            trial.assertPending(0, endless);
        });
    }
}
