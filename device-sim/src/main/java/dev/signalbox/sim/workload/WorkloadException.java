package dev.signalbox.sim.workload;

/** A workload that is well written but does not fit the device it is to run on; says where in its file, why, and what to try. */
public final class WorkloadException extends RuntimeException {
    private static final long serialVersionUID = 1;

    WorkloadException(String program, int line, int column, int step, String problem, String hint) {
        super(program + ":" + line + ":" + column + ": step " + step + ": " + problem + " (" + hint + ")");
    }
}
