package dev.signalbox.sim.engine;

import dev.signalbox.sim.kernel.Kernels;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What a GPU is built of, and what everything costs on it. Times are in nanoseconds, bandwidths in bytes per microsecond.
 *
 * @param units its units; each of their rings has a number of its own, from 0 without gaps
 * @param bandwidth of the memory that all units share; 0 for more than they can use
 * @param resets what resets cost
 * @param recoverableFaults whether a unit stalls at a fault until the host resolves it; otherwise the entry ends
 * @param reportAccesses whether it reports which pages each entry has accessed
 * @param kernels what can be dispatched
 */
public record GpuSpec(
        List<Unit> units,
        long bandwidth,
        Resets resets,
        boolean recoverableFaults,
        boolean reportAccesses,
        Kernels kernels) {
    /** Checks the ranges above. */
    public GpuSpec {
        units = List.copyOf(units);
        check(bandwidth >= 0, "a device has a bandwidth of at least 0 bytes/us");
        int[] numbers = units.stream()
                .flatMap(unit -> unit.rings().stream())
                .mapToInt(Ring::number)
                .sorted()
                .toArray();
        check(
                numbers.length > 0 && IntStream.range(0, numbers.length).allMatch(i -> numbers[i] == i),
                "the rings of a device are numbered from 0 without gaps");
    }

    /** Units at speed 1 to which memory costs no time; nothing else does either. */
    public GpuSpec(List<Unit> units) {
        this(units, 0, Resets.NONE, false, false, Kernels.builtIn());
    }

    /** So many units with a ring each, at speed 1; nothing costs time but delays. */
    public static GpuSpec plain(int rings) {
        return new GpuSpec(
                IntStream.range(0, rings).mapToObj(ring -> Unit.of(ring)).toList());
    }

    /** Returns how many rings there are. */
    public int rings() {
        return units.stream().mapToInt(unit -> unit.rings().size()).sum();
    }

    /** Returns the same device with another bandwidth. */
    public GpuSpec withBandwidth(long bytesPerMicrosecond) {
        return new GpuSpec(units, bytesPerMicrosecond, resets, recoverableFaults, reportAccesses, kernels);
    }

    /** Returns the same device with other costs of resets. */
    public GpuSpec withResets(Resets costs) {
        return new GpuSpec(units, bandwidth, costs, recoverableFaults, reportAccesses, kernels);
    }

    /** Returns the same device, whose faults can be recovered from, or cannot. */
    public GpuSpec withRecoverableFaults(boolean recoverable) {
        return new GpuSpec(units, bandwidth, resets, recoverable, reportAccesses, kernels);
    }

    /** Returns the same device, which reports accesses, or does not. */
    public GpuSpec withReportAccesses(boolean report) {
        return new GpuSpec(units, bandwidth, resets, recoverableFaults, report, kernels);
    }

    /** Returns the same device with other kernels. */
    public GpuSpec withKernels(Kernels known) {
        return new GpuSpec(units, bandwidth, resets, recoverableFaults, reportAccesses, known);
    }

    /**
     * A unit: hardware that executes for one of its rings at a time.
     *
     * @param speed how much faster it works off delays and kernels than they say, 0.001 to 1000
     * @param bandwidth how much of the memory's it can use; 0 when memory costs it no time
     * @param tlbEntries how many translations it remembers for each of its rings, at least 1
     * @param power null when it is always awake and has one speed
     */
    public record Unit(
            List<Ring> rings,
            double speed,
            long bandwidth,
            Costs costs,
            int tlbEntries,
            @Nullable Power power) {
        private static final int TLB_ENTRIES = 64;

        /** Checks the ranges above. */
        public Unit {
            rings = List.copyOf(rings);
            check(!rings.isEmpty(), "a unit has at least one ring");
            checkSpeed(speed);
            check(bandwidth >= 0, "a unit has a bandwidth of at least 0 bytes/us");
            check(tlbEntries >= 1, "a unit remembers at least one translation");
        }

        /** A unit at speed 1 to which nothing costs time, with these rings of the same priority. */
        public static Unit of(int... rings) {
            return new Unit(
                    IntStream.of(rings).mapToObj(number -> new Ring(number, 0)).toList(),
                    1,
                    0,
                    Costs.NONE,
                    TLB_ENTRIES,
                    null);
        }

        /** Returns the same unit with one more ring. */
        public Unit withRing(int number, int priority) {
            List<Ring> more = new ArrayList<>(rings);
            more.add(new Ring(number, priority));
            return new Unit(more, speed, bandwidth, costs, tlbEntries, power);
        }

        /** Returns the same unit at another speed. */
        public Unit withSpeed(double factor) {
            return new Unit(rings, factor, bandwidth, costs, tlbEntries, power);
        }

        /** Returns the same unit with another bandwidth. */
        public Unit withBandwidth(long bytesPerMicrosecond) {
            return new Unit(rings, speed, bytesPerMicrosecond, costs, tlbEntries, power);
        }

        /** Returns the same unit with other costs. */
        public Unit withCosts(Costs other) {
            return new Unit(rings, speed, bandwidth, other, tlbEntries, power);
        }

        /** Returns the same unit with power states. */
        public Unit withPower(Power states) {
            return new Unit(rings, speed, bandwidth, costs, tlbEntries, states);
        }
    }

    /**
     * One ring of a unit.
     *
     * @param priority a ring of higher priority preempts those of lower ones
     */
    public record Ring(int number, int priority) {}

    /** What takes time on a unit, whatever its speed; 0 for nothing. */
    public record Costs(
            long contextSwitchNanos,
            long pipelineSyncNanos,
            long cacheFlushNanos,
            long tlbFlushNanos,
            long tlbMissNanos) {
        /** Nothing does. */
        public static final Costs NONE = new Costs(0, 0, 0, 0, 0);

        /** Refuses negative times. */
        public Costs {
            checkTimes(contextSwitchNanos, pipelineSyncNanos, cacheFlushNanos, tlbFlushNanos, tlbMissNanos);
        }
    }

    /**
     * Power states of a unit.
     *
     * @param idleAfterNanos how long it has nothing to do before it falls asleep
     * @param wakeNanos how long it takes to wake up
     * @param boostSpeed its speed while an entry that is to be hastened is not done
     */
    public record Power(long idleAfterNanos, long wakeNanos, double boostSpeed) {
        /** Checks the ranges. */
        public Power {
            checkTimes(idleAfterNanos, wakeNanos);
            checkSpeed(boostSpeed);
        }
    }

    /** How long resets of each scope take. */
    public record Resets(long softNanos, long engineNanos, long deviceNanos) {
        /** They take no time. */
        public static final Resets NONE = new Resets(0, 0, 0);

        /** Refuses negative times. */
        public Resets {
            checkTimes(softNanos, engineNanos, deviceNanos);
        }
    }

    private static void checkSpeed(double speed) {
        check(speed >= 0.001 && speed <= 1_000, "a speed is 0.001 to 1000, not " + speed);
    }

    private static void checkTimes(long... times) {
        for (long time : times) {
            check(time >= 0, "a cost is at least 0 ns, not " + time);
        }
    }

    private static void check(boolean holds, String rule) {
        if (!holds) {
            throw new IllegalArgumentException(rule);
        }
    }
}
