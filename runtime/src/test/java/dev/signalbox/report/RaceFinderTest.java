package dev.signalbox.report;

import static dev.signalbox.report.Story.fence;
import static dev.signalbox.report.Story.job;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.device.DeviceMemory;
import dev.signalbox.device.Dwords;
import dev.signalbox.device.Packet;
import dev.signalbox.device.Program;
import dev.signalbox.device.Work;
import dev.signalbox.event.DeviceFact;
import dev.signalbox.event.Fact;
import dev.signalbox.event.Facts;
import dev.signalbox.event.PageRange;
import dev.signalbox.event.RunOutcome;
import dev.signalbox.fence.Errno;
import dev.signalbox.fence.FenceId;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Entity 1 of client game is on ring 0, entity 2 of client hog on ring 1, entity 3 on ring 0, entity 4 on both; 5 and 6 of client game on rings 1 and 2. */
class RaceFinderTest {
    private static final Work WORK = Work.of(Program.of(new Packet.Nop(1)));
    private static final long TIMELINE = 50;
    private static final long ADDRESS = 1 << 20;

    static Stream<Arguments> rules() {
        return Stream.of(
                rule("two writes that nothing orders", true, run -> {
                    run.accept(1, 1).accept(2, 1).start(0, 1, 1).start(1, 2, 1);
                    run.write(0, 1).write(1, 1).over(1, 1).over(2, 1);
                }),
                rule(
                        "a read and a write",
                        true,
                        run -> run.accept(1, 1)
                                .accept(2, 1)
                                .start(0, 1, 1)
                                .start(1, 2, 1)
                                .read(0, 1)
                                .write(1, 1)),
                rule(
                        "two reads",
                        false,
                        run -> run.accept(1, 1)
                                .accept(2, 1)
                                .start(0, 1, 1)
                                .start(1, 2, 1)
                                .read(0, 1)
                                .read(1, 1)),
                rule(
                        "a finished fence",
                        false,
                        run -> run.accept(1, 1)
                                .accept(2, 1, job(1, 1))
                                .play(0, 1, 1)
                                .play(1, 2, 1)),
                rule(
                        "a scheduled fence",
                        true,
                        run -> run.accept(1, 1)
                                .accept(2, 1, fence(2, 1))
                                .start(0, 1, 1)
                                .start(1, 2, 1)
                                .write(0, 1)
                                .write(1, 1)),
                rule(
                        "a scheduled fence of a job that waited for the other",
                        false,
                        run -> run.accept(1, 1)
                                .accept(4, 1, job(1, 1))
                                .accept(2, 1, fence(8, 1))
                                .play(0, 1, 1)
                                .start(1, 4, 1)
                                .start(1, 2, 1, 2)
                                .write(1, 2)),
                rule(
                        "a scheduled fence of a job that stands on the ring behind the other",
                        true,
                        run -> run.accept(1, 1)
                                .accept(3, 1, job(1, 1))
                                .accept(2, 1, fence(6, 1))
                                .start(0, 1, 1)
                                .start(0, 3, 1, 2)
                                .start(1, 2, 1)
                                .write(1, 1)
                                .write(0, 1)),
                rule(
                        "a chain of fences",
                        false,
                        run -> run.accept(1, 1)
                                .accept(3, 1, job(1, 1))
                                .accept(2, 1, job(3, 1))
                                .play(0, 1, 1)
                                .start(0, 3, 1, 2)
                                .over(3, 1)
                                .play(1, 2, 1)),
                rule(
                        "a later job of the same queue",
                        false,
                        run -> run.accept(1, 1)
                                .accept(1, 2)
                                .accept(2, 1, job(1, 2))
                                .play(0, 1, 1)
                                .start(0, 1, 2, 2)
                                .over(1, 2)
                                .play(1, 2, 1)),
                rule(
                        "an earlier job of the same queue",
                        true,
                        run -> run.accept(1, 1)
                                .accept(1, 2)
                                .accept(2, 1, job(1, 1))
                                .start(0, 1, 1)
                                .start(0, 1, 2, 2)
                                .over(1, 1)
                                .start(1, 2, 1)
                                .write(0, 2)
                                .write(1, 1)),
                rule(
                        "one queue on two rings",
                        false,
                        run -> run.accept(4, 1).play(0, 4, 1).accept(4, 2).play(1, 4, 2)),
                rule(
                        "one ring",
                        true,
                        run -> run.accept(1, 1)
                                .accept(3, 1)
                                .play(0, 1, 1)
                                .start(0, 3, 1, 2)
                                .write(0, 2)),
                rule(
                        "over before the other was accepted",
                        false,
                        run -> run.accept(1, 1).play(0, 1, 1).accept(2, 1).play(1, 2, 1)),
                rule(
                        "over before one was accepted that the other waits for",
                        false,
                        run -> run.accept(1, 1)
                                .accept(2, 1, job(4, 1))
                                .play(0, 1, 1)
                                .accept(4, 1)
                                .start(1, 4, 1)
                                .over(4, 1)
                                .start(1, 2, 1, 2)
                                .write(1, 2)),
                rule(
                        "a point signalled after the first was over",
                        false,
                        run -> run.accept(1, 1)
                                .accept(2, 1, fence(TIMELINE, 3))
                                .play(0, 1, 1)
                                .signal(4)
                                .play(1, 2, 1)),
                rule(
                        "a point signalled before the first was over",
                        true,
                        run -> run.accept(1, 1)
                                .accept(2, 1, fence(TIMELINE, 3))
                                .start(0, 1, 1)
                                .signal(3)
                                .write(0, 1)
                                .over(1, 1)
                                .signal(9)
                                .play(1, 2, 1)),
                rule(
                        "a point of a timeline that was closed",
                        false,
                        run -> run.accept(1, 1)
                                .accept(2, 1, fence(TIMELINE, 3))
                                .play(0, 1, 1)
                                .add(new Fact.TimelineClosed(0, TIMELINE))
                                .play(1, 2, 1)),
                rule(
                        "a fence of another device, over by then",
                        false,
                        run -> run.accept(1, 1)
                                .accept(2, 1, fence(999, 1))
                                .play(0, 1, 1)
                                .play(1, 2, 1)),
                rule(
                        "a fence of another device, not over by then",
                        true,
                        run -> run.accept(1, 1)
                                .accept(2, 1, fence(999, 1))
                                .start(0, 1, 1)
                                .start(1, 2, 1)
                                .write(0, 1)
                                .write(1, 1)),
                rule(
                        "a refused job behind the first",
                        false,
                        run -> run.accept(1, 1)
                                .add(new Fact.JobRefused(0, 1, job(1, 2), Errno.EINVAL, "no"))
                                .accept(2, 1, job(1, 2))
                                .play(0, 1, 1)
                                .play(1, 2, 1)),
                rule(
                        "written to the ring again after a reset",
                        false,
                        run -> run.accept(1, 1).start(0, 1, 1).write(0, 1).write(0, 1)),
                rule(
                        "both written again, one behind the other",
                        false,
                        run -> run.accept(1, 1)
                                .accept(3, 1, job(1, 1))
                                .start(0, 1, 1)
                                .start(0, 3, 1, 2)
                                .write(0, 1)
                                .write(0, 2)
                                .write(0, 1)
                                .write(0, 2)),
                rule(
                        "memory that another buffer has now",
                        false,
                        run -> run.accept(1, 1)
                                .accept(2, 1)
                                .play(0, 1, 1)
                                .add(new DeviceFact.BufferReleased(0, 7))
                                .add(new DeviceFact.BufferPlaced(0, 8, 0, 0, 65_536))
                                .play(1, 2, 1)),
                rule(
                        "after the run has ended",
                        false,
                        run -> run.accept(1, 1)
                                .accept(2, 1)
                                .play(0, 1, 1)
                                .add(new Fact.RunEnded(0, RunOutcome.COMPLETED))
                                .play(1, 2, 1)));
    }

    private static Program waitFor(long address, Packet.Compare compare, long value) {
        return Program.of(new Packet.Wait(address, compare, value));
    }

    private static Program store(long address, long value) {
        return Program.of(new Packet.Write(false, address, value));
    }

    /** Entities 1 and 3 are of one client; what they do overlaps. */
    private static Run overlapping(Program first, Program second) {
        return new Run().accept(1, 1, first).accept(5, 1, second).start(0, 1, 1).start(1, 5, 1);
    }

    static Stream<Arguments> waits() {
        return Stream.of(
                Arguments.of("the value", store(64, 7), waitFor(64, Packet.Compare.EQUAL, 7), 0),
                Arguments.of("another value", store(64, 6), waitFor(64, Packet.Compare.EQUAL, 7), 1),
                Arguments.of("more", store(64, 9), waitFor(64, Packet.Compare.AT_LEAST, 7), 0),
                Arguments.of("another word", store(72, 7), waitFor(64, Packet.Compare.EQUAL, 7), 1),
                Arguments.of("no wait", store(64, 7), store(72, 7), 1),
                Arguments.of(
                        "a timestamp",
                        Program.of(new Packet.Timestamp(64)),
                        waitFor(64, Packet.Compare.NOT_EQUAL, 0),
                        0),
                Arguments.of("a fill", Program.of(new Packet.Fill(60, 8, 1)), waitFor(64, Packet.Compare.EQUAL, 1), 0),
                Arguments.of(
                        "a fill beside it",
                        Program.of(new Packet.Fill(56, 8, 1)),
                        waitFor(64, Packet.Compare.EQUAL, 1),
                        1),
                Arguments.of(
                        "a copy", Program.of(new Packet.Copy(0, 4096, 68)), waitFor(64, Packet.Compare.EQUAL, 1), 0),
                Arguments.of(
                        "perhaps a kernel",
                        Program.of(new Packet.Dispatch("any", List.of())),
                        waitFor(64, Packet.Compare.EQUAL, 1),
                        0));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("waits")
    void whoWaitsForMemoryComesBehindWhoWritesThat(String name, Program first, Program second, int races) {
        assertThat(overlapping(first, second).write(0, 1).write(1, 1).races().count())
                .as("told in order")
                .isEqualTo(races);
        assertThat(overlapping(first, second).write(1, 1).write(0, 1).races().count())
                .as("who waits is over first")
                .isEqualTo(races);
    }

    @Test
    void aWordOfAnotherClientIsAnotherWord() {
        Run run = new Run().accept(1, 1, store(64, 7)).accept(2, 1, waitFor(64, Packet.Compare.EQUAL, 7));
        run.start(0, 1, 1).start(1, 2, 1).write(0, 1).write(1, 1);
        assertThat(run.races().count()).isEqualTo(1);
    }

    @Test
    void whatIsBehindAWaitIsBehindWhatWasWaitedFor() {
        Run run = overlapping(store(64, 7), waitFor(64, Packet.Compare.EQUAL, 7));
        run.accept(5, 2).start(1, 5, 2, 2).accept(6, 1, job(5, 2)).start(1, 6, 1, 3);
        run.write(1, 2).write(1, 3).write(0, 1);
        assertThat(run.races().count())
                .as("the next of the queue, and one that follows it on the ring")
                .isZero();

        Run after = overlapping(store(64, 7), waitFor(64, Packet.Compare.EQUAL, 7));
        after.accept(2, 1, job(5, 1)).over(5, 1).start(2, 2, 1).write(2, 1).write(0, 1);
        assertThat(after.races().count()).as("by a fence").isZero();
    }

    @Test
    void aChainOfWaitsIsAsGoodAsOne() {
        Program both = Program.of(new Packet.Wait(64, Packet.Compare.EQUAL, 7), new Packet.Write(false, 128, 1));
        Run run = overlapping(store(64, 7), both);
        run.accept(6, 1, waitFor(128, Packet.Compare.EQUAL, 1)).start(2, 6, 1);
        assertThat(run.write(2, 1).write(0, 1).races().count()).isZero();
    }

    @Test
    void twoThatWaitForEachOtherDoNotRace() {
        Program ping = Program.of(new Packet.Write(false, 64, 1), new Packet.Wait(128, Packet.Compare.EQUAL, 1));
        Program pong = Program.of(new Packet.Wait(64, Packet.Compare.EQUAL, 1), new Packet.Write(false, 128, 1));
        assertThat(overlapping(ping, pong).write(0, 1).write(1, 1).races().count())
                .isZero();
    }

    static Stream<Arguments> hostWrites() {
        return Stream.of(
                rule(
                        "before the job was accepted",
                        false,
                        run -> run.host(0).accept(1, 1).play(0, 1, 1)),
                rule("while it is open", true, run -> run.accept(1, 1).host(0).play(0, 1, 1)),
                rule(
                        "while it is open, and told",
                        true,
                        run -> run.accept(1, 1).start(0, 1, 1).read(0, 1).host(0)),
                rule("another page", false, run -> run.accept(1, 1).host(4096).play(0, 1, 1)),
                rule(
                        "when it is over",
                        false,
                        run -> run.accept(1, 1).play(0, 1, 1).host(0)),
                rule("twice", false, run -> run.host(0).host(0)),
                rule(
                        "before the point for which the job waits",
                        false,
                        run -> run.accept(1, 1, new FenceId(TIMELINE, 1))
                                .host(0)
                                .signal(1)
                                .play(0, 1, 1)),
                rule(
                        "behind that point",
                        true,
                        run -> run.accept(1, 1, new FenceId(TIMELINE, 1))
                                .signal(1)
                                .host(0)
                                .play(0, 1, 1)),
                rule(
                        "of the word for which the job waits",
                        false,
                        run -> run.accept(1, 1, waitFor(ADDRESS + 8, Packet.Compare.EQUAL, 1))
                                .host(8)
                                .play(0, 1, 1)),
                rule(
                        "of another word",
                        true,
                        run -> run.accept(1, 1, waitFor(ADDRESS + 16, Packet.Compare.EQUAL, 1))
                                .host(8)
                                .play(0, 1, 1)));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("hostWrites")
    void aWriteOfTheHostRacesWithJobs(String name, boolean race, Consumer<Run> story) {
        Run run = new Run();
        story.accept(run);
        assertThat(run.races().count()).as(name).isEqualTo(race ? 1 : 0);
    }

    @Test
    void aWriteOfTheHostIsToldAsOne() {
        Run run = new Run().accept(1, 1).host(4).start(0, 1, 1).read(0, 1);
        assertThat(RaceWords.finding(run.races()))
                .containsExactly("write 1 of the host (client hog) and job 3:1 (client game, RCS) both access "
                        + "page 0 of buffer 7, the first writes, and nothing orders them: let one wait for the other");
    }

    private static Arguments rule(String name, boolean race, Consumer<Run> run) {
        return Arguments.of(name, race, run);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("rules")
    void whatOrdersTwoJobsIsNoRace(String name, boolean race, Consumer<Run> story) {
        Run run = new Run();
        story.accept(run);

        assertThat(run.races().count()).as(name).isEqualTo(race ? 1 : 0);
    }

    @Test
    void aPairIsToldOnceWithAllPagesWhoseTheyAreAndWhatWouldHelp() {
        Run run = new Run().accept(1, 1).accept(2, 1).start(0, 1, 1).start(1, 2, 1);
        run.access(0, 1, List.of(new PageRange(0, 4)), List.of(new PageRange(8, 4)));
        run.access(1, 1, List.of(new PageRange(2, 1), new PageRange(10, 20)), List.of(new PageRange(3, 1)));

        assertThat(run.races().rows()).singleElement().satisfies(row -> {
            assertThat(row.race())
                    .isEqualTo(new Race(
                            job(1, 1), job(2, 1), true, true, List.of(new PageRange(3, 1), new PageRange(10, 2))));
            assertThat(row.parts())
                    .containsExactly(new Races.Part(7, new PageRange(3, 1)), new Races.Part(7, new PageRange(10, 2)));
            assertThat(RaceWords.describe(row))
                    .isEqualTo(
                            "jobs 3:1 (client game, RCS) and 5:1 (client hog, VCS1) both access page 3 of buffer 7, "
                                    + "pages 10-11 of buffer 7, both write, and nothing orders them: let one wait for the other");
        });
    }

    @Test
    void pagesOutsideOfBuffersAreThoseOfTheMemory() {
        Run run = new Run().accept(1, 1).accept(2, 1).start(0, 1, 1).start(1, 2, 1);
        run.access(0, 1, List.of(), List.of(new PageRange(10, 100)));
        run.access(1, 1, List.of(new PageRange(14, 10)), List.of());

        assertThat(RaceWords.finding(run.races()))
                .containsExactly("jobs 3:1 (client game, RCS) and 5:1 (client hog, VCS1) both access "
                        + "pages 16-23 of the memory, pages 14-15 of buffer 7, the first writes, "
                        + "and nothing orders them: let one wait for the other");
    }

    @Test
    void ofManyRacesTheFirstIsToldAndTheOthersAreCounted() {
        Run run = new Run();
        for (int seqno = 1; seqno <= 40; seqno++) {
            run.accept(1, seqno).accept(2, seqno);
        }
        for (int seqno = 1; seqno <= 40; seqno++) {
            run.start(0, 1, seqno, seqno).start(1, 2, seqno, seqno);
            PageRange own = new PageRange(seqno, 1);
            run.access(0, seqno, List.of(), List.of(own));
        }
        for (int seqno = 1; seqno <= 40; seqno++) {
            run.access(1, seqno, List.of(new PageRange(1, 40)), List.of());
        }

        assertThat(run.races().count()).isEqualTo(1_600);
        assertThat(run.races().rows()).hasSize(FoundRaces.KEPT);
        assertThat(RaceWords.finding(run.races())).hasSize(2).last().isEqualTo("1599 more pairs of jobs race");
    }

    @Test
    void raceFactsReachSummaryFindingAndJson() {
        Run run = new Run().accept(1, 1).accept(2, 1).start(0, 1, 1).start(1, 2, 1);
        run.write(0, 1).read(1, 1).over(1, 1).over(2, 1);
        Summary summary = run.story.summary();

        assertThat(summary.races()).isEqualTo(run.races());
        assertThat(Findings.describe(summary))
                .startsWith("jobs 3:1 (client game, RCS) and 5:1 (client hog, VCS1) both access "
                        + "page 0 of buffer 7, the first writes, and nothing orders them: let one wait for the other");
        assertThat(SummaryJson.render(summary)).contains("""
                          "races": {
                            "count": 1,
                            "pairs": [
                              {
                                "jobs": [
                                  {
                                    "job": "3:1",
                                    "client": "game",
                                    "engine": "RCS",
                                    "writes": true
                                  },
                                  {
                                    "job": "5:1",
                                    "client": "hog",
                                    "engine": "VCS1",
                                    "writes": false
                                  }
                                ],
                                "parts": [
                                  {
                                    "buffer": 7,
                                    "first_page": 0,
                                    "pages": 1
                                  }
                                ]
                              }
                            ]
                          }
                        """.stripIndent().stripTrailing());
    }

    private static final class Run {
        private final Story story = Story.withTwoClients()
                .entity(1, 1, "one", 0)
                .entity(2, 2, "two", 1)
                .entity(3, 1, "three", 0)
                .entity(4, 2, "four", 0, 1)
                .entity(5, 1, "five", 1)
                .entity(6, 1, "six", 2);

        Run() {
            add(new Fact.TimelineCreated(0, 1, TIMELINE, "timeline", false));
            add(new Fact.BufferCreated(0, 1, 7, 16L * DeviceMemory.PAGE));
            add(new DeviceFact.BufferPlaced(0, 7, ADDRESS, 0, 16L * DeviceMemory.PAGE));
        }

        Run add(Fact fact) {
            story.add(fact);
            return this;
        }

        Run accept(int entity, long seqno, FenceId... dependencies) {
            story.accepted(0, entity, seqno, WORK, dependencies);
            return this;
        }

        Run accept(int entity, long seqno, Program program) {
            story.accepted(0, entity, seqno, Work.of(program));
            return this;
        }

        /** Client hog writes two dwords into the buffer, which is of client game. */
        Run host(long offset) {
            return add(new DeviceFact.BufferWritten(0, 2, 7, offset, Dwords.of(1, 0)));
        }

        Run start(int ring, int entity, long seqno) {
            return start(ring, entity, seqno, 1);
        }

        Run start(int ring, int entity, long seqno, long entry) {
            return add(new Fact.JobRan(0, ring, job(entity, seqno), entry, 1));
        }

        Run write(int ring, long entry) {
            return access(ring, entry, List.of(), List.of(new PageRange(0, 1)));
        }

        Run read(int ring, long entry) {
            return access(ring, entry, List.of(new PageRange(0, 1)), List.of());
        }

        Run access(int ring, long entry, List<PageRange> reads, List<PageRange> writes) {
            return add(new DeviceFact.PagesAccessed(0, ring, entry, reads, writes));
        }

        Run over(int entity, long seqno) {
            story.finished(0, entity, seqno, 0, null);
            return this;
        }

        /** Gives a job to a ring as its first entry, which writes the first page, and ends it. */
        Run play(int ring, int entity, long seqno) {
            return start(ring, entity, seqno).write(ring, 1).over(entity, seqno);
        }

        Run signal(long point) {
            return add(new Fact.TimelineAdvanced(0, TIMELINE, point));
        }

        Races races() {
            RaceFinder finder = new RaceFinder();
            Facts each = finder;
            story.tell(each);
            assertThat(finder.count()).isEqualTo(finder.races().count());
            return finder.races();
        }
    }
}
