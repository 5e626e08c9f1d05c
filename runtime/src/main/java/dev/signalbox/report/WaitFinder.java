package dev.signalbox.report;

import dev.signalbox.fence.FenceId;
import dev.signalbox.report.Wait.Why;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Finds what each open job waits for. The rules are those of entities and rings, told from their facts. */
final class WaitFinder {
    private final OpenWork work;
    private final Map<FenceId, List<Wait>> waits = new TreeMap<>();

    private WaitFinder(OpenWork work) {
        this.work = work;
    }

    /** Returns the waits of every open job and of everybody who waits for sync objects, and the owners of fences where these end. */
    static WaitGraph find(OpenWork work) {
        return find(work, List.of());
    }

    /** Returns the same, with fences that are not over, whether anybody waits for them or not. */
    static WaitGraph find(OpenWork work, Collection<FenceId> also) {
        WaitFinder finder = new WaitFinder(work);
        work.jobs().forEach(job -> finder.waits.put(job.fence(), finder.waitsOf(job)));
        work.syncs().waits().forEach(wait -> finder.waits.put(wait, finder.waitsOf(wait)));
        also.forEach(finder::node);
        return new WaitGraph(finder.waits);
    }

    private List<Wait> waitsOf(OpenWork.Job job) {
        List<Wait> found = new ArrayList<>();
        if (job.isOnRing()) {
            addFirstOnRing(job, Why.ENTRY, found);
            return found;
        }
        addEarlier(job.fence(), found);
        for (FenceId dependency : job.accepted.dependencies()) {
            FenceId node = pending(dependency, job);
            if (node != null) {
                found.add(new Wait(dependency, node, Why.DEPENDENCY));
            }
        }
        if (!found.isEmpty()) {
            addEarlierOnRing(job, found);
        } else if (job.ring >= 0) {
            addFirstOnRing(job, Why.RING, found);
        }
        return found;
    }

    private List<Wait> waitsOf(FenceId syncWait) {
        List<Wait> found = new ArrayList<>();
        for (FenceId need : work.syncs().needs(syncWait)) {
            found.add(
                    work.syncs().missing(need) == null
                            ? new Wait(need, node(need), Why.DEPENDENCY)
                            : new Wait(need, end(need), Why.POINT));
        }
        return found;
    }

    /** Returns the node that has to move before a fence signals that is not over. */
    static FenceId node(OpenWork work, FenceId fence) {
        OpenWork.Entity entity = work.owner(fence.context());
        if (entity != null) {
            return new FenceId(entity.over.context(), fence.seqno());
        }
        OpenWork.Soft soft = work.timeline(fence.context());
        return soft == null ? fence : new FenceId(fence.context(), soft.signalled + 1);
    }

    private FenceId node(FenceId fence) {
        FenceId node = node(work, fence);
        if (work.owner(node.context()) == null) {
            return end(node);
        }
        return work.job(node) == null ? unaccepted(node) : node;
    }

    private void addFirstOnRing(OpenWork.Job job, Why why, List<Wait> found) {
        FenceId first = work.firstOn(job.ring);
        if (first != null && !first.equals(job.fence())) {
            found.add(new Wait(first, first, why));
        }
    }

    /** A job that was not given to its ring holds up all that come after it in its queue. */
    private void addEarlier(FenceId fence, List<Wait> found) {
        OpenWork.Entity entity = work.owner(fence.context());
        Map.Entry<Long, OpenWork.Job> earlier = entity == null ? null : entity.open.lowerEntry(fence.seqno());
        if (earlier != null && !earlier.getValue().isOnRing()) {
            FenceId node = earlier.getValue().fence();
            found.add(new Wait(node, node, Why.QUEUE));
        }
    }

    /** A ring ends its jobs in order, so one that waits for more than its ring still comes after those on it. */
    private void addEarlierOnRing(OpenWork.Job job, List<Wait> found) {
        OpenWork.Entity entity = work.owner(job.fence().context());
        Map.Entry<Long, OpenWork.Job> entry =
                entity == null ? null : entity.open.lowerEntry(job.fence().seqno());
        OpenWork.Job earlier = entry == null ? null : entry.getValue();
        if (entity == null || earlier == null || !earlier.isOnRing()) {
            return;
        }
        if (earlier.ring == job.ring || (job.ring < 0 && entity.staysOn(earlier.ring))) {
            found.add(new Wait(earlier.fence(), earlier.fence(), Why.QUEUE));
        }
    }

    /** Returns what has to move before a dependency of a job is met; null when it is met. */
    private @Nullable FenceId pending(FenceId dependency, OpenWork.Job job) {
        OpenWork.Entity entity = work.owner(dependency.context());
        if (entity != null) {
            return pendingJob(entity, dependency, job);
        }
        OpenWork.Soft soft = work.timeline(dependency.context());
        if (soft == null) {
            return end(dependency);
        }
        return soft.isOver(dependency.seqno()) ? null : end(new FenceId(dependency.context(), soft.signalled + 1));
    }

    private @Nullable FenceId pendingJob(OpenWork.Entity entity, FenceId dependency, OpenWork.Job job) {
        long seqno = dependency.seqno();
        if (entity.opened.entity() == job.accepted.entity() || entity.over.isSignalled(seqno)) {
            return null;
        }
        OpenWork.Job other = entity.open.get(seqno);
        if (other == null) {
            return unaccepted(new FenceId(entity.over.context(), seqno));
        }
        boolean onceOnRing = dependency.context() != entity.over.context() || entity.staysOn(job.ring);
        return onceOnRing && other.isOnRing() ? null : other.fence();
    }

    /** A draft may wait for what stands before it in its queue; when nothing does, the waiting ends with it. */
    private FenceId unaccepted(FenceId fence) {
        if (!waits.containsKey(fence)) {
            List<Wait> found = new ArrayList<>();
            OpenWork.Entity entity = work.owner(fence.context());
            Map.Entry<Long, OpenWork.Job> earlier = entity == null ? null : entity.open.lowerEntry(fence.seqno());
            if (earlier != null) {
                FenceId node = earlier.getValue().fence();
                found.add(new Wait(node, node, Why.QUEUE));
            }
            waits.put(fence, found);
        }
        return fence;
    }

    private FenceId end(FenceId node) {
        waits.putIfAbsent(node, List.of());
        return node;
    }
}
