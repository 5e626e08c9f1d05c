package dev.signalbox.testkit;

import dev.signalbox.event.Fact;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Checks what holds on rings, whoever's jobs they ran. */
final class RingCheck {
    private final History history;
    private final List<String> violations;

    RingCheck(History history) {
        this.history = history;
        this.violations = new ArrayList<>(history.oddities());
    }

    List<String> violations() {
        history.rings().forEach((ring, jobs) -> checkExecution(name(ring), jobs));
        checkCredits();
        return violations;
    }

    private String name(int ring) {
        return "ring " + history.engines().get(ring).name();
    }

    /** One job at a time, in order, each for as long as its work takes. */
    private void checkExecution(String ring, List<Run> jobs) {
        long earliest = Long.MIN_VALUE;
        long free = Long.MIN_VALUE;
        for (Run job : jobs) {
            earliest = Math.max(job.given(), earliest) + leastNanos(job);
            if (job.end() < earliest) {
                violations.add(ring + ": " + job + " was over at " + job.end() + ", its work takes until " + earliest);
            }
            if (job.end() < free) {
                violations.add(
                        ring + ": " + job + " was over at " + job.end() + ", before the one ahead of it at " + free);
            }
            free = job.end();
        }
    }

    private static long leastNanos(Run job) {
        boolean mayEndEarly = job.endRequested != Long.MAX_VALUE
                || (job.finished != null && job.finished.error() != null)
                || job.accepted.work().isEndless();
        return mayEndEarly ? 0 : job.accepted.work().nanos();
    }

    private void checkCredits() {
        Map<Integer, Integer> inFlight = new TreeMap<>();
        for (Fact fact : history.facts()) {
            if (fact instanceof Fact.JobRan ran) {
                Run job = history.job(ran.fence());
                int now = inFlight.merge(ran.ring(), job == null ? 0 : credits(job, ran.ring()), Integer::sum);
                if (now > limit(ran.ring())) {
                    violations.add(name(ran.ring()) + ": " + now + " credits in flight of " + limit(ran.ring())
                            + " when job " + ran.fence() + " was given to it");
                }
            } else if (fact instanceof Fact.JobFinished finished) {
                Run job = history.job(finished.fence());
                if (job != null && job.ring() >= 0) {
                    inFlight.merge(job.ring(), -credits(job, job.ring()), Integer::sum);
                }
            }
        }
    }

    private int credits(Run job, int ring) {
        return Math.min(job.accepted.credits(), limit(ring));
    }

    private int limit(int ring) {
        return history.engines().get(ring).credits();
    }
}
