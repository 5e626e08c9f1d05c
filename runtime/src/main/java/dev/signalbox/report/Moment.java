package dev.signalbox.report;

import dev.signalbox.event.Fact;

/**
 * An instant of a run: the facts up to it are those before the first that is later, or has a higher number.
 *
 * @param time the latest time, in nanoseconds on the device's clock
 * @param number the highest number of a fact
 */
public record Moment(long time, long number) {
    /** Returns the end of the run. */
    public static Moment end() {
        return new Moment(Long.MAX_VALUE, Long.MAX_VALUE);
    }

    /** Returns a time; whatever happened then has happened. */
    public static Moment at(long time) {
        return new Moment(time, Long.MAX_VALUE);
    }

    /** Returns the instant after the fact of this number. */
    public static Moment after(long number) {
        return new Moment(Long.MAX_VALUE, number);
    }

    boolean isBefore(Fact fact, long itsNumber) {
        return fact.time() > time || itsNumber > number;
    }
}
