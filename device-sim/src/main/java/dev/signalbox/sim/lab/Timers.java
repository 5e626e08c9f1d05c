package dev.signalbox.sim.lab;

import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/** Timers in order of (virtual time, insertion). Used by the lab's thread only. */
final class Timers {
    private static final int COMPACT_FROM = 1024;

    private final PriorityQueue<Timer> pending = new PriorityQueue<>();
    private long insertions;
    private int cancelled;

    void add(Timer timer, long dueNanos) {
        timer.place(dueNanos, insertions++);
        pending.add(timer);
    }

    /** The time of the earliest timer that is still wanted, or {@link Long#MAX_VALUE} for none. */
    long nextNanos() {
        Timer head = pending.peek();
        while (head != null && head.isCancelled()) {
            pending.poll();
            cancelled--;
            head = pending.peek();
        }
        return head == null ? Long.MAX_VALUE : head.dueNanos();
    }

    /** Fires what is due, except timers that the fired ones add: those wait for the next call. */
    void fireDue(long nowNanos) {
        long limit = insertions;
        while (nextNanos() <= nowNanos) {
            @Nullable Timer head = pending.peek();
            if (head == null || head.insertion() >= limit) {
                return;
            }
            pending.poll();
            head.fire();
        }
    }

    /** Says that a pending timer was cancelled; its entry goes when it comes up or when such entries prevail. */
    void noteCancelled() {
        cancelled++;
        if (cancelled > COMPACT_FROM && cancelled > pending.size() / 2) {
            pending.removeIf(Timer::isCancelled);
            cancelled = 0;
        }
    }

    /** Takes all out, wanted or not, in order. */
    List<Timer> removeAll() {
        List<Timer> all = new ArrayList<>(pending.size());
        for (Timer timer = pending.poll(); timer != null; timer = pending.poll()) {
            all.add(timer);
        }
        cancelled = 0;
        return all;
    }
}
