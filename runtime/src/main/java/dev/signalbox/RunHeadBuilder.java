package dev.signalbox;

import dev.signalbox.event.Fact;
import dev.signalbox.event.FactRun;
import dev.signalbox.event.RunOutcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Gathers the head of a run from its facts. */
final class RunHeadBuilder {
    /** A workload is given right after its client has opened, so few are open and not yet driven; programs open any number. */
    private static final int MOST_UNDRIVEN = 64;

    private final String device;
    private final int number;
    private final long first;
    private final Fact.RunBegan began;
    private final List<Fact.WorkloadGiven> workloads = new ArrayList<>();
    private final Map<Integer, String> undriven = new TreeMap<>();
    private long facts;
    private long jobs;
    private boolean allDriven;
    private @Nullable RunOutcome outcome;

    RunHeadBuilder(String device, int number, long first, Fact.RunBegan began) {
        this.device = device;
        this.number = number;
        this.first = first;
        this.began = began;
    }

    void add(FactRun run) {
        facts += run.count();
        Fact fact = run.first();
        if (fact instanceof Fact.JobAccepted) {
            jobs += run.count();
        } else if (fact instanceof Fact.WorkloadGiven given) {
            workloads.add(given);
            allDriven |= given.client() == 0;
            undriven.remove(given.client());
        } else if (fact instanceof Fact.ClientOpened client && undriven.size() < MOST_UNDRIVEN) {
            undriven.put(client.client(), client.name());
        } else if (fact instanceof Fact.RunEnded ended) {
            outcome = ended.outcome();
        }
    }

    RunHead head() {
        String program =
                allDriven ? null : undriven.values().stream().findFirst().orElse(null);
        return new RunHead(device, number, first, facts, jobs, began, workloads, program, outcome);
    }
}
