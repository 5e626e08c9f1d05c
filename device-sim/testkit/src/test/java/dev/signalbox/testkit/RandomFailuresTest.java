package dev.signalbox.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import dev.signalbox.event.DeviceFact;
import dev.signalbox.event.Fact;
import dev.signalbox.sim.workload.scenario.FaultReader;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Whatever goes wrong with a device, and however often: every fence signals, and nothing is left behind. */
class RandomFailuresTest {
    private static final int SEEDS = 100;
    private static final int FEW_SEEDS = 5;
    private static final int STEPS = 40;

    @Test
    void everyJobEndsAndEveryCreditComesBack() {
        Set<String> seen = new TreeSet<>();
        Seeds.first(SEEDS)
                .forEach(seed -> play(seed).stream()
                        .filter(DeviceFact.FailureInjected.class::isInstance)
                        .forEach(fact -> seen.add(((DeviceFact.FailureInjected) fact).failure())));

        assertThat(seen).isEqualTo(new TreeSet<>(FaultReader.kinds()));
    }

    @Test
    void theSameSeedGivesTheSameFailuresAndFacts() {
        Seeds.first(FEW_SEEDS)
                .forEach(seed -> assertThat(play(seed)).as("seed %d", seed).isEqualTo(play(seed)));
    }

    /** The checks are those of closing the run. */
    private static List<Fact> play(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Fact> facts;
        try (LabRun run = LabRun.open(seed, config(random.split()))) {
            run.allowDeadLetter("gpu0-");
            RandomProgram program = new RandomProgram(run, random.split());
            for (int step = 0; step < STEPS; step++) {
                program.step();
                if (random.nextInt(8) == 0) {
                    run.runUntilIdle();
                }
            }
            program.end();
            run.runUntilIdle();
            facts = run.facts().all();
        }
        return facts;
    }

    static Config config(SplittableRandom random) {
        String loss = switch (random.nextInt(4)) {
            case 0 -> "{ failure = device-lost, at = " + random.nextInt(2_000) + "us }";
            case 1 -> "{ failure = power-loss, at = " + random.nextInt(2_000) + "us }";
            default -> "";
        };
        return ConfigFactory.parseString("""
                signalbox.ring.timeout = 100us
                signalbox.sim.devices.intel.resets { job = 5us, engine = 20us, device = 50us }
                signalbox.sim.failures = [
                  { failure = hang, rate = RATE }
                  { failure = hang, rate = RATE, ended-by = engine }
                  { failure = hang, rate = RATE, ended-by = device }
                  { failure = slow, factor = 20, rate = RATE }
                  { failure = ecc, rate = RATE }
                  { failure = page-fault, rate = RATE }
                  { failure = lost-interrupt, rate = RATE }
                  { failure = late-interrupt, delay = 30us, rate = RATE }
                  { failure = spurious-interrupt, rate = RATE }
                  { failure = corrupt-fence, rate = RATE }
                  { failure = corrupt-fence, value = 0, rate = RATE }
                  { failure = failed-reset, rate = 0.3 }
                  LOSS
                ]
                """.replace("RATE", String.valueOf(random.nextInt(1, 80) / 1_000.0))
                .replace("LOSS", loss));
    }
}
