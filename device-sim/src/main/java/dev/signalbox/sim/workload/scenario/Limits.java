package dev.signalbox.sim.workload.scenario;

/** The bounds of everything that a scenario can count, so that a hostile one stays cheap to refuse. */
final class Limits {
    /** A text must be smaller than this, in bytes. */
    static final int TEXT_BYTES = 1 << 20;

    /** How deep braces and brackets may stand in each other. */
    static final int DEPTH = 64;

    /** How many dots one word may have: each is a level of its own when the word is a key. */
    static final int DOTS = 64;

    static final int NAME = 100;
    static final int CLIENTS = 1_000;
    static final int QUEUES = 10_000;
    static final int TIMELINES = 10_000;
    static final int SYNC_OBJECTS = 10_000;
    /** Buffers of all clients. */
    static final int BUFFERS = 1_000_000;

    /** Steps that one client runs, loops counted out. */
    static final long STEPS_RUN = 10_000_000;

    /** Loops in loops. */
    static final int LOOPS = 16;

    static final int JOBS = 65_536;

    /** Packets of a program: more may be too long all the same, which shows when the job is made. */
    static final int PACKETS = 1_000;

    /** Dwords that are compared at a time, as many as a program reads at a time. */
    static final int DWORDS = 16_384;

    static final int KERNEL = 64;
    static final int ARGUMENTS = 64;
    static final int REFERENCES = 100_000;
    static final int ENGINES = 256;
    static final int POINT = 100_000;
    static final int CREDITS = 65_536;
    /** What all times of a scenario may come to, loops counted out; with one more of the longest it still is a time. */
    static final long RUN_NANOS = 4_000_000_000_000_000_000L;

    static final long BYTES = 1L << 40;
    static final long NUMBER = 1L << 53;

    private Limits() {}
}
