package dev.signalbox.race;

import dev.signalbox.fence.FenceId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which jobs of a device are ordered, as far as that can be told while they run. Jobs are named by their finished fence; several
 * at once are jobs of one queue in a row that are alike.
 */
public final class JobOrder {
    private final List<QueueOrder> queues = new ArrayList<>();
    private final Map<Long, QueueOrder> owners = new HashMap<>();
    private final Map<Long, SoftwarePoints> timelines = new HashMap<>();
    private final Map<Integer, RingEntries> rings = new HashMap<>();

    /** How often jobs were over: the time in which everything here is counted. */
    private long now;

    /** Creates the order of no jobs. */
    public JobOrder() {}

    /**
     * A queue was opened.
     *
     * @param context of its scheduled fences; that of its finished fences is the next
     * @param allowed the rings that it may use
     */
    public void open(long context, List<Integer> allowed) {
        QueueOrder queue = new QueueOrder(context + 1, allowed);
        queues.add(queue);
        owners.put(context, queue);
        owners.put(context + 1, queue);
    }

    /** A software timeline was created. */
    public void openTimeline(long context) {
        timelines.put(context, new SoftwarePoints());
    }

    /** A software timeline signalled its points up to one. */
    public void signal(long context, long seqno) {
        SoftwarePoints timeline = timelines.get(context);
        if (timeline != null) {
            timeline.signalThrough(seqno, now);
        }
    }

    /** Jobs were accepted that wait for these fences. */
    public void accept(FenceId first, int count, List<FenceId> dependencies) {
        QueueOrder queue = owners.get(first.context());
        if (queue != null) {
            queue.accept(first.seqno(), count, waits(queue, dependencies), now);
        }
    }

    private List<Wait> waits(QueueOrder own, List<FenceId> dependencies) {
        if (dependencies.isEmpty()) {
            return List.of();
        }
        List<Wait> waits = new ArrayList<>(dependencies.size());
        for (FenceId fence : dependencies) {
            QueueOrder owner = owners.get(fence.context());
            Wait wait = owner == own ? Wait.NOTHING : owner == null ? waitOutside(fence) : owner.waitFor(fence);
            if (wait != Wait.NOTHING) {
                waits.add(wait);
            }
        }
        return waits;
    }

    private Wait waitOutside(FenceId fence) {
        SoftwarePoints timeline = timelines.get(fence.context());
        return timeline == null ? Wait.UNKNOWN : timeline.waitFor(fence.seqno());
    }

    /** A job was refused; its fence signals all the same. */
    public void refuse(FenceId fence) {
        QueueOrder queue = owners.get(fence.context());
        if (queue != null) {
            queue.skip(fence.seqno());
        }
    }

    /** Jobs were given to a ring, the first of them as this entry. */
    public void run(FenceId first, int count, int ring, long entry) {
        QueueOrder queue = owners.get(first.context());
        for (int done = 0; queue != null && done < count; ) {
            long seqno = first.seqno() + done;
            queue.settleThrough(seqno, ring, now);
            LikeJobs jobs = queue.find(seqno);
            int alike = jobs == null ? 1 : (int) Math.min(count - done, jobs.last() - seqno + 1);
            if (jobs != null) {
                rings.computeIfAbsent(ring, RingEntries::new).add(entry + done, jobs, seqno, alike);
            }
            done += alike;
        }
    }

    /** Jobs are over. */
    public void end(FenceId first, int count) {
        QueueOrder queue = owners.get(first.context());
        if (queue != null) {
            queue.end(first.seqno(), count, ++now);
        }
    }

    /** Returns the job that an entry of a ring is, as one that accesses memory; null when that is not known. */
    public @Nullable AccessingJob accessing(int ring, long entry) {
        RingEntries entries = rings.get(ring);
        return entries == null ? null : entries.accessing(entry);
    }

    /** Returns up to when jobs were over that neither a job that is not over nor a later one can overlap. */
    public long horizon() {
        long horizon = now;
        for (QueueOrder queue : queues) {
            horizon = Math.min(horizon, queue.oldestAcceptance(horizon));
        }
        return horizon;
    }
}
