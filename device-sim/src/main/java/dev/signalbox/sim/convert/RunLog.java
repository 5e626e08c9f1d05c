package dev.signalbox.sim.convert;

import dev.signalbox.device.DeviceDescription;
import dev.signalbox.event.DeviceFact;
import dev.signalbox.event.Fact;
import dev.signalbox.event.Facts;
import dev.signalbox.event.SyncFact;
import dev.signalbox.event.SyncPointId;
import dev.signalbox.fence.Errno;
import dev.signalbox.fence.FenceId;
import dev.signalbox.memory.Buffers;
import dev.signalbox.resv.Access;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What the facts of a run tell of what its programs did. What comes after the end of the run does not count. */
public final class RunLog implements Facts {
    private static final FenceId OF_NO_JOB = new FenceId(1, 1);

    private final Map<Integer, String> clients = new TreeMap<>();
    private final Map<Integer, Fact.EntityOpened> entities = new TreeMap<>();
    private final Map<Long, Integer> entityOf = new TreeMap<>();
    private final Map<Long, Fact.BufferCreated> buffers = new TreeMap<>();
    private final Map<Long, Fact.TimelineCreated> timelines = new TreeMap<>();
    private final Map<FenceId, SeenJob> jobs = new LinkedHashMap<>();
    private final Map<FenceId, Long> unknown = new HashMap<>();
    private final Set<FenceId> missed = new HashSet<>();
    private final Set<Integer> aborted = new TreeSet<>();
    private final List<Deed> deeds = new ArrayList<>();
    private final Map<FenceId, List<SyncPointId>> signals = new HashMap<>();
    private final HardwareLog hardware = new HardwareLog();
    private final Buffers memory = new Buffers(this::isOver);
    private @Nullable DeviceDescription device;
    private long began;
    private long lost = -1;
    private boolean over;

    @Override
    public void report(Fact fact) {
        if (over) {
            return;
        }
        if (fact instanceof Fact.RunBegan begin) {
            began = begin.time();
        } else if (fact instanceof Fact.RunEnded) {
            over = true;
        } else if (!isOfSetup(fact)) {
            job(fact);
        }
    }

    private boolean isOfSetup(Fact fact) {
        if (fact instanceof Fact.DeviceOpened opened) {
            device = new DeviceDescription(opened.name(), opened.engines());
        } else if (fact instanceof Fact.ClientOpened client) {
            clients.put(client.client(), client.name());
        } else if (fact instanceof Fact.EntityOpened entity) {
            entities.put(entity.entity(), entity);
            entityOf.put(entity.context() + 1, entity.entity());
        } else if (fact instanceof Fact.BufferCreated buffer) {
            buffers.put(buffer.buffer(), buffer);
            memory.apply(buffer);
        } else if (fact instanceof Fact.BufferDestroyed buffer) {
            memory.apply(buffer);
        } else if (fact instanceof Fact.TimelineCreated timeline) {
            timelines.put(timeline.context(), timeline);
        } else {
            return false;
        }
        return true;
    }

    private void job(Fact fact) {
        if (fact instanceof Fact.JobAccepted job) {
            accepted(job);
        } else if (fact instanceof Fact.JobRan job) {
            ran(job);
        } else if (fact instanceof Fact.JobFinished job) {
            finished(job);
        } else if (fact instanceof Fact.JobRefused job) {
            refused(job);
        } else if (fact instanceof Fact.EndRequested end) {
            did(Deed.Kind.END_ASKED, fact, end.fence());
        } else if (fact instanceof Fact.TimelineAdvanced line) {
            did(Deed.Kind.SIGNALLED, fact, new FenceId(line.context(), line.seqno()));
        } else if (fact instanceof Fact.TimelineClosed line) {
            did(Deed.Kind.TIMELINE_CLOSED, fact, new FenceId(line.context(), 1));
        } else if (fact instanceof SyncFact sync) {
            sync(sync);
        } else if (fact instanceof DeviceFact about) {
            hardware.report(about);
        }
    }

    private void sync(SyncFact fact) {
        if (fact instanceof SyncFact.FencesImported imported && memory.contains(imported.buffer())) {
            memory.apply(imported);
        }
        if (fact instanceof SyncFact.SyncAttached attached && isBySubmission(attached)) {
            FenceId job = attached.fences().get(0);
            signals.computeIfAbsent(job, each -> new ArrayList<>())
                    .add(new SyncPointId(attached.object(), attached.point()));
            did(Deed.Kind.SIGNALS, fact, job);
        } else {
            deeds.add(new Deed(Deed.Kind.SYNC, nanos(fact), OF_NO_JOB, fact));
        }
    }

    /** The table puts the fence of a job in before its queue accepts it; who imports it in between has done the same. */
    private boolean isBySubmission(SyncFact.SyncAttached attached) {
        FenceId first = attached.fences().isEmpty() ? null : attached.fences().get(0);
        Integer entity = first == null ? null : entityOf(first.context());
        return attached.fences().size() == 1
                && entity != null
                && clientOf(entity) == attached.client()
                && !jobs.containsKey(first)
                && !unknown.containsKey(first)
                && !missed.contains(first);
    }

    /** What buffers imply is implied again, so only what is named beside that has to be named again. */
    private void accepted(Fact.JobAccepted job) {
        List<Access> there = job.accesses().stream()
                .filter(access -> memory.firstMissing(List.of(access)).isEmpty())
                .toList();
        Set<FenceId> implied = Set.copyOf(memory.prepare(there, job.fence()));
        List<FenceId> named = job.dependencies().stream()
                .filter(dependency -> !implied.contains(dependency))
                .toList();
        jobs.put(job.fence(), new SeenJob(job, named, nanos(job)));
        did(Deed.Kind.ACCEPTED, job, job.fence());
    }

    private boolean isOver(FenceId fence) {
        SeenJob job = jobs.get(fence);
        return job != null && job.isOver();
    }

    private void ran(Fact.JobRan job) {
        SeenJob seen = jobs.get(job.fence());
        if (seen != null) {
            seen.ran(nanos(job), job.ring());
        }
    }

    private void finished(Fact.JobFinished job) {
        SeenJob seen = jobs.get(job.fence());
        Errno error = job.error();
        Errno asked = seen == null ? null : seen.accepted().work().fault();
        if (error != null && error != asked) {
            failed(job, error);
        }
        if (seen == null) {
            unknown.putIfAbsent(job.fence(), nanos(job));
        } else {
            seen.over(nanos(job), error);
        }
    }

    /** The device goes for all; a client that is closed by abort leaves with all that it has. */
    private void failed(Fact.JobFinished job, Errno error) {
        int client = clientOf(job.entity());
        if (error == Errno.ENODEV && lost < 0) {
            lost = nanos(job);
        } else if ((error == Errno.ECANCELED || error == Errno.ESRCH)
                && !isLostToReset(job, error)
                && aborted.add(client)) {
            did(Deed.Kind.ABORTED, job, new FenceId(client, 1));
        }
    }

    private boolean isLostToReset(Fact.JobFinished job, Errno error) {
        SeenJob seen = jobs.get(job.fence());
        return error == Errno.ECANCELED
                && job.ran() >= 0
                && seen != null
                && hardware.mayEndJobs(seen.ring(), job.time());
    }

    private void refused(Fact.JobRefused job) {
        if (job.error() == Errno.ENOENT) {
            missed.add(job.fence());
            did(Deed.Kind.MISSED, job, job.fence());
        } else {
            unknown.putIfAbsent(job.fence(), nanos(job));
        }
    }

    private void did(Deed.Kind kind, Fact fact, FenceId fence) {
        deeds.add(new Deed(kind, nanos(fact), fence));
    }

    private long nanos(Fact fact) {
        return Math.max(0, nanos(fact.time()));
    }

    /** Returns a time from the start of the run. */
    long nanos(long time) {
        return time - began;
    }

    /** Returns where a job puts its fence. */
    List<SyncPointId> signals(FenceId job) {
        return signals.getOrDefault(job, List.of());
    }

    /** Returns what happened to the device and its memory. */
    HardwareLog hardware() {
        return hardware;
    }

    List<Deed> deeds() {
        return deeds;
    }

    Map<Integer, String> clients() {
        return clients;
    }

    Map<Integer, Fact.EntityOpened> entities() {
        return entities;
    }

    Map<Long, Fact.BufferCreated> buffers() {
        return buffers;
    }

    Map<Long, Fact.TimelineCreated> timelines() {
        return timelines;
    }

    /**
     * Returns the device.
     *
     * @throws IllegalStateException when the facts end before it was opened
     */
    public DeviceDescription device() {
        if (device == null) {
            throw new IllegalStateException("the facts end before the device was opened");
        }
        return device;
    }

    /** Returns the jobs that were accepted, in that order. */
    Map<FenceId, SeenJob> jobs() {
        return jobs;
    }

    /** Returns when fences of jobs that were never accepted have signalled. */
    Map<FenceId, Long> unknown() {
        return unknown;
    }

    /** Returns when the device was lost, in nanoseconds from the start; -1 when it was not. */
    public long lost() {
        return lost;
    }

    /** Returns the entity whose finished fences are of a context; null when there is none. */
    @Nullable Integer entityOf(long context) {
        return entityOf.get(context);
    }

    int clientOf(int entity) {
        Fact.EntityOpened opened = entities.get(entity);
        return opened == null ? 0 : opened.client();
    }
}
