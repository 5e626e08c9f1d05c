package dev.signalbox.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.device.Engine;
import dev.signalbox.device.Work;
import dev.signalbox.event.Fact;
import dev.signalbox.event.Priority;
import dev.signalbox.event.SyncFact;
import dev.signalbox.event.SyncPointId;
import dev.signalbox.fence.Errno;
import dev.signalbox.fence.FenceId;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Sync object 1 of client 1 holds nothing; jobs of entity 1 have the fences 2:n; timeline 9 is at 0. */
class SyncFoldTest {
    private final DeviceFold fold = new DeviceFold();

    private static List<Fact> opened() {
        return List.of(
                new Fact.DeviceOpened(0, "gpu", List.of(new Engine("A", "A", 2))),
                new Fact.ClientOpened(0, 1, "one"),
                new Fact.ClientOpened(0, 2, "two"),
                new Fact.EntityOpened(0, 1, 1, 1, "q", Priority.NORMAL, List.of(0), false),
                new Fact.TimelineCreated(0, 1, 9, "t", false),
                new Fact.BufferCreated(0, 1, 1, 4096),
                new SyncFact.SyncObjectCreated(0, 1, 1, "done", false));
    }

    private static FenceId job(long seqno) {
        return new FenceId(2, seqno);
    }

    private static Fact accepted(long seqno) {
        return new Fact.JobAccepted(1, 1, job(seqno), 0, Work.none(), 1, List.of(), List.of());
    }

    private static Fact dropped(long seqno) {
        return new Fact.JobFinished(2, 1, job(seqno), -1, Errno.ECANCELED);
    }

    private static Fact attached(long point, FenceId... fences) {
        return new SyncFact.SyncAttached(1, 1, 1, point, List.of(fences));
    }

    private static Fact signalled(long point) {
        return new SyncFact.SyncSignalled(1, 1, 1, point);
    }

    private static Fact waits(long wait, boolean forSubmit, long until, SyncPointId... points) {
        return new SyncFact.SyncWaitBegan(1, 2, wait, List.of(points), false, forSubmit, false, until);
    }

    private static Fact ended(long wait, int index, @Nullable Errno error) {
        return new SyncFact.SyncWaitEnded(3, 2, wait, index, error);
    }

    private static SyncPointId at(long point) {
        return new SyncPointId(1, point);
    }

    private void tell(Fact... facts) {
        opened().forEach(fold::report);
        Stream.of(facts).forEach(fold::report);
    }

    private String lines() {
        assertThat(fold.contradictions()).isEmpty();
        return fold.state().toString();
    }

    @Test
    void anObjectIsHeldAsLongAsAnybodyHasAHandle() {
        tell(new SyncFact.SyncHandleOpened(1, 2, 1), new SyncFact.SyncHandleOpened(1, 2, 1));
        assertThat(lines()).contains("syncobj 1 name=done handles=[1x1,2x2] newest=0 value=0 holds=nothing");
        fold.report(new SyncFact.SyncHandleClosed(2, 1, 1));
        fold.report(new SyncFact.SyncHandleClosed(2, 2, 1));
        assertThat(lines()).contains("handles=[2x1]");
        fold.report(new SyncFact.SyncHandleClosed(2, 2, 1));
        assertThat(lines()).doesNotContain("syncobj");
    }

    @Test
    void pointsAreReachedAsTheirFencesSignal() {
        tell(accepted(1), attached(5, job(1)), attached(8, new FenceId(9, 2)), signalled(9));
        assertThat(lines()).contains("syncobj 1 name=done handles=[1x1] newest=9 value=0 pending=[2:1,9:2]");
        fold.report(dropped(1));
        assertThat(lines()).contains("newest=9 value=5 pending=[9:2]");
        fold.report(new Fact.TimelineAdvanced(3, 9, 2));
        assertThat(lines()).contains("newest=9 value=9\n");
        fold.report(new SyncFact.SyncReset(4, 1, 1));
        assertThat(lines()).contains("newest=0 value=0 holds=nothing");
    }

    @Test
    void aFenceOfAnOwnerThatIsGoneHasSignalled() {
        tell(attached(5, new FenceId(9, 1)), new Fact.TimelineClosed(2, 9));
        assertThat(lines()).contains("newest=5 value=5\n");
    }

    @Test
    void aTransferTakesTheFenceOfAPoint() {
        tell(
                attached(5, new FenceId(9, 1)),
                attached(6, new FenceId(9, 2)),
                new SyncFact.SyncObjectCreated(1, 2, 2, "copy", true),
                new SyncFact.SyncTransferred(2, 2, 1, 5, 2, 0, 0));
        assertThat(lines()).contains("syncobj 2 name=copy handles=[2x1] newest=5 value=0 pending=[9:1]");
    }

    @Test
    void aTransferThatWaitedTakesTheFenceThatItsWaitFound() {
        tell(
                new SyncFact.SyncObjectCreated(1, 2, 2, "copy", false),
                waitsForFence(7),
                attached(1, new FenceId(9, 1)),
                signalled(0),
                new SyncFact.SyncTransferred(2, 2, 1, 1, 2, 4, 7),
                ended(7, 0, null));
        assertThat(lines()).contains("syncobj 2 name=copy handles=[2x1] newest=4 value=0 pending=[9:1]");
    }

    private static Fact waitsForFence(long wait) {
        return new SyncFact.SyncWaitBegan(1, 2, wait, List.of(at(1)), false, true, true, 900);
    }

    @Test
    void theFencesOfASyncFileGuardABuffer() {
        tell(accepted(1), new SyncFact.FencesImported(1, 1, 1, true, List.of(job(1), new FenceId(9, 3))));
        assertThat(lines()).contains("guards=[2:1 WRITE,9:3 WRITE]");
        fold.report(dropped(1));
        fold.report(new Fact.TimelineAdvanced(2, 9, 3));
        assertThat(lines()).doesNotContain("guards");
    }

    @Test
    void aWaitIsOpenUntilItEnds() {
        tell(waits(7, true, 900, at(4), at(3)));
        assertThat(lines()).contains("wait 7 client=2 any=[1@4,1@3] for_submit=true available=false");
        fold.report(attached(3, new FenceId(9, 1)));
        fold.report(new Fact.TimelineAdvanced(2, 9, 1));
        fold.report(ended(7, 1, null));
        assertThat(lines()).doesNotContain("wait 7");
    }

    @Test
    void aWaitKeepsTheFenceThatItFoundAndWhatNobodyWasToldOfIsSeen() {
        tell(attached(0, new FenceId(9, 1)), waits(7, false, Long.MAX_VALUE, at(0)), new SyncFact.SyncReset(1, 1, 1));
        assertThat(lines()).doesNotContain("told=");
        fold.report(new Fact.TimelineAdvanced(2, 9, 1));
        assertThat(lines()).contains("wait 7 client=2 any=[1@0] for_submit=false available=false told=not yet");
    }

    @Test
    void howFarForeignFencesHaveComeIsNotCompared() {
        DeviceFold other = new DeviceFold();
        tell(attached(5, new FenceId(77, 1)));
        opened().forEach(other::report);
        other.report(attached(5));

        assertThat(fold.state().differencesTo(other.state())).isEmpty();
        fold.report(waits(7, false, 900, at(5)));
        fold.report(ended(7, 0, null));
        assertThat(fold.contradictions()).isEmpty();
    }

    static Stream<Arguments> contradictions() {
        SyncFact.SyncHandleClosed closed = new SyncFact.SyncHandleClosed(1, 1, 1);
        return Stream.of(
                Arguments.of("sync object 1 exists", List.of(new SyncFact.SyncObjectCreated(1, 1, 1, "", false))),
                Arguments.of("sync object 2 does not exist", List.of(new SyncFact.SyncHandleOpened(1, 1, 2))),
                Arguments.of(
                        "client 2 has no handle of sync object 1", List.of(new SyncFact.SyncHandleClosed(1, 2, 1))),
                Arguments.of("sync object 1 does not exist", List.of(closed, signalled(1))),
                Arguments.of("sync object 1 does not exist", List.of(closed, new SyncFact.SyncReset(1, 1, 1))),
                Arguments.of("sync object 1 does not exist", List.of(closed, attached(1))),
                Arguments.of(
                        "the sync object holds nothing", List.of(new SyncFact.SyncTransferred(1, 1, 1, 0, 1, 3, 0))),
                Arguments.of(
                        "sync objects are numbered from 1", List.of(new SyncFact.SyncTransferred(1, 1, 0, 0, 1, 3, 0))),
                Arguments.of(
                        "wait 7 of client 2 is not open",
                        List.of(signalled(1), new SyncFact.SyncTransferred(1, 2, 1, 1, 1, 3, 7))),
                Arguments.of(
                        "wait 7 has not found a fence at 1@1",
                        List.of(waitsForFence(7), new SyncFact.SyncTransferred(1, 2, 1, 1, 1, 3, 7))),
                Arguments.of(
                        "wait 7 has not found a fence at 1@0",
                        List.of(waitsForFence(7), signalled(1), new SyncFact.SyncTransferred(1, 2, 1, 0, 1, 3, 7))),
                Arguments.of(
                        "wait 7 has not found a fence at 1@1",
                        List.of(
                                waits(7, true, 900, at(1)),
                                signalled(1),
                                new SyncFact.SyncTransferred(1, 2, 1, 1, 1, 3, 7))),
                Arguments.of("sync object 2 does not exist", List.of(waits(1, true, 9, at(1), new SyncPointId(2, 1)))),
                Arguments.of("the sync object holds nothing", List.of(waits(1, false, 9, at(1)))),
                Arguments.of("wait 1 is open already", List.of(waits(1, true, 9, at(1)), waits(1, true, 9, at(1)))),
                Arguments.of("wait 1 of client 2 is not open", List.of(ended(1, 0, null))),
                Arguments.of(
                        "wait 1 of client 2 is not open",
                        List.of(
                                waits(1, true, 9, at(1)),
                                ended(1, -1, Errno.ECANCELED),
                                ended(1, -1, Errno.ECANCELED))),
                Arguments.of("what wait 1 is for has not come", List.of(waits(1, true, 9, at(1)), ended(1, 0, null))),
                Arguments.of(
                        "for 1 points ends at index 1",
                        List.of(waits(1, true, 9, at(1)), signalled(1), ended(1, 1, null))),
                Arguments.of(
                        "ends at index 0 with -ETIME", List.of(waits(1, true, 2, at(1)), ended(1, 0, Errno.ETIME))),
                Arguments.of(
                        "the time of wait 1 is not up", List.of(waits(1, true, 4, at(1)), ended(1, -1, Errno.ETIME))),
                Arguments.of("but waits for sync objects or has handles", List.of(new Fact.ClientClosed(1, 1))),
                Arguments.of(
                        "but waits for sync objects or has handles",
                        List.of(waits(1, true, 4, at(1)), new Fact.ClientClosed(1, 2))),
                Arguments.of(
                        "buffer 9 does not exist",
                        List.of(new SyncFact.FencesImported(1, 1, 9, true, List.of(job(1))))),
                Arguments.of("nobody owns fence 77:1", List.of(new SyncFact.DeadlineSet(1, new FenceId(77, 1), 5))),
                Arguments.of("nobody has opened that client", List.of(new SyncFact.SyncReset(1, 5, 1))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("contradictions")
    void aFactThatCannotBeIsToldWithItsNumber(String words, List<Fact> facts) {
        tell(facts.toArray(Fact[]::new));

        assertThat(fold.contradictions()).singleElement().satisfies(told -> {
            assertThat(told.words()).contains(words);
            assertThat(told.number()).isEqualTo(opened().size() + facts.size());
            assertThat(told.fact()).isEqualTo(facts.get(facts.size() - 1));
        });
    }

    @Test
    void contextsThatWereGivenOutAreKeptAsRanges() {
        KnownContexts known = new KnownContexts();
        for (long context : new long[] {5, 3, 4, 9, 4}) {
            known.add(context);
        }
        assertThat(Stream.of(2L, 3L, 4L, 5L, 6L, 8L, 9L, 10L).filter(known::contains))
                .containsExactly(3L, 4L, 5L, 9L);
    }
}
