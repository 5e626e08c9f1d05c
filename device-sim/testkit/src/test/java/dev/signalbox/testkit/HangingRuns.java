package dev.signalbox.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import dev.signalbox.DeviceProvider;
import dev.signalbox.Job;
import dev.signalbox.Queue;
import dev.signalbox.Submission;
import dev.signalbox.device.Work;
import dev.signalbox.event.DeviceFact;
import dev.signalbox.event.Fact;
import dev.signalbox.fence.Errno;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Runs on devices that hang. Every run is repeated with its seed. */
final class HangingRuns {
    /** How long jobs may take, and resets, in nanoseconds. The limit of a job that begins at 0 is over at the second whole one. */
    static final long TIMEOUT = 1_000_000;

    static final String SETTINGS = "signalbox.ring.timeout = 1 ms\nsignalbox.ring.reset-timeout = 1 ms\n";
    private static final int SEEDS = 5;

    private HangingRuns() {}

    /** Plays steps with several seeds, each twice, and compares all facts of both. */
    static <D extends DeviceProvider> void play(String settings, Supplier<D> device, BiConsumer<LabRun, D> steps) {
        Seeds.first(SEEDS).forEach(seed -> {
            List<Fact> facts = playOnce(seed, settings, device.get(), steps);
            assertThat(playOnce(seed, settings, device.get(), steps))
                    .as("seed %d", seed)
                    .isEqualTo(facts);
        });
    }

    static <D extends DeviceProvider> List<Fact> playOnce(
            long seed, String settings, D device, BiConsumer<LabRun, D> steps) {
        List<Fact> facts = new ArrayList<>();
        try (LabRun run = LabRun.open(seed, ConfigFactory.parseString(settings))) {
            run.open(device);
            steps.accept(run, device);
            run.runUntilIdle();
            facts.addAll(run.facts().all());
        }
        return facts;
    }

    /** Runs for so many nanoseconds, and everything that is due by then. */
    static void runFor(LabRun run, long nanos) {
        CompletableFuture<Void> over = new CompletableFuture<>();
        run.lab()
                .system()
                .scheduler()
                .scheduleOnce(
                        Duration.ofNanos(nanos),
                        () -> over.complete(null),
                        run.lab().system().executionContext());
        run.await(over);
    }

    static List<Submission> submit(Queue queue, Work... works) {
        return Arrays.stream(works).map(work -> queue.submit(Job.of(work))).toList();
    }

    /** How jobs ended; null for one that ended well. */
    static List<@Nullable Errno> ends(LabRun run, List<Submission> jobs) {
        List<@Nullable Errno> ends = new ArrayList<>();
        jobs.forEach(job -> ends.add(run.await(job.ended()).error().orElse(null)));
        return ends;
    }

    static List<String> hung(LabRun run) {
        return run.facts().stream(DeviceFact.JobHung.class)
                .map(fact -> fact.time() / TIMEOUT + " ring " + fact.ring() + " entry " + fact.entry()
                        + (fact.lostInterrupt() ? " lost" : ""))
                .toList();
    }

    static List<String> asked(LabRun run) {
        return run.facts().stream(DeviceFact.ResetRequested.class)
                .map(fact -> fact.time() / TIMEOUT + " " + fact.scope() + ": " + fact.reason())
                .toList();
    }

    static List<String> resets(LabRun run) {
        return run.facts().stream(DeviceFact.RingReset.class)
                .map(fact -> "ring " + fact.ring() + " " + fact.scope() + " generation " + fact.generation()
                        + (fact.worked() ? " restarted " + fact.restarted() : " failed"))
                .toList();
    }
}
