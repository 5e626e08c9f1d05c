package dev.signalbox.examples.oracle;

import dev.signalbox.event.Fact;
import dev.signalbox.event.Facts;
import dev.signalbox.fence.FenceId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Listens to the facts of a device on which a case is played; the tags of jobs are their numbers in the case. */
final class ObservedFacts implements Facts {
    private record Entry(int ring, long number) {}

    private final Map<Integer, ObservedJob> jobs = new HashMap<>();
    private final Map<FenceId, Integer> numbers = new HashMap<>();
    private final Map<Entry, Integer> entries = new HashMap<>();
    private final List<List<Integer>> runOrder = new ArrayList<>();

    private final long start;

    /** Listens to so many rings; what happens is told from a start on, in nanoseconds. */
    ObservedFacts(int rings, long start) {
        this.start = start;
        for (int ring = 0; ring < rings; ring++) {
            runOrder.add(new ArrayList<>());
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
            job(finished.fence()).finished(since(finished.time()), finished.error());
        }
    }

    long since(long time) {
        return time - start;
    }

    private void ran(Fact.JobRan ran) {
        int number = number(ran.fence());
        job(number).ran(since(ran.time()), ran.creditsInFlight());
        entries.put(new Entry(ran.ring(), ran.entry()), number);
        runOrder.get(ran.ring()).add(number);
    }

    /** The device is done with an entry of a ring. */
    void hardwareDone(int ring, long entry, long now) {
        job(Objects.requireNonNull(entries.get(new Entry(ring, entry)))).hardwareDone(since(now));
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
}
