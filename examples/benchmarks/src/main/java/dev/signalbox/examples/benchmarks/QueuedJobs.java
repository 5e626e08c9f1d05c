package dev.signalbox.examples.benchmarks;

import com.typesafe.config.ConfigFactory;
import dev.signalbox.Client;
import dev.signalbox.Closing;
import dev.signalbox.Device;
import dev.signalbox.Job;
import dev.signalbox.Queue;
import dev.signalbox.Signalbox;
import dev.signalbox.Submission;
import dev.signalbox.device.Engine;
import dev.signalbox.device.Work;
import dev.signalbox.sim.SimDevice;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Null jobs that stand in queues of one ring of an instant device, because an endless job has the whole engine. Of what it submits it
 * keeps the last submission of each queue, to learn of the end.
 */
final class QueuedJobs implements AutoCloseable {
    private static final int CREDITS = 256;

    private final JobCount count = new JobCount();
    private final Signalbox signalbox = Signalbox.live(ConfigFactory.load());
    private final Device device;
    private final Client client;
    private final Queue holding;
    private final List<Queue> queues = new ArrayList<>();
    private final Submission[] last;
    private Submission holder;
    private long submitted;

    /** Opens the runtime and the device, for up to so many queues. */
    QueuedJobs(int mostQueues) {
        device = signalbox.open(SimDevice.of("instant", new Engine("E0", "E", CREDITS)), count);
        client = device.client("benchmark");
        holding = client.queue("E0");
        last = new Submission[mostQueues];
        holder = hold();
    }

    /** Opens more queues until there are so many; returns the nanoseconds that each took. */
    double open(int wanted) {
        int more = wanted - queues.size();
        long before = device.now();
        while (queues.size() < wanted) {
            queues.add(client.queue("E0"));
        }
        return (device.now() - before) / (double) more;
    }

    /** Submits a slice of a load; returns the nanoseconds until its jobs stand in the queue of the ring, per job. */
    double submit(Load load, int slice) {
        long before = device.now();
        CompletableFuture<Void> queued = count.more(load.slice());
        int submissions = load.slice() / load.batch();
        for (int i = slice * submissions; i < (slice + 1) * submissions; i++) {
            int target = i % load.queues();
            last[target] = submit(queues.get(target), load.batch());
        }
        queued.join();
        return (device.now() - before) / (double) load.slice();
    }

    private Submission submit(Queue queue, int batch) {
        return batch == 1
                ? queue.submit(Job.of(Work.nanos(0)).tag(++submitted))
                : queue.submit(Collections.nCopies(batch, Job.of(Work.none())));
    }

    /** Lets all jobs of a load go, then holds the engine again; returns the nanoseconds until the last was over, per job. */
    double drain(Load load) {
        CompletableFuture<?>[] ends = new CompletableFuture<?>[load.queues()];
        for (int i = 0; i < ends.length; i++) {
            ends[i] = last[i].ended().toCompletableFuture();
        }
        long before = device.now();
        holder.end();
        CompletableFuture.allOf(ends).join();
        double nanos = (device.now() - before) / (double) load.jobs();
        holder = hold();
        return nanos;
    }

    /** Returns how many jobs the engine has finished. */
    long finished() {
        return device.engines().get(0).jobs();
    }

    private Submission hold() {
        Submission all = holding.submit(Job.of(Work.endless()).credits(CREDITS));
        all.scheduled().signalled().toCompletableFuture().join();
        return all;
    }

    @Override
    public void close() {
        holder.end();
        signalbox.close(Closing.drain()).toCompletableFuture().join();
    }
}
