package dev.signalbox.fence;

import java.util.Collections;
import java.util.NavigableMap;
import java.util.TreeMap;

/** By when the pending fences of one context should signal: the soonest that anybody has asked for. */
public final class Deadlines {
    /** Made when there is one, for mostly there is none. */
    private NavigableMap<Long, Long> soonest = Collections.emptyNavigableMap();

    /** Notes a deadline in nanoseconds; returns false when one as soon is known. */
    public boolean set(long seqno, long deadline) {
        if (of(seqno) <= deadline) {
            return false;
        }
        if (soonest.isEmpty()) {
            soonest = new TreeMap<>();
        }
        soonest.put(seqno, deadline);
        return true;
    }

    /** Returns the deadline of a fence; {@link Long#MAX_VALUE} when there is none. */
    public long of(long seqno) {
        return soonest.getOrDefault(seqno, Long.MAX_VALUE);
    }

    /** Forgets those of fences that have signalled. */
    public void forgetThrough(long floor) {
        if (!soonest.isEmpty()) {
            soonest.headMap(floor, true).clear();
        }
    }

    /** Returns whether there is none. */
    public boolean isEmpty() {
        return soonest.isEmpty();
    }
}
