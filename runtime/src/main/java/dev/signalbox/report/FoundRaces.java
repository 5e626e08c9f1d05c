package dev.signalbox.report;

import dev.signalbox.event.PageRange;
import dev.signalbox.fence.FenceId;
import dev.signalbox.race.AccessingJob;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Puts together which pairs of jobs race: once each, with all pages. Of the first thousand pairs everything is kept. */
final class FoundRaces {
    /** Of so many pairs everything is kept; of further ones, that they are. */
    static final int KEPT = 1_000;

    private record Pair(FenceId one, FenceId other) {
        static Pair of(FenceId a, FenceId b) {
            return a.compareTo(b) < 0 ? new Pair(a, b) : new Pair(b, a);
        }
    }

    private static final class Found {
        final FenceId first;
        final FenceId second;
        final Races.Party firstParty;
        final Races.Party secondParty;
        final PageSet pages = new PageSet();
        final Map<Long, PageSet> parts = new TreeMap<>();
        boolean firstWrites;
        boolean secondWrites;

        Found(AccessingJob first, AccessingJob second, Parties parties) {
            this.first = first.fence();
            this.second = second.fence();
            this.firstParty = parties.of(first);
            this.secondParty = parties.of(second);
        }

        void writes(FenceId job, boolean writes) {
            firstWrites |= writes && job.equals(first);
            secondWrites |= writes && job.equals(second);
        }

        void add(Races.Part part) {
            parts.computeIfAbsent(part.buffer(), buffer -> new PageSet()).add(part.pages());
        }

        Races.Row row() {
            List<Races.Part> all = new ArrayList<>();
            parts.forEach((buffer, set) -> set.ranges().forEach(range -> all.add(new Races.Part(buffer, range))));
            Race race = new Race(first, second, firstWrites, secondWrites, pages.ranges());
            return new Races.Row(race, firstParty, secondParty, all);
        }
    }

    /** Knows whose jobs these are. */
    @FunctionalInterface
    interface Parties {
        /** Returns how a job is told to people. */
        Races.Party of(AccessingJob job);
    }

    private final Map<Pair, Found> kept = new LinkedHashMap<>();

    /** Pairs that are only counted, of the job that accesses memory now. */
    private final Set<Pair> counted = new HashSet<>();

    private final Parties parties;
    private final PlacedBuffers buffers;
    private long count;

    FoundRaces(Parties parties, PlacedBuffers buffers) {
        this.parties = parties;
        this.buffers = buffers;
    }

    /** A job begins to tell what it accessed. */
    void begin() {
        counted.clear();
    }

    /** Two jobs race on some pages. */
    void add(AccessingJob earlier, boolean earlierWrites, AccessingJob later, boolean laterWrites, PageRange pages) {
        Pair pair = Pair.of(earlier.fence(), later.fence());
        Found found = kept.get(pair);
        if (found == null && kept.size() < KEPT) {
            found = new Found(earlier, later, parties);
            kept.put(pair, found);
            count++;
        }
        if (found == null) {
            count += counted.add(pair) ? 1 : 0;
            return;
        }
        found.writes(earlier.fence(), earlierWrites);
        found.writes(later.fence(), laterWrites);
        found.pages.add(pages);
        buffers.split(pages, found::add);
    }

    /** Returns what was found so far. */
    Races races() {
        return count == 0
                ? Races.NONE
                : new Races(count, kept.values().stream().map(Found::row).toList());
    }

    /** Returns how many pairs there are. */
    long count() {
        return count;
    }
}
