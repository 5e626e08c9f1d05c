package dev.signalbox.examples.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.Closing;
import dev.signalbox.Device;
import dev.signalbox.Job;
import dev.signalbox.Queue;
import dev.signalbox.Signalbox;
import dev.signalbox.Submission;
import dev.signalbox.device.Engine;
import dev.signalbox.device.Program;
import dev.signalbox.device.Work;
import dev.signalbox.fence.Errno;
import dev.signalbox.sim.SimDevice;
import dev.signalbox.sim.failure.FailurePlan;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A simulated device and one that executes Java code, in one live runtime. */
class MixedDevicesTest {
    private static final Engine ENGINE = new Engine("GFX", "GFX", 16);

    private final Signalbox signalbox = Signalbox.live();
    private final AtomicInteger counted = new AtomicInteger();
    private final Device lambda = signalbox.open(
            LambdaDevice.withThreads(2, "lambda", ENGINE).with("count", (none, cancel) -> counted.incrementAndGet()));

    @AfterEach
    void closes() {
        await(signalbox.close(Closing.drain()));
    }

    private static <T> T await(CompletionStage<T> stage) {
        return stage.toCompletableFuture().orTimeout(60, TimeUnit.SECONDS).join();
    }

    private static Job count() {
        return Job.of(Work.of(Program.builder().dispatch("count").build()));
    }

    @Test
    void jobsWaitForEachOtherAcrossDevices() {
        Queue simulated =
                signalbox.open(SimDevice.of("sim", ENGINE)).client("a").queue("GFX");
        Queue real = lambda.client("a").queue("GFX");
        Submission last = real.submit(count());
        for (int i = 1; i < 50; i++) {
            Submission between = simulated.submit(Job.of(Work.micros(20)).after(last));
            last = real.submit(count().after(between));
        }
        assertThat(await(last.finished().signalled())).isEmpty();
        assertThat(counted).hasValue(50);
    }

    @Test
    void oneIsLostAndTheOtherGoesOn() {
        Queue lost = signalbox
                .open(SimDevice.of("sim", ENGINE).failing(FailurePlan.deviceLost(Duration.ofMillis(20))))
                .client("a")
                .queue("GFX");
        Submission dying = lost.submit(Job.of(Work.endless()));
        Submission waiting = lambda.client("a").queue("GFX").submit(count().after(dying));

        assertThat(await(dying.finished().signalled())).contains(Errno.ENODEV);
        assertThat(await(waiting.finished().signalled())).isEmpty();
        assertThat(counted).hasValue(1);
    }

    @Test
    void closingOneLeavesTheOther() {
        Device simulated = signalbox.open(SimDevice.of("sim", ENGINE));
        Queue kept = simulated.client("a").queue("GFX");
        Submission last = lambda.client("a").queue("GFX").submit(count());
        Submission behind = kept.submit(Job.of(Work.micros(1)).after(last));

        await(lambda.close(Closing.drain()));

        assertThat(await(behind.finished().signalled())).isEmpty();
        assertThat(await(kept.submit(Job.of(Work.micros(1))).finished().signalled()))
                .isEmpty();
    }
}
