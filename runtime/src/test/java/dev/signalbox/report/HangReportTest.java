package dev.signalbox.report;

import static dev.signalbox.report.Story.fence;
import static dev.signalbox.report.Story.job;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.device.Interrupt;
import dev.signalbox.device.Packet;
import dev.signalbox.device.Program;
import dev.signalbox.device.ResetScope;
import dev.signalbox.device.Work;
import dev.signalbox.event.DeviceFact;
import dev.signalbox.event.Fact;
import dev.signalbox.event.SyncFact;
import dev.signalbox.event.SyncPointId;
import dev.signalbox.fence.Errno;
import dev.signalbox.fence.FenceId;
import java.util.List;
import org.junit.jupiter.api.Test;

class HangReportTest {
    private static final Work SOME = Work.micros(500);
    private static final int RCS = 0;
    private static final int VCS1 = 1;

    /** Entities 1 render (game, RCS), 2 decode (game, VCS1), 3 noise (hog, VCS1), 4 any (hog, both). */
    private static Story story() {
        return Story.withTwoClients()
                .entity(1, 1, "render", RCS)
                .entity(2, 1, "decode", VCS1)
                .entity(3, 2, "noise", VCS1)
                .entity(4, 2, "any", RCS, VCS1);
    }

    @Test
    void nothingOpenNeedsNoExplanation() {
        assertThat(story().accepted(0, 1, 1, SOME)
                        .ran(1, RCS, 1, 1)
                        .finished(2, 1, 1, 1, null)
                        .explain())
                .isEmpty();
    }

    @Test
    void aTimelineThatNobodySignalsIsTheEndOfTheChain() {
        assertThat(story().add(new Fact.TimelineCreated(0, 1, 30, "vsync", false))
                        .add(new Fact.TimelineAdvanced(0, 30, 2))
                        .accepted(0, 1, 1, SOME, fence(30, 2), fence(30, 4))
                        .queued(0, RCS, 1, 1)
                        .accepted(0, 1, 2, SOME)
                        .queued(0, RCS, 1, 2)
                        .accepted(0, 2, 1, SOME, job(1, 2))
                        .queued(0, VCS1, 2, 1)
                        .explain())
                .containsExactly(
                        "job 5:1 (client game, entity 2 decode, tag 11) waits for 3:2",
                        "  job 3:2 (client game, entity 1 render, tag 12) comes after 3:1 in its queue",
                        "  job 3:1 (client game, entity 1 render, tag 11) waits for 30:4",
                        "  software timeline vsync (context 30) of client game was signalled up to 2 only; "
                                + "3 jobs wait for that");
    }

    @Test
    void aTimelineThatWasClosedHoldsNobodyUp() {
        assertThat(story().add(new Fact.TimelineCreated(0, 1, 30, "vsync", false))
                        .accepted(0, 1, 1, SOME, fence(30, 4))
                        .queued(0, RCS, 1, 1)
                        .add(new Fact.TimelineClosed(0, 30))
                        .explain())
                .containsExactly("job 3:1 (client game, entity 1 render, tag 11) waits for nothing, "
                        + "ring RCS is empty and has not taken it");
    }

    @Test
    void anEndlessJobThatNobodyEndsHoldsItsRing() {
        Story story = story().accepted(0, 3, 1, Work.endless())
                .queued(0, VCS1, 3, 1)
                .ran(12, VCS1, 3, 1)
                .accepted(0, 2, 1, SOME)
                .queued(0, VCS1, 2, 1)
                .ran(13, VCS1, 2, 1)
                .accepted(0, 2, 2, SOME)
                .queued(0, VCS1, 2, 2)
                .accepted(0, 1, 1, SOME, job(2, 1))
                .queued(0, RCS, 1, 1);

        assertThat(story.explain())
                .containsExactly(
                        "job 3:1 (client game, entity 1 render, tag 11) waits for 5:1",
                        "  job 5:1 (client game, entity 2 decode, tag 11) is on ring VCS1 behind 7:1",
                        "  job 7:1 (client hog, entity 3 noise, tag 11) is endless and has been on ring VCS1 since 12.0 us; "
                                + "nobody has ended it; 3 jobs wait for that");
        assertThat(story.add(new Fact.EndRequested(0, 3, job(3, 1))).explain())
                .last()
                .asString()
                .contains("; it was asked to end and the engine has not ended it; 3 jobs");
    }

    @Test
    void whatAProgramWaitsForIsNamedByBufferWhereOneIsThere() {
        Work work = Work.of(Program.of(
                new Packet.Wait(0x10008, Packet.Compare.LESS, -1),
                new Packet.Wait(0x30000, Packet.Compare.NOT_EQUAL, 5),
                new Packet.Wait(0x30000, Packet.Compare.EQUAL, 6),
                new Packet.Wait(0x30000, Packet.Compare.AT_LEAST, 7)));
        Story story = story().add(new Fact.BufferCreated(0, 2, 4, 4_096))
                .add(new Fact.BufferCreated(0, 1, 5, 4_096))
                .add(new DeviceFact.BufferPlaced(0, 4, 0x10000, 0, 4_096))
                .add(new DeviceFact.BufferPlaced(0, 5, 0x10000, 0x2000, 4_096))
                .accepted(0, 1, 1, work)
                .ran(1, RCS, 1, 1);

        assertThat(story.explain())
                .last()
                .asString()
                .endsWith(
                        "; its program waits for memory: 0x10008 (buffer 5 + 8) to be less than 18446744073709551615, "
                                + "0x30000 not to be 5, 0x30000 to be 6 and 1 more");
        assertThat(story.add(new DeviceFact.BufferReleased(2_000, 5)).explain())
                .last()
                .asString()
                .contains("memory: 0x10008 to be less");
    }

    private static Story running() {
        return story().accepted(0, 3, 1, SOME)
                .ran(12, VCS1, 3, 1)
                .accepted(0, 2, 1, SOME)
                .queued(0, VCS1, 2, 1);
    }

    private static final String ON_VCS1 =
            "  job 7:1 (client hog, entity 3 noise, tag 11) has been on ring VCS1 since 12.0 us";

    @Test
    void anEngineThatStallsOnAPageFaultIsNamed() {
        DeviceFact fault =
                new DeviceFact.FaultRaised(20_000, VCS1, 1, 2, 0x20008, true, Interrupt.FaultReason.UNMAPPED, true);

        assertThat(running().add(fault).explain())
                .last()
                .isEqualTo(ON_VCS1 + ", faulted at 0x20008 (unmapped, write) at 20.0 us; its engine waits until it is "
                        + "told to try again or to give up; 1 job waits for that");
        assertThat(running()
                        .add(fault)
                        .add(new DeviceFact.FaultResolved(21_000, VCS1, 1, true))
                        .explain())
                .isEqualTo(running().explain());
    }

    @Test
    void aJobThatHungIsNamedWithTheResetThatIsToEndIt() {
        Story story = running().add(new DeviceFact.JobHung(30_000, VCS1, 1, false));
        assertThat(story.explain())
                .last()
                .isEqualTo(ON_VCS1 + ", hung at 30.0 us; no reset has been asked for; 1 job waits for that");

        story.add(new DeviceFact.ResetRequested(31_000, VCS1, 1, ResetScope.ENGINE, "over 10 ms"));
        String asked = ON_VCS1 + ", hung at 30.0 us; the engine reset that its ring asked for at 31.0 us (over 10 ms)";
        assertThat(story.explain()).last().isEqualTo(asked + " has not ended; 1 job waits for that");

        story.add(new DeviceFact.RingReset(40_000, VCS1, 0, ResetScope.ENGINE, false, false, 0));
        assertThat(story.explain()).last().isEqualTo(asked + " has failed; 1 job waits for that");

        story.add(new DeviceFact.ResetRequested(41_000, VCS1, 1, ResetScope.DEVICE, "again"));
        assertThat(story.explain()).last().asString().contains("the device reset", "41.0 us (again) has not ended");

        story.add(new DeviceFact.RingReset(50_000, VCS1, 1, ResetScope.DEVICE, true, false, 1));
        assertThat(story.explain()).isEqualTo(running().explain());
    }

    @Test
    void aJobWhoseInterruptWasLostHasNotHung() {
        assertThat(running().add(new DeviceFact.JobHung(30_000, VCS1, 1, true)).explain())
                .isEqualTo(running().explain());
    }

    @Test
    void aRingThatCannotBeUsedIsNamed() {
        assertThat(story().accepted(0, 2, 1, SOME)
                        .queued(0, VCS1, 2, 1)
                        .add(new DeviceFact.RingFailed(1_000, VCS1, "its test failed"))
                        .explain())
                .containsExactly("job 5:1 (client game, entity 2 decode, tag 11) waits for ring VCS1, "
                        + "which cannot be used (its test failed)");
    }

    @Test
    void aJobWithoutOtherNeedsWaitsForRoomOnItsRing() {
        assertThat(story().accepted(0, 3, 1, SOME)
                        .ran(12, VCS1, 3, 1)
                        .accepted(0, 2, 1, SOME)
                        .queued(0, VCS1, 2, 1)
                        .explain())
                .containsExactly(
                        "job 5:1 (client game, entity 2 decode, tag 11) is ready and waits for ring VCS1, where 7:1 is first",
                        "  job 7:1 (client hog, entity 3 noise, tag 11) has 500.0 us of work and has been on ring VCS1 "
                                + "since 12.0 us; the engine has not ended it; 1 job waits for that");
    }

    @Test
    void aJobOfTheSameRingMayFollowOnceTheOtherWasGivenToItUnlessThatOneChangesRings() {
        Story fixed = story().accepted(0, 3, 1, SOME)
                .ran(1, VCS1, 3, 1)
                .accepted(0, 2, 1, SOME, job(3, 1))
                .queued(0, VCS1, 2, 1);
        Story moving = story().accepted(0, 4, 1, SOME)
                .ran(1, VCS1, 4, 1)
                .accepted(0, 2, 1, SOME, job(4, 1))
                .queued(0, VCS1, 2, 1);

        assertThat(fixed.explain()).first().asString().endsWith("is ready and waits for ring VCS1, where 7:1 is first");
        assertThat(moving.explain()).first().asString().endsWith("waits for 9:1");
    }

    @Test
    void aSubmitFenceIsMetWhenItsJobWasGivenToARing() {
        Story story = story().accepted(0, 1, 1, SOME, fence(30, 1))
                .queued(0, RCS, 1, 1)
                .accepted(0, 4, 1, SOME, fence(2, 1));
        assertThat(story.explain())
                .containsExactly(
                        "job 9:1 (client hog, entity 4 any, tag 11) waits for 2:1, the start of 3:1",
                        "  job 3:1 (client game, entity 1 render, tag 11) waits for 30:1",
                        "  fence 30:1 belongs to another device; 2 jobs wait for that");

        assertThat(story.ran(5, RCS, 1, 1).explain())
                .contains(
                        "job 9:1 (client hog, entity 4 any, tag 11) waits for nothing and stands in the queue of no ring");
    }

    @Test
    void aJobThatWasNeverAcceptedIsACauseUnlessItsQueueIsBusy() {
        assertThat(story().accepted(0, 1, 1, SOME, job(4, 2)).explain())
                .containsExactly(
                        "job 3:1 (client game, entity 1 render, tag 11) waits for 9:2",
                        "  job 9:2 (client hog, entity 4 any) was never accepted; 1 job waits for that");
        assertThat(story().accepted(0, 4, 1, Work.endless())
                        .ran(1, RCS, 4, 1)
                        .accepted(0, 1, 1, SOME, job(4, 2))
                        .explain())
                .startsWith(
                        "job 3:1 (client game, entity 1 render, tag 11) waits for 9:2",
                        "  job 9:2 (client hog, entity 4 any) comes after 9:1 in its queue")
                .hasSize(3);
    }

    @Test
    void jobsThatAreOverOrWereRefusedHoldNobodyUp() {
        assertThat(story().accepted(0, 4, 1, SOME)
                        .finished(1, 4, 1, -1, Errno.ESRCH)
                        .add(new Fact.JobRefused(1, 4, job(4, 2), Errno.EINVAL, "no"))
                        .accepted(2, 1, 1, SOME, job(4, 1), job(4, 2))
                        .explain())
                .containsExactly(
                        "job 3:1 (client game, entity 1 render, tag 11) waits for nothing and stands in the queue of no ring");
    }

    @Test
    void aCycleIsCalledOne() {
        assertThat(story().accepted(0, 1, 1, SOME, job(2, 2))
                        .accepted(0, 2, 1, SOME, job(1, 1))
                        .accepted(0, 2, 2, SOME)
                        .accepted(0, 3, 1, SOME, job(2, 1))
                        .explain())
                .containsExactly(
                        "job 3:1 (client game, entity 1 render, tag 11) waits for 5:2",
                        "  job 5:2 (client game, entity 2 decode, tag 12) comes after 5:1 in its queue",
                        "  job 5:1 (client game, entity 2 decode, tag 11) waits for 3:1",
                        "  these waits form a cycle: none of these jobs can ever run");
    }

    @Test
    void twoCyclesAreTwoCauses() {
        List<String> lines = story().accepted(0, 1, 1, SOME, job(2, 1))
                .accepted(0, 2, 1, SOME, job(1, 1))
                .accepted(0, 3, 1, SOME, job(4, 1), job(1, 1))
                .accepted(0, 4, 1, SOME, job(3, 1))
                .explain();

        assertThat(lines).filteredOn(line -> line.contains("form a cycle")).hasSize(2);
    }

    @Test
    void aLongChainLosesItsMiddle() {
        Story story = story().accepted(0, 1, 1, SOME, fence(30, 1));
        for (int seqno = 2; seqno <= 5_000; seqno++) {
            story.accepted(0, 1, seqno, SOME);
        }

        assertThat(story.explain())
                .containsExactly(
                        "job 3:5000 (client game, entity 1 render, tag 5010) comes after 3:4999 in its queue",
                        "  job 3:4999 (client game, entity 1 render, tag 5009) comes after 3:4998 in its queue",
                        "  ... 4996 more waits ...",
                        "  job 3:2 (client game, entity 1 render, tag 12) comes after 3:1 in its queue",
                        "  job 3:1 (client game, entity 1 render, tag 11) waits for 30:1",
                        "  fence 30:1 belongs to another device; 5000 jobs wait for that");
    }

    @Test
    void manyCausesAreCutOffThoseThatHoldUpMostComeFirst() {
        FenceId[] roots = new FenceId[30];
        for (int root = 0; root < roots.length; root++) {
            roots[root] = fence(100 + root, 1);
        }
        List<String> lines = story().accepted(0, 1, 1, SOME, roots)
                .accepted(0, 2, 1, SOME, roots[29])
                .explain();

        assertThat(lines).hasSizeLessThanOrEqualTo(HangReport.MOST_LINES);
        assertThat(lines.get(1)).isEqualTo("  fence 129:1 belongs to another device; 2 jobs wait for that");
        assertThat(lines).last().isEqualTo("(and 21 more causes)");
    }

    private static SyncFact.SyncWaitBegan waitForAny(long wait, SyncPointId... points) {
        return new SyncFact.SyncWaitBegan(0, 2, wait, List.of(points), false, true, false, Long.MAX_VALUE);
    }

    @Test
    void aWaitForASyncObjectNamesThePointThatNobodyPutAFenceIn() {
        Story story = story().add(new SyncFact.SyncObjectCreated(0, 1, 3, "image done", false))
                .add(waitForAny(1, new SyncPointId(3, 7)));

        assertThat(story.explain())
                .containsExactly(
                        "wait 1 (client hog, for sync object 3 \"image done\" at point 7) waits for a fence",
                        "  sync object 3 \"image done\" of client game holds nothing: nobody has put a fence in for point 7; "
                                + "1 wait needs that");
        assertThat(story.add(new SyncFact.SyncSignalled(0, 1, 3, 6)).explain())
                .last()
                .asString()
                .contains("of client game has come to point 6 only: nobody has put a fence in for point 7;");
        assertThat(story.add(new SyncFact.SyncSignalled(0, 1, 3, 0)).explain())
                .last()
                .asString()
                .contains("of client game holds a fence and no timeline: nobody");
        assertThat(story.add(new SyncFact.SyncHandleClosed(0, 1, 3)).explain())
                .containsExactly(
                        "wait 1 (client hog, for sync object 3 at point 7) waits for a fence",
                        "  sync object 3 is gone: nobody can put a fence in; 1 wait needs that");
    }

    @Test
    void aWaitForASyncObjectLeadsToTheFencesInIt() {
        Story story = story().add(new Fact.TimelineCreated(0, 1, 30, "vsync", true))
                .accepted(0, 1, 1, SOME, fence(30, 1))
                .add(new SyncFact.SyncObjectCreated(0, 1, 3, "done", false))
                .add(new SyncFact.SyncAttached(0, 1, 3, 7, List.of(job(1, 1))))
                .add(new SyncFact.SyncAttached(0, 1, 3, 9, List.of(job(2, 1))))
                .add(waitForAny(1, new SyncPointId(3, 5), new SyncPointId(3, 6)));

        assertThat(story.explain())
                .containsExactly(
                        "wait 1 (client hog, for any of sync object 3 done at point 5, sync object 3 done at point 6) waits for 3:1",
                        "  job 3:1 (client game, entity 1 render, tag 11) waits for 30:1",
                        "  software timeline vsync (context 30, user fences) of client game was never signalled; "
                                + "1 job and 1 wait need that");
    }

    @Test
    void aWaitKeepsTheFencesThatItFound() {
        Story story = story().add(new SyncFact.SyncObjectCreated(0, 1, 3, "", false))
                .add(waitForAny(1, new SyncPointId(3, 0)))
                .add(new SyncFact.SyncAttached(0, 1, 3, 0, List.of(fence(99, 1))))
                .add(new SyncFact.SyncReset(0, 1, 3));

        assertThat(story.explain())
                .containsExactly(
                        "wait 1 (client hog, for sync object 3) waits for 99:1",
                        "  fence 99:1 belongs to another device; 1 wait needs that");
    }

    @Test
    void aWaitThatWasForgottenIsTold() {
        Story story = story().add(new SyncFact.SyncObjectCreated(0, 1, 3, "a", false))
                .add(new SyncFact.SyncObjectCreated(0, 1, 4, "b", true))
                .accepted(0, 1, 1, SOME)
                .add(new SyncFact.SyncAttached(0, 1, 3, 1, List.of(job(1, 1))))
                .add(new SyncFact.SyncTransferred(0, 1, 3, 1, 4, 2, 0))
                .add(new SyncFact.SyncWaitBegan(
                        0, 1, 8, List.of(new SyncPointId(3, 1), new SyncPointId(4, 2)), true, false, false, 5_000_000))
                .finished(1, 1, 1, -1, null);

        assertThat(story.explain())
                .containsExactly(
                        "wait 8 (client game, for all of sync object 3 a at point 1, sync object 4 b at point 2, until 5.0 ms) "
                                + "has all that it waits for, and was not told");
        assertThat(story.add(new SyncFact.SyncWaitEnded(2, 1, 8, 0, null)).explain())
                .isEmpty();
    }

    @Test
    void aTransferThatWaitedTakesWhatItsWaitFound() {
        Story story = story().add(new SyncFact.SyncObjectCreated(0, 1, 3, "a", false))
                .add(new SyncFact.SyncObjectCreated(0, 1, 4, "b", false))
                .add(new SyncFact.SyncWaitBegan(0, 1, 7, List.of(new SyncPointId(3, 1)), false, true, true, 5_000_000))
                .add(new SyncFact.SyncAttached(0, 1, 3, 1, List.of(fence(99, 1))))
                .add(new SyncFact.SyncSignalled(0, 1, 3, 0))
                .add(new SyncFact.SyncTransferred(0, 1, 3, 1, 4, 2, 7))
                .add(new SyncFact.SyncWaitEnded(0, 1, 7, 0, null))
                .add(new SyncFact.SyncWaitBegan(
                        0, 1, 8, List.of(new SyncPointId(4, 2)), true, false, false, 5_000_000));

        assertThat(String.join("\n", story.explain())).contains("waits for 99:1");
    }

    @Test
    void openJobsAreCounted() {
        HangReport report = new HangReport();
        story().accepted(0, 1, 1, SOME)
                .accepted(0, 1, 2, SOME)
                .finished(1, 1, 1, -1, Errno.ESRCH)
                .facts()
                .forEach(report::report);

        assertThat(report.openJobs()).isEqualTo(1);
    }
}
