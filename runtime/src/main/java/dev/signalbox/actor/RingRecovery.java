package dev.signalbox.actor;

import akka.actor.typed.ActorRef;
import dev.signalbox.actor.RingCommand.TimeIsUp;
import dev.signalbox.device.DeviceCommand;
import dev.signalbox.device.Interrupt;
import dev.signalbox.device.ResetScope;
import dev.signalbox.event.DeviceFact;
import dev.signalbox.event.FactGatherer;
import dev.signalbox.fence.Errno;
import dev.signalbox.ring.Recovery;
import dev.signalbox.ring.RecoveryPolicy;
import dev.signalbox.ring.RingWriter;
import dev.signalbox.ring.SubmissionRing;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Watches over the oldest entry of a ring, asks for resets when it hangs, and puts the ring in order after them. */
final class RingRecovery {
    private final RecoveryPolicy policy;
    private final RingPort port;
    private final ActorRef<DeviceCommand> device;
    private final FactGatherer facts;
    private final SubmissionRing<RingEntry> entries;
    private final RingWriter writer;
    private final RingRetirement retirement;
    private final RingAlarm alarm;
    private final RingRetirement.Ring ring;
    private final Recovery recovery;

    /** Since when nothing has happened to the oldest entry, if it was on the ring already. */
    private long since;

    private long now;

    RingRecovery(
            RecoveryPolicy policy,
            RingPort port,
            ActorRef<DeviceCommand> device,
            FactGatherer facts,
            SubmissionRing<RingEntry> entries,
            RingWriter writer,
            RingRetirement retirement,
            RingAlarm alarm,
            RingRetirement.Ring ring) {
        this.policy = policy;
        this.port = port;
        this.device = device;
        this.facts = facts;
        this.entries = entries;
        this.writer = writer;
        this.retirement = retirement;
        this.alarm = alarm;
        this.ring = ring;
        this.recovery = new Recovery(policy.ladder());
    }

    void at(long time) {
        now = time;
    }

    /** The oldest entry is over. */
    void retired() {
        since = now;
        recovery.retired(entries.retired());
    }

    /** Sees to it that the alarm is set as long as something is on the ring. */
    void watch() {
        if (isEmpty()) {
            alarm.cancel();
        } else if (policy.hasTimeout()) {
            alarm.set(Math.max(0, policy.timeoutNanos() - waited()));
        }
    }

    private boolean isEmpty() {
        return entries.retired() == entries.written();
    }

    /** For how long nothing has happened to the oldest entry, of which there is one. */
    private long waited() {
        return now - Math.max(since, entries.get(head()).ran());
    }

    private long head() {
        return entries.retired() + 1;
    }

    void onTimeIsUp(TimeIsUp timeIsUp) {
        if (!timeIsUp.again()) {
            alarm.rang();
        }
        if (!isEmpty() && waited() >= policy.timeoutNanos()) {
            if (isInterruptMissing() && !timeIsUp.again()) {
                lookAgain();
                return;
            }
            isOverdue();
        }
        watch();
    }

    /** The interrupt may have come in with the alarm and stand behind it: it is lost if it is not there at a second look. */
    private void lookAgain() {
        port.actor().tell(new TimeIsUp(true));
    }

    private void isOverdue() {
        if (isInterruptMissing()) {
            facts.report(new DeviceFact.JobHung(now, port.number(), head(), true));
            retirement.retireThrough(port.memory().fence(), List.of());
        } else if (recovery.isWaiting()) {
            ask(recovery.next(), "no answer to the last reset");
        } else {
            hangs(ResetScope.JOB, "timeout");
        }
    }

    /** Whether the device has written back that the oldest entry is done. */
    private boolean isInterruptMissing() {
        long fence = port.memory().fence();
        return fence > entries.retired() && fence <= entries.written();
    }

    /** The device says that entries are done that it was never given. */
    void onCorruptFence(long seqno) {
        if (!isEmpty() && !recovery.isWaiting()) {
            hangs(ResetScope.ENGINE, "corrupt fence " + seqno);
        }
    }

    private void hangs(ResetScope least, String reason) {
        facts.report(new DeviceFact.JobHung(now, port.number(), head(), false));
        ask(recovery.hangs(head(), least), reason);
    }

    private void ask(@Nullable ResetScope scope, String reason) {
        if (scope == null) {
            ring.giveUp(reason + ", and no reset is left to try");
            return;
        }
        since = now;
        facts.report(new DeviceFact.ResetRequested(now, port.number(), head(), scope, reason));
        facts.flush();
        device.tell(new DeviceCommand.Reset(port.number(), writer.generation(), head(), scope));
    }

    void onResetEnded(Interrupt.ResetEnded ended) {
        if (ended.generation() > writer.generation()) {
            retirement.retireThrough(Math.min(ended.done(), entries.written()), List.of());
            report(ended, restart(ended));
        } else if (recovery.isAnsweredBy(ended)) {
            report(ended, 0);
            if (ended.worked()) {
                worked();
            } else {
                ask(recovery.next(), "the last reset did not work");
            }
        }
    }

    /** Empties the ring and says what is to be written to it again; returns how many entries are to do their work again. */
    private int restart(Interrupt.ResetEnded ended) {
        writer.reset(ended.generation(), entries.retired());
        int restarted = 0;
        for (long number = head(); number <= entries.written(); number++) {
            RingEntry entry = entries.get(number);
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
        since = now;
        recovery.worked();
    }

    private void report(Interrupt.ResetEnded ended, int restarted) {
        facts.report(new DeviceFact.RingReset(
                now, port.number(), ended.generation(), ended.scope(), ended.worked(), ended.memoryLost(), restarted));
    }
}
