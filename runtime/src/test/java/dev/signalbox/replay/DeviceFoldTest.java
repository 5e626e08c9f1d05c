package dev.signalbox.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.device.Dwords;
import dev.signalbox.device.Engine;
import dev.signalbox.device.Work;
import dev.signalbox.event.DeviceFact;
import dev.signalbox.event.Fact;
import dev.signalbox.event.FactGatherer;
import dev.signalbox.event.Priority;
import dev.signalbox.fence.Errno;
import dev.signalbox.fence.FenceId;
import dev.signalbox.resv.Access;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Ring 0 has 2 credits, ring 1 has 64. Entity 1 (fences 2:n) is bound to ring 0; entity 2 (fences 4:n) may use both. */
class DeviceFoldTest {
    private final DeviceFold fold = new DeviceFold();

    private static List<Fact> opened() {
        return List.of(
                new Fact.DeviceOpened(0, "gpu", List.of(new Engine("A", "A", 2), new Engine("B", "B", 64))),
                new Fact.ClientOpened(0, 1, "one"),
                new Fact.EntityOpened(0, 1, 1, 1, "fixed", Priority.NORMAL, List.of(0), false),
                new Fact.EntityOpened(0, 2, 1, 3, "free", Priority.LOW, List.of(0, 1), false),
                new Fact.BufferCreated(0, 1, 1, 4096));
    }

    private static FenceId job(long seqno) {
        return new FenceId(2, seqno);
    }

    private static Fact accepted(long seqno) {
        return new Fact.JobAccepted(1, 1, job(seqno), 0, Work.none(), 1, List.of(), List.of());
    }

    private static Fact queued(long seqno, int queued) {
        return new Fact.JobQueued(1, 0, job(seqno), queued);
    }

    private static Fact ran(long seqno, long entry, int credits) {
        return new Fact.JobRan(2, 0, job(seqno), entry, credits);
    }

    private static Fact over(long seqno, long ran, @Nullable Errno error) {
        return new Fact.JobFinished(3, 1, job(seqno), ran, error);
    }

    private static Fact refused(long seqno) {
        return new Fact.JobRefused(1, 1, job(seqno), Errno.ENOENT, "no buffer");
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
    void nothingIsHeldBeforeTheFirstFact() {
        assertThat(fold.state().isEmpty()).isTrue();
        assertThat(lines()).isEmpty();
        assertThat(fold.facts()).isZero();
    }

    @Test
    void aJobIsUnfinishedThenQueuedThenRunningThenOver() {
        tell(accepted(1));
        assertThat(lines()).contains("entity 1 client=1 context=2 scheduled=0 finished=0 unfinished=[1]");
        fold.report(queued(1, 1));
        assertThat(lines()).contains("unfinished=[1] ring=0", "ring A credits=0/2 queued=[2:1]");
        fold.report(ran(1, 1, 1));
        assertThat(lines()).contains("scheduled=1 finished=0", "ring A credits=1/2 running=[2:1]");
        fold.report(over(1, 2, null));
        assertThat(lines()).contains("scheduled=1 finished=1", "ring A credits=0/2\n");
        assertThat(fold.facts()).isEqualTo(9);
    }

    @Test
    void aPlaceThatIsRefusedBeforeItsTurnKeepsItsFenceBack() {
        tell(accepted(1), refused(2), accepted(3));
        assertThat(lines()).contains("finished=0 unfinished=[1..3]");
        fold.report(queued(1, 1));
        fold.report(queued(3, 2));
        fold.report(ran(1, 1, 1));
        assertThat(lines()).contains("scheduled=1 finished=0");
        fold.report(over(1, 2, Errno.ECANCELED));
        assertThat(lines()).contains("scheduled=2 finished=2 failed=[1 -ECANCELED,2 -ENOENT] unfinished=[3]");
    }

    @Test
    void theFencesOfUnfinishedJobsGuardTheirBuffers() {
        tell(
                new Fact.JobAccepted(1, 1, job(1), 0, Work.none(), 1, List.of(), List.of(new Access(1, true))),
                new Fact.JobAccepted(
                        1, 2, new FenceId(4, 1), 0, Work.none(), 1, List.of(), List.of(new Access(1, false))));
        assertThat(lines()).contains("buffer 1 client=1 bytes=4096 guards=[2:1 WRITE,4:1 READ]");
        fold.report(queued(1, 1));
        fold.report(ran(1, 1, 1));
        fold.report(over(1, 2, null));
        assertThat(lines()).contains("guards=[4:1 READ]");
    }

    @Test
    void aBufferIsKeptUntilItsMemoryIsReleased() {
        tell(placed(1), new DeviceFact.BufferWritten(1, 1, 1, 0, Dwords.of(1)));
        assertThat(lines()).contains("buffer 1 client=1 bytes=4096 address=0x100000 physical=0x3000");
        fold.report(new Fact.BufferDestroyed(1, 1));
        fold.report(new Fact.JobAccepted(1, 1, job(1), 0, Work.none(), 1, List.of(), List.of(new Access(1, true))));
        assertThat(lines())
                .contains("buffer 1 client=1 bytes=4096 destroyed=true address=0x100000 physical=0x3000"
                        + " guards=[2:1 WRITE]");
        fold.report(released(1));
        assertThat(fold.state().buffers()).isEmpty();
        assertThat(fold.contradictions()).isEmpty();
    }

    private static Fact placed(long buffer) {
        return new DeviceFact.BufferPlaced(1, buffer, 1 << 20, 0x3000, 4096);
    }

    private static Fact released(long buffer) {
        return new DeviceFact.BufferReleased(1, buffer);
    }

    @Test
    void aDraftThatIsDroppedWasNeverAccepted() {
        tell(accepted(1), queued(1, 1), over(2, -1, Errno.ECANCELED));
        assertThat(lines()).contains("above=[2] failed=[2 -ECANCELED] unfinished=[1] ring=0");
    }

    @Test
    void aClosedClientLeavesNothing() {
        tell(new Fact.BufferDestroyed(1, 1), new Fact.ClientClosed(1, 1));
        assertThat(fold.state().isEmpty()).isTrue();
        assertThat(lines()).isEqualTo("ring A credits=0/2\nring B credits=0/64");
    }

    static Stream<Arguments> contradictions() {
        return Stream.of(
                Arguments.of("is accepted twice", List.of(accepted(1), accepted(1))),
                Arguments.of("2:2 is accepted before 2:1", List.of(accepted(2))),
                Arguments.of("accepted when it is over", List.of(over(1, -1, Errno.ECANCELED), accepted(1))),
                Arguments.of("is queued, but nothing is on its way", List.of(queued(1, 1))),
                Arguments.of("2:1 comes first", List.of(accepted(1), accepted(2), queued(2, 1))),
                Arguments.of("has 1 jobs of entity 1, not 2", List.of(accepted(1), queued(1, 2))),
                Arguments.of("entity 1 may not use ring 1", List.of(accepted(1), new Fact.JobQueued(1, 1, job(1), 1))),
                Arguments.of("is not queued on ring 0", List.of(accepted(1), ran(1, 1, 1))),
                Arguments.of(
                        "runs job 2, but its oldest is 1",
                        List.of(accepted(1), accepted(2), queued(1, 1), queued(2, 2), ran(2, 1, 1))),
                Arguments.of("follows entry 0", List.of(accepted(1), queued(1, 1), ran(1, 2, 1))),
                Arguments.of("has 1 credits in flight, not 2", List.of(accepted(1), queued(1, 1), ran(1, 1, 2))),
                Arguments.of("was never queued", List.of(accepted(1), over(1, 2, null))),
                Arguments.of("nothing is on ring 0", List.of(accepted(1), queued(1, 1), over(1, 2, null))),
                Arguments.of(
                        "is over twice",
                        List.of(accepted(1), queued(1, 1), ran(1, 1, 1), over(1, 2, null), over(1, 2, null))),
                Arguments.of(
                        "was given to ring 0 at 2 ns",
                        List.of(accepted(1), queued(1, 1), ran(1, 1, 1), over(1, 1, null))),
                Arguments.of(
                        "killed in a queue where it does not stand", List.of(accepted(1), over(1, -1, Errno.ESRCH))),
                Arguments.of("are not over", List.of(accepted(1), new Fact.ClientClosed(1, 1))),
                Arguments.of("there is no ring 7", List.of(accepted(1), new Fact.JobQueued(1, 7, job(1), 1))),
                Arguments.of("no entity promises fence 3:1", List.of(new Fact.JobQueued(1, 0, new FenceId(3, 1), 1))),
                Arguments.of("entity 9 is not open", List.of(new Fact.JobFinished(1, 9, job(1), -1, null))),
                Arguments.of("is not one of entity 2", List.of(new Fact.JobFinished(1, 2, job(1), -1, null))),
                Arguments.of("the client is not open", List.of(new Fact.ClientClosed(1, 2))),
                Arguments.of("the client is open already", List.of(new Fact.ClientOpened(1, 1, "again"))),
                Arguments.of("buffer 9 does not exist", List.of(new Fact.BufferDestroyed(1, 9))),
                Arguments.of("nobody has opened that client", List.of(new Fact.BufferCreated(1, 5, 9, 1))),
                Arguments.of("buffer 9 does not exist", List.of(placed(9))),
                Arguments.of("buffer 1 has memory already", List.of(placed(1), placed(1))),
                Arguments.of("buffer 1 is not destroyed", List.of(placed(1), released(1))),
                Arguments.of("has no memory", List.of(new Fact.BufferDestroyed(1, 1), released(1))),
                Arguments.of("buffer 1 has no memory", List.of(new DeviceFact.BufferWritten(1, 1, 1, 0, Dwords.of(1)))),
                Arguments.of("timeline 9 is not open", List.of(new Fact.TimelineAdvanced(1, 9, 1))),
                Arguments.of(
                        "timeline 9 goes back from 4 to 3",
                        List.of(
                                new Fact.TimelineCreated(1, 1, 9, "t", false),
                                new Fact.TimelineAdvanced(1, 9, 4),
                                new Fact.TimelineAdvanced(1, 9, 3))));
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
    void aRingNeverHasMoreCreditsInFlightThanItsLimit() {
        tell(accepted(1), accepted(2), accepted(3), queued(1, 1), queued(2, 2), queued(3, 3));
        fold.report(ran(1, 1, 1), 3);
        assertThat(fold.contradictions())
                .extracting(Contradiction::words)
                .containsExactly("ring 0 has 3 credits in flight, of 2");
    }

    @Test
    void countlessContradictionsAreNotAllKept() {
        for (int i = 0; i < 2 * DeviceFold.MOST_CONTRADICTIONS; i++) {
            fold.report(queued(1, 1));
        }
        assertThat(fold.contradictions()).hasSize(DeviceFold.MOST_CONTRADICTIONS);
        assertThat(fold.facts()).isEqualTo(2 * DeviceFold.MOST_CONTRADICTIONS);
    }

    static LongStream seeds() {
        long first = Long.getLong("seed", 1);
        return LongStream.range(first, first + 50);
    }

    /** Jobs of a queue over ring 1 move on in steps of random length; facts are cut into runs at other places than the steps. */
    @ParameterizedTest
    @MethodSource("seeds")
    void runsFoldToWhatTheirFactsFoldToOneByOne(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Fact> facts = new ArrayList<>(opened());
        long[] done = new long[4];
        for (int i = 0; i < 200; i++) {
            step(random, done, facts);
        }
        DeviceFold inRuns = new DeviceFold();
        FactGatherer gatherer = new FactGatherer(inRuns);
        facts.forEach(fact -> {
            gatherer.report(fact);
            if (random.nextInt(30) == 0) {
                gatherer.flush();
            }
        });
        gatherer.flush();
        DeviceFold oneByOne = DeviceFold.of(facts);

        assertThat(oneByOne.contradictions()).as("seed %d", seed).isEmpty();
        assertThat(inRuns.contradictions()).as("seed %d", seed).isEmpty();
        assertThat(inRuns.state()).as("seed %d", seed).isEqualTo(oneByOne.state());
        assertThat(inRuns.facts()).as("seed %d", seed).isEqualTo(facts.size());
    }

    /** {@code done} says how many jobs have come how far: accepted, queued, given to the ring, over. */
    private static void step(SplittableRandom random, long[] done, List<Fact> facts) {
        int stage = random.nextInt(4);
        long most = stage == 0 ? done[0] + 20 : stage == 2 ? Math.min(done[1], done[3] + 64) : done[stage - 1];
        long last = done[stage] + (most == done[stage] ? 0 : random.nextLong(most - done[stage] + 1));
        Errno error = random.nextInt(3) == 0 ? Errno.ECANCELED : null;
        while (done[stage] < last) {
            FenceId fence = new FenceId(4, ++done[stage]);
            facts.add(
                    switch (stage) {
                        case 0 -> new Fact.JobAccepted(5, 2, fence, 0, Work.none(), 1, List.of(), List.of());
                        case 1 -> new Fact.JobQueued(5, 1, fence, (int) (done[1] - done[2]));
                        case 2 -> new Fact.JobRan(5, 1, fence, done[2], (int) (done[2] - done[3]));
                        default -> new Fact.JobFinished(5, 2, fence, 5, error);
                    });
        }
    }
}
