package dev.signalbox.sim.workload;

import dev.signalbox.event.Priority;

/** The priorities of contexts, -1023 to 1023, as priorities of queues: only the sign counts, as when i915 maps its own. */
final class Priorities {
    private Priorities() {}

    static Priority of(int context) {
        if (context == 0) {
            return Priority.NORMAL;
        }
        return context > 0 ? Priority.HIGH : Priority.LOW;
    }
}
