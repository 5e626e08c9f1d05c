package dev.signalbox.race;

import java.util.ArrayList;
import java.util.List;

/**
 * What is before something: all jobs that were over at one time, and of those that were not, the newest of each queue. A vector
 * clock without what everybody knows; immutable.
 */
final class Clock {
    /** Before anything happened. */
    static final Clock START = new Clock(0, List.of());

    /** The jobs of a queue up to one of them; {@code life} ends no sooner than theirs. */
    private record Entry(long context, long seqno, Lifetime life) {}

    private final long time;

    /** By context. */
    private final List<Entry> entries;

    private Clock(long time, List<Entry> entries) {
        this.time = time;
        this.entries = entries;
    }

    /** Returns up to when all jobs that were over are before it. */
    long time() {
        return time;
    }

    /** Returns how many queues it names. */
    int size() {
        return entries.size();
    }

    /** Returns whether a job is named, itself or by a later one of its queue. */
    boolean names(long context, long seqno) {
        for (Entry entry : entries) {
            if (entry.context == context) {
                return seqno <= entry.seqno;
            }
        }
        return false;
    }

    /** Returns a clock behind which everything is too that was over at that time. */
    Clock atLeast(long known) {
        return known <= time ? this : new Clock(known, living(entries, known));
    }

    /** Returns a clock behind which the jobs of a queue up to one are too. */
    Clock with(long context, long seqno, Lifetime life) {
        return join(new Clock(0, List.of(new Entry(context, seqno, life))));
    }

    /** Returns a clock behind which is what is behind either. */
    Clock join(Clock other) {
        if (other == this || (other.entries.isEmpty() && other.time <= time)) {
            return this;
        }
        if (entries.isEmpty() && time <= other.time) {
            return other;
        }
        long known = Math.max(time, other.time);
        return new Clock(known, living(merged(entries, other.entries), known));
    }

    private static List<Entry> merged(List<Entry> one, List<Entry> other) {
        List<Entry> merged = new ArrayList<>(one.size() + other.size());
        int i = 0;
        int j = 0;
        while (i < one.size() && j < other.size()) {
            Entry a = one.get(i);
            Entry b = other.get(j);
            boolean same = a.context == b.context;
            merged.add((same ? a.seqno >= b.seqno : a.context < b.context) ? a : b);
            i += same || a.context < b.context ? 1 : 0;
            j += same || b.context < a.context ? 1 : 0;
        }
        merged.addAll(one.subList(i, one.size()));
        merged.addAll(other.subList(j, other.size()));
        return merged;
    }

    /** What was over at the time needs no name any more. */
    private static List<Entry> living(List<Entry> entries, long time) {
        boolean allLive = true;
        for (Entry entry : entries) {
            allLive &= !entry.life.isOverBy(time);
        }
        return allLive
                ? entries
                : entries.stream().filter(entry -> !entry.life.isOverBy(time)).toList();
    }
}
