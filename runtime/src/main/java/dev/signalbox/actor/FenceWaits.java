package dev.signalbox.actor;

import akka.actor.Cancellable;
import akka.actor.typed.javadsl.ActorContext;
import dev.signalbox.fence.Errno;
import dev.signalbox.fence.FenceWait;
import dev.signalbox.fence.PlainFence;
import dev.signalbox.fence.Refusal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The waits of a program for one or for all of several fences, as its client keeps them, with their timers. */
final class FenceWaits {
    /** Timers run no longer than this, and are then started again. */
    private static final long LONGEST_TIMER_NANOS = Duration.ofDays(1).toNanos();

    private record Open(FenceWait waiting, List<PlainFence> fences, Pledge<Integer> pledge) {}

    private final ActorContext<ClientCommand> context;
    private final Board board;
    private final ForeignFences fences;
    private final Map<Long, Open> open = new TreeMap<>();
    private final Map<Long, Cancellable> timers = new TreeMap<>();
    private List<ReadyAnswer<?>> answers = new ArrayList<>();
    private long lastNumber;

    FenceWaits(ActorContext<ClientCommand> context, Board board, ForeignFences fences) {
        this.context = context;
        this.board = board;
        this.fences = fences;
    }

    void start(ClientCommand.AwaitSome await) {
        long now = board.now();
        long timeout =
                await.until() == Long.MAX_VALUE ? Long.MAX_VALUE : await.until() <= now ? 0 : await.until() - now;
        List<PlainFence> held = await.fences().stream().map(fences::of).toList();
        FenceWait wait = await.all() ? FenceWait.all(held, timeout) : FenceWait.any(held, timeout);
        long number = ++lastNumber;
        Open added = new Open(wait, held, await.pledge());
        FenceWait.Outcome outcome = wait.start(now, later -> over(number, added, later));
        if (outcome != null) {
            answer(added, outcome);
        } else {
            open.put(number, added);
            armTimer(number, wait);
        }
    }

    void timeIsUp(long number) {
        Open known = open.get(number);
        if (known != null && known.waiting().expiresAt() <= board.now()) {
            known.waiting().expire();
        } else if (known != null) {
            armTimer(number, known.waiting());
        }
    }

    /** Looks at what the owners have published: some may have gone before they heard the question. */
    void lookOnce() {
        List.copyOf(open.values()).forEach(each -> each.fences().forEach(PlainFence::isSignalled));
    }

    /** Nobody can tell any more. */
    void cancelAll() {
        Refusal closed = new Refusal(Errno.ECANCELED, "its client is closed", "close it when nothing is waited for");
        open.values().forEach(each -> {
            each.waiting().cancel();
            answers.add(ReadyAnswer.failed(each.pledge(), closed));
        });
        timers.values().forEach(Cancellable::cancel);
        open.clear();
        timers.clear();
    }

    /** Returns the answers that are ready, and forgets them. */
    List<ReadyAnswer<?>> collect() {
        if (answers.isEmpty()) {
            return List.of();
        }
        List<ReadyAnswer<?>> collected = answers;
        answers = new ArrayList<>();
        return collected;
    }

    private void armTimer(long number, FenceWait wait) {
        if (wait.expiresAt() != Long.MAX_VALUE) {
            long left = Math.min(LONGEST_TIMER_NANOS, wait.expiresAt() - board.now());
            Duration delay = Duration.ofNanos(left);
            timers.put(number, context.scheduleOnce(delay, context.getSelf(), new ClientCommand.WaitTimeIsUp(number)));
        }
    }

    private void over(long number, Open ended, FenceWait.Outcome outcome) {
        open.remove(number);
        @Nullable Cancellable timer = timers.remove(number);
        if (timer != null) {
            timer.cancel();
        }
        answer(ended, outcome);
    }

    private void answer(Open ended, FenceWait.Outcome outcome) {
        answers.add(
                outcome.isSignalled()
                        ? ReadyAnswer.of(ended.pledge(), outcome.index())
                        : ReadyAnswer.failed(
                                ended.pledge(),
                                new Refusal(
                                        Errno.ETIME,
                                        "the fences have not signalled in time",
                                        "wait longer, or look who owes them")));
    }
}
