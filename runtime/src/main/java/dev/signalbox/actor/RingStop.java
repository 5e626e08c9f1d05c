package dev.signalbox.actor;

import dev.signalbox.device.DeviceCommand;
import dev.signalbox.device.Interrupt;
import dev.signalbox.device.ResetScope;
import dev.signalbox.event.DeviceFact;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Empties a ring. Its jobs may be over for others only when nothing of them executes any more, for then their memory is given to somebody
 * else: so the device is asked to empty the ring, and has to answer.
 */
final class RingStop {
    /** What follows. */
    interface Ring {
        /** Nothing of it executes; null when nothing was on it. */
        void isStopped(Interrupt.@Nullable ResetEnded ended);

        /** Something of it may execute for ever. */
        void cannotBeStopped();
    }

    private final RingRoom room;
    private final RingAlarm alarm;
    private final long answerNanos;
    private final Ring ring;
    private Iterator<ResetScope> left = List.<ResetScope>of().iterator();
    private boolean underWay;
    private String why = "";

    RingStop(RingRoom room, RingAlarm alarm, long answerNanos, Ring ring) {
        this.room = room;
        this.alarm = alarm;
        this.answerNanos = answerNanos;
        this.ring = ring;
    }

    /** Returns whether it has begun to stop, and has not ended. */
    boolean isUnderWay() {
        return underWay;
    }

    /** Begins, unless it has begun. What has to be reset at least is the engine or the device. */
    void begin(ResetScope least, String reason) {
        if (underWay) {
            return;
        }
        underWay = true;
        why = reason;
        left = Arrays.stream(ResetScope.values())
                .filter(scope -> scope.compareTo(least) >= 0)
                .iterator();
        alarm.cancel();
        if (room.isEmpty()) {
            isOver();
            ring.isStopped(null);
        } else {
            askForNext();
        }
    }

    private void askForNext() {
        alarm.cancel();
        if (!left.hasNext()) {
            isOver();
            ring.cannotBeStopped();
            return;
        }
        ResetScope scope = left.next();
        room.report(new DeviceFact.ResetRequested(room.now(), room.number(), room.head(), scope, why));
        room.tell(new DeviceCommand.Reset(room.number(), room.writer().generation(), room.head(), scope));
        alarm.set(room.now(), room.after(answerNanos));
    }

    void onTimeIsUp() {
        askForNext();
    }

    void onResetEnded(Interrupt.ResetEnded ended) {
        boolean isEmptied = ended.generation() > room.writer().generation();
        if (!isEmptied && ended.scope() == ResetScope.JOB) {
            return;
        }
        room.report(new DeviceFact.RingReset(
                room.now(), room.number(), ended.generation(), ended.scope(), isEmptied, ended.memoryLost(), 0));
        if (isEmptied) {
            isOver();
            ring.isStopped(ended);
        } else {
            askForNext();
        }
    }

    /** The device itself has stopped, or the ring has: there is nothing to wait for. */
    void isOver() {
        underWay = false;
        alarm.cancel();
    }
}
