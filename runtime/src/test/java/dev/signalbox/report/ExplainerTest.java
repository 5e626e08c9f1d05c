package dev.signalbox.report;

import static dev.signalbox.report.Story.fence;
import static dev.signalbox.report.Story.job;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.device.Work;
import dev.signalbox.event.Fact;
import dev.signalbox.event.Priority;
import dev.signalbox.event.RunOutcome;
import dev.signalbox.event.SyncFact;
import dev.signalbox.event.SyncPointId;
import dev.signalbox.fence.Errno;
import dev.signalbox.fence.FenceId;
import dev.signalbox.fence.Refusal;
import dev.signalbox.resv.Access;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ExplainerTest {
    private static final Work SOME = Work.micros(500);
    private static final int RCS = 0;
    private static final int VCS1 = 1;

    /** Entities 1 render (game, RCS), 2 decode (game, VCS1), 3 noise (hog, VCS1); timeline 30 vsync. */
    private static Story story() {
        return Story.withTwoClients()
                .entity(1, 1, "render", RCS)
                .entity(2, 1, "decode", VCS1)
                .entity(3, 2, "noise", VCS1)
                .add(new Fact.TimelineCreated(0, 1, 30, "vsync", false));
    }

    private static Explained fenceOf(Story story, FenceId fence, Moment moment) {
        Explainer explainer = Explainer.ofFence(fence, moment);
        story.tell(explainer);
        return explainer.explain();
    }

    private static List<String> linesOf(Story story, FenceId fence) {
        return fenceOf(story, fence, Moment.end()).lines();
    }

    private static List<String> linesOf(Story story, String object) {
        Explainer explainer = Explainer.ofSyncObject(object, Moment.end());
        story.tell(explainer);
        return explainer.explain().lines();
    }

    private static Fact hang(long nanos) {
        return new Fact.RunEnded(nanos, RunOutcome.HANGS);
    }

    private static SyncFact created(long object, String name) {
        return new SyncFact.SyncObjectCreated(0, 1, object, name, false);
    }

    private static SyncFact attached(long object, long point, FenceId... fences) {
        return new SyncFact.SyncAttached(0, 1, object, point, List.of(fences));
    }

    private static SyncFact waits(long wait, SyncPointId... points) {
        return new SyncFact.SyncWaitBegan(5_000, 2, wait, List.of(points), true, true, false, Long.MAX_VALUE);
    }

    @Test
    void aJobThatWaitsForAnotherRingsJobLeadsToIt() {
        Story story = story().accepted(0, 1, 1, SOME)
                .ran(1, RCS, 1, 1)
                .accepted(2, 2, 1, SOME, job(1, 1))
                .queued(2, VCS1, 2, 1)
                .accepted(3, 2, 2, SOME)
                .add(new SyncFact.DeadlineSet(4_000, job(2, 1), 16_000_000));

        assertThat(linesOf(story, job(2, 1)))
                .containsExactly(
                        "fence 5:1 at 4.0 us, after fact 13",
                        "  job 5:1 (client game, entity 2 decode, tag 11)",
                        "  queued on ring VCS1, accepted at 2.0 us, waits for 3:1",
                        "  should signal by 16.0 ms",
                        "it waits for",
                        "  job 3:1 (client game, entity 1 render, tag 11): running, on ring RCS since 1.0 us, 500.0 us of work",
                        "needed by",
                        "  job 5:2 (client game, entity 2 decode, tag 12), after it in its queue",
                        "root cause: job 3:1 (client game, entity 1 render, tag 11) has 500.0 us of work and has been on "
                                + "ring RCS since 1.0 us; the engine has not ended it");
    }

    @Test
    void aFenceThatSignalledWithAnErrorSaysWhenAndWhy() {
        Story story = story().accepted(0, 1, 1, SOME.failing(Errno.EIO))
                .ran(1, RCS, 1, 1)
                .finished(501, 1, 1, 1, Errno.EIO)
                .accepted(0, 1, 2, SOME)
                .finished(502, 1, 2, -1, Errno.ESRCH)
                .add(new Fact.JobRefused(503_000, 1, job(1, 3), Errno.ENOENT, "buffer 4 does not exist"));

        assertThat(linesOf(story, job(1, 1)))
                .containsExactly(
                        "fence 3:1 at 503.0 us, after fact 13",
                        "  job 3:1 (client game, entity 1 render), tag 11",
                        "  signalled at 501.0 us (fact 10) with -EIO: it ran for 500.0 us, "
                                + "then its engine reported the error, on ring RCS",
                        "it has signalled: nothing holds it up");
        assertThat(linesOf(story, job(1, 2)).get(2))
                .isEqualTo("  signalled at 502.0 us (fact 12) with -ESRCH: it never ran");
        assertThat(linesOf(story, job(1, 3)).get(2))
                .isEqualTo("  signalled at 503.0 us (fact 13) with -ENOENT: it was refused: buffer 4 does not exist");
        assertThat(linesOf(story, fence(2, 1)).subList(1, 3))
                .containsExactly(
                        "  2:1, the start of job 3:1 (client game, entity 1 render), tag 11",
                        "  signalled at 1.0 us (fact 9): its job was given to its ring, RCS");
        assertThat(fenceOf(story, job(1, 1), Moment.end()).roots()).isEmpty();
    }

    @Test
    void aJobBehindAnEndlessOneNamesIt() {
        Story story = story().accepted(0, 3, 1, Work.endless())
                .ran(12, VCS1, 3, 1)
                .accepted(13, 2, 1, SOME)
                .queued(13, VCS1, 2, 1)
                .ran(13, VCS1, 2, 1)
                .accepted(14, 2, 2, SOME)
                .queued(14, VCS1, 2, 2)
                .add(hang(20_000));

        assertThat(linesOf(story, job(2, 1)))
                .containsExactly(
                        "fence 5:1 at 20.0 us, the end, where the run hangs",
                        "  job 5:1 (client game, entity 2 decode, tag 11)",
                        "  given to its ring, on ring VCS1 since 13.0 us, 500.0 us of work, accepted at 13.0 us, "
                                + "waits for 7:1, which is first on the ring",
                        "it waits for",
                        "  job 7:1 (client hog, entity 3 noise, tag 11), first on its ring: "
                                + "running, on ring VCS1 since 12.0 us, endless",
                        "root cause: job 7:1 (client hog, entity 3 noise, tag 11) is endless and has been on ring VCS1 "
                                + "since 12.0 us; nobody has ended it");
        assertThat(linesOf(story, job(3, 1)))
                .contains(
                        "needed by (2 waiters in all, directly or not)",
                        "  job 5:1 (client game, entity 2 decode, tag 11), behind it on its ring",
                        "  job 5:2 (client game, entity 2 decode, tag 12), for its ring");
        assertThat(fenceOf(story, job(2, 2), Moment.end()).json())
                .contains("\"status\": \"queued\"", "\"why\": \"ring\"", "\"outcome\": \"hangs\"");
    }

    @Test
    void aTimelineThatNobodySignalsIsTheRoot() {
        Story story = story().add(new Fact.TimelineAdvanced(1_000, 30, 2))
                .accepted(1, 1, 1, SOME, fence(30, 4), job(2, 2))
                .queued(1, RCS, 1, 1)
                .accepted(2, 2, 1, SOME, fence(30, 3))
                .accepted(2, 2, 2, SOME)
                .add(hang(3_000));

        assertThat(linesOf(story, job(1, 1)))
                .containsExactly(
                        "fence 3:1 at 3.0 us, the end, where the run hangs",
                        "  job 3:1 (client game, entity 1 render, tag 11)",
                        "  queued on ring RCS, accepted at 1.0 us, waits for 30:4 and 5:2",
                        "it waits for",
                        "  point 30:4 of software timeline vsync of client game: signalled up to 2",
                        "  job 5:2 (client game, entity 2 decode, tag 12): on no ring yet",
                        "    job 5:1 (client game, entity 2 decode, tag 11), earlier in its queue: on no ring yet",
                        "      point 30:3 of software timeline vsync of client game, as above",
                        "root cause: software timeline vsync (context 30) of client game was signalled up to 2 only");
        assertThat(linesOf(story, fence(30, 4)))
                .containsExactly(
                        "fence 30:4 at 3.0 us, the end, where the run hangs",
                        "  point 30:4 of software timeline vsync of client game, context 30",
                        "  signalled up to 2",
                        "needed by (3 waiters in all, directly or not)",
                        "  job 3:1 (client game, entity 1 render, tag 11)",
                        "root cause: software timeline vsync (context 30) of client game was signalled up to 2 only");
        assertThat(linesOf(story, fence(30, 2))).contains("  signalled at 1.0 us (fact 8): its timeline came to 2");
    }

    @Test
    void aTimelineThatIsClosedEndsItsPointsWithAnError() {
        assertThat(linesOf(
                        story().accepted(1, 1, 1, SOME, fence(30, 4)).add(new Fact.TimelineClosed(7_000, 30)),
                        fence(30, 4)))
                .contains(
                        "  signalled at 7.0 us (fact 9) with -ENOENT: its timeline was closed before it came that far");
    }

    @Test
    void anEmptySyncObjectWithAWaiterLacksAFence() {
        Story story = story().add(created(3, "image done"))
                .add(new SyncFact.SyncHandleOpened(1_000, 2, 3))
                .add(waits(1, new SyncPointId(3, 7)))
                .add(hang(6_000));

        assertThat(linesOf(story, "image done"))
                .containsExactly(
                        "sync object 3 \"image done\" at 6.0 us, the end, where the run hangs",
                        "  created by client game at 0 ns; handles: client game, client hog",
                        "  holds nothing",
                        "who waits for it",
                        "  wait 1 (client hog, for sync object 3 \"image done\" at point 7): needs a fence for point 7",
                        "root cause: sync object 3 \"image done\" of client game holds nothing: "
                                + "nobody has put a fence in for point 7");
        assertThat(linesOf(story().add(created(3, "idle")), "3"))
                .endsWith("  holds nothing", "nobody has put a fence in, and nobody waits for that");
    }

    @Test
    void aTimelineSyncObjectTellsItsPendingPoints() {
        Story story = story().accepted(0, 1, 1, SOME)
                .ran(1, RCS, 1, 1)
                .accepted(1, 2, 1, SOME, fence(30, 1))
                .accepted(1, 3, 1, SOME)
                .queued(1, VCS1, 3, 1)
                .ran(1, VCS1, 3, 1)
                .add(created(3, "frames"))
                .add(attached(3, 2, job(3, 1)))
                .finished(2, 3, 1, 1, null)
                .add(attached(3, 4, job(1, 1)))
                .add(attached(3, 5, job(3, 1)))
                .add(attached(3, 8, job(2, 1), job(1, 1)))
                .add(waits(1, new SyncPointId(3, 5)))
                .add(waits(2, new SyncPointId(3, 9)));

        assertThat(linesOf(story, "frames"))
                .containsExactly(
                        "sync object 3 frames at 5.0 us, after fact 21",
                        "  created by client game at 0 ns; handles: client game",
                        "  timeline at point 2, last submitted 8",
                        "what is pending in it",
                        "  point 4 needs job 3:1 (client game, entity 1 render, tag 11)",
                        "  point 5 needs only what is before it",
                        "  point 8 needs job 5:1 (client game, entity 2 decode, tag 11) "
                                + "and job 3:1 (client game, entity 1 render, tag 11)",
                        "these wait for",
                        "  job 3:1 (client game, entity 1 render, tag 11): running, on ring RCS since 1.0 us, 500.0 us of work",
                        "  job 5:1 (client game, entity 2 decode, tag 11): on no ring yet",
                        "    point 30:1 of software timeline vsync of client game: nothing signalled yet",
                        "who waits for it",
                        "  wait 1 (client hog, for sync object 3 frames at point 5): needs 3:1",
                        "  wait 2 (client hog, for sync object 3 frames at point 9): needs a fence for point 9",
                        "root cause: sync object 3 frames of client game has come to point 8 only: nobody has put a fence in "
                                + "for point 9; and 2 more causes: 3:1, 30:1");
        assertThat(linesOf(story, job(1, 1)))
                .contains(
                        "  wait 1 (client hog, for sync object 3 frames at point 5)",
                        "  sync object 3 frames holds it at point 4",
                        "  sync object 3 frames holds it at point 8");
    }

    @Test
    void aFenceNamesTheBuffersThatItGuards() {
        Story story = story().add(new Fact.BufferCreated(0, 2, 8, 4096))
                .add(new Fact.BufferCreated(0, 1, 9, 4096))
                .add(new Fact.JobAccepted(
                        0, 1, job(1, 1), 11, SOME, 1, List.of(), List.of(new Access(8, false), new Access(9, true))))
                .add(new SyncFact.FencesImported(1_000, 2, 8, true, List.of(fence(30, 1))));

        assertThat(linesOf(story, job(1, 1)))
                .contains(
                        "  buffer 8 of client hog, guarded as a read", "  buffer 9 of client game, guarded as a write");
        assertThat(linesOf(story, fence(30, 1))).contains("  buffer 8 of client hog, guarded as a write");
        assertThat(linesOf(story.add(new Fact.BufferDestroyed(2_000, 8)), job(1, 1)))
                .contains("  buffer 9 of client game, guarded as a write")
                .noneMatch(line -> line.contains("buffer 8"));
    }

    @Test
    void aLaterFenceOfTheSameQueueGuardsABufferInPlaceOfAnEarlierOne() {
        Story story = story().add(new Fact.BufferCreated(0, 1, 9, 4096));
        for (int seqno = 1; seqno <= 2; seqno++) {
            story.add(new Fact.JobAccepted(0, 1, job(1, seqno), 10, SOME, 1, List.of(), List.of(new Access(9, true))));
        }

        assertThat(linesOf(story, job(1, 1))).noneMatch(line -> line.contains("buffer 9"));
        assertThat(linesOf(story, job(1, 2))).anyMatch(line -> line.contains("buffer 9"));
    }

    @Test
    void aUserFenceIsCalledOne() {
        Story story = story().add(new Fact.EntityOpened(0, 4, 2, 8, "compute", Priority.NORMAL, List.of(RCS), true))
                .add(new Fact.TimelineCreated(0, 2, 31, "gate", true))
                .accepted(1, 4, 1, Work.endless(), fence(31, 1))
                .queued(1, RCS, 4, 1)
                .add(hang(9_000));

        assertThat(linesOf(story, job(4, 1)))
                .containsExactly(
                        "fence 9:1 at 9.0 us, the end, where the run hangs",
                        "  job 9:1 (client hog, entity 4 compute, long-running, tag 11)",
                        "  queued on ring RCS, accepted at 1.0 us, waits for 31:1",
                        "  a user fence: it may be held back for ever, so no ordinary job may wait for it",
                        "it waits for",
                        "  point 31:1 of software timeline gate (user fences) of client hog: nothing signalled yet",
                        "root cause: software timeline gate (context 31, user fences) of client hog was never signalled");
    }

    @Test
    void aCycleIsNamedAsOneAndASharedNodeIsFollowedOnce() {
        Story story = story().accepted(0, 1, 1, SOME, job(2, 1), job(3, 1))
                .accepted(0, 2, 1, SOME, job(3, 1))
                .accepted(0, 3, 1, SOME, job(2, 1));

        assertThat(linesOf(story, job(1, 1)))
                .containsSubsequence(
                        "it waits for",
                        "  job 5:1 (client game, entity 2 decode, tag 11): on no ring yet",
                        "    job 7:1 (client hog, entity 3 noise, tag 11): on no ring yet",
                        "      job 5:1 (client game, entity 2 decode, tag 11), which closes a cycle",
                        "  job 7:1 (client hog, entity 3 noise, tag 11), as above",
                        "root cause: 5:1 waits for 7:1 waits for 5:1: a cycle, so none of them can ever go on");
    }

    @Test
    void aLongQueueLosesTheMiddleInTheTextAndKeepsItForPrograms() {
        Story story = story().accepted(0, 1, 1, SOME, fence(30, 1));
        for (int seqno = 2; seqno <= 20_000; seqno++) {
            story.accepted(0, 1, seqno, SOME);
        }
        Explained explained = fenceOf(story, job(1, 20_000), Moment.end());

        assertThat(explained.lines())
                .hasSizeLessThan(30)
                .contains("  ... 19980 more ...")
                .last()
                .isEqualTo("root cause: software timeline vsync (context 30) of client game was never signalled");
        assertThat(explained.json()).contains("\"fence\": \"3:10000\"");
    }

    @Test
    void whatComesAfterTheMomentIsNotKnownYet() {
        Story story = story().accepted(1, 1, 1, SOME)
                .ran(2, RCS, 1, 1)
                .finished(502, 1, 1, 2, null)
                .add(new Fact.TimelineCreated(600_000, 1, 40, "late", false));

        assertThat(fenceOf(story, job(1, 1), Moment.at(500)).lines())
                .containsExactly(
                        "fence 3:1 at 500 ns, after fact 7",
                        "  job 3:1 (client game, entity 1 render)",
                        "  not submitted yet",
                        "root cause: it is not submitted yet; its job is accepted at 1.0 us, fact 8");
        assertThat(fenceOf(story, job(1, 1), Moment.after(9)).conclusion())
                .contains("has been on ring RCS since 2.0 us");
        assertThat(fenceOf(story, job(1, 1), Moment.at(502_000)).conclusion())
                .isEqualTo("it has signalled: nothing holds it up");
        assertThat(fenceOf(story, fence(40, 1), Moment.after(9)).conclusion())
                .isEqualTo("root cause: it is not submitted yet; its timeline is created at 600.0 us, fact 11");
    }

    @Test
    void whatIsNotThereIsRefusedWithWhatIs() {
        Story story = story().accepted(0, 1, 1, SOME)
                .accepted(0, 1, 2, SOME)
                .accepted(0, 2, 1, SOME)
                .add(created(3, "twice"))
                .add(created(4, "twice"));

        assertThatThrownBy(() -> linesOf(story, job(1, 9)))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("there is no fence 3:9 ")
                .hasMessageContaining("there are 3:1 to 3:2 of entity 1 render");
        assertThatThrownBy(() -> linesOf(story, fence(99, 1)))
                .hasMessageContaining("3:1 to 3:2 of entity 1 render, 5:1 of entity 2 decode, "
                        + "30:1 and so on of software timeline vsync of client game");
        assertThatThrownBy(() -> linesOf(story, "third"))
                .hasMessageContaining("there is no sync object third ")
                .hasMessageContaining("there are 3 twice, 4 twice");
        assertThatThrownBy(() -> linesOf(story, "twice"))
                .hasMessageContaining("several sync objects are called twice")
                .hasMessageContaining("give a number of 3, 4");
    }

    @Test
    void aSyncObjectThatIsGoneSaysWhoClosedItLast() {
        Story story = story().add(created(3, "frames")).add(new SyncFact.SyncHandleClosed(8_000, 1, 3));

        assertThat(linesOf(story, "frames"))
                .containsExactly(
                        "sync object 3 frames at 8.0 us, after fact 9",
                        "  created by client game at 0 ns",
                        "  gone since 8.0 us: client game closed the last handle",
                        "it is gone: nobody can put a fence in, and nobody can wait for it");
    }

    @Test
    void whatStandsInJsonIsJson() {
        Story story = story().accepted(0, 1, 1, SOME, fence(30, 1))
                .add(created(3, "a \"b\""))
                .add(attached(3, 4, job(1, 1)))
                .add(waits(1, new SyncPointId(3, 5)));
        Explainer object = Explainer.ofSyncObject("3", Moment.end());
        story.tell(object);

        for (String json : List.of(
                fenceOf(story, job(1, 1), Moment.end()).json(),
                fenceOf(story, fence(30, 1), Moment.end()).json(),
                object.explain().json())) {
            assertThat(StrictJson.read(json)).as(json).isInstanceOf(Map.class);
        }
    }

    @Test
    void aFenceThatAWaitKeepsOfAnObjectThatWasResetIsFollowedDown() {
        Story story = story().accepted(0, 1, 1, SOME, fence(30, 1))
                .add(created(3, "image"))
                .add(attached(3, 0, job(1, 1)))
                .add(waits(1, new SyncPointId(3, 0)))
                .add(new SyncFact.SyncReset(6_000, 2, 3));

        assertThat(linesOf(story, "image"))
                .containsSubsequence(
                        "  holds nothing",
                        "these wait for",
                        "  job 3:1 (client game, entity 1 render, tag 11): on no ring yet",
                        "    point 30:1 of software timeline vsync of client game: nothing signalled yet",
                        "who waits for it",
                        "  wait 1 (client hog, for sync object 3 image): needs 3:1",
                        "root cause: software timeline vsync (context 30) of client game was never signalled");
    }

    @Test
    void aJobThatWaitsForATimelineBehindAnEndlessOneOfItsQueueHasTwoRoots() {
        Story story = story().accepted(0, 2, 1, Work.endless())
                .queued(0, VCS1, 2, 1)
                .ran(1, VCS1, 2, 1)
                .accepted(2, 2, 2, SOME, fence(30, 1))
                .queued(2, VCS1, 2, 2)
                .add(hang(9_000));
        Explained explained = fenceOf(story, job(2, 2), Moment.end());

        assertThat(explained.roots()).containsExactlyInAnyOrder(fence(30, 1), job(2, 1));
        assertThat(explained.conclusion()).endsWith("; and 1 more cause: 5:1");
    }

    @Test
    void aFenceWhoseQueueIsOpenedLaterIsNotOfAnotherDevice() {
        Story story = story().accepted(5, 1, 1, SOME);

        assertThat(fenceOf(story, job(1, 1), Moment.after(1)).lines())
                .contains("  not submitted yet")
                .noneMatch(line -> line.contains("another device"));
    }

    @Test
    void aPointThatNoFactNamesIsNotThere() {
        Story story = story().accepted(0, 1, 1, SOME, fence(30, 2));

        assertThat(linesOf(story, fence(30, 1))).contains("  nothing signalled yet");
        assertThatThrownBy(() -> linesOf(story, fence(30, 77)))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("there is no fence 30:77 ")
                .hasMessageContaining("no fact names that point or a later one of software timeline vsync");
    }
}
