package dev.signalbox.sim.workload.wsim;

/** A workload text that cannot be accepted, with the place of the fault and a hint how to put it right. */
public final class WsimSyntaxException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String name;
    private final int line;
    private final int column;
    private final int step;
    private final String problem;
    private final String hint;

    WsimSyntaxException(String name, int line, int column, int step, String problem, String hint) {
        super(text(name, line, column, step, problem, hint));
        this.name = name;
        this.line = line;
        this.column = column;
        this.step = step;
        this.problem = problem;
        this.hint = hint;
    }

    private static String text(String name, int line, int column, int step, String problem, String hint) {
        String place = name + ":" + line + ":" + column + ": ";
        String where = step < 0 ? "" : "step " + step + ": ";
        String advice = hint.isEmpty() ? "" : " (" + hint + ")";
        return place + where + problem + advice;
    }

    /** The name of the program, as given to {@code parse}. */
    public String name() {
        return name;
    }

    /** The line of the fault, from 1. */
    public int line() {
        return line;
    }

    /** The column of the fault in characters, from 1. */
    public int column() {
        return column;
    }

    /** The number of the step at fault, from 0, or -1 when the fault lies outside of any step. */
    public int step() {
        return step;
    }

    /** What is wrong, without place and hint. */
    public String problem() {
        return problem;
    }

    /** How to put it right; may be empty. */
    public String hint() {
        return hint;
    }
}
