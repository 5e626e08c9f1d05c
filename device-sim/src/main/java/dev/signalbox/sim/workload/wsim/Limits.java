package dev.signalbox.sim.workload.wsim;

/** The bounds of everything that a workload text can count, so that a hostile text stays cheap to refuse. */
final class Limits {
    /** A text must be smaller than this, in bytes. */
    static final int TEXT_BYTES = 1 << 20;

    static final int STEPS = 100_000;
    static final int CONTEXT = 65_535;
    static final int WORKING_SET = 65_535;
    static final int MICROSECONDS = 1_000_000_000;
    static final int PRIORITY = 1_023;
    static final int QUEUE_DEPTH = 1_000_000;

    /** Engines that one map or bond may list. */
    static final int ENGINES = 64;

    static final int ENGINE_INSTANCE = 255;
    static final int GT = 255;
    static final long OBJECT_BYTES = 1L << 40;

    /** Working-set objects of a whole program. */
    static final int BUFFERS = 1_000_000;

    private Limits() {}
}
