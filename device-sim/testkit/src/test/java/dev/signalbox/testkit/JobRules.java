package dev.signalbox.testkit;

import dev.signalbox.event.Fact;
import dev.signalbox.fence.FenceId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What holds for every job, from facts alone: the order of its queue, what it depends on, one end. */
final class JobRules {
    private final Map<FenceId, Fact.JobAccepted> accepted = new HashMap<>();
    private final Map<FenceId, Integer> ranOn = new HashMap<>();
    private final Map<Integer, Long> lastRun = new HashMap<>();
    private final Set<FenceId> over = new HashSet<>();
    private final Set<Long> entities = new HashSet<>();
    private final Map<Long, Long> timelines = new HashMap<>();
    private final List<String> broken = new ArrayList<>();
    private int waits;

    JobRules(List<Fact> facts) {
        facts.forEach(this::fold);
        accepted.keySet().stream().filter(job -> !over.contains(job)).forEach(job -> broken.add(job + " is not over"));
    }

    /** Returns what does not hold. */
    List<String> broken() {
        return broken;
    }

    /** Returns how many times a job that ran had depended on something. */
    int waits() {
        return waits;
    }

    private void fold(Fact fact) {
        if (fact instanceof Fact.EntityOpened opened) {
            entities.add(opened.context());
        } else if (fact instanceof Fact.TimelineAdvanced advanced) {
            timelines.put(advanced.context(), advanced.seqno());
        } else if (fact instanceof Fact.TimelineClosed closed) {
            timelines.put(closed.context(), Long.MAX_VALUE);
        } else if (fact instanceof Fact.JobAccepted job) {
            accepted.put(job.fence(), job);
        } else if (fact instanceof Fact.JobRan ran) {
            ran(ran);
        } else if (fact instanceof Fact.JobFinished finished) {
            ends(finished.fence());
        } else if (fact instanceof Fact.JobRefused refused) {
            ends(refused.fence());
        }
    }

    private void ran(Fact.JobRan ran) {
        Fact.JobAccepted job = accepted.get(ran.fence());
        if (job == null || over.contains(ran.fence()) || ranOn.put(ran.fence(), ran.ring()) != null) {
            broken.add(ran.fence() + " runs that was not accepted, is over, or has run");
            return;
        }
        long before = lastRun.getOrDefault(job.entity(), 0L);
        if (before >= ran.fence().seqno()) {
            broken.add(ran.fence() + " runs after " + before + " of its queue");
        }
        lastRun.put(job.entity(), ran.fence().seqno());
        job.dependencies().stream()
                .filter(needed -> !isMet(needed, job, ran.ring()))
                .forEach(needed -> broken.add(ran.fence() + " runs before " + needed));
        waits += job.dependencies().size();
    }

    private boolean isMet(FenceId needed, Fact.JobAccepted by, int ring) {
        if (timelines.getOrDefault(needed.context(), 0L) >= needed.seqno()) {
            return true;
        }
        boolean isScheduled = entities.contains(needed.context());
        FenceId finished = isScheduled ? new FenceId(needed.context() + 1, needed.seqno()) : needed;
        boolean isOwn = finished.context() == by.fence().context()
                && finished.seqno() < by.fence().seqno();
        Integer ran = ranOn.get(finished);
        return isOwn || over.contains(finished) || (ran != null && (isScheduled || ran == ring));
    }

    private void ends(FenceId job) {
        if (!over.add(job)) {
            broken.add(job + " ends twice");
        }
    }
}
