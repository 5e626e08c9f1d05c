package dev.signalbox.event;

/**
 * Where rooms report what happened. Whoever listens is called in place, under a lock: it must be quick, and must not call the
 * runtime's API from within.
 */
@FunctionalInterface
public interface Facts {
    /** Nobody listens. */
    Facts NOBODY = new Facts() {
        @Override
        public void report(Fact fact) {}

        @Override
        public void report(Fact first, int count) {}
    };

    /** Takes one fact; facts of one owner arrive in the order in which they happened. */
    void report(Fact fact);

    /** Takes a run of like facts; the i-th is {@code first.plus(i)}. */
    default void report(Fact first, int count) {
        for (int i = 0; i < count; i++) {
            report(first.plus(i));
        }
    }
}
