package dev.signalbox.sched;

import java.util.List;
import java.util.function.IntToLongFunction;

/** Load balancing among the rings that an entity may use. In the kernel: drm_sched_entity_select_rq. */
public final class RingChoice {
    private RingChoice() {}

    /**
     * Returns the ring with the smallest score; the first of several. An entity may only move while none of its jobs is
     * unfinished, or it would overtake itself.
     *
     * @param rings the rings it may use, at least one
     * @param score how loaded a ring is: jobs pushed and not finished, and entities that joined
     */
    public static int leastLoaded(List<Integer> rings, IntToLongFunction score) {
        int best = rings.get(0);
        for (int ring : rings) {
            if (score.applyAsLong(ring) < score.applyAsLong(best)) {
                best = ring;
            }
        }
        return best;
    }
}
