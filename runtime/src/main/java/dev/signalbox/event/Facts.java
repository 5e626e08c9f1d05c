package dev.signalbox.event;

/**
 * Where rooms report what happened. Whoever listens is called in place, under a lock: it must be quick, and must not call the
 * runtime's API from within.
 */
@FunctionalInterface
public interface Facts {
    /** Nobody listens. */
    Facts NOBODY = fact -> {};

    /** Takes one fact; facts of one owner arrive in the order in which they happened. */
    void report(Fact fact);
}
