package dev.signalbox.report.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.device.Engine;
import dev.signalbox.device.Work;
import dev.signalbox.event.DeviceFact;
import dev.signalbox.event.Fact;
import dev.signalbox.event.Priority;
import dev.signalbox.event.RunOutcome;
import dev.signalbox.fence.Errno;
import dev.signalbox.fence.FenceId;
import dev.signalbox.report.Incident;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RunTimelineTest {
    private static final long NEVER = JobSpan.NEVER;

    private final RunTimeline timeline = new RunTimeline();

    RunTimelineTest() {
        timeline.report(new Fact.DeviceOpened(100, "toy", List.of(new Engine("RCS", "RCS", 2))));
        timeline.report(new Fact.ClientOpened(100, 1, "game"));
        timeline.report(new Fact.EntityOpened(100, 1, 1, 2, "q", Priority.NORMAL, List.of(0), false));
    }

    private static FenceId job(long seqno) {
        return new FenceId(3, seqno);
    }

    private JobSpan accept(long time, long seqno, FenceId... after) {
        timeline.report(new Fact.JobAccepted(time, 1, job(seqno), 0, Work.nanos(10), 1, List.of(after), List.of()));
        return timeline.jobs().get(timeline.jobs().size() - 1);
    }

    private void queue(long time, long seqno) {
        timeline.report(new Fact.JobQueued(time, 0, job(seqno), 1));
    }

    private void give(long time, long seqno, int credits) {
        timeline.report(new Fact.JobRan(time, 0, job(seqno), seqno, credits));
    }

    private void finish(long time, long seqno, long ran, @Nullable Errno error) {
        timeline.report(new Fact.JobFinished(time, 1, job(seqno), ran, error));
    }

    @Test
    void aJobStartsWhenTheOneBeforeItLeavesTheRing() {
        JobSpan first = accept(110, 1);
        JobSpan second = accept(110, 2);
        queue(111, 1);
        queue(111, 2);
        give(120, 1, 1);
        give(121, 2, 2);
        assertThat(second.start()).as("while another one runs").isEqualTo(NEVER);
        finish(150, 1, 120, null);
        finish(170, 2, 121, Errno.ECANCELED);

        assertThat(List.of(first.start(), first.end(), first.left())).containsExactly(120L, 150L, 150L);
        assertThat(List.of(second.given(), second.start(), second.end())).containsExactly(121L, 150L, 170L);
        assertThat(second.error()).isEqualTo(Errno.ECANCELED);
        assertThat(second.ran()).isTrue();
    }

    @Test
    void aJobThatIsTakenFromItsQueueNeverRan() {
        JobSpan job = accept(110, 1);
        queue(111, 1);
        finish(130, 1, NEVER, Errno.ESRCH);

        assertThat(job.ran()).isFalse();
        assertThat(job.waitedUntil()).isEqualTo(130);
        assertThat(job.left()).isEqualTo(NEVER);
        assertThat(timeline.depth(0)).containsExactly(new RunTimeline.Step(111, 1), new RunTimeline.Step(130, 0));
    }

    @Test
    void aJobThatIsGivenUpStaysOnItsRingUntilThatLetsItGo() {
        JobSpan first = accept(110, 1);
        JobSpan second = accept(110, 2);
        give(120, 1, 1);
        give(121, 2, 2);
        finish(130, 1, NEVER, Errno.EIO);
        finish(140, 1, 120, Errno.ECANCELED);

        assertThat(first.end()).isEqualTo(130);
        assertThat(first.error()).isEqualTo(Errno.EIO);
        assertThat(first.left()).isEqualTo(140);
        assertThat(second.start()).isEqualTo(140);
    }

    @Test
    void placesInAQueueAreTakenAgainWhenTheyAreFree() {
        assertThat(accept(110, 1).slot()).isZero();
        assertThat(accept(111, 2).slot()).isEqualTo(1);
        finish(120, 1, NEVER, null);
        assertThat(accept(121, 3).slot()).isZero();
        assertThat(timeline.slots(timeline.queues().get(0))).isEqualTo(2);
    }

    @Test
    void aPlaceThatWasFreedLaterIsNotTaken() {
        accept(110, 1);
        finish(120, 1, NEVER, null);

        assertThat(accept(119, 2).slot()).isEqualTo(1);
        assertThat(accept(120, 3).slot()).isZero();
    }

    @Test
    void depthHasOneStepForEachInstant() {
        accept(110, 1);
        accept(110, 2);
        queue(110, 1);
        queue(110, 2);
        give(110, 1, 1);
        give(125, 2, 2);

        assertThat(timeline.depth(0)).containsExactly(new RunTimeline.Step(110, 1), new RunTimeline.Step(125, 0));
    }

    @Test
    void whatComesAfterTheEndOfTheRunDoesNotCount() {
        JobSpan job = accept(110, 1);
        timeline.report(new Fact.RunEnded(120, RunOutcome.HANGS));
        finish(130, 1, NEVER, Errno.ECANCELED);

        assertThat(job.end()).isEqualTo(NEVER);
        assertThat(timeline.outcome()).isEqualTo(RunOutcome.HANGS);
        assertThat(timeline.summary().totals().pending()).isEqualTo(1);
        assertThat(timeline.summary().elapsedNanos()).isEqualTo(20);
    }

    @Test
    void incidentsNameTheirJobs() {
        accept(110, 1);
        give(120, 1, 1);
        timeline.report(new DeviceFact.PagesAccessed(125, 0, 1, List.of(), List.of()));
        timeline.report(new DeviceFact.JobHung(130, 0, 1, false));
        timeline.report(new DeviceFact.FailureInjected(140, -1, 0, "power-loss"));

        assertThat(timeline.incidents())
                .containsExactly(
                        new Incident(Incident.Kind.HUNG_JOB, 130, 0, job(1), "job 3:1 hung on RCS"),
                        new Incident(
                                Incident.Kind.INJECTED_FAILURE, 140, -1, null, "power-loss injected on the device"));
    }

    @Test
    void fencesLeadToTheirJobs() {
        JobSpan first = accept(110, 1);

        assertThat(timeline.job(new FenceId(2, 1))).as("scheduled").isSameAs(first);
        assertThat(timeline.job(new FenceId(3, 1))).as("finished").isSameAs(first);
        assertThat(timeline.job(new FenceId(3, 2))).as("not accepted").isNull();
        assertThat(timeline.job(new FenceId(77, 1))).as("of no queue").isNull();
        assertThat(timeline.isScheduled(new FenceId(2, 1))).isTrue();
        assertThat(timeline.isScheduled(new FenceId(3, 1))).isFalse();
    }
}
