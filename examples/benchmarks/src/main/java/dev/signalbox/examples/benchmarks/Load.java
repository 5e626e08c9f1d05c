package dev.signalbox.examples.benchmarks;

/**
 * How many jobs stand in how many queues, and how they got there.
 *
 * @param queues among which the jobs are dealt out
 * @param jobsEach how many each gets
 * @param batch how many are submitted together, a divisor of {@code jobsEach}: 1 for jobs that differ, more for jobs that are alike
 */
record Load(int queues, int jobsEach, int batch) {
    /** How many parts of a load are timed. */
    static final int SLICES = 10;

    /** Checks that submissions can be dealt out in slices. */
    Load {
        if (jobsEach % batch != 0 || queues * jobsEach / batch % SLICES != 0) {
            throw new IllegalArgumentException(
                    queues + " x " + jobsEach + " jobs in submissions of " + batch + " make no " + SLICES + " slices");
        }
    }

    /** Returns how many jobs there are. */
    int jobs() {
        return queues * jobsEach;
    }

    /** Returns how many jobs there are in a slice. */
    int slice() {
        return jobs() / SLICES;
    }

    @Override
    public String toString() {
        return jobs() + " jobs on " + queues + " queues";
    }
}
