package dev.signalbox.sim.workload;

/**
 * An expectation that was compared with what happened.
 *
 * @param place file and line
 * @param client whose step it was; empty when it is about the whole run
 * @param what is compared
 */
public record Check(String place, String client, String what, boolean met, String expected, String actual) {
    /** Returns it as one line: place, what was expected, what was found, client. */
    @Override
    public String toString() {
        String who = client.isEmpty() ? "" : " (client " + client + ")";
        String verdict = met ? "as expected " + actual : "expected " + expected + ", but it is " + actual;
        return place + ": " + what + ": " + verdict + who;
    }
}
