package dev.signalbox.report.perfetto;

import dev.signalbox.device.Engine;
import dev.signalbox.event.Fact;
import dev.signalbox.event.Facts;
import dev.signalbox.fence.Errno;
import dev.signalbox.fence.FenceId;
import dev.signalbox.report.Incident;
import dev.signalbox.report.timeline.JobFold;
import dev.signalbox.report.timeline.JobListener;
import dev.signalbox.report.timeline.JobSpan;
import dev.signalbox.report.timeline.QueueLane;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Writes a trace while facts come in: report every fact of one device from the first on, then {@link #finish}. A job is written
 * when it is over, so times in the file go back and forth; viewers sort them.
 *
 * <p>Each ring has a track of the jobs that its engine runs, and counters of jobs queued and credits in flight. Each queue has a
 * track for each place that was taken in it at once, with a slice while a job waits there and one while it runs. A flow leads
 * from a job's waiting to its place on the ring, and one for each dependency from job to job. Incidents are instants on the
 * track of their ring, or on that of the device.
 */
public final class PerfettoWriter implements Facts {
    private static final String WAITING = "waiting";
    private static final String RUNNING = "running";

    /** The tracks of one ring. */
    private record Ring(long jobs, long queued, long credits) {}

    private final TrackPackets packets;
    private final Tracks tracks = new Tracks();
    private final DependencyFlows flows = new DependencyFlows();
    private final JobFold fold = new JobFold(new Events());

    /**
     * Creates a writer.
     *
     * @param out stays open; give it a buffer
     */
    public PerfettoWriter(OutputStream out) {
        this.packets = new TrackPackets(out);
    }

    /**
     * Writes what this fact completes.
     *
     * @throws java.io.UncheckedIOException when the stream fails
     */
    @Override
    public void report(Fact fact) {
        fold.report(fact);
    }

    /**
     * Writes the jobs that are not over, as slices without an end; nothing may be reported after it.
     *
     * @throws java.io.UncheckedIOException when the stream fails
     */
    public void finish() {
        fold.open().forEach(this::write);
    }

    /** Whoever waits for a job to be given to its ring may start before that job does, so such a flow begins at its waiting. */
    private void write(JobSpan job) {
        boolean onRing = job.start() != JobSpan.NEVER;
        List<Long> fromWaiting = new ArrayList<>(flows.outgoing(job, true));
        fromWaiting.addAll(onRing ? List.of(DependencyFlows.ofJob(job)) : flows.outgoing(job, false));
        writeLane(job, fromWaiting);
        if (onRing) {
            List<Long> ending = new ArrayList<>(List.of(DependencyFlows.ofJob(job)));
            ending.addAll(flows.incoming(job));
            long track = tracks.ring(job.ring()).jobs();
            String name = tracks.nameOf(job.queue());
            packets.begin(track, job.start(), name, flows.outgoing(job, false), ending, annotations(job));
            end(track, job.left());
        }
        flows.forget(job);
    }

    private void writeLane(JobSpan job, List<Long> going) {
        long track = tracks.lane(job.queue(), job.slot());
        packets.begin(track, job.accepted(), WAITING, going, List.of(), annotations(job));
        end(track, job.waitedUntil());
        if (job.ran()) {
            packets.begin(track, job.start(), RUNNING, List.of(), List.of(), annotations(job));
            end(track, job.end());
        }
    }

    private void end(long track, long time) {
        if (time != JobSpan.NEVER) {
            packets.end(track, time);
        }
    }

    private static Map<String, String> annotations(JobSpan job) {
        Map<String, String> texts = new TreeMap<>();
        texts.put("job", job.fence().toString());
        texts.put("tag", Long.toString(job.tag()));
        texts.put("status", status(job));
        return texts;
    }

    private static String status(JobSpan job) {
        Errno error = job.error();
        if (error != null) {
            return error.name();
        }
        return job.end() == JobSpan.NEVER ? "not over" : "ok";
    }

    private final class Events implements JobListener {
        @Override
        public void onDevice(Fact.DeviceOpened device) {
            tracks.open(device);
        }

        @Override
        public void onClient(Fact.ClientOpened client) {
            tracks.open(client);
        }

        @Override
        public void onQueue(QueueLane queue) {
            flows.add(queue);
        }

        @Override
        public void onAccepted(JobSpan job) {
            flows.accept(job);
        }

        @Override
        public void onDropped(FenceId fence) {
            flows.drop(fence);
        }

        @Override
        public void onOver(JobSpan job) {
            write(job);
        }

        @Override
        public void onIncident(Incident incident) {
            Map<String, String> texts = new TreeMap<>();
            texts.put("what", incident.text());
            if (incident.job() != null) {
                texts.put("job", incident.job().toString());
            }
            long track = incident.ring() < 0
                    ? tracks.device
                    : tracks.ring(incident.ring()).jobs();
            packets.instant(track, incident.time(), incident.kind().noun(), texts);
        }

        @Override
        public void onDepth(int ring, long time, int jobs) {
            packets.count(tracks.ring(ring).queued(), time, jobs);
        }

        @Override
        public void onCredits(int ring, long time, int credits) {
            packets.count(tracks.ring(ring).credits(), time, credits);
        }
    }

    /** Who stands on which track; those of clients and queues are described when they are needed first. */
    private final class Tracks {
        private final Map<Integer, Ring> rings = new HashMap<>();
        private final Map<Integer, String> names = new HashMap<>();
        private final Map<Integer, Long> clients = new HashMap<>();
        private final Map<Integer, Long> queues = new HashMap<>();
        private final Map<Integer, List<Long>> lanes = new HashMap<>();

        /** The track that those of the rings are below; 0 before the device was opened. */
        private long device;

        void open(Fact.DeviceOpened opened) {
            device = packets.track("device " + opened.name(), 0);
            for (Engine engine : opened.engines()) {
                rings.put(rings.size(), describe(engine.name(), device, opened.time()));
            }
        }

        void open(Fact.ClientOpened client) {
            names.put(client.client(), client.name());
        }

        Ring ring(int number) {
            return rings.computeIfAbsent(number, each -> describe("ring " + each, 0, 0));
        }

        String nameOf(QueueLane queue) {
            return names.getOrDefault(queue.client(), "?") + " " + queue.name();
        }

        long lane(QueueLane queue, int slot) {
            List<Long> ofQueue = lanes.computeIfAbsent(queue.entity(), each -> new ArrayList<>());
            while (ofQueue.size() <= slot) {
                ofQueue.add(packets.track(queue.name() + " #" + (ofQueue.size() + 1), queue(queue)));
            }
            return ofQueue.get(slot);
        }

        private long queue(QueueLane queue) {
            return queues.computeIfAbsent(queue.entity(), each -> packets.track(queue.name(), client(queue.client())));
        }

        private long client(int number) {
            return clients.computeIfAbsent(
                    number, each -> packets.track("client " + each + " " + names.getOrDefault(each, "?"), 0));
        }

        private Ring describe(String name, long parent, long time) {
            long jobs = packets.track("ring " + name, parent);
            long queued = packets.counterTrack(name + " jobs queued", parent);
            long credits = packets.counterTrack(name + " credits in flight", parent);
            packets.count(queued, time, 0);
            packets.count(credits, time, 0);
            return new Ring(jobs, queued, credits);
        }
    }
}
