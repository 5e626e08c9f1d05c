package dev.signalbox.sim.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class PriorityBucketsTest {
    private static final long SEED = Long.getLong("seed", 1);

    @Test
    void amongNoneThereIsNoGreatest() {
        PriorityBuckets buckets = new PriorityBuckets();
        assertThat(buckets.removeGreatest()).isEqualTo(-1);
        int slot = buckets.addSlot();
        assertThat(buckets.removeGreatest()).isEqualTo(-1);
        buckets.put(slot, buckets.leastKey());
        assertThat(buckets.removeGreatest()).isEqualTo(slot);
        assertThat(buckets.removeGreatest()).isEqualTo(-1);
    }

    @Test
    void theGreatestKeyIsTakenOutWhateverCameBefore() {
        for (long seed = SEED; seed < SEED + 200; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            PriorityBuckets buckets = new PriorityBuckets();
            TreeMap<Long, Integer> naive = new TreeMap<>();
            List<Integer> out = new ArrayList<>();
            for (int step = 0; step < 1_000; step++) {
                if (random.nextInt(3) == 0) {
                    int expected = naive.isEmpty()
                            ? -1
                            : Objects.requireNonNull(naive.pollLastEntry()).getValue();
                    int greatest = buckets.removeGreatest();
                    assertThat(greatest).as("seed %d, step %d", seed, step).isEqualTo(expected);
                    if (expected >= 0) {
                        out.add(expected);
                    }
                } else {
                    boolean again = !out.isEmpty() && random.nextBoolean();
                    int slot = again ? out.remove(random.nextInt(out.size())) : buckets.addSlot();
                    long key = key(random, buckets, naive);
                    buckets.put(slot, key);
                    naive.put(key, slot);
                }
            }
        }
    }

    /** Keys that are drawn evenly, some that are next to each other, and negative ones that came in steps of one. */
    private static long key(SplittableRandom random, PriorityBuckets buckets, Map<Long, Integer> taken) {
        while (true) {
            long key = switch (random.nextInt(3)) {
                case 0 -> random.nextLong(Long.MAX_VALUE);
                case 1 -> random.nextLong(500);
                default -> random.nextLong(buckets.leastKey(), 0);
            };
            if (!taken.containsKey(key)) {
                return key;
            }
        }
    }
}
