package dev.signalbox.journal;

import dev.signalbox.event.Fact;
import dev.signalbox.event.FactRun;
import dev.signalbox.event.Facts;
import dev.signalbox.fence.Errno;
import dev.signalbox.fence.FenceId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The jobs whose fences were promised by a process that is gone. */
final class Unfinished implements Facts {
    private record Job(int entity, long ran) {}

    private final Map<FenceId, Job> jobs = new LinkedHashMap<>();
    private long last;

    @Override
    public void report(Fact fact) {
        last = Math.max(last, fact.time());
        if (fact instanceof Fact.RunBegan) {
            jobs.clear();
            last = fact.time();
        } else if (fact instanceof Fact.JobAccepted job) {
            jobs.put(job.fence(), new Job(job.entity(), -1));
        } else if (fact instanceof Fact.JobRan job) {
            jobs.computeIfPresent(job.fence(), (fence, known) -> new Job(known.entity(), job.time()));
        } else if (fact instanceof Fact.JobFinished job) {
            jobs.remove(job.fence());
        }
    }

    /** Returns the facts that end them: their device is gone. */
    List<FactRun> endings() {
        return jobs.entrySet().stream()
                .map(each -> new Fact.JobFinished(
                        last,
                        each.getValue().entity(),
                        each.getKey(),
                        each.getValue().ran(),
                        Errno.ENODEV))
                .map(fact -> new FactRun(fact, 1))
                .toList();
    }
}
