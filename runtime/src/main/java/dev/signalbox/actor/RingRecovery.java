package dev.signalbox.actor;

import dev.signalbox.device.DeviceCommand;
import dev.signalbox.device.Interrupt;
import dev.signalbox.device.ResetScope;
import dev.signalbox.event.DeviceFact;
import dev.signalbox.fence.Errno;
import dev.signalbox.ring.Recovery;
import dev.signalbox.ring.RecoveryPolicy;
import org.jspecify.annotations.Nullable;

/** Holds what the device says against the ring, watches over the oldest entry, and asks for resets when something is wrong. */
final class RingRecovery {
    private static final long NONE = 0;

    private final RecoveryPolicy policy;
    private final RingRoom room;
    private final RingRetirement retirement;
    private final RingAlarm alarm;
    private final RingRetirement.Ring ring;
    private final Recovery recovery;
    private final RingTimer timer;

    /** Since when the device has not answered. */
    private long since;

    /** The entry whose interrupt is missing: the device was asked how far it is, and has not answered. */
    private long missing = NONE;

    /** The entry that the device was told to end, and has not. */
    private long ending = NONE;

    RingRecovery(
            RecoveryPolicy policy,
            RingRoom room,
            RingRetirement retirement,
            RingAlarm alarm,
            RingTimer timer,
            RingRetirement.Ring ring) {
        this.policy = policy;
        this.room = room;
        this.retirement = retirement;
        this.alarm = alarm;
        this.timer = timer;
        this.ring = ring;
        this.recovery = new Recovery(policy.ladder());
    }

    /** The oldest entry is over. */
    void retired() {
        if (room.entries().retired() >= ending) {
            ending = NONE;
        }
        recovery.retired(room.entries().retired());
    }

    /** Sees to it that the alarm is set as long as there is something to wait for. */
    void watch() {
        long limit = limit();
        if (limit == Long.MAX_VALUE) {
            alarm.cancel();
        } else {
            alarm.set(room.now(), limit);
        }
    }

    /** Returns until when the device is waited for; {@link Long#MAX_VALUE} when for as long as it takes. */
    private long limit() {
        if (room.isEmpty()) {
            return Long.MAX_VALUE;
        }
        return isUnanswered() ? since + Math.min(policy.answerNanos(), Long.MAX_VALUE - since) : timer.ringsAt();
    }

    /** Returns whether the device has been asked for something, and what follows depends on the answer. */
    boolean isUnanswered() {
        return recovery.isWaiting() || missing != NONE || ending != NONE;
    }

    /** The alarm rang, perhaps too early. */
    void onTimeIsUp() {
        if (limit() <= room.now()) {
            isOverdue();
        }
    }

    private void isOverdue() {
        if (recovery.isWaiting()) {
            ask(recovery.next(), "no answer to the last reset");
        } else if (ending != NONE) {
            ending = NONE;
            hangs(ResetScope.ENGINE, "it could not be ended");
        } else if (missing != NONE) {
            missing = NONE;
            hangs(ResetScope.JOB, "no answer");
        } else if (room.isOutstanding(room.memory().fence())) {
            askForProgress();
        } else {
            ring.timedOut("timeout");
        }
    }

    /** The device was told to end the oldest entry. */
    void isEnding() {
        ending = room.head();
        waitForAnswer();
    }

    /** The oldest entry is done, so its interrupt is on its way, or lost: then nothing of it comes before the answer. */
    private void askForProgress() {
        missing = room.head();
        waitForAnswer();
        room.tell(new DeviceCommand.AskProgress(room.number(), room.writer().generation()));
    }

    private void waitForAnswer() {
        since = room.now();
        alarm.set(since, room.after(policy.answerNanos()));
    }

    /** Takes note of how entries have ended on a ring that is about to be emptied. */
    void onLateFence(Interrupt.Fence fence) {
        retirement.failed(fence.failures());
    }

    void onFence(Interrupt.Fence fence) {
        retirement.failed(fence.failures());
        if (isTrue(fence.seqno())) {
            retirement.retireThrough(fence.seqno());
        }
    }

    void onProgress(Interrupt.Progress progress) {
        retirement.failed(progress.failures());
        long asked = missing;
        missing = NONE;
        if (!isTrue(progress.seqno())) {
            return;
        }
        if (progress.seqno() >= room.head()) {
            room.report(new DeviceFact.JobHung(room.now(), room.number(), room.head(), true));
            retirement.retireThrough(progress.seqno());
        } else if (asked >= room.head()) {
            isCorrupt(room.memory().fence());
        }
    }

    /** Returns whether a number of an entry that is done can be true; otherwise it is corrupt, or the one that was written back. */
    private boolean isTrue(long seqno) {
        long writtenBack = room.memory().fence();
        long written = room.entries().written();
        if (seqno > written) {
            isCorrupt(seqno);
            return false;
        }
        if (writtenBack < seqno || writtenBack > written) {
            isCorrupt(writtenBack);
            return false;
        }
        return true;
    }

    /** The device says that entries are done that it was never given. */
    private void isCorrupt(long seqno) {
        if (!room.isEmpty() && !recovery.isWaiting()) {
            hangs(ResetScope.ENGINE, "corrupt fence " + seqno);
        }
    }

    private void hangs(ResetScope least, String reason) {
        tellHung();
        ask(recovery.hangs(room.head(), least), reason);
    }

    /** The oldest entry hangs. */
    void hangs(String reason) {
        hangs(ResetScope.JOB, reason);
    }

    void tellHung() {
        room.report(new DeviceFact.JobHung(room.now(), room.number(), room.head(), false));
    }

    private void ask(@Nullable ResetScope scope, String reason) {
        if (scope == null) {
            ring.giveUp(reason + ", and no reset is left to try");
            return;
        }
        waitForAnswer();
        room.report(new DeviceFact.ResetRequested(room.now(), room.number(), room.head(), scope, reason));
        room.tell(new DeviceCommand.Reset(room.number(), room.writer().generation(), room.head(), scope));
    }

    void onResetEnded(Interrupt.ResetEnded ended) {
        if (ended.generation() > room.writer().generation()) {
            wasReset(ended);
        } else if (recovery.isAnsweredBy(ended)) {
            report(ended, 0);
            isAnswered(ended);
        }
    }

    private void isAnswered(Interrupt.ResetEnded ended) {
        if (!ended.worked()) {
            ask(recovery.next(), "the last reset did not work");
            return;
        }
        if (ended.scope() == ResetScope.JOB && ended.done() < room.head() && ended.executing() != room.head()) {
            recovery.hasNotBegun();
        }
        worked();
    }

    private void wasReset(Interrupt.ResetEnded ended) {
        missing = NONE;
        retirement.failed(ended.failures());
        if (retirement.retireThrough(Math.min(ended.done(), room.entries().written()))) {
            report(ended, restart(ended));
        }
    }

    /** Empties the ring and says what is to be written to it again; returns how many entries are to do their work again. */
    private int restart(Interrupt.ResetEnded ended) {
        retirement.restart();
        room.writer().reset(ended.generation(), room.entries().retired());
        int restarted = 0;
        for (long number = room.head(); number <= room.entries().written(); number++) {
            RingEntry entry = room.entries().get(number);
            Errno error = recovery.endOf(number, entry.hasProgram(), ended);
            if (error == null) {
                restarted++;
            } else {
                entry.end(error);
            }
        }
        worked();
        return restarted;
    }

    private void worked() {
        ending = NONE;
        recovery.worked();
        ring.recovered();
    }

    /** The ring was emptied on purpose: what was not done ends with an error. */
    void dropped(Interrupt.@Nullable ResetEnded ended, Errno lost) {
        missing = NONE;
        ending = NONE;
        if (ended != null) {
            retirement.failed(ended.failures());
        }
        retirement.drop(ended == null ? room.entries().written() : ended.done(), lost);
        recovery.worked();
        if (ended != null) {
            room.writer().reset(ended.generation(), room.entries().retired());
        }
    }

    private void report(Interrupt.ResetEnded ended, int restarted) {
        room.report(new DeviceFact.RingReset(
                room.now(),
                room.number(),
                ended.generation(),
                ended.scope(),
                ended.worked(),
                ended.memoryLost(),
                restarted));
    }
}
