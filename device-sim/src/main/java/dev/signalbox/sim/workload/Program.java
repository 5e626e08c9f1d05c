package dev.signalbox.sim.workload;

/** What a client does, as a sequence that stops where it has to wait. Used by one thread at a time. */
public interface Program {
    /** Goes on until the next wait, or to the end; says which through the host. */
    void resume(ProgramHost host);
}
