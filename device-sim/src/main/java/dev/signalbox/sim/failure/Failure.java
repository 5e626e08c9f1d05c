package dev.signalbox.sim.failure;

import dev.signalbox.device.ResetScope;
import dev.signalbox.sim.engine.Failures.EntryFailure;
import dev.signalbox.sim.engine.Failures.InterruptFailure;
import dev.signalbox.sim.engine.Failures.Loss;
import org.jspecify.annotations.Nullable;

/** What goes wrong, by the moment at which it does. */
public sealed interface Failure {
    /** Returns what it is called, by facts too. */
    String name();

    /** When an entry begins. */
    record OfEntry(EntryFailure failure) implements Failure {
        @Override
        public String name() {
            return failure.name();
        }
    }

    /** When an interrupt is raised that tells of entries. */
    record OfInterrupt(InterruptFailure failure) implements Failure {
        @Override
        public String name() {
            return failure.name();
        }
    }

    /**
     * When the number of an entry is written back.
     *
     * @param value what is written instead; null for the number with one high bit turned over
     */
    record OfFence(@Nullable Long value) implements Failure {
        private static final long HIGH_BIT = 1L << 40;

        /** Returns what is written. */
        long written(long entry) {
            return value == null ? entry ^ HIGH_BIT : value;
        }

        @Override
        public String name() {
            return "corrupt-fence";
        }
    }

    /**
     * When a reset ends.
     *
     * @param scope which resets fail; null for all
     */
    record OfReset(@Nullable ResetScope scope) implements Failure {
        @Override
        public String name() {
            return "failed-reset";
        }
    }

    /** At a time, whatever the device is doing. */
    record OfDevice(Loss loss) implements Failure {
        @Override
        public String name() {
            return loss.failure();
        }
    }
}
