package dev.signalbox.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import akka.actor.typed.ActorSystem;
import akka.actor.typed.javadsl.Behaviors;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigValueFactory;
import dev.signalbox.Closing;
import dev.signalbox.Device;
import dev.signalbox.Job;
import dev.signalbox.Queue;
import dev.signalbox.Replay;
import dev.signalbox.ReplayRun;
import dev.signalbox.Signalbox;
import dev.signalbox.Submission;
import dev.signalbox.device.Engine;
import dev.signalbox.device.Work;
import dev.signalbox.event.Fact;
import dev.signalbox.event.RunOutcome;
import dev.signalbox.fence.Errno;
import dev.signalbox.fence.FenceId;
import dev.signalbox.fence.Refusal;
import dev.signalbox.journal.JournalReader;
import dev.signalbox.replay.DeviceFold;
import dev.signalbox.report.RunSummary;
import dev.signalbox.sim.SimDevice;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A live runtime that journals, from the first fact to the end of its disk. */
class LiveJournalTest {
    private static final int PATIENCE_SECONDS = 60;
    private static final int BATCH = 64;

    @TempDir
    private Path directory = Path.of("");

    @ParameterizedTest
    @ValueSource(strings = {"sync", "async"})
    void eachProcessAddsARunAndAllOfItsJobs(String mode) {
        for (int run = 1; run <= 3; run++) {
            Signalbox signalbox = Signalbox.live(config(mode));
            work(open(signalbox), 4 * run);
            await(signalbox.close(Closing.drain()));
        }
        List<ReplayRun> runs = Replay.of(directory).runs("gpu0");
        assertThat(runs).extracting(ReplayRun::jobs).containsExactly(4L * BATCH, 8L * BATCH, 12L * BATCH);
        runs.forEach(LiveJournalTest::isWhole);
    }

    private static void isWhole(ReplayRun run) {
        RunSummary summary = new RunSummary();
        DeviceFold rooms = new DeviceFold();
        run.foldInto(summary, rooms);
        assertThat(rooms.contradictions()).isEmpty();
        assertThat(run.outcome()).isEqualTo(RunOutcome.COMPLETED);
        assertThat(summary.summary().totals().finished()).isEqualTo(run.jobs());
    }

    @Test
    void whatIsReportedAfterTheEndHoldsNobodyUp() {
        Signalbox signalbox = Signalbox.live(config("sync"));
        Device device = open(signalbox);
        Queue queue = work(device, 1);
        await(device.close(Closing.drain()));
        long stored = Replay.of(directory).latest().facts();
        device.checked(0, "too late", true, "-", "-");
        assertThatThrownBy(() -> queue.submit(Job.of(Work.none()))).isInstanceOf(Refusal.class);
        await(signalbox.close(Closing.drain()));
        assertThat(Replay.of(directory).latest().facts()).isEqualTo(stored);
    }

    @Test
    void aRuntimeFollowsAnotherOnASystemThatIsKept() {
        ActorSystem<Void> system = ActorSystem.create(Behaviors.empty(), "kept", config("sync"));
        try {
            for (int run = 0; run < 2; run++) {
                Signalbox signalbox = Signalbox.on(system, new AtomicLong()::incrementAndGet, config("sync"));
                work(open(signalbox), 1);
                await(signalbox.close(Closing.drain()));
            }
            assertThat(Replay.of(directory).runs("gpu0")).hasSize(2);
        } finally {
            end(system);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aSystemThatEndsFirstLeavesNobodyWaiting(boolean closing) {
        ActorSystem<Void> system = ActorSystem.create(Behaviors.empty(), "ends", config("sync"));
        Signalbox signalbox = Signalbox.on(system, new AtomicLong()::incrementAndGet, config("sync"));
        Device device = open(signalbox);
        Queue queue = work(device, 1);
        Submission endless = queue.submit(Job.of(Work.endless()));
        await(endless.accepted());
        CompletionStage<Void> before = closing ? device.close(Closing.drain()) : null;
        end(system);
        fails(Errno.ESHUTDOWN, () -> await(before == null ? device.close(Closing.drain()) : before));
    }

    /** What one device shows rests on the facts of another when its jobs waited for fences there. */
    @Test
    void whatAnotherDeviceDidIsStoredFirst() {
        Signalbox signalbox = Signalbox.live(config("sync"));
        Queue first = open(signalbox).client("first").queue("E0");
        Queue second = open(signalbox).client("second").queue("E0");
        for (int round = 0; round < 100; round++) {
            Submission before = first.submit(Job.of(Work.none()));
            Submission after = second.submit(Job.of(Work.none()).after(before));
            await(after.ended());
            assertThat(ended("gpu0")).contains(before.finished(0).id());
        }
        await(signalbox.close(Closing.drain()));
    }

    private Set<FenceId> ended(String device) {
        Set<FenceId> ended = new HashSet<>();
        JournalReader.open(directory).read(device, block -> {
            block.runs()
                    .forEach(run -> run.reportTo(fact -> {
                        if (fact instanceof Fact.JobFinished job) {
                            ended.add(job.fence());
                        }
                    }));
            return true;
        });
        return ended;
    }

    @Test
    void aDiskThatFailsIsToldToWhoeverWaitsAndToWhoeverCalls() {
        Config config = ConfigFactory.parseString("""
                signalbox.journal.plugin-id = "failing"
                failing.class = "dev.signalbox.testkit.FailingJournal"
                failing.plugin-dispatcher = "akka.actor.default-dispatcher"
                """).withFallback(config("sync"));
        Signalbox signalbox = Signalbox.live(config);
        Queue queue = open(signalbox).client("program").queue("E0");
        Submission submission = queue.submit(Job.of(Work.none()));
        fails(Errno.EIO, () -> await(submission.accepted()));
        fails(Errno.EIO, () -> queue.submit(Job.of(Work.none())));
        fails(Errno.EIO, () -> await(signalbox.close(Closing.drain())));
    }

    private Config config(String mode) {
        return ConfigFactory.parseString("signalbox.journal { mode = " + mode + " }\n"
                        + "signalbox.journal.plugin.force = " + mode.equals("sync"))
                .withValue("signalbox.journal.dir", ConfigValueFactory.fromAnyRef(directory.toString()))
                .withValue("signalbox.journal.plugin.dir", ConfigValueFactory.fromAnyRef(directory.toString()))
                .withFallback(ConfigFactory.load());
    }

    private static Device open(Signalbox signalbox) {
        return signalbox.open(SimDevice.of("instant", new Engine("E0", "E", BATCH)));
    }

    private static Queue work(Device device, int batches) {
        Queue queue = device.client("program").queue("E0");
        for (int batch = 0; batch < batches; batch++) {
            Submission submission = queue.submit(Collections.nCopies(BATCH, Job.of(Work.none())));
            await(submission.accepted());
            assertThat(await(submission.ended()).failed()).isZero();
        }
        return queue;
    }

    private static void end(ActorSystem<?> system) {
        system.terminate();
        await(system.getWhenTerminated());
    }

    private static void fails(Errno errno, ThrowingCallable call) {
        assertThatThrownBy(call).satisfies(thrown -> {
            Throwable cause = thrown instanceof CompletionException ? thrown.getCause() : thrown;
            assertThat(cause)
                    .isInstanceOfSatisfying(
                            Refusal.class,
                            refusal -> assertThat(refusal.errno()).isEqualTo(errno));
        });
    }

    private static <T> T await(CompletionStage<T> stage) {
        return stage.toCompletableFuture()
                .orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
                .join();
    }
}
