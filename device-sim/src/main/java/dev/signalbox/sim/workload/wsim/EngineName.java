package dev.signalbox.sim.workload.wsim;

import java.util.OptionalInt;

/**
 * An engine as a workload names it. A name without an instance means the class: all its instances in an engine map or a
 * bond, any of them in a batch. Only who knows the device can tell which engines that are.
 *
 * @param kind the engine class
 * @param instance the instance within the class, from 1, if named
 * @param gt the graphics tile that the engine belongs to, from 0, if named
 */
public record EngineName(Kind kind, OptionalInt instance, OptionalInt gt) {
    /** The engine classes. */
    public enum Kind {
        /** Render. */
        RCS,
        /** Copy. */
        BCS,
        /** Video decode and encode. */
        VCS,
        /** Video enhancement. */
        VECS,
        /** Compute. */
        CCS,
        /** Whatever the context's engine map, or else the device, chooses; never with an instance or a tile. */
        DEFAULT
    }

    /** Whether each engine that the other name can mean is also meant by this one. */
    public boolean covers(EngineName other) {
        return kind == other.kind && covers(instance, other.instance) && covers(gt, other.gt);
    }

    private static boolean covers(OptionalInt mine, OptionalInt theirs) {
        return mine.isEmpty() || mine.equals(theirs);
    }

    /** The name in the notation of workloads, such as {@code VCS}, {@code VCS2} or {@code VCS2-1}. */
    @Override
    public String toString() {
        String tile = gt.isPresent() ? "-" + gt.getAsInt() : "";
        return kind + (instance.isPresent() ? String.valueOf(instance.getAsInt()) : "") + tile;
    }
}
