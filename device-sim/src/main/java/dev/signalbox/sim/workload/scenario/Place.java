package dev.signalbox.sim.workload.scenario;

/** Where something stands in its file. All places are equal: where something stands is no part of what it says. */
public final class Place {
    private final int line;

    /**
     * Creates a place.
     *
     * @param line from 1
     */
    public Place(int line) {
        this.line = line;
    }

    /** Returns the line, from 1. */
    public int line() {
        return line;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Place;
    }

    @Override
    public int hashCode() {
        return 1;
    }

    @Override
    public String toString() {
        return "line " + line;
    }
}
