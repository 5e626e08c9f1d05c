package dev.signalbox.sim.workload;

import dev.signalbox.Job;
import dev.signalbox.Queue;
import dev.signalbox.QueueOptions;
import dev.signalbox.Submission;
import dev.signalbox.device.Work;
import dev.signalbox.event.Priority;
import dev.signalbox.fence.Errno;
import dev.signalbox.fence.FenceId;
import dev.signalbox.fence.Refusal;
import dev.signalbox.sim.workload.scenario.ClientPlan;
import dev.signalbox.sim.workload.scenario.JobPlan;
import dev.signalbox.sim.workload.scenario.QueuePlan;
import dev.signalbox.sim.workload.scenario.Ref;
import dev.signalbox.sim.workload.scenario.ScenarioStep;
import dev.signalbox.sim.workload.scenario.Span;
import dev.signalbox.sim.workload.scenario.Use;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** The queues of one client of a scenario: makes jobs from plans and submits them, as soon as there is room. */
final class Submitter {
    /** A queue per plan and priority, so that a new priority counts for later jobs only; order is kept by a dependency. */
    private record Key(String queue, Priority priority) {}

    private final ScenarioRun run;
    private final Belongings own;
    private final SplittableRandom random;
    private final Map<String, QueuePlan> plans = new HashMap<>();
    private final Map<String, Priority> priorities = new HashMap<>();
    private final Map<String, Long> preemptNanos = new HashMap<>();
    private final Map<Key, Queue> queues = new HashMap<>();
    private final Map<String, Key> current = new HashMap<>();
    private final Map<String, Submission> last = new HashMap<>();
    private final Map<List<String>, ArrayDeque<Submission>> unfinished = new HashMap<>();
    private int limit;

    Submitter(ScenarioRun run, ClientPlan plan, Belongings own, SplittableRandom random) {
        this.run = run;
        this.own = own;
        this.random = random;
        for (QueuePlan queue : plan.queues()) {
            plans.put(queue.name(), queue);
            priorities.put(queue.name(), queue.priority());
            preemptNanos.put(queue.name(), queue.preemptNanos());
        }
    }

    /** Returns what has to be there before a submission can be made. */
    static List<Ref> references(ScenarioStep.Submit step) {
        List<Ref> refs = new ArrayList<>();
        for (JobPlan job : step.jobs()) {
            refs.addAll(job.after());
            refs.addAll(job.startingWith());
            job.uses().stream()
                    .filter(use -> use.client() != null)
                    .forEach(use -> refs.add(new Ref(use.client(), "", 0, use.place())));
        }
        return refs;
    }

    void limit(int submissionsPerEngine) {
        limit = submissionsPerEngine;
    }

    void priority(String queue, Priority priority) {
        priorities.put(queue, priority);
    }

    void preempt(String queue, long nanos) {
        preemptNanos.put(queue, nanos);
    }

    /** Returns when a submission that another one paces may be made; null when at once. */
    @Nullable CompletionStage<?> paced(Ref by) {
        Made made = run.client(by.client(), own).latest(by.name());
        return made == null ? null : made.over();
    }

    /** Submits, or has the program resumed when there is room. */
    boolean isSubmitted(ScenarioStep.Submit step, long cycle, ProgramHost host) {
        QueuePlan plan = known(plans.get(step.queue()));
        if (!hasRoom(plan, host)) {
            return false;
        }
        Key key = new Key(step.queue(), known(priorities.get(step.queue())));
        Queue queue = null;
        try {
            queue = queue(plan, key);
            accepted(step, key, plan, queue.submit(jobs(step, key, cycle)));
            return true;
        } catch (Refusal refusal) {
            FenceId retryAfter = refusal.retryAfter();
            if (queue != null && retryAfter != null && step.refused() != Errno.EAGAIN) {
                host.resumeWhen(queue.fence(retryAfter).signalled());
                return false;
            }
            refused(step, refusal);
            return true;
        }
    }

    private Queue queue(QueuePlan plan, Key key) {
        return queues.computeIfAbsent(
                key,
                each -> own.client()
                        .queue(new QueueOptions(
                                plan.label(), plan.engines(), key.priority(), plan.longRunning(), plan.bonds())));
    }

    private boolean hasRoom(QueuePlan plan, ProgramHost host) {
        if (limit == 0) {
            return true;
        }
        ArrayDeque<Submission> open = open(plan);
        open.removeIf(submission -> submission.finished().isSignalled());
        if (open.size() < (long) limit * plan.engines().size()) {
            return true;
        }
        host.resumeWhen(open.removeFirst().ended());
        return false;
    }

    private ArrayDeque<Submission> open(QueuePlan plan) {
        return unfinished.computeIfAbsent(plan.engines(), each -> new ArrayDeque<>());
    }

    private void accepted(ScenarioStep.Submit step, Key key, QueuePlan plan, Submission submission) {
        Made made = Made.submission(submission);
        for (int job = 0; job < step.jobs().size(); job++) {
            String name = step.jobs().get(job).name();
            if (name != null) {
                own.put(name, Made.job(submission, job));
            }
        }
        own.put(step.name(), made);
        run.submitted(own, step, made);
        last.put(step.queue(), submission);
        current.put(step.queue(), key);
        if (limit > 0) {
            open(plan).addLast(submission);
        }
        if (step.refused() != null) {
            own.expectRefusal(step, made);
        }
    }

    private void refused(ScenarioStep.Submit step, Refusal refusal) {
        Errno errno = refusal.errno();
        run.ledger().refused(own.client().number(), errno);
        step.jobs().stream()
                .filter(job -> job.name() != null)
                .forEach(job -> own.put(String.valueOf(job.name()), Made.refused(errno)));
        own.put(step.name(), Made.refused(errno));
        String expected = step.refused() == null
                ? "accepted"
                : "refused with " + step.refused().negated();
        String actual = "refused with " + (errno == step.refused() ? errno.negated() : refusal.getMessage());
        run.checks().add(own, step.place(), "job " + step.name(), errno == step.refused(), expected, actual);
    }

    private List<Job> jobs(ScenarioStep.Submit step, Key key, long cycle) {
        List<Job> jobs = new ArrayList<>();
        for (JobPlan plan : step.jobs()) {
            jobs.add(job(plan, step.queue(), cycle));
        }
        Submission before = last.get(step.queue());
        if (before != null && !key.equals(current.get(step.queue()))) {
            jobs.get(0).after(before);
        }
        if (step.count() > 1 && isFixed(step.jobs().get(0).work())) {
            return Collections.nCopies(step.count(), jobs.get(0));
        }
        while (jobs.size() < step.count()) {
            jobs.add(job(step.jobs().get(0), step.queue(), cycle));
        }
        return jobs;
    }

    private static boolean isFixed(Span work) {
        return work.min() == work.max();
    }

    private Job job(JobPlan plan, String queue, long cycle) {
        Job job = Job.of(work(plan, queue)).credits(plan.credits()).tag(plan.tag() + plan.tagPerCycle() * cycle);
        for (Use use : plan.uses()) {
            run.client(use.client(), own).buffers(use).forEach(use.write() ? job::writes : job::reads);
        }
        for (Ref ref : plan.after()) {
            run.client(ref.client(), own).find(ref).fences().forEach(job::after);
        }
        plan.waitsFor().forEach(ref -> job.waitsFor(own.object(ref).at(ref.point())));
        plan.signals().forEach(ref -> job.signals(own.object(ref).at(ref.point())));
        for (Ref ref : plan.startingWith()) {
            Submission partner = run.client(ref.client(), own).find(ref).submission();
            if (partner != null) {
                job.startingWith(partner);
            }
        }
        return job;
    }

    private Work work(JobPlan plan, String queue) {
        Work work = plan.work().isEndless()
                ? Work.endless()
                : Work.nanos(plan.work().drawTime(random));
        Long preempt = plan.preemptNanos() == null ? preemptNanos.get(queue) : plan.preemptNanos();
        Work preemptible = work.preemptibleEvery(known(preempt)).with(PacketMaker.program(plan.program(), own));
        return plan.fault() == null ? preemptible : preemptible.failing(plan.fault());
    }

    private static <T> T known(@Nullable T value) {
        if (value == null) {
            throw new IllegalStateException("a checked scenario refers to something that is not there");
        }
        return value;
    }
}
