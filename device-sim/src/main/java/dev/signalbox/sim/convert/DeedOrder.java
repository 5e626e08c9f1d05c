package dev.signalbox.sim.convert;

import dev.signalbox.fence.FenceId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Puts deeds into an order in which they can be done again. Fences are given when a job is submitted, so one may be named by a job
 * that is accepted earlier: what is named goes before.
 */
final class DeedOrder {
    private final RunLog log;
    private final Map<Long, Deque<Deed>> places = new HashMap<>();
    private final Set<FenceId> submissions = new HashSet<>();
    private final Set<FenceId> done = new HashSet<>();
    private final List<Deed> ordered = new ArrayList<>();

    private DeedOrder(RunLog log) {
        this.log = log;
    }

    static List<Deed> of(RunLog log) {
        return new DeedOrder(log).sort();
    }

    static boolean isSubmission(Deed deed) {
        return deed.kind() == Deed.Kind.ACCEPTED || deed.kind() == Deed.Kind.MISSED;
    }

    private List<Deed> sort() {
        for (Deed deed : log.deeds()) {
            if (isSubmission(deed) && submissions.add(deed.fence())) {
                places.computeIfAbsent(deed.fence().context(), each -> new ArrayDeque<>())
                        .addLast(deed);
            }
        }
        for (Deed deed : log.deeds()) {
            if (deed.kind() == Deed.Kind.SIGNALS) {
                submitFirst(List.of(deed.fence()), deed.nanos());
            } else if (!isSubmission(deed)) {
                submitFirst(deed.named(), deed.nanos());
                ordered.add(deed);
            } else if (!done.contains(deed.fence())) {
                submit(deed);
            }
        }
        return ordered;
    }

    /** What somebody has the fence of was submitted, though it may be accepted later. */
    private void submitFirst(List<FenceId> fences, long nanos) {
        for (FenceId fence : fences) {
            if (submissions.contains(fence) && !done.contains(fence)) {
                submit(new Deed(Deed.Kind.ACCEPTED, nanos, fence));
            }
        }
    }

    private void submit(Deed wanted) {
        Deque<FenceId> open = new ArrayDeque<>(List.of(wanted.fence()));
        Set<FenceId> waiting = new HashSet<>(open);
        while (!open.isEmpty()) {
            FenceId before = before(open.element(), waiting);
            if (before != null) {
                waiting.add(before);
                open.push(before);
            } else {
                place(open.pop(), wanted.nanos());
            }
        }
    }

    /** Returns what has to be submitted before a job: the one before it in its queue, and what it names. */
    private @Nullable FenceId before(FenceId job, Set<FenceId> waiting) {
        FenceId next = next(job);
        if (next != null && !next.equals(job) && !waiting.contains(next)) {
            return next;
        }
        SeenJob seen = log.jobs().get(job);
        if (seen == null) {
            return null;
        }
        return seen.named().stream()
                .map(this::job)
                .filter(named -> submissions.contains(named) && !done.contains(named) && !waiting.contains(named))
                .findFirst()
                .orElse(null);
    }

    private @Nullable FenceId next(FenceId job) {
        Deque<Deed> queue = places.getOrDefault(job.context(), new ArrayDeque<>());
        return queue.isEmpty() ? null : queue.element().fence();
    }

    /** The job of a scheduled fence is told by its finished fence, whose context is the next one. */
    private FenceId job(FenceId fence) {
        return log.entityOf(fence.context()) == null ? new FenceId(fence.context() + 1, fence.seqno()) : fence;
    }

    private void place(FenceId job, long nanos) {
        Deque<Deed> queue = places.getOrDefault(job.context(), new ArrayDeque<>());
        Deed deed = queue.isEmpty() ? null : queue.element();
        if (deed != null && deed.fence().equals(job) && done.add(job)) {
            queue.remove();
            ordered.add(new Deed(deed.kind(), nanos, job));
        }
    }
}
