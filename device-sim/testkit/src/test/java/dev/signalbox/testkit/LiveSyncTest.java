package dev.signalbox.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.Client;
import dev.signalbox.Closing;
import dev.signalbox.Fence;
import dev.signalbox.Job;
import dev.signalbox.PointWait;
import dev.signalbox.Queue;
import dev.signalbox.SoftwareTimeline;
import dev.signalbox.Submission;
import dev.signalbox.SyncFile;
import dev.signalbox.SyncObject;
import dev.signalbox.SyncPoint;
import dev.signalbox.device.Work;
import dev.signalbox.event.SyncFact;
import dev.signalbox.fence.Errno;
import dev.signalbox.fence.Refusal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Sync objects and waits on real threads and the wall clock. */
class LiveSyncTest {
    private static final int THREADS = 4;
    private static final int POINTS = 300;

    private interface Task {
        void run(int thread);
    }

    /** Runs a task on several threads at once, to its end. */
    private static void onThreads(LiveRun run, Task task) {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            CompletableFuture<?>[] all = IntStream.range(0, THREADS)
                    .mapToObj(thread -> CompletableFuture.runAsync(() -> task.run(thread), threads))
                    .toArray(CompletableFuture<?>[]::new);
            run.await(CompletableFuture.allOf(all));
        } finally {
            threads.shutdown();
        }
    }

    private static Errno refusal(LiveRun run, CompletionStage<?> stage) {
        try {
            run.await(stage);
        } catch (CompletionException failure) {
            return Failures.errno(failure);
        }
        throw new AssertionError("not refused");
    }

    /** Each client signals its points with jobs, the others wait for them before they are there. */
    @Test
    void everyWaiterOfEveryPointIsToldOnThreadsOfItsOwn() {
        try (LiveRun run = new LiveRun()) {
            SyncObject object = run.device().client("owner").syncObject("frames");
            List<CompletionStage<Integer>> waits = new ArrayList<>();
            onThreads(run, thread -> {
                Client client = run.device().client("client " + thread);
                SyncObject handle = run.await(client.open(object.share()));
                Queue queue = client.queue("RCS");
                for (int point = 1; point <= POINTS; point++) {
                    SyncPoint own = handle.at((long) point * THREADS + thread);
                    CompletionStage<Integer> wait =
                            client.await(PointWait.forAny(own).whenSubmitted());
                    synchronized (waits) {
                        waits.add(wait);
                    }
                    queue.submit(Job.of(Work.none()).signals(own));
                }
            });
            waits.forEach(wait -> assertThat(run.await(wait)).isZero());
            assertThat(waits).hasSize(THREADS * POINTS);
        }
    }

    @Test
    void aWaitGivesUpByTheClockAndNotBefore() {
        try (LiveRun run = new LiveRun()) {
            Client client = run.device().client("one");
            SyncObject object = client.syncObject("never");
            Fence never = client.timeline("never").fence();
            Duration patience = Duration.ofMillis(20);
            long before = run.device().now();

            assertThat(refusal(
                            run,
                            client.await(PointWait.forAny(object.at(1))
                                    .whenSubmitted()
                                    .within(patience))))
                    .isEqualTo(Errno.ETIME);
            assertThat(refusal(run, client.awaitAll(List.of(never), patience))).isEqualTo(Errno.ETIME);
            assertThat(run.device().now() - before).isGreaterThanOrEqualTo(2 * patience.toNanos());
        }
    }

    /** A queue and its client hold locks of their own: whoever closes meets whoever submits. */
    @Test
    void aClientIsClosedWhileOthersSubmitWaitAndAsk() {
        try (LiveRun run = new LiveRun()) {
            Client client = run.device().client("one");
            SyncObject object = client.syncObject("points");
            Queue queue = client.queue("RCS");
            List<CompletionStage<?>> asked = new ArrayList<>();
            onThreads(run, thread -> {
                for (int point = 1; point <= POINTS; point++) {
                    if (thread == 0 && point == POINTS / 2) {
                        run.await(client.close(Closing.abort()));
                    }
                    List<CompletionStage<?>> stages = tryAll(client, queue, object, point);
                    synchronized (asked) {
                        asked.addAll(stages);
                    }
                }
            });
            asked.forEach(stage -> run.await(stage.handle((value, failure) -> true)));
            assertThat(asked).isNotEmpty();
            assertThatThrownBy(object::signal).isInstanceOf(Refusal.class);
        }
    }

    private static List<CompletionStage<?>> tryAll(Client client, Queue queue, SyncObject object, int point) {
        List<CompletionStage<?>> stages = new ArrayList<>();
        try {
            Submission submission = queue.submit(Job.of(Work.none()).signals(object.at(point)));
            stages.add(submission.finished().signalled());
            stages.add(client.await(PointWait.forAny(object.at(point + 1L)).whenSubmitted()));
            stages.add(object.value());
            stages.add(client.buffer(1).exportFile(true));
            stages.add(client.awaitAny(List.of(submission.finished()), Duration.ofSeconds(100)));
        } catch (Refusal closedOrFull) {
            assertThat(closedOrFull.errno()).isIn(Errno.ESHUTDOWN, Errno.ENOENT, Errno.EAGAIN);
        }
        return stages;
    }

    @Test
    void filesCarryFencesFromThreadToThread() {
        try (LiveRun run = new LiveRun()) {
            Client source = run.device().client("source");
            SoftwareTimeline timeline = source.timeline("points");
            List<SyncFile> files = IntStream.range(0, POINTS)
                    .mapToObj(point -> SyncFile.of("file " + point, timeline.fence()))
                    .toList();
            onThreads(run, thread -> {
                Client client = run.device().client("client " + thread);
                SyncObject object = client.syncObject("imported");
                for (int point = 1; point <= POINTS; point++) {
                    object.importFile(files.get(point - 1), point);
                }
                CompletionStage<Integer> all = client.await(PointWait.forAll(object.at(1), object.at(POINTS)));
                if (thread == 0) {
                    timeline.signalAll();
                }
                assertThat(run.await(all)).isZero();
                assertThat(run.await(object.value())).isEqualTo(POINTS);
            });
            assertThat(run.facts().of(SyncFact.SyncAttached.class)).hasSize(THREADS * POINTS);
        }
    }
}
