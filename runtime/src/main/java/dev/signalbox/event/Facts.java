package dev.signalbox.event;

/** Where rooms report what happened. */
@FunctionalInterface
public interface Facts {
    /** Nobody listens. */
    Facts NOBODY = fact -> {};

    /** Takes one fact; facts of one owner arrive in the order in which they happened. */
    void report(Fact fact);
}
