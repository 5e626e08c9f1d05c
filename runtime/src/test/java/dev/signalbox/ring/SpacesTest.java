package dev.signalbox.ring;

import static dev.signalbox.ring.Spaces.Need.FLUSH;
import static dev.signalbox.ring.Spaces.Need.LOAD;
import static dev.signalbox.ring.Spaces.Need.NONE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.signalbox.Seeds;
import dev.signalbox.vm.SpaceState;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SpacesTest {
    private final Spaces spaces = new Spaces();

    @Test
    void anAddressSpaceIsLoadedOnceAndStaysInItsSlot() {
        assertThat(spaces.use(space(1, 0))).isEqualTo(LOAD);
        assertThat(spaces.use(space(2, 0))).isEqualTo(LOAD);
        assertThat(spaces.use(space(1, 0))).isEqualTo(NONE);

        assertThat(spaces.slot(space(1, 0))).isEqualTo(1);
        assertThat(spaces.slot(space(2, 0))).isEqualTo(2);
    }

    @Test
    void isFlushedWhenTheJobIsAheadOfTheRing() {
        spaces.use(space(1, 3));

        assertThat(spaces.use(space(1, 3))).isEqualTo(NONE);
        assertThat(spaces.use(space(1, 5))).isEqualTo(FLUSH);
        assertThat(spaces.use(space(1, 5))).isEqualTo(NONE);
        assertThat(spaces.use(space(1, 4))).as("prepared before").isEqualTo(NONE);
        assertThat(spaces.use(space(1, 6))).isEqualTo(FLUSH);
    }

    @Test
    void isLoadedAgainWithAnotherRoot() {
        spaces.use(space(1, 3));

        assertThat(spaces.use(new SpaceState(1, 77, 4))).isEqualTo(LOAD);
        assertThat(spaces.use(new SpaceState(1, 77, 4)))
                .as("loading forgets too")
                .isEqualTo(NONE);
        assertThat(spaces.slot(space(1, 3))).isEqualTo(1);
    }

    @Test
    void theOneThatWasUsedLongestAgoGivesWay() {
        for (int id = 1; id <= Spaces.SLOTS; id++) {
            spaces.use(space(id, 0));
        }
        spaces.use(space(1, 0));

        assertThat(spaces.use(space(100, 0))).isEqualTo(LOAD);
        assertThat(spaces.slot(space(100, 0))).isEqualTo(2);
        assertThat(spaces.use(space(1, 0))).isEqualTo(NONE);
        assertThat(spaces.use(space(2, 0))).isEqualTo(LOAD);
        assertThat(spaces.slot(space(2, 0))).isEqualTo(3);
        assertThatIllegalStateException()
                .isThrownBy(() -> spaces.slot(space(3, 0)))
                .withMessageContaining("address space 3");
    }

    @Test
    void aResetForgetsAll() {
        spaces.use(space(1, 0));
        spaces.use(space(2, 0));
        spaces.clear();

        assertThat(spaces.use(space(2, 0))).isEqualTo(LOAD);
        assertThat(spaces.slot(space(2, 0))).isEqualTo(1);
    }

    /** A device that does as it is told always executes with the right root, and never with translations that are gone. */
    @Test
    void theDeviceIsAlwaysReady() {
        Seeds.each(20, random -> {
            Spaces subject = new Spaces();
            Map<Integer, SpaceState> device = new HashMap<>();
            List<Integer> recent = new ArrayList<>();
            long[] flushes = new long[40];
            for (int step = 0; step < 2_000; step++) {
                int id = random.nextInt(1 + random.nextInt(40));
                flushes[id] += random.nextInt(4) == 0 ? 1 : 0;
                SpaceState job = space(id, flushes[id]);
                Spaces.Need need = subject.use(job);
                int slot = subject.slot(job);
                assertThat(slot).isBetween(1, Spaces.SLOTS);
                if (need != NONE) {
                    device.put(slot, job);
                }
                assertThat(device.get(slot)).as("step %d", step).isEqualTo(job);
                assertThat(need == LOAD).as("step %d", step).isEqualTo(!isRecent(recent, id));
            }
        });
    }

    /** Keeps the last 15 address spaces, each once. */
    private static boolean isRecent(List<Integer> recent, int id) {
        boolean known = recent.remove(Integer.valueOf(id));
        recent.add(id);
        if (recent.size() > Spaces.SLOTS) {
            recent.remove(0);
        }
        return known;
    }

    private static SpaceState space(int id, long flushes) {
        return new SpaceState(id, id * 4096L, flushes);
    }
}
