package dev.signalbox.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import dev.signalbox.event.EntityFact;
import dev.signalbox.event.Fact;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/**
 * Whatever clients do, and whatever happens to them: kills, bans, other priorities and engines, failures and resets, under each policy.
 * With {@code -Dworkloads=10000} as many are played; one that fails says how it is repeated.
 */
class RandomWorkloadsTest {
    private static final long WORKLOADS = Long.getLong("workloads", 200);
    private static final List<String> POLICIES = List.of("fifo", "rr", "fair");
    private static final int STEPS = 60;

    private final TreeSet<String> seen = new TreeSet<>();
    private long waits;

    @Test
    void jobsKeepTheirOrderWaitForWhatTheyNeedAndEndOnce() {
        LongStream.range(Seeds.one(), Seeds.one() + WORKLOADS).forEach(this::playOrSayHow);

        assertThat(waits).isPositive();
        if (WORKLOADS >= 100) {
            assertThat(seen)
                    .contains("EntityKilled", "EntityDrained", "EntityBanned", "PriorityChanged", "EnginesChanged");
        }
    }

    /** A queue was aborted that had become idle while its ring was giving back what it had: it stopped before the ring was done. */
    @Test
    void aWorkloadThatHasFailedBeforeHoldsNow() {
        playOrSayHow(5840);
        assertThat(seen).contains("EntityDrained");
    }

    private void playOrSayHow(long seed) {
        try {
            play(seed);
        } catch (RuntimeException | AssertionError failed) {
            throw new AssertionError(
                    String.format(
                            Locale.ROOT,
                            "workload %d; again: mvn -pl device-sim/testkit -am test -Dtest=%s -Dseed=%d -Dworkloads=1"
                                    + " -Dsurefire.failIfNoSpecifiedTests=false",
                            seed,
                            getClass().getSimpleName(),
                            seed),
                    failed);
        }
    }

    /** Closing the run checks that every promised fence has signalled, and that no credit, pin or reservation is left. */
    private void play(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Fact> facts;
        try (LabRun run = LabRun.open(seed, config(seed, random.split()))) {
            run.allowDeadLetter("gpu0-");
            RandomProgram program = new RandomProgram(run, random.split());
            for (int step = 0; step < STEPS; step++) {
                program.step();
                if (random.nextInt(6) == 0) {
                    run.runUntilIdle();
                }
            }
            program.end();
            run.runUntilIdle();
            facts = run.facts().all();
        }
        JobRules rules = new JobRules(facts);
        assertThat(rules.broken()).isEmpty();
        waits += rules.waits();
        facts.stream()
                .filter(EntityFact.class::isInstance)
                .forEach(fact -> seen.add(fact.getClass().getSimpleName()));
    }

    private static Config config(long seed, SplittableRandom random) {
        String policy = "signalbox.ring.policy = " + POLICIES.get((int) Math.floorMod(seed, (long) POLICIES.size()));
        boolean isSound = random.nextInt(3) == 0;
        return ConfigFactory.parseString(policy)
                .withFallback(isSound ? ConfigFactory.empty() : RandomFailuresTest.config(random));
    }
}
