package dev.signalbox.sim.engine;

import java.util.ArrayList;
import java.util.List;

/** The rings that wait for memory. */
final class Waits {
    private final List<SimRing> waiting = new ArrayList<>();

    void add(SimRing ring) {
        waiting.add(ring);
    }

    void remove(SimRing ring) {
        if (!waiting.isEmpty()) {
            waiting.remove(ring);
        }
    }

    /** Memory may have changed: whoever finds what it waits for goes on, in the order in which they began to wait. */
    void look(long now) {
        for (int i = 0; i < waiting.size(); ) {
            SimRing ring = waiting.get(i);
            if (ring.isWaitOver()) {
                waiting.remove(i);
                ring.endWait(now);
            } else {
                i++;
            }
        }
    }
}
