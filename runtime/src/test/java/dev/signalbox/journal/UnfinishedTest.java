package dev.signalbox.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.device.Work;
import dev.signalbox.event.Fact;
import dev.signalbox.event.FactRun;
import dev.signalbox.fence.Errno;
import dev.signalbox.fence.FenceId;
import java.util.List;
import org.junit.jupiter.api.Test;

class UnfinishedTest {
    private static final FenceId FENCE = new FenceId(3, 1);

    private final Unfinished unfinished = new Unfinished();

    private void accept(int jobs) {
        unfinished.report(new Fact.JobAccepted(10, 7, FENCE, 0, Work.none(), 1, List.of(), List.of()), jobs);
    }

    @Test
    void everyPromisedFenceThatNeverSignalledEndsWithItsDevice() {
        accept(3);
        unfinished.report(new Fact.JobRan(20, 0, FENCE, 1, 1), 2);
        unfinished.report(new Fact.JobFinished(30, 7, FENCE, 20, null));
        assertThat(unfinished.endings())
                .extracting(FactRun::first)
                .containsExactly(
                        new Fact.JobFinished(30, 7, FENCE.plus(1), 20, Errno.ENODEV),
                        new Fact.JobFinished(30, 7, FENCE.plus(2), -1, Errno.ENODEV));
    }

    @Test
    void aNewRunOwesNothingOfTheOldOne() {
        accept(3);
        unfinished.report(new Fact.RunBegan(0, "1", null, "{}"));
        assertThat(unfinished.endings()).isEmpty();
    }
}
