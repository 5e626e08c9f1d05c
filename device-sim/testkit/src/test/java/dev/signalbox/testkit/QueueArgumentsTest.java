package dev.signalbox.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.Client;
import dev.signalbox.Job;
import dev.signalbox.Submission;
import dev.signalbox.conformance.ConformanceRow;
import dev.signalbox.device.Work;
import dev.signalbox.event.Fact;
import dev.signalbox.fence.Errno;
import dev.signalbox.fence.Refusal;
import org.junit.jupiter.api.Test;

/** What queues and jobs cannot be made of. */
@SignalboxTest
class QueueArgumentsTest {
    private static void refusesWithEINVAL(Runnable call) {
        assertThatThrownBy(call::run)
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.errno()).isEqualTo(Errno.EINVAL));
    }

    @Test
    @ConformanceRow(value = "SCH-20", says = "A job of no credits is refused with EINVAL, and is what it was before.")
    void aJobTakesAtLeastOneCredit(LabRun run) {
        Job job = Job.of(Work.micros(10)).credits(2);
        refusesWithEINVAL(() -> job.credits(0));
        refusesWithEINVAL(() -> job.credits(-1));
        Submission submitted = run.client("one").queue("RCS").submit(job);
        assertThat(run.await(submitted.ended()).error()).isEmpty();
        assertThat(run.facts().of(Fact.JobAccepted.class))
                .extracting(Fact.JobAccepted::credits)
                .containsExactly(2);
    }

    @Test
    @ConformanceRow(
            value = "SCH-22",
            says =
                    "A queue of no engines, or of one that the device has not, is refused with EINVAL, and there is none.")
    void aQueueIsOfEnginesThatTheDeviceHas(LabRun run) {
        Client client = run.client("one");
        refusesWithEINVAL(client::queue);
        refusesWithEINVAL(() -> client.queue("GPU9"));
        refusesWithEINVAL(() -> client.queue("GPU9", "RCS"));
        refusesWithEINVAL(() -> client.queue("RCS", "GPU9"));
        assertThat(run.facts().of(Fact.EntityOpened.class)).isEmpty();
    }
}
