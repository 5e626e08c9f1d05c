package dev.signalbox.examples.oracle;

import dev.signalbox.event.Fact;
import dev.signalbox.event.Facts;
import dev.signalbox.fence.FenceId;
import dev.signalbox.ring.BackendJob;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.LongSupplier;

/** Listens to the facts of a device on which a case is played; the tags of jobs are their numbers in the case. */
final class ObservedFacts implements Facts {
    private record Entry(int ring, long number) {}

    private final Map<Integer, ObservedJob> jobs = new HashMap<>();
    private final Map<FenceId, Integer> numbers = new HashMap<>();
    private final Map<Entry, Integer> entries = new HashMap<>();
    private final List<List<Integer>> runOrder = new ArrayList<>();

    private final Set<Entry> ended = new HashSet<>();
    private final List<Map<String, Object>> timeouts = new ArrayList<>();
    private final List<List<Integer>> cancelled = new ArrayList<>();
    private final LongSupplier clock;
    private final long start;

    /** Listens to so many rings; what happens is told from a start on, in nanoseconds. */
    ObservedFacts(int rings, LongSupplier clock, long start) {
        this.clock = clock;
        this.start = start;
        for (int ring = 0; ring < rings; ring++) {
            runOrder.add(new ArrayList<>());
            cancelled.add(new ArrayList<>());
        }
    }

    @Override
    public void report(Fact fact) {
        if (fact instanceof Fact.JobAccepted accepted) {
            numbers.put(accepted.fence(), (int) accepted.tag());
        } else if (fact instanceof Fact.JobQueued queued) {
            job(queued.fence()).queued(since(queued.time()), queued.ring());
        } else if (fact instanceof Fact.JobRan ran) {
            ran(ran);
        } else if (fact instanceof Fact.JobFinished finished) {
            job(finished.fence()).finished(since(finished.time()), finished.error(), finished.ran() < 0);
        }
    }

    private long since(long time) {
        return time - start;
    }

    private long now() {
        return since(clock.getAsLong());
    }

    private void ran(Fact.JobRan ran) {
        int number = number(ran.fence());
        job(number).ran(since(ran.time()), ran.creditsInFlight());
        if (ran.entry() > 0) {
            entries.put(new Entry(ran.ring(), ran.entry()), number);
        }
        runOrder.get(ran.ring()).add(number);
    }

    /** The device is done with an entry of a ring; one that the host has ended, or that is over, is none that it has done. */
    void hardwareDone(int ring, long number) {
        Entry entry = new Entry(ring, number);
        ObservedJob job = job(Objects.requireNonNull(entries.get(entry)));
        if (!ended.contains(entry) && job.get("finished") == null) {
            job.hardwareDone(now());
        }
    }

    /** The host ends an entry. */
    void endedByHost(int ring, long number) {
        ended.add(new Entry(ring, number));
    }

    /** The driver was asked about a job that has run out of time. */
    void timedOut(BackendJob job) {
        timeouts.add(Map.of("t", now(), "job", number(job.finished()), "sched", job.ring()));
    }

    /** The driver was told that a job was cancelled. */
    void cancelled(BackendJob job) {
        cancelled.get(job.ring()).add(number(job.finished()));
    }

    /** The driver was told that a job is not needed any more. */
    void freed(BackendJob job, boolean byHandler) {
        job(job.finished()).freed(now(), byHandler);
    }

    ObservedJob job(int number) {
        return jobs.computeIfAbsent(number, ObservedJob::new);
    }

    ObservedJob job(FenceId finished) {
        return job(number(finished));
    }

    int number(FenceId finished) {
        return Objects.requireNonNull(numbers.get(finished), () -> "no job has the fence " + finished);
    }

    /** Returns which jobs each ring ran, in order. */
    List<List<Integer>> runOrder() {
        return runOrder;
    }

    /** Returns when which job of which ring ran out of time. */
    List<Map<String, Object>> timeouts() {
        return timeouts;
    }

    /** Returns which jobs of each ring were cancelled, in order. */
    List<List<Integer>> cancelled() {
        return cancelled;
    }
}
