package dev.signalbox.journal;

import dev.signalbox.event.DeviceFact;
import dev.signalbox.event.Fact;

/** How much room a fact takes in a block, about, in bytes: a block must not outgrow a record. */
final class Weight {
    /** A block that weighs this much takes no further fact. */
    static final int FULL_BLOCK = 1 << 18;

    private static final int PLAIN = 32;
    private static final int PER_ITEM = 8;
    private static final int PER_RANGE = 16;
    private static final int PER_CHARACTER = 3;

    private Weight() {}

    static int of(Fact fact) {
        if (fact instanceof Fact.JobAccepted job) {
            return PLAIN
                    + PER_ITEM * (job.dependencies().size() + job.accesses().size())
                    + Integer.BYTES * job.work().program().code().size();
        }
        if (fact instanceof DeviceFact.BufferWritten written) {
            return PLAIN + Integer.BYTES * written.data().size();
        }
        if (fact instanceof DeviceFact.PagesAccessed accessed) {
            return PLAIN
                    + PER_RANGE * (accessed.reads().size() + accessed.writes().size());
        }
        return PLAIN + PER_CHARACTER * characters(fact);
    }

    /** Texts come from programs and may be long. */
    private static int characters(Fact fact) {
        if (fact instanceof Fact.JobQueued || fact instanceof Fact.JobRan || fact instanceof Fact.JobFinished) {
            return 0;
        }
        if (fact instanceof Fact.RunBegan began) {
            return began.config().length();
        }
        if (fact instanceof Fact.WorkloadGiven given) {
            return given.text().length() + given.name().length();
        }
        if (fact instanceof Fact.JobRefused refused) {
            return refused.reason().length();
        }
        if (fact instanceof Fact.ExpectationChecked checked) {
            return checked.what().length()
                    + checked.expected().length()
                    + checked.actual().length();
        }
        return nameOf(fact).length();
    }

    private static String nameOf(Fact fact) {
        if (fact instanceof Fact.ClientOpened client) {
            return client.name();
        }
        if (fact instanceof Fact.EntityOpened entity) {
            return entity.name();
        }
        if (fact instanceof DeviceFact.FailureInjected injected) {
            return injected.failure();
        }
        if (fact instanceof DeviceFact.ResetRequested requested) {
            return requested.reason();
        }
        if (fact instanceof DeviceFact.RingFailed failed) {
            return failed.reason();
        }
        return fact instanceof Fact.TimelineCreated timeline ? timeline.name() : "";
    }
}
