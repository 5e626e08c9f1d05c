package dev.signalbox.sim.lab;

/** A run of a lab that cannot go on or cannot be trusted; the message names the seed that repeats it. */
public final class LabException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final long seed;

    LabException(String what, long nanos, long seed) {
        super(what + " at t=" + nanos + " ns, seed " + seed);
        this.seed = seed;
    }

    /** The seed of the lab that failed. */
    public long seed() {
        return seed;
    }
}
