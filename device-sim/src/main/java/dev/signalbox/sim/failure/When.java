package dev.signalbox.sim.failure;

import java.util.List;

/** When a failure happens, of all the moments at which it could. */
public sealed interface When {
    /** Whenever it can. */
    record Always() implements When {}

    /**
     * With these entries of a ring.
     *
     * @param numbers from 1
     */
    record Entries(List<Long> numbers) implements When {
        /** Copies the list, and checks it. */
        public Entries {
            numbers = List.copyOf(numbers);
            if (numbers.isEmpty() || numbers.stream().anyMatch(number -> number < 1)) {
                throw new IllegalArgumentException("entries are numbered from 1, not " + numbers);
            }
        }
    }

    /**
     * The first time that it can from a time on.
     *
     * @param nanos from the start of the device
     */
    record At(long nanos) implements When {
        /** Refuses a negative time. */
        public At {
            if (nanos < 0) {
                throw new IllegalArgumentException("a failure is at 0 ns or later, not " + nanos);
            }
        }
    }

    /**
     * By chance.
     *
     * @param probability 0 to 1
     */
    record Rate(double probability) implements When {
        /** Checks the range. */
        public Rate {
            if (!(probability >= 0 && probability <= 1)) {
                throw new IllegalArgumentException("a rate is 0 to 1, not " + probability);
            }
        }
    }
}
