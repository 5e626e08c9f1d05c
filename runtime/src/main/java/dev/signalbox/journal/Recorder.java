package dev.signalbox.journal;

import dev.signalbox.event.Fact;
import dev.signalbox.event.FactRun;
import dev.signalbox.event.Facts;
import dev.signalbox.event.Gate;
import dev.signalbox.fence.Refusal;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Between the owners that report facts, on all threads, and the one actor that stores them: gathers facts into blocks, and holds
 * back what programs are shown until the facts it rests on are stored. While one block is being stored the next one gathers.
 */
final class Recorder implements Facts, Gate {
    private record Waiting(long position, Held held) {}

    private final long lead;
    private Runnable wake = () -> {};
    private final ArrayDeque<Waiting> waiting = new ArrayDeque<>();
    private List<FactRun> open = new ArrayList<>();

    /** How many facts stand before this recorder's first. */
    private long base;

    /** How many facts owners have reported, how many of them were drained, and stored; below 0 while older ones are left. */
    private long reported;

    private long drained;
    private long stored;
    private boolean awake;
    private boolean sealed;
    private boolean passing;
    private @Nullable Refusal broken;

    /**
     * Creates a recorder with nothing in it.
     *
     * @param lead how many facts that are not stored yet may be shown; 0 when none
     */
    Recorder(long lead) {
        this.lead = lead;
    }

    /**
     * Says how to ask for a {@link #drain}; before the first fact.
     *
     * @param asking called again only after a drain that took everything
     */
    synchronized void wakeBy(Runnable asking) {
        wake = asking;
    }

    @Override
    public void report(Fact fact) {
        report(fact, 1);
    }

    @Override
    public synchronized void report(Fact first, int count) {
        if (broken != null || sealed) {
            return;
        }
        open.add(new FactRun(first, count));
        reported += count;
        if (!awake) {
            awake = true;
            wake.run();
        }
    }

    /** Continues a record: so many facts are stored, and these close what they left open. Called once, before the first drain. */
    synchronized void resume(long facts, List<FactRun> closings) {
        List<FactRun> all = new ArrayList<>(closings);
        all.addAll(open);
        open = all;
        long more = closings.stream().mapToLong(FactRun::count).sum();
        base = facts + more;
        drained = -more;
        stored = -more;
    }

    /** The device is closed: what is reported from now on is no part of the record. */
    synchronized void seal() {
        sealed = true;
    }

    /** Takes the next block; null when there is nothing to store. */
    synchronized @Nullable Block drain() {
        if (open.isEmpty()) {
            awake = false;
            return null;
        }
        List<FactRun> runs = open;
        int fitting = fitting(runs);
        open = new ArrayList<>(runs.subList(fitting, runs.size()));
        runs = runs.subList(0, fitting);
        Block block = new Block(base + drained + 1, runs);
        drained += runs.stream().mapToLong(FactRun::count).sum();
        awake = !open.isEmpty();
        return block;
    }

    /** Returns how many runs go into one block: at least one, and otherwise no more than it should hold. */
    private static int fitting(List<FactRun> runs) {
        int weight = 0;
        int fitting = 0;
        while (fitting < runs.size() && weight < Weight.FULL_BLOCK) {
            weight += Weight.of(runs.get(fitting++).first());
        }
        return fitting;
    }

    /** Returns whether a drain has left something. */
    synchronized boolean isAwake() {
        return awake;
    }

    /** Everything that was drained is stored; on the one thread that stores. */
    void storedDrained() {
        synchronized (this) {
            stored = drained;
        }
        for (Waiting next = nextToPass(); next != null; next = nextToPass()) {
            next.held().pass();
        }
    }

    /** Nothing can be stored any more; what waits is lost. */
    void fail(Refusal why) {
        List<Waiting> lost;
        synchronized (this) {
            if (broken != null) {
                return;
            }
            broken = why;
            open.clear();
            lost = List.copyOf(waiting);
            waiting.clear();
        }
        lost.forEach(each -> each.held().lost(why));
    }

    @Override
    public boolean isOpen() {
        return false;
    }

    @Override
    public void pass(Held held) {
        Refusal why;
        synchronized (this) {
            why = broken;
            if (why == null && (passing || !waiting.isEmpty() || reported > stored + lead)) {
                waiting.addLast(new Waiting(reported, held));
                return;
            }
        }
        if (why == null) {
            held.pass();
        } else {
            held.lost(why);
        }
    }

    @Override
    public synchronized void refuseWhenBroken() {
        if (broken != null) {
            throw broken;
        }
    }

    /** Returns whether nothing can be stored any more. */
    synchronized boolean isBroken() {
        return broken != null;
    }

    private synchronized @Nullable Waiting nextToPass() {
        Waiting next = waiting.peekFirst();
        passing = next != null && next.position() <= stored + lead;
        return passing ? waiting.pollFirst() : null;
    }
}
