package dev.signalbox.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.signalbox.Client;
import dev.signalbox.Job;
import dev.signalbox.PointWait;
import dev.signalbox.Queue;
import dev.signalbox.SyncObject;
import dev.signalbox.SyncPoint;
import dev.signalbox.conformance.ConformanceRow;
import dev.signalbox.device.Work;
import dev.signalbox.event.SyncFact;
import dev.signalbox.fence.Errno;
import dev.signalbox.fence.Refusal;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Waits of programs, in time: for whole objects (point 0) as for points. */
@SignalboxTest
class SyncWaitRowsTest {
    private static final Duration LONG_ENOUGH = Duration.ofNanos(200_000);

    private LabRun run;
    private Client client;
    private Queue queue;

    @BeforeEach
    void open(LabRun opened) {
        run = opened;
        client = run.client("one");
        queue = client.queue("RCS");
    }

    /** Lets some microseconds pass. */
    private void pass(int micros) {
        run.await(queue.submit(Job.of(Work.micros(micros))).ended());
    }

    /** Puts a fence into an object that signals after some microseconds. */
    private void submit(SyncPoint point, int micros) {
        queue.submit(Job.of(Work.micros(micros)).signals(point));
    }

    private CompletionStage<Integer> start(PointWait wait) {
        CompletionStage<Integer> started = client.await(wait.within(LONG_ENOUGH));
        run.await(client.syncObject("later").value());
        return started;
    }

    @ParameterizedTest
    @CsvSource({"0, PT0.0002S", "7, PT0.0002S", "0, PT60H", "7, PT60H"})
    @ConformanceRow(
            value = "SOB-32",
            says = "A wait ends with ETIME at its time, to the nanosecond, whatever woke it or its timer on the way.")
    @ConformanceRow(value = "SOT-19", says = "A wait for a point ends at its time, as one for a whole object does.")
    void aWaitEndsAtItsTimeWhateverWokeItOnTheWay(long point, Duration patience) {
        SyncObject object = client.syncObject("object");
        SyncObject never = client.syncObject("never");
        long until = run.device().now() + patience.toNanos();
        CompletionStage<Integer> wait = client.await(PointWait.forAll(object.at(point), never.at(point))
                .whenSubmitted()
                .within(patience));
        for (int i = 0; i < 3; i++) {
            pass(50);
            object.signal(point);
            object.reset();
            never.reset();
        }
        assertThat(catchThrowableOfType(Refusal.class, () -> run.await(wait)).errno())
                .isEqualTo(Errno.ETIME);
        assertThat(run.facts().of(SyncFact.SyncWaitEnded.class))
                .extracting(SyncFact.SyncWaitEnded::time)
                .containsExactly(until);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 7})
    @ConformanceRow(value = "SOT-19", says = "A point whose fence signals later fulfils a wait in time.")
    void aLateSignalFulfilsAWait(long point) {
        SyncObject object = client.syncObject("object");
        submit(object.at(point), 100);
        CompletionStage<Integer> any =
                client.await(PointWait.forAny(object.at(point)).within(LONG_ENOUGH));
        CompletionStage<Integer> all =
                client.await(PointWait.forAll(object.at(point)).within(LONG_ENOUGH));
        assertThat(run.await(any)).isZero();
        assertThat(run.await(all)).isZero();
        assertThat(run.device().now()).isBetween(100_000L, 199_999L);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 7})
    @ConformanceRow(
            value = "SOT-19",
            says = "A point that is submitted later, and signals later, fulfils a wait in time.")
    void aLateSubmissionFulfilsAWait(long point) {
        SyncObject object = client.syncObject("object");
        CompletionStage<Integer> any = start(PointWait.forAny(object.at(point)).whenSubmitted());
        CompletionStage<Integer> all = start(PointWait.forAll(object.at(point)).whenSubmitted());
        pass(50);
        submit(object.at(point), 50);
        assertThat(run.await(any)).isZero();
        assertThat(run.await(all)).isZero();
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 7})
    @ConformanceRow(
            value = "SOT-19",
            says = "A wait keeps the fence that it found of a point; a reset does not matter to it.")
    void aWaitKeepsWhatItFound(long point) {
        SyncObject found = client.syncObject("found");
        SyncObject late = client.syncObject("late");
        CompletionStage<Integer> any =
                start(PointWait.forAny(found.at(point), late.at(point)).whenSubmitted());
        CompletionStage<Integer> all =
                start(PointWait.forAll(found.at(point), late.at(point)).whenSubmitted());
        submit(found.at(point), 50);
        run.await(found.lastSubmitted());
        found.reset();
        assertThat(run.await(any)).isZero();
        late.signal(point);
        assertThat(run.await(all)).isZero();
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 7})
    @ConformanceRow(
            value = "SOT-19",
            says =
                    "Points of eight objects, submitted, reset and submitted anew in any order: waits hear of the first and of all.")
    void pointsOfManyObjectsInAnyOrder(long point) {
        List<SyncObject> objects = IntStream.range(0, 8)
                .mapToObj(i -> client.syncObject("object " + i))
                .toList();
        SyncPoint[] points = objects.stream().map(object -> object.at(point)).toArray(SyncPoint[]::new);
        List<Integer> order = new SplittableRandom(run.seed())
                .ints(0, points.length)
                .distinct()
                .limit(points.length)
                .boxed()
                .toList();
        CompletionStage<Integer> any = start(PointWait.forAny(points).whenSubmitted());
        CompletionStage<Integer> all = start(PointWait.forAll(points).whenSubmitted());
        for (int place : order) {
            submit(points[place], 5);
            run.await(objects.get(place).lastSubmitted());
            objects.get(place).reset();
            submit(points[place], 5);
        }
        assertThat(run.await(any)).isEqualTo(order.get(0));
        assertThat(run.await(all)).isNotNegative();
    }
}
