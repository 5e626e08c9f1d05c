package dev.signalbox.actor;

import akka.actor.Cancellable;
import akka.actor.typed.javadsl.ActorContext;
import dev.signalbox.actor.RingCommand.TimeIsUp;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The one timer of a ring. It is not set anew for every job: when it rings too early, it is set again. */
final class RingAlarm {
    private final ActorContext<RingCommand> context;
    private @Nullable Cancellable timer;

    RingAlarm(ActorContext<RingCommand> context) {
        this.context = context;
    }

    /** Sets it unless it is set. */
    void set(long nanos) {
        if (timer == null) {
            timer = context.scheduleOnce(Duration.ofNanos(nanos), context.getSelf(), new TimeIsUp(false));
        }
    }

    /** It rang. */
    void rang() {
        timer = null;
    }

    void cancel() {
        if (timer != null) {
            timer.cancel();
            timer = null;
        }
    }
}
