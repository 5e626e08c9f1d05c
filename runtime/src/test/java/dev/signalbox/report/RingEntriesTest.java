package dev.signalbox.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.Seeds;
import dev.signalbox.device.Engine;
import dev.signalbox.event.Fact;
import dev.signalbox.fence.FenceId;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class RingEntriesTest {
    private final RingEntries entries = new RingEntries();

    private void ran(int ring, long entry, FenceId first, int count) {
        entries.ran(new Fact.JobRan(0, ring, first, entry, 1), count);
    }

    @Test
    void anEntryLeadsToItsJobAsInAMapOfAllOfThem() {
        Seeds.each(50, random -> {
            RingEntries ofRings = new RingEntries();
            List<Map<Long, FenceId>> all = List.of(new TreeMap<>(), new TreeMap<>());
            long[] next = new long[2];
            long[] seqnos = new long[3];
            for (int step = 0; step < 300; step++) {
                int ring = random.nextInt(2);
                int queue = random.nextInt(3);
                int count = 1 + random.nextInt(4);
                FenceId first = new FenceId(2L * queue + 3, seqnos[queue] + 1);
                ofRings.ran(new Fact.JobRan(0, ring, first, next[ring] + 1, 1), count);
                for (int i = 0; i < count; i++) {
                    all.get(ring).put(++next[ring], new FenceId(first.context(), ++seqnos[queue]));
                }
            }
            for (int ring = 0; ring < 2; ring++) {
                for (long entry = -1; entry <= next[ring] + 2; entry++) {
                    assertThat(ofRings.job(ring, entry)).isEqualTo(all.get(ring).get(entry));
                }
            }
        });
    }

    @Test
    void asManyAsARingHoldsAreRemembered() {
        for (int i = 0; i < 3 * Engine.MOST_CREDITS; i++) {
            ran(0, 1 + i, new FenceId(3 + 2L * (i % 2), 1 + i / 2), 1);
        }
        long newest = 3L * Engine.MOST_CREDITS;

        assertThat(entries.job(0, newest)).isEqualTo(new FenceId(5, newest / 2));
        assertThat(entries.job(0, newest - Engine.MOST_CREDITS)).isNotNull();
        assertThat(entries.job(0, 1)).isNull();
        assertThat(entries.job(1, newest)).isNull();
    }

    @Test
    void whatIsClearedIsForgotten() {
        ran(0, 1, new FenceId(3, 1), 5);
        entries.clear();

        assertThat(entries.job(0, 1)).isNull();
    }
}
