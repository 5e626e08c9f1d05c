package dev.signalbox.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.signalbox.Buffer;
import dev.signalbox.Client;
import dev.signalbox.Closing;
import dev.signalbox.Device;
import dev.signalbox.Fence;
import dev.signalbox.Job;
import dev.signalbox.PointWait;
import dev.signalbox.Queue;
import dev.signalbox.QueueOptions;
import dev.signalbox.Submission;
import dev.signalbox.SyncFile;
import dev.signalbox.SyncObject;
import dev.signalbox.conformance.ConformanceRow;
import dev.signalbox.device.Work;
import dev.signalbox.event.Fact;
import dev.signalbox.event.SyncFact;
import dev.signalbox.fence.Errno;
import dev.signalbox.fence.Refusal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a program can hold back may wait for a dma fence, and never the other way round: refused when it is asked for. */
@SignalboxTest
class SyncRefusalTest {
    private static final Job WORK = Job.of(Work.micros(1));

    /** A program with one of everything. */
    private static final class Program {
        final Client client;
        final Queue queue;
        final Queue longRunning;
        final Buffer buffer;
        final SyncObject object;
        final SyncObject closed;
        final SyncObject elsewhere;
        final Fence userFence;
        final Submission longJob;

        Program(LabRun run) {
            Device device = run.device();
            client = device.client("one");
            queue = client.queue("RCS");
            longRunning = client.queue(QueueOptions.on("CCS").forLongRunning());
            buffer = client.buffer(4096);
            object = client.syncObject("object");
            closed = client.syncObject("closed");
            closed.close();
            elsewhere = run.device("small").client("two").syncObject("elsewhere");
            userFence = client.userTimeline("user").fence();
            longJob = longRunning.submit(Job.of(Work.micros(1)).after(userFence));
            run.runUntilIdle();
        }
    }

    private static Job job() {
        return Job.of(Work.micros(1));
    }

    private static Arguments refusal(Errno errno, String reason, Consumer<Program> call) {
        return Arguments.of(errno, reason, call);
    }

    static Stream<Arguments> refusals() {
        return Stream.of(
                refusal(Errno.EINVAL, "is a user fence", it -> it.queue.submit(job().after(it.userFence))),
                refusal(Errno.EINVAL, "is a user fence", it -> it.queue.submit(job().after(it.longJob))),
                refusal(Errno.EINVAL, "is a user fence", it -> it.queue.submit(job().startingWith(it.longJob))),
                refusal(
                        Errno.EINVAL,
                        "is a user fence",
                        it -> it.queue.submit(List.of(job(), job().after(it.userFence)))),
                refusal(Errno.EINVAL, "is a user fence", it -> SyncFile.of("file", it.userFence)),
                refusal(Errno.EINVAL, "is a user fence", it -> SyncFile.of("file", it.longJob.finished())),
                refusal(
                        Errno.EINVAL,
                        "puts its fence into a sync object",
                        it -> it.longRunning.submit(job().signals(it.object.at(1)))),
                refusal(Errno.EINVAL, "uses buffers", it -> it.longRunning.submit(job().reads(it.buffer))),
                refusal(Errno.EINVAL, "another device", it -> it.queue.submit(job().waitsFor(it.elsewhere.at(0)))),
                refusal(Errno.EINVAL, "another device", it -> it.client.signal(List.of(it.elsewhere.at(0)))),
                refusal(Errno.EINVAL, "another device", it -> it.client.await(PointWait.forAny(it.elsewhere.at(0)))),
                refusal(Errno.EINVAL, "another device", it -> it.client.open(it.elsewhere.share())),
                refusal(Errno.EINVAL, "another device", it -> it.object.transfer(0, it.elsewhere.at(0))),
                refusal(Errno.EINVAL, "nothing is named", it -> it.client.signal(List.of())),
                refusal(Errno.EINVAL, "nothing is named", it -> it.client.awaitAny(List.of(), Duration.ZERO)),
                refusal(Errno.ENOENT, "is closed", it -> it.client.signal(List.of(it.object.at(0), it.closed.at(0)))),
                refusal(Errno.ENOENT, "is closed", it -> it.client.reset(List.of(it.object, it.closed))),
                refusal(Errno.ENOENT, "is closed", it -> it.queue.submit(job().signals(it.closed.at(1)))),
                refusal(Errno.ENOENT, "is closed", it -> it.object.transfer(0, it.closed.at(0))),
                refusal(Errno.ENOENT, "is closed", it -> it.closed.value()),
                refusal(Errno.ENOENT, "is closed", it -> it.closed.share()));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void aRefusalSaysWhyAndWhatToTryAndChangesNothing(Errno errno, String reason, Consumer<Program> call, LabRun run) {
        Program program = new Program(run);
        List<Fact> before = run.facts().all();
        long submitted =
                program.queue.stats().submitted() + program.longRunning.stats().submitted();

        Refusal refusal = catchThrowableOfType(Refusal.class, () -> call.accept(program));

        run.runUntilIdle();
        assertThat(refusal.errno()).isEqualTo(errno);
        assertThat(refusal.reason()).contains(reason);
        assertThat(refusal.hint()).isNotBlank();
        assertThat(run.facts().all()).isEqualTo(before);
        assertThat(program.queue.stats().submitted()
                        + program.longRunning.stats().submitted())
                .isEqualTo(submitted);
    }

    /** Whether a point is there only the table knows: the jobs keep their places, and end with the error. */
    @Test
    @ConformanceRow(
            value = "SOB-42",
            says =
                    "A job never waits for somebody to put a fence into a sync object: it is refused, only programs wait so.")
    void aJobThatWaitsForAPointThatIsNotThereIsRefusedWithAllThatWasSubmittedWithIt(LabRun run) {
        Program program = new Program(run);
        Submission refused = program.queue.submit(
                List.of(job().signals(program.object.at(4)), job().waitsFor(program.object.at(5)), job()));

        Refusal refusal = catchThrowableOfType(Refusal.class, () -> run.await(refused.accepted()));

        assertThat(refusal.errno()).isEqualTo(Errno.EINVAL);
        assertThat(refusal.reason()).contains("point 5");
        assertThat(run.await(refused.ended()).failed()).isEqualTo(3);
        assertThat(run.await(refused.finished(0).signalled())).contains(Errno.EINVAL);
        assertThat(run.await(program.object.lastSubmitted())).isZero();
        assertThat(run.facts().of(SyncFact.SyncAttached.class)).isEmpty();
        assertThat(run.await(program.queue.submit(WORK).ended()).error()).isEmpty();
    }

    @Test
    void jobsThatAreSubmittedTogetherMayWaitForPointsOfEachOther(LabRun run) {
        Program program = new Program(run);
        Submission both = program.queue.submit(
                List.of(job().signals(program.object.at(4)), job().waitsFor(program.object.at(3))));

        assertThat(run.await(both.ended()).error()).isEmpty();
        assertThat(run.await(program.object.value())).isEqualTo(4);
    }

    /** The other way round is what long-running jobs are for. */
    @Test
    void aLongRunningJobWaitsForUserFencesAndForDmaFences(LabRun run) {
        Program program = new Program(run);
        Submission ordinary = program.queue.submit(job().signals(program.object.at(1)));
        Submission waiting = program.longRunning.submit(
                job().after(program.userFence).after(ordinary).waitsFor(program.object.at(1)));
        run.runUntilIdle();
        assertThat(waiting.finished().isSignalled()).isFalse();
        assertThat(waiting.finished().isUserFence()).isTrue();
        assertThat(ordinary.finished().isUserFence()).isFalse();

        program.client.close(Closing.drain());

        assertThat(run.await(waiting.ended()).error()).isEmpty();
        assertThat(run.await(program.userFence.signalled())).isEqualTo(Optional.of(Errno.ENOENT));
    }
}
