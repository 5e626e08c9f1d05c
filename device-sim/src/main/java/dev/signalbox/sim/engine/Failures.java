package dev.signalbox.sim.engine;

import dev.signalbox.device.ResetScope;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What goes wrong with the hardware: it asks at fixed points, in the order in which they come, and reports whatever has happened. Each
 * method's own answer is that nothing goes wrong.
 */
public interface Failures {
    /** Nothing goes wrong. */
    Failures NONE = new Failures() {};

    /** An entry begins: returns what goes wrong with it; null for nothing. Entries that are skipped are not asked for. */
    default @Nullable EntryFailure entryBegins(int ring, long entry, long now) {
        return null;
    }

    /** The number of an entry that is done is about to be written back: returns what is written instead. */
    default long fenceWritten(int ring, long entry, long now) {
        return entry;
    }

    /** The fence interrupt of a ring is about to be raised: returns what happens to it; null for nothing. */
    default @Nullable InterruptFailure interruptRaised(int ring, long entry, long now) {
        return null;
    }

    /** A reset that a ring has asked for is about to end: returns whether it fails. */
    default boolean resetFails(int ring, ResetScope scope, long now) {
        return false;
    }

    /** Returns when the next of the failures that happen at a time does; {@link Long#MAX_VALUE} when none will. */
    default long nextLoss() {
        return Long.MAX_VALUE;
    }

    /** That time has come: returns what happens, and goes on to the next. */
    default Loss takeLoss() {
        throw new IllegalStateException("nothing is lost");
    }

    /** What can go wrong with an entry. */
    sealed interface EntryFailure {
        /** Returns what it is called. */
        String name();
    }

    /**
     * It never ends by itself.
     *
     * @param endedBy the least reset that ends it; only one that {@link ResetScope#JOB} ends can be ended by its client as well
     */
    record Hang(ResetScope endedBy) implements EntryFailure {
        /** Something has to end it. */
        public Hang {
            Objects.requireNonNull(endedBy, "a hang is ended by a reset of some scope");
        }

        @Override
        public String name() {
            return "hang";
        }
    }

    /**
     * All of its work, and all that it moves, takes longer.
     *
     * @param factor how many times as long, 1 to 1000
     */
    record Slow(double factor) implements EntryFailure {
        /** Checks the range. */
        public Slow {
            if (!(factor >= 1 && factor <= 1_000)) {
                throw new IllegalArgumentException("an entry is slower by a factor of 1 to 1000, not " + factor);
            }
        }

        @Override
        public String name() {
            return "slow";
        }
    }

    /** Memory that it needs is spoilt: nothing of it is executed, and it ends with EHWPOISON. */
    record MemoryError() implements EntryFailure {
        @Override
        public String name() {
            return "ecc";
        }
    }

    /** It finds no translation, once, before it does anything. */
    record PageFault(long address, boolean write) implements EntryFailure {
        @Override
        public String name() {
            return "page-fault";
        }
    }

    /** What can go wrong with an interrupt. */
    sealed interface InterruptFailure {
        /** Returns what it is called. */
        String name();
    }

    /** It is not raised; what it would have said, the next one says. */
    record Lost() implements InterruptFailure {
        @Override
        public String name() {
            return "lost-interrupt";
        }
    }

    /** It is raised later, at least by 1 ns. */
    record Late(long nanos) implements InterruptFailure {
        /** Checks the range. */
        public Late {
            if (nanos < 1) {
                throw new IllegalArgumentException("an interrupt is late by at least 1 ns, not " + nanos);
            }
        }

        @Override
        public String name() {
            return "late-interrupt";
        }
    }

    /** One that says nothing new is raised before it. */
    record Spurious() implements InterruptFailure {
        @Override
        public String name() {
            return "spurious-interrupt";
        }
    }

    /** What can be lost at a time. */
    enum Loss {
        /** The device: it does and says nothing any more. */
        DEVICE("device-lost"),
        /** Power: VRAM forgets, and nothing executes before the device is reset. */
        POWER("power-loss");

        private final String failure;

        Loss(String failure) {
            this.failure = failure;
        }

        /** Returns what the failure is called. */
        public String failure() {
            return failure;
        }
    }
}
