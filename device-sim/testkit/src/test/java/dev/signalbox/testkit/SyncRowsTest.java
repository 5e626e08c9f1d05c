package dev.signalbox.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.signalbox.Client;
import dev.signalbox.PointWait;
import dev.signalbox.SyncFile;
import dev.signalbox.SyncObject;
import dev.signalbox.SyncPoint;
import dev.signalbox.conformance.ConformanceRow;
import dev.signalbox.fence.Errno;
import dev.signalbox.fence.Refusal;
import java.time.Duration;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What programs are told that name a sync object they have no handle of any more, no object at all, or nothing that is there. */
@SignalboxTest
class SyncRowsTest {
    private LabRun run;
    private Client client;
    private SyncObject empty;
    private SyncObject closed;

    @BeforeEach
    void open(LabRun opened) {
        run = opened;
        client = run.client("one");
        empty = client.syncObject("empty");
        closed = client.syncObject("closed");
        closed.close();
    }

    /** What a call is refused with, in place or by the stage that it returns. */
    private static Errno errno(ThrowingCallable call) {
        return catchThrowableOfType(Refusal.class, call).errno();
    }

    private int poll(SyncPoint... points) {
        return run.await(client.await(PointWait.forAll(points).within(Duration.ZERO)));
    }

    private SyncFile file() {
        return SyncFile.of("file", client.timeline("frames").fence());
    }

    @Test
    @ConformanceRow(
            value = "SOB-08",
            says = "Whoever opens a shared object gets a new handle each time, and all of them are of one object.")
    void everyOpeningGivesANewHandleOfTheSameObject() {
        Client other = run.client("two");
        SyncObject first = run.await(other.open(empty.share()));
        SyncObject second = run.await(other.open(empty.share()));
        assertThat(second).isNotSameAs(first);
        assertThat(first.number()).isEqualTo(second.number()).isEqualTo(empty.number());
        first.signal(5);
        first.close();
        assertThat(run.await(second.value())).isEqualTo(5);
        assertThat(run.await(empty.value())).isEqualTo(5);
    }

    @Test
    @ConformanceRow(
            value = "SOB-09",
            says =
                    "A file goes into no object without a handle (ENOENT), nor does one whose fences are not known (EINVAL).")
    void importOfAFile() {
        assertThat(errno(() -> closed.importFile(file(), 0))).isEqualTo(Errno.ENOENT);
        assertThat(errno(() -> closed.importFile(file(), 4))).isEqualTo(Errno.ENOENT);
        try (LabRun elsewhere = LabRun.open(run.seed())) {
            SyncObject object = elsewhere.client("two").syncObject("object");
            assertThat(errno(() -> object.importFile(file(), 0))).isEqualTo(Errno.EINVAL);
        }
    }

    @Test
    @ConformanceRow(
            value = "SOB-10",
            says = "No file comes out of an empty object (EINVAL), nor out of one without a handle (ENOENT).")
    void exportOfAFile() {
        assertThat(errno(() -> run.await(empty.exportFile(0)))).isEqualTo(Errno.EINVAL);
        assertThat(errno(() -> run.await(closed.exportFile(0)))).isEqualTo(Errno.ENOENT);
    }

    @Test
    @ConformanceRow(
            value = "SOB-12",
            says =
                    "A point means something to files only: it is exported if it is there (else EINVAL), and imported as one.")
    void aPointIsExportedWhereThereIsATimeline() {
        SyncObject binary = client.signalledSyncObject("binary");
        assertThat(errno(() -> run.await(binary.exportFile(3)))).isEqualTo(Errno.EINVAL);
        SyncObject timeline = client.syncObject("timeline");
        timeline.importFile(file(), 3);
        empty.importFile(run.await(timeline.exportFile(3)), 7);
        assertThat(run.await(empty.lastSubmitted())).isEqualTo(7);
        assertThat(errno(() -> run.await(timeline.exportFile(4)))).isEqualTo(Errno.EINVAL);
    }

    @Test
    @ConformanceRow(value = "SOB-15", says = "A wait for an object without a handle is refused with ENOENT.")
    void waitForAnObject() {
        assertThat(errno(() -> client.await(PointWait.forAny(closed.at(0))))).isEqualTo(Errno.ENOENT);
        assertThat(errno(() -> client.await(PointWait.forAll(empty.at(0), closed.at(0)))))
                .isEqualTo(Errno.ENOENT);
    }

    @Test
    @ConformanceRow(
            value = "SOB-16",
            says = "To signal or reset no object at all is refused with EINVAL; to wait for none is not.")
    void nothingIsNamed() {
        assertThat(errno(() -> client.signal(List.of()))).isEqualTo(Errno.EINVAL);
        assertThat(errno(() -> client.reset(List.of()))).isEqualTo(Errno.EINVAL);
        assertThat(poll()).isEqualTo(-1);
    }

    @Test
    @ConformanceRow(value = "SOB-17", says = "To signal or reset an object without a handle is refused with ENOENT.")
    void signalAndResetOfAnObject() {
        assertThat(errno(closed::signal)).isEqualTo(Errno.ENOENT);
        assertThat(errno(closed::reset)).isEqualTo(Errno.ENOENT);
    }

    @Test
    @ConformanceRow(value = "SOB-18", says = "One closed handle among many, and none of the objects is reset.")
    void resetOfSeveralObjects() {
        SyncObject first = client.signalledSyncObject("first");
        SyncObject last = client.signalledSyncObject("last");
        assertThat(errno(() -> client.reset(List.of(first, closed, last)))).isEqualTo(Errno.ENOENT);
        assertThat(poll(first.at(0), last.at(0))).isZero();
    }

    @Test
    @ConformanceRow(
            value = "SOT-01",
            says =
                    "A wait for no points is fulfilled, one for a point of an object without a handle ENOENT; flags have names.")
    void waitForPoints() {
        assertThat(poll()).isEqualTo(-1);
        assertThat(errno(() -> client.await(
                        PointWait.forAll(closed.at(3)).whenSubmitted().whenAvailable())))
                .isEqualTo(Errno.ENOENT);
    }

    @Test
    @ConformanceRow(
            value = "SOT-02",
            says = "The value of an object without a handle is refused with ENOENT; each question is about one object.")
    void valueOfATimeline() {
        assertThat(errno(() -> run.await(closed.value()))).isEqualTo(Errno.ENOENT);
        assertThat(errno(() -> run.await(closed.lastSubmitted()))).isEqualTo(Errno.ENOENT);
        assertThat(run.await(empty.value())).isZero();
    }

    @Test
    @ConformanceRow(
            value = "SOT-03",
            says = "To signal no points is EINVAL; points of which one has no handle, ENOENT, and none is signalled.")
    void signalOfPoints() {
        assertThat(errno(() -> client.signal(List.of()))).isEqualTo(Errno.EINVAL);
        assertThat(errno(() -> closed.signal(3))).isEqualTo(Errno.ENOENT);
        assertThat(errno(() -> client.signal(List.of(empty.at(3), closed.at(4)))))
                .isEqualTo(Errno.ENOENT);
        assertThat(run.await(empty.lastSubmitted())).isZero();
    }

    @Test
    @ConformanceRow(value = "SOT-04", says = "A transfer from or to an object without a handle is refused with ENOENT.")
    void transferOfAPoint() {
        SyncObject held = client.signalledSyncObject("held");
        assertThat(errno(() -> run.await(held.transfer(0, closed.at(1))))).isEqualTo(Errno.ENOENT);
        assertThat(errno(() -> run.await(closed.transfer(0, held.at(1))))).isEqualTo(Errno.ENOENT);
        assertThat(errno(() -> run.await(closed.transferWhenThere(9, held.at(1), Duration.ofMillis(1)))))
                .isEqualTo(Errno.ENOENT);
    }

    @Test
    @ConformanceRow(
            value = "SOE-02",
            says = "Nobody is told of an object without a handle: to ask is refused with ENOENT.")
    void subscriptionToAPoint() {
        assertThat(errno(() -> closed.subscribe(0, false))).isEqualTo(Errno.ENOENT);
        assertThat(errno(() -> closed.subscribe(5, true))).isEqualTo(Errno.ENOENT);
    }
}
