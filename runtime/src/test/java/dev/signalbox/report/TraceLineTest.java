package dev.signalbox.report;

import static dev.signalbox.report.Story.fence;
import static dev.signalbox.report.Story.job;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.device.Dwords;
import dev.signalbox.device.Engine;
import dev.signalbox.device.Interrupt;
import dev.signalbox.device.Program;
import dev.signalbox.device.ResetScope;
import dev.signalbox.device.Work;
import dev.signalbox.event.DeviceFact;
import dev.signalbox.event.Fact;
import dev.signalbox.event.PageRange;
import dev.signalbox.event.Priority;
import dev.signalbox.event.SyncFact;
import dev.signalbox.event.SyncPointId;
import dev.signalbox.fence.Errno;
import dev.signalbox.resv.Access;
import java.util.List;
import org.junit.jupiter.api.Test;

class TraceLineTest {
    @Test
    void everyKindOfFactHasItsLine() {
        Story story = oneOfEach();

        assertThat(lines(story))
                .containsExactly(
                        "       1            0.000 gpu          DEVICE   -            name=toy engines=RCS/RCS/16,VCS1/VCS/4",
                        "       2            0.000 client 1     OPEN     -            name=game",
                        "       3            0.000 client 2     OPEN     -            name=hog",
                        "       4            0.000 entity 3     ENTITY   -            client=1 name=\"video decode\" scheduled=6 finished=7 priority=NORMAL rings=RCS,VCS1",
                        "       5            1.000 memory       BUFFER   -            client=1 buffer=9 bytes=4096",
                        "       6            1.500 sync         TIMELINE -            client=1 name=vsync context=30",
                        "       7            2.000 entity 3     ACCEPT   7:1          tag=42 work_us=500.000 preempt_us=100.000 credits=2 after=30:1,8:5 uses=w9,r4",
                        "       8            3.000 entity 3     ACCEPT   7:2          tag=12 work_us=endless preempt_us=0.000 credits=1 after=- uses=-",
                        "       9            4.000 entity 3     REFUSE   7:3          error=-ENOENT reason=\"buffer 7\\u000ais gone\"",
                        "      10            5.000 ring VCS1    QUEUE    7:1          queued=1",
                        "      11            5.000 ring VCS1    BLOCK    7:1          for=30:1",
                        "      12   1234567890.123 sync         SIGNAL   30:1",
                        "      13            7.000 ring VCS1    RUN      7:1          entry=1 credits=1",
                        "      14            8.000 entity 3     DONE     7:1          ran_us=7.000 status=ok",
                        "      15            9.000 entity 3     END      7:2",
                        "      16           10.000 entity 3     DONE     7:2          ran_us=never status=-ECANCELED",
                        "      17           11.000 client 2     CYCLE    -            cycle=1",
                        "      18           12.000 client 2     CYCEND   -            cycle=1 missed=true",
                        "      19           13.000 sync         ENDTL    -            context=30",
                        "      20           14.000 memory       DESTROY  -            buffer=9",
                        "      21           15.000 client 1     CLOSE    -");
        assertThat(verbs(story))
                .hasSize(18)
                .allSatisfy(verb -> assertThat(TraceLine.legend()).anyMatch(line -> line.startsWith(verb + " ")));
    }

    @Test
    void everyKindOfFactAboutSyncObjectsHasItsLine() {
        Story story = new Story()
                .add(new SyncFact.SyncObjectCreated(0, 1, 3, "image done", false))
                .add(new SyncFact.SyncHandleOpened(1_000, 2, 3))
                .add(new SyncFact.SyncWaitBegan(
                        2_000, 2, 1, List.of(new SyncPointId(3, 7), new SyncPointId(4, 0)), true, true, true, 9_000))
                .add(new SyncFact.SyncWaitBegan(
                        2_000, 2, 2, List.of(new SyncPointId(3, -1)), false, false, false, Long.MAX_VALUE))
                .add(new SyncFact.SyncAttached(3_000, 1, 3, 7, List.of(job(3, 1), fence(30, 2))))
                .add(new SyncFact.SyncAttached(3_000, 1, 3, 0, List.of()))
                .add(new SyncFact.SyncSignalled(4_000, 1, 3, 8))
                .add(new SyncFact.SyncTransferred(5_000, 1, 3, 7, 4, 0, 6))
                .add(new SyncFact.SyncReset(6_000, 1, 3))
                .add(new SyncFact.SyncWaitEnded(7_000, 2, 1, 1, null))
                .add(new SyncFact.SyncWaitEnded(7_000, 2, 2, -1, Errno.ECANCELED))
                .add(new SyncFact.SyncHandleClosed(8_000, 1, 3))
                .add(new SyncFact.FencesImported(9_000, 1, 9, true, List.of(fence(30, 2))))
                .add(new SyncFact.DeadlineSet(10_000, fence(30, 2), 16_000))
                .add(new Fact.TimelineCreated(11_000, 1, 31, "user", true))
                .add(new Fact.EntityOpened(12_000, 1, 1, 2, "compute", Priority.LOW, List.of(0), true));

        assertThat(lines(story))
                .containsExactly(
                        "       1            0.000 sync         SYNCOBJ  -            client=1 object=3 name=\"image done\" signalled=false",
                        "       2            1.000 sync         HANDLE   -            client=2 object=3",
                        "       3            2.000 sync         WAIT     -            client=2 wait=1 points=3@7,4@0 flags=all,for-submit,available until_us=9.000",
                        "       4            2.000 sync         WAIT     -            client=2 wait=2 points=3@18446744073709551615 flags=- until_us=never",
                        "       5            3.000 sync         ATTACH   -            client=1 point=3@7 fences=7:1,30:2",
                        "       6            3.000 sync         ATTACH   -            client=1 point=3@0 fences=-",
                        "       7            4.000 sync         SYNCSIG  -            client=1 point=3@8",
                        "       8            5.000 sync         TRANSFER -            client=1 from=3@7 to=4@0 wait=6",
                        "       9            6.000 sync         RESET    -            client=1 object=3",
                        "      10            7.000 sync         WAITEND  -            client=2 wait=1 index=1 status=ok",
                        "      11            7.000 sync         WAITEND  -            client=2 wait=2 index=-1 status=-ECANCELED",
                        "      12            8.000 sync         RELEASE  -            client=1 object=3",
                        "      13            9.000 memory       IMPORT   -            client=1 uses=w9 fences=30:2",
                        "      14           10.000 -            DEADLINE 30:2         deadline_us=16.000",
                        "      15           11.000 sync         TIMELINE -            client=1 name=user context=31 user=true",
                        "      16           12.000 entity 1     ENTITY   -            client=1 name=compute scheduled=2 finished=3 priority=LOW rings=0 long_running=true");
        assertThat(verbs(story))
                .hasSize(13)
                .allSatisfy(verb -> assertThat(TraceLine.legend()).anyMatch(line -> line.startsWith(verb + " ")));
    }

    @Test
    void everyKindOfFactAboutTheDeviceHasItsLine() {
        Story story = new Story()
                .add(new Fact.DeviceOpened(0, "toy", List.of(new Engine("RCS", "RCS", 16)), 1 << 20, 8192))
                .add(new DeviceFact.BufferPlaced(1_000, 9, 0x10000, 0x400000001000L, 8192))
                .add(new DeviceFact.BufferWritten(2_000, 1, 9, 64, Dwords.of(1, 2, 3)))
                .add(new Fact.JobAccepted(
                        3_000, 3, job(3, 1), 1, Work.of(new Program(Dwords.of(1, 2))), 1, List.of(), List.of()))
                .add(new DeviceFact.FaultRaised(4_000, 0, 1, 2, 0x20008, true, Interrupt.FaultReason.UNMAPPED, true))
                .add(new DeviceFact.FaultRaised(4_000, 0, 1, 2, -8, false, Interrupt.FaultReason.READ_ONLY, false))
                .add(new DeviceFact.FaultResolved(5_000, 0, 1, true))
                .add(new DeviceFact.PagesAccessed(
                        6_000,
                        0,
                        1,
                        List.of(new PageRange(1, 1)),
                        List.of(new PageRange(16, 16), new PageRange(64, 2))))
                .add(new DeviceFact.PagesAccessed(6_000, 0, 2, List.of(), List.of()))
                .add(new DeviceFact.FailureInjected(7_000, 0, 3, "hang"))
                .add(new DeviceFact.FailureInjected(7_000, -1, 0, "power loss"))
                .add(new DeviceFact.JobHung(8_000, 0, 3, false))
                .add(new DeviceFact.JobHung(8_000, 7, 1, true))
                .add(new DeviceFact.ResetRequested(9_000, 0, 3, ResetScope.ENGINE, "too \"late\""))
                .add(new DeviceFact.RingReset(10_000, 0, 1, ResetScope.ENGINE, true, false, 2))
                .add(new DeviceFact.RingReset(10_000, 0, 2, ResetScope.DEVICE, false, true, 0))
                .add(new DeviceFact.RingFailed(11_000, 0, "its test failed"))
                .add(new DeviceFact.BufferReleased(12_000, 9));

        assertThat(lines(story))
                .containsExactly(
                        "       1            0.000 gpu          DEVICE   -            name=toy engines=RCS/RCS/16 vram=1048576 system=8192",
                        "       2            1.000 memory       PLACE    -            buffer=9 address=0x10000 physical=0x400000001000 bytes=8192",
                        "       3            2.000 memory       WRITE    -            client=1 buffer=9 offset=64 dwords=3",
                        "       4            3.000 entity 3     ACCEPT   7:1          tag=1 work_us=0.000 preempt_us=0.000 credits=1 after=- uses=- program=2",
                        "       5            4.000 ring RCS     FAULT    -            entry=1 space=2 address=0x20008 access=write reason=unmapped stalled=true",
                        "       6            4.000 ring RCS     FAULT    -            entry=1 space=2 address=0xfffffffffffffff8 access=read reason=read_only",
                        "       7            5.000 ring RCS     RESOLVE  -            entry=1 retry=true",
                        "       8            6.000 ring RCS     PAGES    -            entry=1 reads=1 writes=16-31,64-65",
                        "       9            6.000 ring RCS     PAGES    -            entry=2 reads=- writes=-",
                        "      10            7.000 ring RCS     INJECT   -            entry=3 failure=hang",
                        "      11            7.000 gpu          INJECT   -            entry=0 failure=\"power loss\"",
                        "      12            8.000 ring RCS     HUNG     -            entry=3",
                        "      13            8.000 ring 7       HUNG     -            entry=1 lost_interrupt=true",
                        "      14            9.000 ring RCS     RESETREQ -            entry=3 scope=engine reason=\"too \\\"late\\\"\"",
                        "      15           10.000 ring RCS     RESETEND -            generation=1 scope=engine worked=true restarted=2",
                        "      16           10.000 ring RCS     RESETEND -            generation=2 scope=device worked=false memory_lost=true restarted=0",
                        "      17           11.000 ring RCS     RINGFAIL -            reason=\"its test failed\"",
                        "      18           12.000 memory       FREE     -            buffer=9");
        assertThat(verbs(story))
                .hasSize(13)
                .allSatisfy(verb -> assertThat(TraceLine.legend()).anyMatch(line -> line.startsWith(verb + " ")));
    }

    @Test
    void aRingThatWasNeverIntroducedGoesByItsNumber() {
        assertThat(new Fact.JobQueued(0, 7, fence(3, 1), 1).accept(new TraceLine()))
                .contains(" ring 7       QUEUE ");
    }

    private static Story oneOfEach() {
        return Story.withTwoClients()
                .entity(3, 1, "video decode", 0, 1)
                .add(new Fact.BufferCreated(1_000, 1, 9, 4096))
                .add(new Fact.TimelineCreated(1_500, 1, 30, "vsync", false))
                .add(new Fact.JobAccepted(
                        2_000,
                        3,
                        job(3, 1),
                        42,
                        Work.micros(500).preemptibleEvery(100_000),
                        2,
                        List.of(fence(30, 1), fence(8, 5)),
                        List.of(new Access(9, true), new Access(4, false))))
                .accepted(3, 3, 2, Work.endless())
                .add(new Fact.JobRefused(4_000, 3, job(3, 3), Errno.ENOENT, "buffer 7\nis gone"))
                .queued(5, 1, 3, 1)
                .add(new Fact.JobBlocked(5_000, 1, job(3, 1), fence(30, 1)))
                .add(new Fact.TimelineAdvanced(1_234_567_890_123L, 30, 1))
                .ran(7, 1, 3, 1)
                .finished(8, 3, 1, 7, null)
                .add(new Fact.EndRequested(9_000, 3, job(3, 2)))
                .finished(10, 3, 2, -1, Errno.ECANCELED)
                .cycle(11, 12, 2, 1, true)
                .add(new Fact.TimelineClosed(13_000, 30))
                .add(new Fact.BufferDestroyed(14_000, 9))
                .add(new Fact.ClientClosed(15_000, 1));
    }

    private static List<String> lines(Story story) {
        TraceLine trace = new TraceLine();
        return story.facts().stream().map(fact -> fact.accept(trace)).toList();
    }

    private static List<String> verbs(Story story) {
        return lines(story).stream()
                .map(line -> line.substring(39, 47).strip())
                .distinct()
                .toList();
    }
}
