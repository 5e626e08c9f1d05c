package dev.signalbox.sim.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class TournamentTest {
    private static final long SEED = Long.getLong("seed", 1);

    @Test
    void nobodyWinsAmongNone() {
        Tournament tournament = new Tournament();
        assertThat(tournament.removeGreatest()).isEqualTo(-1);
        int slot = tournament.addSlot();
        assertThat(tournament.removeGreatest()).isEqualTo(-1);
        tournament.put(slot, Long.MIN_VALUE + 1);
        assertThat(tournament.removeGreatest()).isEqualTo(slot);
        assertThat(tournament.removeGreatest()).isEqualTo(-1);
    }

    @Test
    void theGreatestKeyIsTakenOutWhateverCameBefore() {
        for (long seed = SEED; seed < SEED + 200; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            Tournament tournament = new Tournament();
            TreeMap<Long, Integer> naive = new TreeMap<>();
            List<Integer> out = new ArrayList<>();
            for (int step = 0; step < 1_000; step++) {
                if (random.nextInt(3) == 0) {
                    int expected = naive.isEmpty()
                            ? -1
                            : Objects.requireNonNull(naive.pollLastEntry()).getValue();
                    int greatest = tournament.removeGreatest();
                    assertThat(greatest).as("seed %d, step %d", seed, step).isEqualTo(expected);
                    if (expected >= 0) {
                        out.add(expected);
                    }
                } else {
                    boolean again = !out.isEmpty() && random.nextBoolean();
                    int slot = again ? out.remove(random.nextInt(out.size())) : tournament.addSlot();
                    long key = random.nextLong();
                    tournament.put(slot, key);
                    naive.put(key, slot);
                }
            }
        }
    }
}
