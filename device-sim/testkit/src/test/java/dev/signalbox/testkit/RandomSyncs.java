package dev.signalbox.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.Buffer;
import dev.signalbox.Client;
import dev.signalbox.Closing;
import dev.signalbox.Job;
import dev.signalbox.PointWait;
import dev.signalbox.Queue;
import dev.signalbox.Submission;
import dev.signalbox.SyncFile;
import dev.signalbox.SyncObject;
import dev.signalbox.SyncPoint;
import dev.signalbox.device.Work;
import dev.signalbox.fence.Errno;
import dev.signalbox.fence.Refusal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Two clients that do at random what programs can do with sync objects, sync files and buffers. */
final class RandomSyncs {
    private final LabRun run;
    private final SplittableRandom random;
    private final Client client;
    private final Client other;
    private final Queue render;
    private final Queue copy;
    private final Buffer buffer;
    private final List<SyncObject> objects = new ArrayList<>();
    private final List<SyncFile> files = new ArrayList<>();
    private long point;

    RandomSyncs(LabRun run, SplittableRandom random) {
        this.run = run;
        this.random = random;
        this.client = run.client("left");
        this.other = run.client("right");
        this.render = client.queue("RCS");
        this.copy = other.queue("BCS");
        this.buffer = client.buffer(4096);
        objects.add(client.syncObject("first object"));
        objects.add(client.signalledSyncObject("second"));
    }

    /** Does one thing; a refusal is an answer like any other. */
    void step() {
        try {
            switch (random.nextInt(10)) {
                case 0 -> create();
                case 1 ->
                    client.signal(
                            List.of(one(objects).at(somePoint()), one(objects).at(0)));
                case 2 -> client.reset(List.of(one(objects)));
                case 3 -> one(objects).transfer(somePoint(), one(objects).at(somePoint()));
                case 4 -> one(objects).importFile(file(), somePoint());
                case 5 -> buffer.importFile(file(), random.nextBoolean());
                case 6 -> await();
                default -> submit();
            }
        } catch (Refusal refused) {
            assertThat(refused.errno()).isIn(Errno.EAGAIN, Errno.ESHUTDOWN, Errno.EINVAL, Errno.ENOENT);
        }
    }

    void end() {
        client.close(Closing.drain());
        other.close(Closing.drain());
        run.runUntilIdle();
    }

    private void create() {
        SyncObject of = one(objects);
        switch (random.nextInt(3)) {
            case 0 -> objects.add(client.syncObject("object " + objects.size()));
            case 1 -> run.await(other.open(of.share())).signal(++point);
            default -> {
                if (objects.size() > 2) {
                    objects.remove(of);
                    of.close();
                }
            }
        }
    }

    private void await() {
        SyncPoint at = one(objects).at(somePoint());
        PointWait wait = PointWait.forAny(at, one(objects).at(0)).whenSubmitted();
        client.await(random.nextBoolean() ? wait.within(Duration.ofNanos(random.nextInt(40_000))) : wait);
    }

    private void submit() {
        Job job = Job.of(Work.micros(1 + random.nextInt(30)));
        if (random.nextInt(3) == 0) {
            job.waitsFor(one(objects).at(0));
        }
        if (random.nextBoolean()) {
            job.signals(one(objects).at(random.nextBoolean() ? 0 : ++point));
        }
        if (random.nextInt(3) == 0 && !files.isEmpty()) {
            job.after(one(files));
        }
        if (random.nextInt(3) == 0) {
            job.writes(buffer);
        }
        Submission submission = (random.nextBoolean() ? render : copy).submit(List.of(job));
        files.add(SyncFile.of("file " + files.size(), submission.finished()));
    }

    private SyncFile file() {
        return files.isEmpty() ? SyncFile.of("empty") : one(files).merge("merged", one(files));
    }

    private long somePoint() {
        return random.nextInt(3) == 0 ? 0 : ++point;
    }

    private <T> T one(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }
}
