package dev.signalbox.sim.engine;

import org.jspecify.annotations.Nullable;

/** Whether a unit is asleep, and whether it is in a hurry. */
final class PowerState {
    private static final long BUSY = Long.MAX_VALUE;

    private final GpuSpec.@Nullable Power spec;
    private final @Nullable Speed boost;
    private long idleSince = BUSY;

    PowerState(GpuSpec.@Nullable Power spec) {
        this.spec = spec;
        this.boost = spec == null ? null : Speed.of(spec.boostSpeed());
    }

    /** It has nothing to do; waiting for memory is something to do. */
    void idle(long now, boolean waiting) {
        if (idleSince == BUSY && !waiting) {
            idleSince = now;
        }
    }

    /** It has something to do; returns how long it takes to wake up. */
    long wake(long now) {
        long since = idleSince;
        idleSince = BUSY;
        if (spec == null || since == BUSY || now - since < spec.idleAfterNanos()) {
            return 0;
        }
        return spec.wakeNanos();
    }

    /** Returns how fast it is at present, given how fast it is in no hurry. */
    Speed speed(Speed normal, SimRing[] rings) {
        if (boost != null) {
            for (SimRing ring : rings) {
                if (ring.isHastened()) {
                    return boost;
                }
            }
        }
        return normal;
    }
}
