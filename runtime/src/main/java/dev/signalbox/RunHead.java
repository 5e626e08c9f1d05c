package dev.signalbox;

import dev.signalbox.event.Fact;
import dev.signalbox.event.RunOutcome;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of a run in a journal.
 *
 * @param number its place among the runs of its device, from 1
 * @param first the number of its first fact
 * @param undriven the first client that no workload drives; null when there is none
 * @param outcome how it ended; null when that is not in the journal
 */
record RunHead(
        String device,
        int number,
        long first,
        long facts,
        long jobs,
        Fact.RunBegan began,
        List<Fact.WorkloadGiven> workloads,
        @Nullable String undriven,
        @Nullable RunOutcome outcome) {
    RunHead {
        workloads = List.copyOf(workloads);
    }
}
