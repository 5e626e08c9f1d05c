package dev.signalbox.sim.failure;

import dev.signalbox.device.Engine;
import dev.signalbox.device.ResetScope;
import dev.signalbox.device.Work;
import dev.signalbox.sim.engine.Failures.Hang;
import dev.signalbox.sim.engine.Failures.Late;
import dev.signalbox.sim.engine.Failures.Loss;
import dev.signalbox.sim.engine.Failures.Lost;
import dev.signalbox.sim.engine.Failures.MemoryError;
import dev.signalbox.sim.engine.Failures.PageFault;
import dev.signalbox.sim.engine.Failures.Slow;
import dev.signalbox.sim.engine.Failures.Spurious;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/**
 * Something that goes wrong, where, when, and how often. A plan begins as always, everywhere.
 *
 * @param on names or classes of engines; empty for all
 * @param times how often at most; 0 for as often as it comes, which for a failure at a time is once
 */
public record FailurePlan(Failure failure, List<String> on, When when, long times) {
    /** Copies the list. A loss has a time and no place; a reset is not part of an entry. */
    public FailurePlan {
        on = List.copyOf(on);
        if (times < 0) {
            throw new IllegalArgumentException("a failure happens at most 1 time or more, not " + times);
        }
        if (failure instanceof Failure.OfDevice && !(when instanceof When.At && on.isEmpty() && times == 0)) {
            throw new IllegalArgumentException(failure.name() + " is of the whole device, once, at a time");
        }
        if (failure instanceof Failure.OfReset && when instanceof When.Entries) {
            throw new IllegalArgumentException(failure.name() + " has no entry: say at, rate or times");
        }
    }

    /** Times are at most {@link Work#MOST_NANOS}. */
    private static long nanos(Duration time) {
        if (time.compareTo(Duration.ofNanos(Work.MOST_NANOS)) > 0) {
            throw new IllegalArgumentException("a failure has times of at most 1000000 s, not " + time);
        }
        return time.toNanos();
    }

    private static FailurePlan of(Failure failure) {
        return new FailurePlan(failure, List.of(), new When.Always(), 0);
    }

    /**
     * An entry never ends by itself.
     *
     * @param endedBy the least reset that ends it
     */
    public static FailurePlan hang(ResetScope endedBy) {
        return of(new Failure.OfEntry(new Hang(endedBy)));
    }

    /**
     * An entry takes longer.
     *
     * @param factor how many times as long, 1 to 1000
     */
    public static FailurePlan slow(double factor) {
        return of(new Failure.OfEntry(new Slow(factor)));
    }

    /** Memory that an entry needs is spoilt beyond correction. */
    public static FailurePlan ecc() {
        return of(new Failure.OfEntry(new MemoryError()));
    }

    /** An entry reads where nothing is mapped. */
    public static FailurePlan pageFault(long address) {
        return of(new Failure.OfEntry(new PageFault(address, false)));
    }

    /** An interrupt is not raised; the next one says what it would have said. */
    public static FailurePlan lostInterrupt() {
        return of(new Failure.OfInterrupt(new Lost()));
    }

    /** An interrupt is raised later, at least by 1 ns. */
    public static FailurePlan lateInterrupt(Duration delay) {
        return of(new Failure.OfInterrupt(new Late(nanos(delay))));
    }

    /** An interrupt that says nothing new is raised before one that does. */
    public static FailurePlan spuriousInterrupt() {
        return of(new Failure.OfInterrupt(new Spurious()));
    }

    /** The number of an entry that is done is written back with a high bit turned over. */
    public static FailurePlan corruptFence() {
        return of(new Failure.OfFence(null));
    }

    /** This is written back instead of the number of an entry that is done. */
    public static FailurePlan corruptFence(long value) {
        return of(new Failure.OfFence(value));
    }

    /** A reset does not work. */
    public static FailurePlan failedReset() {
        return of(new Failure.OfReset(null));
    }

    /** A reset of this scope does not work. */
    public static FailurePlan failedReset(ResetScope scope) {
        return of(new Failure.OfReset(scope));
    }

    /** The device disappears a while after its start. */
    public static FailurePlan deviceLost(Duration after) {
        return new FailurePlan(new Failure.OfDevice(Loss.DEVICE), List.of(), new When.At(nanos(after)), 0);
    }

    /** A while after its start the device loses power: VRAM forgets, and nothing executes before the device is reset. */
    public static FailurePlan powerLoss(Duration after) {
        return new FailurePlan(new Failure.OfDevice(Loss.POWER), List.of(), new When.At(nanos(after)), 0);
    }

    /** Returns the same, on these engines or classes of engines. */
    public FailurePlan on(String... engines) {
        return new FailurePlan(failure, List.of(engines), when, times);
    }

    /** Returns the same, of these entries of a ring; an interrupt is of the entries that it tells first. */
    public FailurePlan entry(long... numbers) {
        return new FailurePlan(
                failure, on, new When.Entries(Arrays.stream(numbers).boxed().toList()), times);
    }

    /** Returns the same, the first time that it can from a while after the device's start. */
    public FailurePlan at(Duration after) {
        return new FailurePlan(failure, on, new When.At(nanos(after)), times);
    }

    /** Returns the same, by chance each time that it can: 0 never, 1 always. */
    public FailurePlan rate(double probability) {
        return new FailurePlan(failure, on, new When.Rate(probability), times);
    }

    /** Returns the same, so often at most. */
    public FailurePlan times(long most) {
        return new FailurePlan(failure, on, when, most);
    }

    /** Returns how often it happens at most. */
    long limit() {
        if (times > 0) {
            return times;
        }
        return when instanceof When.At ? 1 : Long.MAX_VALUE;
    }

    /** Returns whether it can happen on an engine. */
    boolean isOn(Engine engine) {
        return on.isEmpty() || on.contains(engine.name()) || on.contains(engine.kind());
    }
}
