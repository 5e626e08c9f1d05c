package dev.signalbox.race;

import dev.signalbox.device.Program;
import dev.signalbox.fence.FenceId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Which jobs of a device are ordered, as far as that can be told while they run. Jobs are named by their finished fence; several
 * at once are jobs of one queue in a row that are alike.
 */
public final class JobOrder {
    /** By the contexts of their fences. */
    private final Map<Long, QueueOrder> owners = new TreeMap<>();

    /** By client. */
    private final Map<Integer, Semaphores> semaphores = new HashMap<>();

    private final Set<Integer> closed = new HashSet<>();

    /** Those of queues and timelines that are gone: all of their fences have signalled. */
    private final Contexts gone = new Contexts();

    private final Map<Long, SoftwarePoints> timelines = new HashMap<>();
    private final Map<Integer, RingEntries> rings = new HashMap<>();

    /** How often jobs were over: the time in which everything here is counted. */
    private long now;

    private long hostWrites;

    /** Whether any job waits for memory. */
    private boolean waited;

    /** Counts how often it was found out what jobs have seen in memory; 0 as long as none waits for memory. */
    private long round;

    private Program lastProgram = Program.none();
    private MemorySync lastSync = MemorySync.NONE;

    /** Creates the order of no jobs. */
    public JobOrder() {}

    /**
     * A queue was opened.
     *
     * @param client whose it is
     * @param context of its scheduled fences; that of its finished fences is the next
     * @param allowed the rings that it may use
     */
    public void open(int client, long context, List<Integer> allowed) {
        Semaphores words = semaphores.computeIfAbsent(client, first -> new Semaphores());
        QueueOrder queue = new QueueOrder(client, context + 1, allowed, words);
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

    /** A software timeline is gone; the points that are left have signalled. */
    public void closeTimeline(long context) {
        signal(context, Long.MAX_VALUE);
        if (timelines.remove(context) != null) {
            gone.add(context);
        }
    }

    /** A client is closed: its queues are forgotten when their jobs are over. */
    public void close(int client) {
        closed.add(client);
        List.copyOf(owners.values()).stream()
                .filter(queue -> queue.client() == client)
                .forEach(this::forgetIfOver);
    }

    private void forgetIfOver(QueueOrder queue) {
        if (closed.contains(queue.client()) && queue.isIdle() && owners.remove(queue.finishedContext()) != null) {
            owners.remove(queue.finishedContext() - 1);
            gone.add(queue.finishedContext() - 1);
            gone.add(queue.finishedContext());
            if (owners.values().stream().noneMatch(other -> other.client() == queue.client())) {
                closed.remove(queue.client());
                semaphores.remove(queue.client());
            }
        }
    }

    /** Returns how many queues, timelines and ranges of those that are gone it knows. */
    int size() {
        return owners.size() + timelines.size() + semaphores.size() + closed.size() + gone.size();
    }

    /**
     * A program wrote into memory, which is over at once: behind all jobs that were over, and before those that are accepted from now
     * on, or that wait for a point that a program signals from now on, or for memory that was written.
     *
     * @param writer the client whose program it is
     * @param owner the client in whose address space it wrote
     */
    public AccessingJob write(int writer, int owner, long address, long bytes) {
        Clock before = Clock.START.atLeast(now);
        Lifetime life = new Lifetime();
        life.end(++now);
        Semaphores words = semaphores.get(owner);
        if (words != null) {
            words.written(address, bytes, now, this::horizon);
        }
        return new AccessingJob(writer, AccessingJob.HOST, ++hostWrites, -1, before, life);
    }

    /** Jobs were accepted that wait for these fences. */
    public void accept(FenceId first, int count, List<FenceId> dependencies, Program program) {
        QueueOrder queue = owners.get(first.context());
        if (queue != null) {
            queue.accept(first.seqno(), count, waits(queue, dependencies), sync(program), now);
        }
    }

    private long nextRound() {
        return waited ? ++round : 0;
    }

    /** Programs are often the same one. */
    private MemorySync sync(Program program) {
        if (!program.equals(lastProgram)) {
            lastProgram = program;
            lastSync = MemorySync.of(program);
            waited |= !lastSync.waits().isEmpty();
        }
        return lastSync;
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
        if (gone.contains(fence.context())) {
            return Wait.NOTHING;
        }
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
            queue.settleThrough(seqno, ring, now, this::horizon);
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
            queue.end(first.seqno(), count, ++now, nextRound(), this::horizon);
            forgetIfOver(queue);
        }
    }

    /** Returns the job that an entry of a ring is, as one that accesses memory; null when that is not known. */
    public @Nullable AccessingJob accessing(int ring, long entry) {
        RingEntries entries = rings.get(ring);
        return entries == null ? null : entries.accessing(entry, nextRound());
    }

    /** Returns up to when jobs were over that neither a job that is not over nor a later one can overlap. */
    public long horizon() {
        long horizon = now;
        for (QueueOrder queue : owners.values()) {
            horizon = Math.min(horizon, queue.oldestAcceptance(horizon));
        }
        return horizon;
    }
}
