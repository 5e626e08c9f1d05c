package dev.signalbox.sim.workload.scenario;

/** A scenario that cannot be accepted, or does not fit what it is to run on, with the place of the fault and a hint. */
public final class ScenarioException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String file;
    private final int line;
    private final String problem;
    private final String hint;

    /**
     * Creates a refusal.
     *
     * @param line from 1
     */
    public ScenarioException(String file, int line, String problem, String hint) {
        super(file + ":" + line + ": " + problem + " (" + hint + ")");
        this.file = file;
        this.line = line;
        this.problem = problem;
        this.hint = hint;
    }

    /** Returns the name of the file. */
    public String file() {
        return file;
    }

    /** Returns the line of the fault, from 1. */
    public int line() {
        return line;
    }

    /** Returns what is wrong, without place and hint. */
    public String problem() {
        return problem;
    }

    /** Returns how to put it right. */
    public String hint() {
        return hint;
    }
}
