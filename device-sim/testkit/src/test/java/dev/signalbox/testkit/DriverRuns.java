package dev.signalbox.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import dev.signalbox.DeviceProvider;
import dev.signalbox.Job;
import dev.signalbox.Queue;
import dev.signalbox.Submission;
import dev.signalbox.device.Work;
import dev.signalbox.fence.Errno;
import dev.signalbox.sim.SimDevice;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Runs with a driver that decides some things itself. Jobs have tags; every run is repeated with its seed. */
final class DriverRuns {
    static final long MILLI = 1_000_000;

    private static final int SEEDS = 5;
    private static final Config SETTINGS = ConfigFactory.parseString("""
            signalbox.ring.timeout = 1 ms
            signalbox.ring.reset-timeout = 1 ms
            signalbox.sim.devices.plain { engines = [A, B], credits = 4 }
            """);

    private DriverRuns() {}

    /** Plays steps on a device with engines A and B of four credits each; jobs may take a millisecond. */
    static void play(BiConsumer<LabRun, RecordingDriver> steps) {
        play("", steps);
    }

    /** The same with other settings besides. */
    static void play(String more, BiConsumer<LabRun, RecordingDriver> steps) {
        play(more, run -> SimDevice.named("plain", run.signalbox().config()).seeded(run.seed()), steps);
    }

    /** The same on another device. */
    static void play(String more, Function<LabRun, DeviceProvider> device, BiConsumer<LabRun, RecordingDriver> steps) {
        Seeds.first(SEEDS).forEach(seed -> {
            List<Object> first = playOnce(seed, more, device, steps);
            assertThat(playOnce(seed, more, device, steps)).as("seed %d", seed).isEqualTo(first);
        });
    }

    private static List<Object> playOnce(
            long seed,
            String more,
            Function<LabRun, DeviceProvider> device,
            BiConsumer<LabRun, RecordingDriver> steps) {
        Config config = ConfigFactory.parseString(more).withFallback(SETTINGS);
        RecordingDriver driver = new RecordingDriver();
        List<Object> seen = new ArrayList<>();
        try (LabRun run = LabRun.open(seed, config)) {
            run.open(device.apply(run), driver);
            steps.accept(run, driver);
            run.runUntilIdle();
            run.checkFold();
            seen.addAll(run.facts().all());
        }
        seen.addAll(driver.told);
        return seen;
    }

    static Submission submit(Queue queue, long tag, Work work) {
        return queue.submit(Job.of(work).tag(tag));
    }

    /** Waits for the end of a job; returns when it was. */
    static long endOf(LabRun run, Submission job) {
        return run.await(job.ended()).time();
    }

    /** Waits for the end of a job; returns its error. */
    static @Nullable Errno errorOf(LabRun run, Submission job) {
        return run.await(job.ended()).error().orElse(null);
    }
}
