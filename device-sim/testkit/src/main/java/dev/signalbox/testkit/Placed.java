package dev.signalbox.testkit;

/** A job and the place in the workload that it comes from. */
record Placed(long cycle, int step, Run run) {
    @Override
    public String toString() {
        return "step " + step + " of cycle " + cycle;
    }
}
