package dev.signalbox.report.timeline;

import dev.signalbox.device.Engine;
import dev.signalbox.event.Fact;
import dev.signalbox.event.Facts;
import dev.signalbox.event.RunOutcome;
import dev.signalbox.fence.FenceId;
import dev.signalbox.report.Incident;
import dev.signalbox.report.RunSummary;
import dev.signalbox.report.Summary;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the whole timeline of one device: report all facts, from the first on, then read. Lists that are returned are views
 * that grow with further facts.
 */
public final class RunTimeline implements Facts {
    /** From this time on so many. */
    public record Step(long time, int value) {}

    private final Keeper keeper = new Keeper();
    private final JobFold fold = new JobFold(keeper);
    private final RunSummary summary = new RunSummary();
    private long first = JobSpan.NEVER;

    /** Creates a timeline without facts. */
    public RunTimeline() {}

    @Override
    public void report(Fact fact) {
        if (keeper.outcome != null) {
            return;
        }
        first = first == JobSpan.NEVER ? fact.time() : Math.min(first, fact.time());
        summary.report(fact);
        fold.report(fact);
    }

    /** Returns the time of the first fact, from which the run counts; 0 before there is one. */
    public long began() {
        return Math.max(0, first);
    }

    /** Returns the same numbers as the table of a run. */
    public Summary summary() {
        return summary.summary();
    }

    /** Returns the first fact of the stream; null before it came. */
    public Fact.@Nullable RunBegan run() {
        return keeper.run;
    }

    /** Returns how the run came to its end; null while it goes on. */
    public @Nullable RunOutcome outcome() {
        return keeper.outcome;
    }

    /** Returns what drove the clients. */
    public List<Fact.WorkloadGiven> workloads() {
        return keeper.workloads;
    }

    /** Returns the expectations in the order in which they were checked. */
    public List<Fact.ExpectationChecked> expectations() {
        return keeper.expectations;
    }

    /** Returns what the device is called; empty before it was opened. */
    public String device() {
        return keeper.device;
    }

    /** Returns the engines by the number of their ring. */
    public List<Engine> engines() {
        return keeper.engines;
    }

    /** Returns the queues in the order in which they were opened. */
    public List<QueueLane> queues() {
        return keeper.queues;
    }

    /** Returns the jobs in the order in which they were accepted. */
    public List<JobSpan> jobs() {
        return keeper.jobs;
    }

    /** Returns the cycles of all clients in the order in which they ended. */
    public List<CycleSpan> cycles() {
        return keeper.cycles;
    }

    /** Returns what a run is better without, in the order in which it happened. */
    public List<Incident> incidents() {
        return keeper.incidents;
    }

    /** Returns how many places the jobs of a queue took, so that no two stood in one at the same time. */
    public int slots(QueueLane queue) {
        return fold.slots(queue);
    }

    /** Returns how many jobs stood in the queue of a ring, from the first change on; one step for each instant. */
    public List<Step> depth(int ring) {
        return keeper.depths.getOrDefault(ring, List.of());
    }

    /** Returns the job that a fence stands for: its scheduled or its finished one; null for any other fence. */
    public @Nullable JobSpan job(FenceId fence) {
        QueueLane queue = keeper.owners.get(fence.context());
        Map<Long, JobSpan> jobs = queue == null ? null : keeper.bySeqno.get(queue.entity());
        return jobs == null ? null : jobs.get(fence.seqno());
    }

    /** Returns whether a fence of a job signals when that is given to its ring, not when it is over. */
    public boolean isScheduled(FenceId fence) {
        QueueLane queue = keeper.owners.get(fence.context());
        return queue != null && queue.context() == fence.context();
    }

    private static final class Keeper implements JobListener {
        private final List<Engine> engines = new ArrayList<>();
        private final List<QueueLane> queues = new ArrayList<>();
        private final Map<Long, QueueLane> owners = new HashMap<>();
        private final List<JobSpan> jobs = new ArrayList<>();
        private final Map<Integer, Map<Long, JobSpan>> bySeqno = new HashMap<>();
        private final List<CycleSpan> cycles = new ArrayList<>();
        private final List<Incident> incidents = new ArrayList<>();
        private final Map<Integer, List<Step>> depths = new HashMap<>();
        private final List<Fact.WorkloadGiven> workloads = new ArrayList<>();
        private final List<Fact.ExpectationChecked> expectations = new ArrayList<>();
        private String device = "";
        private Fact.@Nullable RunBegan run;
        private @Nullable RunOutcome outcome;

        @Override
        public void onRunBegan(Fact.RunBegan began) {
            run = began;
        }

        @Override
        public void onWorkload(Fact.WorkloadGiven workload) {
            workloads.add(workload);
        }

        @Override
        public void onExpectation(Fact.ExpectationChecked expectation) {
            expectations.add(expectation);
        }

        @Override
        public void onRunEnded(Fact.RunEnded end) {
            outcome = end.outcome();
        }

        @Override
        public void onDevice(Fact.DeviceOpened opened) {
            device = opened.name();
            engines.addAll(opened.engines());
        }

        @Override
        public void onQueue(QueueLane queue) {
            queues.add(queue);
            owners.put(queue.context(), queue);
            owners.put(queue.context() + 1, queue);
        }

        @Override
        public void onAccepted(JobSpan job) {
            jobs.add(job);
            bySeqno.computeIfAbsent(job.queue().entity(), each -> new HashMap<>())
                    .put(job.fence().seqno(), job);
        }

        @Override
        public void onDepth(int ring, long time, int count) {
            List<Step> steps = depths.computeIfAbsent(ring, each -> new ArrayList<>());
            if (!steps.isEmpty() && steps.get(steps.size() - 1).time() == time) {
                steps.remove(steps.size() - 1);
            }
            steps.add(new Step(time, count));
        }

        @Override
        public void onIncident(Incident incident) {
            incidents.add(incident);
        }

        @Override
        public void onCycle(CycleSpan cycle) {
            cycles.add(cycle);
        }
    }
}
