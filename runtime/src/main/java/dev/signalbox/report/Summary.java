package dev.signalbox.report;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a run came to, as numbers.
 *
 * @param elapsedNanos from the first fact to the last
 * @param clients one row per client, by number
 * @param engines one row per engine, by number of its ring
 * @param totals the jobs of all clients together
 * @param incidents what a run is better without
 * @param races jobs that access the same memory and are not ordered
 */
public record Summary(
        long elapsedNanos,
        List<ClientRow> clients,
        List<EngineRow> engines,
        Totals totals,
        Incidents incidents,
        Races races) {
    /** Copies the lists. */
    public Summary {
        clients = List.copyOf(clients);
        engines = List.copyOf(engines);
    }

    /** A run without incidents and races. */
    public Summary(long elapsedNanos, List<ClientRow> clients, List<EngineRow> engines, Totals totals) {
        this(elapsedNanos, clients, engines, totals, Incidents.NONE);
    }

    /** A run without races. */
    public Summary(
            long elapsedNanos, List<ClientRow> clients, List<EngineRow> engines, Totals totals, Incidents incidents) {
        this(elapsedNanos, clients, engines, totals, incidents, Races.NONE);
    }

    /** Returns the same with these races. */
    Summary with(Races found) {
        return new Summary(elapsedNanos, clients, engines, totals, incidents, found);
    }

    /**
     * How some durations are spread, in nanoseconds; all 0 when there are none. A percentile is the nearest rank, at most 0.1 %
     * too high; the largest is exact.
     */
    public record Spread(long count, long p50, long p95, long p99, long max) {}

    /**
     * One client.
     *
     * @param client its number
     * @param elapsedNanos from its opening to its closing, or to the last fact while it is open
     * @param cycles how many cycles of its workload it ended
     * @param missed how many of those took longer than their period
     * @param finished how many of its accepted jobs are over, however they ended
     * @param failed how many of those ended with an error
     * @param refused how many of its jobs were over before they were accepted
     * @param waits from acceptance to being given to a ring, of jobs that were
     * @param runs how long jobs kept their engine, of jobs that were given to a ring
     * @param cycleTimes from the beginning to the end of its cycles
     */
    public record ClientRow(
            int client,
            String name,
            long elapsedNanos,
            long cycles,
            long missed,
            long finished,
            long failed,
            long refused,
            Spread waits,
            Spread runs,
            Spread cycleTimes) {
        /** Returns cycles ended per second, with three decimals; 0 when no time passed. */
        public BigDecimal cyclesPerSecond() {
            return Text.ratio(cycles, elapsedNanos, 9, 3);
        }
    }

    /**
     * One engine.
     *
     * @param ring the number of its ring
     * @param jobs how many jobs it has ended
     * @param busyNanos for how long these kept it busy
     * @param elapsedNanos from the first fact to the last
     */
    public record EngineRow(int ring, String name, long jobs, long busyNanos, long elapsedNanos) {
        /** Returns for how much of the elapsed time it was busy, in percent with one decimal; 0 when no time passed. */
        public BigDecimal busyPercent() {
            return Text.ratio(busyNanos, elapsedNanos, 2, 1);
        }
    }

    /**
     * The jobs of a run. Accepted is finished plus pending; failed is part of finished.
     *
     * @param accepted how many were accepted
     * @param finished how many of those are over, however they ended
     * @param failed how many of those ended with an error
     * @param pending how many were accepted and are not over
     * @param refused how many were over before they were accepted
     */
    public record Totals(long accepted, long finished, long failed, long pending, long refused) {}

    /**
     * What a run is better without.
     *
     * @param counts how many there were of each kind of which there were any
     * @param first the first {@link #TOLD} of each kind, in the order in which they happened
     */
    public record Incidents(SortedMap<Incident.Kind, Long> counts, List<Incident> first) {
        /** How many of a kind are told one by one. */
        public static final int TOLD = 3;

        /** Nothing happened. */
        public static final Incidents NONE = new Incidents(Collections.emptySortedMap(), List.of());

        /** Copies both. */
        public Incidents {
            counts = Collections.unmodifiableSortedMap(new TreeMap<>(counts));
            first = List.copyOf(first);
        }
    }
}
