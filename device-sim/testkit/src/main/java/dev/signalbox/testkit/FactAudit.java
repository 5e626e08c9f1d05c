package dev.signalbox.testkit;

import dev.signalbox.event.Fact;
import dev.signalbox.fence.FenceId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Balances the books of a device that is closed: whatever was opened is closed, every job that was accepted is over once, every
 * credit is back. Reads nothing but facts.
 */
public final class FactAudit {
    private final Set<String> open = new LinkedHashSet<>();
    private final Map<FenceId, Fact.JobAccepted> accepted = new LinkedHashMap<>();
    private final Map<FenceId, Integer> refused = new LinkedHashMap<>();
    private final Map<FenceId, Integer> finished = new LinkedHashMap<>();
    private final Map<FenceId, Integer> ringOf = new LinkedHashMap<>();
    private final Map<Integer, Integer> limits = new TreeMap<>();
    private final Map<Integer, Integer> credits = new TreeMap<>();
    private final List<String> problems = new ArrayList<>();

    private FactAudit() {}

    /** Returns what does not balance, in words; empty when all is well. */
    public static List<String> of(List<Fact> facts) {
        FactAudit audit = new FactAudit();
        facts.forEach(audit::fold);
        audit.balance();
        return audit.problems;
    }

    private void fold(Fact fact) {
        if (fact instanceof Fact.DeviceOpened opened) {
            opened.engines().forEach(engine -> limits.put(limits.size(), engine.credits()));
        } else if (!foldJob(fact)) {
            foldOwned(fact);
        }
    }

    private boolean foldJob(Fact fact) {
        if (fact instanceof Fact.JobAccepted job) {
            if (accepted.put(job.fence(), job) != null) {
                problems.add("job " + job.fence() + " was accepted twice");
            }
        } else if (fact instanceof Fact.JobRefused job) {
            refused.merge(job.fence(), 1, Integer::sum);
        } else if (fact instanceof Fact.JobRan job) {
            ran(job);
        } else if (fact instanceof Fact.JobFinished job) {
            finished(job);
        } else {
            return false;
        }
        return true;
    }

    private void foldOwned(Fact fact) {
        if (fact instanceof Fact.ClientOpened client) {
            open.add("client " + client.client());
        } else if (fact instanceof Fact.ClientClosed client) {
            open.remove("client " + client.client());
        } else if (fact instanceof Fact.BufferCreated buffer) {
            open.add("buffer " + buffer.buffer());
        } else if (fact instanceof Fact.BufferDestroyed buffer) {
            open.remove("buffer " + buffer.buffer());
        } else if (fact instanceof Fact.TimelineCreated timeline) {
            open.add("timeline " + timeline.context());
        } else if (fact instanceof Fact.TimelineClosed timeline) {
            open.remove("timeline " + timeline.context());
        }
    }

    private void ran(Fact.JobRan job) {
        if (ringOf.put(job.fence(), job.ring()) != null) {
            problems.add("job " + job.fence() + " was given to a ring twice");
        }
        int inFlight = credits.merge(job.ring(), share(job.fence(), job.ring()), Integer::sum);
        int limit = limits.getOrDefault(job.ring(), 0);
        if (inFlight > limit) {
            problems.add("ring " + job.ring() + " has " + inFlight + " of " + limit + " credits in flight: " + job);
        }
        if (inFlight != job.creditsInFlight()) {
            problems.add("ring " + job.ring() + " has " + inFlight + " credits in flight, but says " + job);
        }
    }

    private void finished(Fact.JobFinished job) {
        finished.merge(job.fence(), 1, Integer::sum);
        Integer ring = ringOf.get(job.fence());
        if (ring != null) {
            credits.merge(ring, -share(job.fence(), ring), Integer::sum);
        }
    }

    private int share(FenceId fence, int ring) {
        Fact.JobAccepted job = accepted.get(fence);
        if (job == null) {
            problems.add("job " + fence + " was given to a ring but never accepted");
            return 0;
        }
        return Math.min(job.credits(), limits.getOrDefault(ring, 0));
    }

    private void balance() {
        for (FenceId fence : accepted.keySet()) {
            if (!finished.containsKey(fence)) {
                problems.add("pending: job " + fence + " was accepted and is not over");
            }
        }
        finished.forEach((fence, times) -> once(fence, times + refused.getOrDefault(fence, 0)));
        refused.forEach((fence, times) -> once(fence, times + finished.getOrDefault(fence, 0)));
        credits.forEach((ring, left) -> {
            if (left != 0) {
                problems.add("ring " + ring + " has " + left + " credits left in flight");
            }
        });
        open.forEach(each -> problems.add("left over: " + each));
    }

    private void once(FenceId fence, int times) {
        if (times != 1) {
            problems.add("job " + fence + " was over " + times + " times");
        }
    }
}
