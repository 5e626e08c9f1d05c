package dev.signalbox.actor;

import akka.actor.Cancellable;
import akka.actor.typed.javadsl.ActorContext;
import dev.signalbox.event.SyncFact;
import dev.signalbox.event.SyncPointId;
import dev.signalbox.fence.Errno;
import dev.signalbox.fence.Refusal;
import dev.signalbox.syncobj.SyncObject;
import dev.signalbox.syncobj.SyncPoint;
import dev.signalbox.syncobj.SyncWait;
import dev.signalbox.syncobj.WaitFlags;
import dev.signalbox.syncobj.WaitOutcome;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The waits for points of sync objects that a table has open, with their timers. What settles a wait may do so in the middle of
 * something; who waits is told at the end of the step.
 */
final class OpenWaits {
    /** Timers run no longer than this, and are then started again. */
    private static final long LONGEST_TIMER_NANOS = Duration.ofDays(1).toNanos();

    /** What to do when a wait is over. */
    interface Outcome {
        /**
         * What was waited for has come: does what is to be done with it, before the wait is reported as over and anybody is told.
         *
         * @param number of the wait; 0 when what it waits for was there when it started
         * @throws Refusal when it cannot be done; told in place of the outcome
         */
        default void use(SyncWait wait, long number) {}

        /** What was waited for has come; the index of the first point that was done, -1 when there were none. */
        void fulfilled(int index);

        /** It has not. */
        void refused(Refusal why);
    }

    /**
     * What somebody waits for.
     *
     * @param until when to give up, in nanoseconds; {@link Long#MAX_VALUE} for never
     * @param hint by when the fences should signal
     */
    record Request(int client, List<SyncPointId> points, WaitFlags flags, long until, OptionalLong hint) {}

    private final class Open {
        private final Request request;
        private final Outcome outcome;
        private long number;
        private @Nullable SyncWait wait;
        private @Nullable Cancellable timer;

        Open(Request request, Outcome outcome) {
            this.request = request;
            this.outcome = outcome;
        }

        void start(List<SyncPoint> points) {
            SyncWait started = SyncWait.start(points, request.flags(), request.hint(), result -> settled(this, result));
            wait = started;
            if (started.outcome() == null && request.until() <= board.now()) {
                started.expire();
            }
        }

        boolean isSettled() {
            return wait == null || wait.outcome() != null;
        }

        void armTimer() {
            if (request.until() != Long.MAX_VALUE) {
                long left = Math.min(LONGEST_TIMER_NANOS, request.until() - board.now());
                timer = context.scheduleOnce(
                        Duration.ofNanos(left), context.getSelf(), new SyncCommand.WaitTimeIsUp(number));
            }
        }

        void timeIsUp() {
            if (wait != null && request.until() <= board.now()) {
                wait.expire();
            } else {
                armTimer();
            }
        }

        void end(WaitOutcome result) {
            if (timer != null) {
                timer.cancel();
            }
            Refusal why = result.isFulfilled() ? use() : result.refusal();
            if (number > 0) {
                open.remove(number);
                board.facts()
                        .report(new SyncFact.SyncWaitEnded(
                                board.now(),
                                request.client(),
                                number,
                                result.first(),
                                result.refusal() == null
                                        ? null
                                        : result.refusal().errno()));
            }
            if (why == null) {
                outcome.fulfilled(result.first());
            } else {
                outcome.refused(why);
            }
        }

        private @Nullable Refusal use() {
            try {
                outcome.use(Objects.requireNonNull(wait, "a wait ends after it has started"), number);
                return null;
            } catch (Refusal why) {
                return why;
            }
        }

        void cancel(Refusal why) {
            if (wait != null) {
                wait.cancel();
            }
            end(new WaitOutcome(-1, why));
        }

        void gone(SyncObject object) {
            if (wait != null) {
                wait.gone(object);
            }
        }
    }

    private final ActorContext<SyncCommand> context;
    private final Board board;
    private final Map<Long, Open> open = new TreeMap<>();
    private final ArrayDeque<Runnable> settled = new ArrayDeque<>();
    private long lastNumber;

    OpenWaits(ActorContext<SyncCommand> context, Board board) {
        this.context = context;
        this.board = board;
    }

    /** Starts a wait; whoever asks is told of its outcome at the end of a step, perhaps of this one. */
    void start(Request request, List<SyncPoint> points, Outcome outcome) {
        Open added = new Open(request, outcome);
        added.start(points);
        if (!added.isSettled()) {
            added.number = ++lastNumber;
            open.put(added.number, added);
            report(added);
            added.armTimer();
        }
    }

    void timeIsUp(long number) {
        Open known = open.get(number);
        if (known != null) {
            known.timeIsUp();
        }
    }

    /** Nobody can put anything into an object any more. */
    void gone(SyncObject object) {
        List.copyOf(open.values()).forEach(each -> each.gone(object));
    }

    /** Returns the waits that are open, in the order of their numbers. */
    List<SyncWait.State> state() {
        return open.values().stream()
                .map(each -> new SyncWait.State(
                        each.number,
                        each.request.client(),
                        each.request.points(),
                        each.request.flags(),
                        each.isSettled()))
                .toList();
    }

    void cancelAll(int client) {
        Refusal closed = new Refusal(Errno.ECANCELED, "its client is closed", "close it when nothing is waited for");
        List.copyOf(open.values()).stream()
                .filter(each -> each.request.client() == client)
                .forEach(each -> each.cancel(closed));
    }

    /** The table stops: what is settled is told, and nothing else ever will be. */
    void abandon() {
        tell();
        Refusal stopped = new Refusal(Errno.EIO, "the table of the device has stopped", "open the device again");
        List.copyOf(open.values()).forEach(each -> each.cancel(stopped));
    }

    /** Tells whoever waits for what is settled by now; returns whether there was anything to tell. */
    boolean tell() {
        boolean any = !settled.isEmpty();
        for (Runnable next = settled.poll(); next != null; next = settled.poll()) {
            next.run();
        }
        return any;
    }

    private void settled(Open wait, WaitOutcome result) {
        settled.add(() -> wait.end(result));
    }

    private void report(Open wait) {
        Request request = wait.request;
        board.facts()
                .report(new SyncFact.SyncWaitBegan(
                        board.now(),
                        request.client(),
                        wait.number,
                        request.points(),
                        request.flags().all(),
                        request.flags().forSubmit(),
                        request.flags().available(),
                        request.until()));
    }
}
