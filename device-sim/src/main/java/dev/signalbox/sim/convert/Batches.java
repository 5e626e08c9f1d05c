package dev.signalbox.sim.convert;

import dev.signalbox.device.Work;
import dev.signalbox.event.Fact;
import dev.signalbox.event.SyncPointId;
import dev.signalbox.fence.Errno;
import dev.signalbox.fence.FenceId;
import dev.signalbox.resv.Access;
import dev.signalbox.sim.workload.scenario.JobPlan;
import dev.signalbox.sim.workload.scenario.Ref;
import dev.signalbox.sim.workload.scenario.ScenarioStep;
import dev.signalbox.sim.workload.scenario.Span;
import dev.signalbox.sim.workload.scenario.Use;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Submits jobs again: those that were accepted in a row by one queue in one submission. */
final class Batches {
    private final RunLog log;
    private final Cast cast;
    private final Handles handles;
    private final LeftOut leftOut;
    private final int most;

    /** Jobs that others name, by their finished fences. */
    private final Set<FenceId> named = new HashSet<>();

    /** Jobs that are the last of their submission, because others start with them or they were asked to end. */
    private final Set<FenceId> alone = new HashSet<>();

    private final Set<FenceId> partners = new HashSet<>();
    private final Map<FenceId, Ref> names = new HashMap<>();
    private final List<FenceId> open = new ArrayList<>();
    private long openedAt;

    Batches(RunLog log, Cast cast, Handles handles, LeftOut leftOut, int most) {
        this.log = log;
        this.cast = cast;
        this.handles = handles;
        this.leftOut = leftOut;
        this.most = most;
        for (SeenJob job : log.jobs().values()) {
            job.named().forEach(this::isNamed);
        }
        for (Deed deed : log.deeds()) {
            deed.named().forEach(this::isNamed);
            if (deed.kind() == Deed.Kind.END_ASKED || deed.kind() == Deed.Kind.MISSED) {
                alone.add(deed.fence());
            }
        }
    }

    private void isNamed(FenceId fence) {
        if (isScheduled(fence)) {
            partners.add(finished(fence));
        } else {
            named.add(fence);
        }
    }

    private boolean isScheduled(FenceId fence) {
        return log.entityOf(fence.context() + 1) != null && log.entityOf(fence.context()) == null;
    }

    private static FenceId finished(FenceId scheduled) {
        return new FenceId(scheduled.context() + 1, scheduled.seqno());
    }

    void submit(Deed deed, long nanos) {
        if (!continues(deed, nanos)) {
            flush();
        }
        openedAt = nanos;
        open.add(deed.fence());
    }

    private boolean continues(Deed deed, long nanos) {
        if (open.isEmpty() || nanos != openedAt || open.size() == most) {
            return false;
        }
        FenceId before = open.get(open.size() - 1);
        FenceId next = deed.fence();
        SeenJob job = log.jobs().get(next);
        return before.isFollowedBy(next, 1)
                && !alone.contains(before)
                && !alone.contains(next)
                && !partners.contains(before)
                && job != null
                && job.named().stream().noneMatch(this::isOpen);
    }

    private boolean isOpen(FenceId fence) {
        return open.contains(fence) || (isScheduled(fence) && open.contains(finished(fence)));
    }

    /** Ends the jobs that are on their way into a submission. */
    void flush() {
        if (open.isEmpty()) {
            return;
        }
        FenceId first = open.get(0);
        Integer entity = log.entityOf(first.context());
        int queue = entity == null ? 0 : entity;
        ClientDraft client = cast.ofEntity(queue);
        if (!client.isClosed()) {
            client.at(openedAt, submission(client, cast.queue(queue)));
        }
        open.clear();
    }

    private ScenarioStep submission(ClientDraft client, String queue) {
        String name = client.nextSubmission();
        FenceId last = open.get(open.size() - 1);
        Ref whole = new Ref(client.name(), name, 0, ClientDraft.NOWHERE);
        names.put(last, whole);
        if (!log.jobs().containsKey(last)) {
            return missed(client, queue, name, signals(last, client));
        }
        List<JobPlan> jobs = new ArrayList<>();
        for (FenceId each : open) {
            String own = named.contains(each) && !each.equals(last) ? name + "-" + (jobs.size() + 1) : null;
            if (own != null) {
                names.put(each, new Ref(client.name(), own, 0, ClientDraft.NOWHERE));
            }
            jobs.add(job(each, own, client, whole));
        }
        boolean alike = jobs.size() > 1 && jobs.stream().distinct().count() == 1;
        return new ScenarioStep.Submit(
                name,
                queue,
                alike ? jobs.subList(0, 1) : jobs,
                alike ? jobs.size() : 1,
                null,
                null,
                ClientDraft.NOWHERE);
    }

    /** What a refused job was like is not in the facts; what it was refused for is. */
    private static ScenarioStep missed(ClientDraft client, String queue, String name, List<Ref> signals) {
        JobPlan job = new JobPlan(
                null,
                Span.of(0),
                null,
                1,
                0,
                0,
                null,
                List.of(),
                List.of(),
                signals,
                List.of(),
                List.of(client.goneBuffer()),
                List.of());
        return new ScenarioStep.Submit(name, queue, List.of(job), 1, null, Errno.ENOENT, ClientDraft.NOWHERE);
    }

    private JobPlan job(FenceId fence, @Nullable String name, ClientDraft client, Ref submission) {
        SeenJob seen = log.jobs().get(fence);
        if (seen == null) {
            throw new IllegalStateException("job " + fence + " was not accepted");
        }
        Fact.JobAccepted accepted = seen.accepted();
        Work work = accepted.work();
        if (!work.program().isEmpty()) {
            leftOut.add("program of a job");
        }
        List<Ref> after = new ArrayList<>();
        List<Ref> startingWith = new ArrayList<>();
        seen.named().forEach(needed -> name(needed, client, submission, after, startingWith));
        return new JobPlan(
                name,
                work.isEndless() ? Span.endless() : Span.of(work.nanos()),
                work.preemptNanos() == 0 ? null : work.preemptNanos(),
                accepted.credits(),
                accepted.tag(),
                0,
                work.fault(),
                after,
                List.of(),
                signals(fence, client),
                startingWith,
                uses(accepted.accesses(), client, submission),
                List.of());
    }

    /** What a job waits for through sync objects it waits for by the names of the jobs; what it puts into them, they get. */
    private List<Ref> signals(FenceId job, ClientDraft client) {
        Integer entity = log.entityOf(job.context());
        List<Ref> points = new ArrayList<>();
        for (SyncPointId id : log.signals(job)) {
            Ref point = entity == null ? null : handles.point(log.clientOf(entity), id);
            if (point == null || client.isClosed()) {
                leftOut.add("signal of a sync object");
            } else {
                points.add(point);
            }
        }
        return points;
    }

    /** Names fences for a client, as far as they have names: the starts of jobs have none. */
    List<Ref> refs(List<FenceId> fences, ClientDraft client, Ref user) {
        List<Ref> after = new ArrayList<>();
        List<Ref> startingWith = new ArrayList<>();
        fences.forEach(fence -> name(fence, client, user, after, startingWith));
        return after;
    }

    /** Names a fence that was handed out, for a client; null when it has no name. */
    @Nullable Ref known(FenceId fence, ClientDraft client) {
        Ref job = names.get(fence);
        if (job != null) {
            return seenBy(client, job);
        }
        return cast.hasTimeline(fence.context()) ? cast.point(fence, client) : null;
    }

    /** Returns the client whose fence it is; null when that is not known. */
    @Nullable ClientDraft ofFence(FenceId fence) {
        Integer entity = log.entityOf(fence.context());
        if (entity != null) {
            return cast.ofEntity(entity);
        }
        return cast.hasTimeline(fence.context()) ? cast.ofTimeline(fence.context()) : null;
    }

    private void name(FenceId fence, ClientDraft client, Ref user, List<Ref> after, List<Ref> startingWith) {
        FenceId job = isScheduled(fence) ? finished(fence) : fence;
        Ref known = names.get(job);
        if (known != null) {
            (isScheduled(fence) ? startingWith : after).add(seenBy(client, known));
        } else if (!cast.hasTimeline(fence.context())) {
            after.add(cast.elsewhere(job));
            cast.outside().neededBy(user);
        } else if (!cast.ofTimeline(fence.context()).isClosed()) {
            after.add(cast.point(fence, client));
            needs(cast.ofTimeline(fence.context()), client, user);
        }
    }

    private static Ref seenBy(ClientDraft client, Ref name) {
        return client.name().equals(name.client()) ? new Ref(null, name.name(), 0, ClientDraft.NOWHERE) : name;
    }

    private List<Use> uses(List<Access> accesses, ClientDraft client, Ref user) {
        List<Use> uses = new ArrayList<>();
        for (Access access : accesses) {
            ClientDraft owner = cast.ofBuffer(access.buffer());
            if (!owner.isClosed()) {
                uses.add(cast.buffer(access.buffer(), access.write(), client));
                needs(owner, client, user);
            }
        }
        return uses;
    }

    private static void needs(ClientDraft owner, ClientDraft client, Ref user) {
        if (owner != client) {
            owner.neededBy(user);
        }
    }

    /** Ends a job that was submitted; one that was ended before it was accepted has no work any more. */
    void end(FenceId job, long nanos) {
        Ref name = names.get(job);
        Integer entity = log.entityOf(job.context());
        if (name != null && entity != null) {
            ClientDraft client = cast.ofEntity(entity);
            client.at(nanos, new ScenarioStep.End(seenBy(client, name), ClientDraft.NOWHERE));
        }
    }
}
