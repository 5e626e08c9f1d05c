package dev.signalbox.actor;

import akka.actor.Cancellable;
import akka.actor.typed.javadsl.ActorContext;
import dev.signalbox.actor.RingCommand.TimeIsUp;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The one timer of a ring. It is not set anew for every job: when it rings too early, it is set again. One that was cancelled when it had
 * rung already is known by its number.
 */
final class RingAlarm {
    private final ActorContext<RingCommand> context;
    private @Nullable Cancellable timer;
    private long ringsAt;
    private long number;

    RingAlarm(ActorContext<RingCommand> context) {
        this.context = context;
    }

    /** Sets it, unless it rings by then as it is. */
    void set(long now, long at) {
        if (timer == null || at < ringsAt) {
            cancel();
            ringsAt = at;
            Duration delay = Duration.ofNanos(Math.max(0, at - now));
            timer = context.scheduleOnce(delay, context.getSelf(), new TimeIsUp(++number));
        }
    }

    /** Takes note that one rang; returns false when it had been cancelled. */
    boolean rang(TimeIsUp rung) {
        boolean isSet = timer != null && rung.number() == number;
        if (isSet) {
            timer = null;
        }
        return isSet;
    }

    void cancel() {
        if (timer != null) {
            timer.cancel();
            timer = null;
        }
    }
}
