package dev.signalbox.sim.failure;

import dev.signalbox.device.Engine;
import dev.signalbox.device.ResetScope;
import dev.signalbox.sim.engine.Failures;
import dev.signalbox.sim.engine.Speed;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Lets plans happen to one device from its start on. Where several could happen at one moment, the first of them does; the others have
 * happened as well, as far as {@code times} counts.
 */
public final class Injector implements Failures {
    private final List<Dice> ofEntries = new ArrayList<>();
    private final List<Dice> ofInterrupts = new ArrayList<>();
    private final List<Dice> ofFences = new ArrayList<>();
    private final List<Dice> ofResets = new ArrayList<>();
    private final Deque<Timed> losses;
    private final long[] begun;
    private final long[] told;

    private record Timed(long time, Loss loss) {}

    /**
     * Creates it.
     *
     * @param seed of what plans leave to chance; each has a split of its own
     * @param engines the ring of each has its index as number
     * @param start from when on times count
     */
    public Injector(List<FailurePlan> plans, long seed, List<Engine> engines, long start) {
        this.begun = new long[engines.size()];
        this.told = new long[engines.size()];
        SplittableRandom random = new SplittableRandom(seed);
        List<Timed> timed = new ArrayList<>();
        for (FailurePlan plan : plans) {
            Dice dice = new Dice(plan, rings(plan, engines), random.split(), start);
            if (plan.failure() instanceof Failure.OfDevice lost && plan.when() instanceof When.At at) {
                timed.add(new Timed(Speed.plus(start, at.nanos()), lost.loss()));
            } else {
                dice(plan.failure()).add(dice);
            }
        }
        timed.sort(Comparator.comparingLong(Timed::time));
        this.losses = new ArrayDeque<>(timed);
    }

    private static BitSet rings(FailurePlan plan, List<Engine> engines) {
        BitSet rings = new BitSet();
        IntStream.range(0, engines.size())
                .filter(ring -> plan.isOn(engines.get(ring)))
                .forEach(rings::set);
        return rings;
    }

    private List<Dice> dice(Failure failure) {
        if (failure instanceof Failure.OfEntry) {
            return ofEntries;
        }
        if (failure instanceof Failure.OfInterrupt) {
            return ofInterrupts;
        }
        return failure instanceof Failure.OfFence ? ofFences : ofResets;
    }

    @Override
    public @Nullable EntryFailure entryBegins(int ring, long entry, long now) {
        if (entry <= begun[ring]) {
            return null;
        }
        begun[ring] = entry;
        return roll(ofEntries, ring, entry - 1, entry, now) instanceof Failure.OfEntry happens
                ? happens.failure()
                : null;
    }

    @Override
    public long fenceWritten(int ring, long entry, long now) {
        return roll(ofFences, ring, entry - 1, entry, now) instanceof Failure.OfFence happens
                ? happens.written(entry)
                : entry;
    }

    @Override
    public @Nullable InterruptFailure interruptRaised(int ring, long entry, long now) {
        long before = told[ring];
        told[ring] = Math.max(before, entry);
        return roll(ofInterrupts, ring, before, entry, now) instanceof Failure.OfInterrupt happens
                ? happens.failure()
                : null;
    }

    @Override
    public boolean resetFails(int ring, ResetScope scope, long now) {
        List<Dice> meant = ofResets.stream()
                .filter(dice -> dice.failure() instanceof Failure.OfReset of && meets(of, scope))
                .toList();
        return roll(meant, ring, 0, 0, now) != null;
    }

    private static boolean meets(Failure.OfReset failure, ResetScope scope) {
        return failure.scope() == null || failure.scope() == scope;
    }

    /** Every plan is asked, so that none depends on another. */
    private static @Nullable Failure roll(List<Dice> dice, int ring, long behind, long through, long now) {
        Failure first = null;
        for (Dice each : dice) {
            if (each.falls(ring, behind, through, now) && first == null) {
                first = each.failure();
            }
        }
        return first;
    }

    @Override
    public long nextLoss() {
        Timed next = losses.peekFirst();
        return next == null ? Long.MAX_VALUE : next.time();
    }

    @Override
    public Loss takeLoss() {
        return losses.removeFirst().loss();
    }
}
