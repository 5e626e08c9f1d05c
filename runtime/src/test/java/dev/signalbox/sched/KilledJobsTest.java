package dev.signalbox.sched;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.device.Work;
import dev.signalbox.fence.Errno;
import dev.signalbox.fence.FenceId;
import dev.signalbox.fence.SignalledView;
import dev.signalbox.fence.Timeline;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class KilledJobsTest {
    private static final long CONTEXT = 2;

    private final Timeline own = new Timeline(CONTEXT);
    private final Set<FenceId> signalled = new LinkedHashSet<>();
    private final SignalledView others = signalled::contains;
    private final KilledJobs jobs = new KilledJobs(own, others);
    private final List<Long> ended = new ArrayList<>();

    private void kill(long seqno, FenceId... waitsFor) {
        FenceId finished = new FenceId(CONTEXT, seqno);
        jobs.add(new KilledJob(new ArmedJob(1, finished, Work.none(), 1, List.of()), List.of(waitsFor)));
    }

    private @Nullable FenceId proceed() {
        return jobs.proceed(job -> {
            own.signal(job.seqno(), jobs.error());
            ended.add(job.seqno());
        });
    }

    @Test
    void theFirstWaitsForTheJobThatWasTakenLastAndTheOthersForOneAnother() {
        own.signal(1, null);
        jobs.after(3);
        kill(4);
        kill(5);
        assertThat(proceed()).isNull();
        assertThat(ended).isEmpty();
        own.signal(3, null);
        assertThat(proceed()).isNull();
        assertThat(ended).as("2 is not over, and was not taken last").containsExactly(4L, 5L);
        assertThat(own.error(4)).isEqualTo(Errno.ESRCH);
    }

    @Test
    void allThatAJobNeedsIsWaitedForOneAfterAnother() {
        FenceId first = new FenceId(40, 1);
        FenceId second = new FenceId(41, 1);
        kill(1, first, second);
        kill(2);
        assertThat(proceed()).isEqualTo(first);
        assertThat(proceed()).as("was asked for").isNull();
        jobs.heard(40, 0, List.of(1L));
        assertThat(proceed()).isEqualTo(second);
        signalled.add(second);
        assertThat(proceed()).isNull();
        assertThat(ended).containsExactly(1L, 2L);
    }

    @Test
    void aFenceOfItsOwnEntityIsWaitedForWithoutAsking() {
        jobs.after(2);
        own.signal(2, null);
        kill(3, new FenceId(CONTEXT, 1));
        assertThat(proceed()).isNull();
        assertThat(ended).isEmpty();
        own.signal(1, null);
        assertThat(proceed()).isNull();
        assertThat(ended).containsExactly(3L);
    }

    @Test
    void whoHurriesWaitsForNothing() {
        jobs.after(1);
        kill(2, new FenceId(40, 1));
        jobs.hurry(Errno.EIO);
        assertThat(jobs.first()).isEqualTo(2);
        assertThat(jobs.countAbove(1)).isEqualTo(1);
        assertThat(proceed()).isNull();
        assertThat(own.error(2)).isEqualTo(Errno.EIO);
        assertThat(jobs.first()).isEqualTo(Long.MAX_VALUE);
    }
}
