package dev.signalbox.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import dev.signalbox.device.Interrupt.FaultReason;
import dev.signalbox.event.DeviceFact;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * Programs of more clients than a ring has places for address spaces, of which some are ended and some fail: each buffer holds what the
 * jobs left that ended well, and nothing of anybody else.
 */
class RandomSpoiltJobsTest {
    private static final int SEEDS = 60;
    private static final int STEPS = 250;

    @Test
    void everyBufferHoldsWhatItsOwnJobsWrote() {
        Set<String> seen = new TreeSet<>();
        Seeds.first(SEEDS).forEach(seed -> play(seed, seen));

        assertThat(seen).containsExactly("ecc", "hang", "page-fault");
    }

    private static void play(long seed, Set<String> seen) {
        SplittableRandom random = new SplittableRandom(seed);
        try (LabRun run = LabRun.open(seed, config(random.split()))) {
            SpoiltJobs jobs = new SpoiltJobs(run, random.split());
            for (int step = 0; step < STEPS; step++) {
                jobs.step();
            }
            run.runUntilIdle();
            jobs.check();
            List<DeviceFact.FailureInjected> injected = run.facts().of(DeviceFact.FailureInjected.class);
            injected.forEach(fact -> seen.add(fact.failure()));
            assertThat(run.facts().of(DeviceFact.FaultRaised.class))
                    .as("seed %d", seed)
                    .noneMatch(fact -> fact.reason() == FaultReason.NO_SPACE);
            assertThat(jobs.astray())
                    .as("seed %d: no job goes astray but those that are made to", seed)
                    .isLessThanOrEqualTo(injected.stream()
                            .filter(fact -> fact.failure().equals("page-fault"))
                            .count());
        }
    }

    private static Config config(SplittableRandom random) {
        return ConfigFactory.parseString("""
                signalbox.ring.timeout = 200us
                signalbox.sim.device = lone
                signalbox.sim.devices.lone {
                  vram = 64 MiB
                  engines = [{ name = ALL, credits = 6, tlb-entries = 64, tlb-miss = 100 ns, tlb-flush = 5 us }]
                  resets { job = 5us, engine = 20us, device = 50us }
                }
                signalbox.sim.failures = [
                  { failure = hang, rate = RATE }
                  { failure = hang, rate = RATE, ended-by = engine }
                  { failure = hang, rate = RATE, ended-by = device }
                  { failure = ecc, rate = RATE }
                  { failure = page-fault, rate = RATE }
                ]
                """.replace("RATE", String.valueOf(random.nextInt(0, 60) / 1_000.0)));
    }
}
