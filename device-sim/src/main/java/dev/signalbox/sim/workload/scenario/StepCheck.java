package dev.signalbox.sim.workload.scenario;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Checks what the steps of one client refer to, in the order in which they run first. */
final class StepCheck implements ScenarioStep.Visitor<StepCheck> {
    private final References references;
    private final ClientPlan client;
    private final List<String> queues;
    private final Set<String> before = new HashSet<>();

    StepCheck(References references, ClientPlan client) {
        this.references = references;
        this.client = client;
        this.queues = client.queues().stream().map(QueuePlan::name).toList();
    }

    void check() {
        client.steps().forEach(step -> step.accept(this));
    }

    @Override
    public StepCheck submit(ScenarioStep.Submit step) {
        references.requireKnown(step.place(), "queue", step.queue(), queues);
        if (step.pacedBy() != null) {
            references.checkSubmission(step.pacedBy(), client, null, "a submission is paced by a submission");
        }
        for (JobPlan job : step.jobs()) {
            job.after().forEach(ref -> references.checkKind(ref, Kind.FENCE_SETS, client, before));
            job.waitsFor().forEach(ref -> references.checkSyncObject(ref, client, before));
            job.signals().forEach(ref -> references.checkSyncObject(ref, client, before));
            job.startingWith()
                    .forEach(ref -> references.checkSubmission(
                            ref, client, before, "a job starts with a whole submission, so name that"));
            job.uses().forEach(use -> references.checkBuffers(use, client));
            job.program().forEach(packet -> packet.accept(new PacketCheck(references, client)));
        }
        before.add(step.name());
        step.jobs().forEach(job -> {
            if (job.name() != null) {
                before.add(job.name());
            }
        });
        return this;
    }

    @Override
    public StepCheck await(ScenarioStep.Wait step) {
        step.what().forEach(ref -> references.checkAwaitable(ref, client, before));
        return this;
    }

    @Override
    public StepCheck point(ScenarioStep.Point step) {
        references.requireKnown(step.place(), "timeline", step.timeline(), client.timelineNames());
        before.add(step.name());
        return this;
    }

    @Override
    public StepCheck signal(ScenarioStep.Signal step) {
        Ref first = step.what().get(0);
        boolean onTimeline = isOnTimeline(first);
        if (onTimeline && step.what().size() > 1) {
            throw references.problem(
                    first.place(), "'" + first + "' is not of a sync object", "signal points of timelines one by one");
        }
        if (onTimeline && step.errno() != null) {
            throw references.problem(first.place(), "a timeline refuses nothing", "leave errno out");
        }
        step.what().forEach(onTimeline ? this::checkPoint : this::checkOwnObject);
        return this;
    }

    private boolean isOnTimeline(Ref what) {
        return !references.client(what.client(), client, what.place()).isSyncObject(what.name());
    }

    private void checkOwnObject(Ref what) {
        references.checkSyncObject(what, client, before);
        if (what.client() != null) {
            throw references.problem(
                    what.place(),
                    "'" + what + "' is of another client",
                    "open a handle of its own: { open = ..., from = " + what.client() + "/" + what.name() + " }");
        }
    }

    private void checkPoint(Ref what) {
        ClientNames names = references.client(what.client(), client, what.place());
        if (!what.isNumbered() && names.hasTimeline(what.name())) {
            return;
        }
        references.checkAwaitable(what, client, before);
        Kind kind = names.kind(what.name());
        if (!what.isNumbered() && kind != null && kind != Kind.POINT) {
            throw references.problem(
                    what.place(),
                    "'" + what + "' is " + (kind == Kind.SUBMISSION ? Kind.JOB : kind),
                    "signal points, timelines and sync objects; jobs end by themselves");
        }
    }

    @Override
    public StepCheck end(ScenarioStep.End step) {
        references.checkSubmission(step.job(), client, before, "end a whole submission");
        return this;
    }

    @Override
    public StepCheck destroy(ScenarioStep.Destroy step) {
        if (step.buffers().client() != null) {
            throw references.problem(step.place(), "buffers of another client", "destroy your own");
        }
        references.checkBuffers(step.buffers(), client);
        return this;
    }

    @Override
    public StepCheck delay(ScenarioStep.Delay step) {
        return this;
    }

    @Override
    public StepCheck at(ScenarioStep.At step) {
        return this;
    }

    @Override
    public StepCheck period(ScenarioStep.Period step) {
        return this;
    }

    @Override
    public StepCheck repeat(ScenarioStep.Repeat step) {
        step.steps().forEach(each -> each.accept(this));
        return this;
    }

    @Override
    public StepCheck depth(ScenarioStep.Depth step) {
        return this;
    }

    @Override
    public StepCheck pacing(ScenarioStep.SetPacing step) {
        return this;
    }

    @Override
    public StepCheck priority(ScenarioStep.SetPriority step) {
        references.requireKnown(step.place(), "queue", step.queue(), queues);
        return this;
    }

    @Override
    public StepCheck preempt(ScenarioStep.SetPreempt step) {
        references.requireKnown(step.place(), "queue", step.queue(), queues);
        return this;
    }

    @Override
    public StepCheck close(ScenarioStep.Close step) {
        return this;
    }

    @Override
    public StepCheck sync(SyncStep step) {
        step.accept(new SyncStepCheck(references, client, before));
        before.addAll(Names.made(step).keySet());
        return this;
    }

    @Override
    public StepCheck expect(ScenarioStep.Expect step) {
        ExpectationCheck check = new ExpectationCheck(references, client, before);
        step.expectations().forEach(check::check);
        return this;
    }
}
