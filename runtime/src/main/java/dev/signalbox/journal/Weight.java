package dev.signalbox.journal;

import dev.signalbox.event.Fact;

/** How much room a fact takes in a block, about, in bytes: a block must not outgrow a record. */
final class Weight {
    /** A block that weighs this much takes no further fact. */
    static final int FULL_BLOCK = 1 << 18;

    private static final int PLAIN = 32;
    private static final int PER_ITEM = 8;
    private static final int PER_CHARACTER = 3;

    private Weight() {}

    static int of(Fact fact) {
        if (fact instanceof Fact.JobAccepted job) {
            return PLAIN
                    + PER_ITEM * (job.dependencies().size() + job.accesses().size());
        }
        if (fact instanceof Fact.WorkloadGiven given) {
            return PLAIN + PER_CHARACTER * (given.text().length() + given.name().length());
        }
        if (fact instanceof Fact.RunBegan began) {
            return PLAIN + PER_CHARACTER * began.config().length();
        }
        return PLAIN;
    }
}
