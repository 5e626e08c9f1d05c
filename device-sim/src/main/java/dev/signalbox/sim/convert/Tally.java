package dev.signalbox.sim.convert;

import dev.signalbox.event.Fact;
import dev.signalbox.event.Facts;
import dev.signalbox.event.RunOutcome;
import dev.signalbox.fence.Errno;
import dev.signalbox.fence.FenceId;
import dev.signalbox.sim.workload.scenario.Expectation;
import dev.signalbox.sim.workload.scenario.Expectation.Count.What;
import dev.signalbox.sim.workload.scenario.Place;
import dev.signalbox.sim.workload.scenario.Range;
import dev.signalbox.sim.workload.scenario.Scenario.Outcome;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Counts what happened in a run up to its end, to be expected of its scenario. */
public final class Tally implements Facts {
    private static final Place NOWHERE = new Place(1);

    private final boolean acceptedOnly;
    private final ScenarioNames names = new ScenarioNames();
    private final Map<Integer, String> clients = new TreeMap<>();
    private final Map<Integer, Integer> clientOf = new TreeMap<>();
    private final Map<Integer, Long> finished = new TreeMap<>();
    private final Map<Errno, Long> errors = new TreeMap<>();
    private final Set<FenceId> accepted = new HashSet<>();
    private long missing;
    private boolean over;
    private Outcome outcome = Outcome.ENDED;

    /**
     * Creates an empty one.
     *
     * @param acceptedOnly whether to pass over jobs that were never accepted, as a scenario made from facts does
     */
    public Tally(boolean acceptedOnly) {
        this.acceptedOnly = acceptedOnly;
    }

    @Override
    public void report(Fact fact) {
        if (over) {
            return;
        }
        if (fact instanceof Fact.ClientOpened client) {
            clients.put(client.client(), names.unique(client.name()));
            finished.put(client.client(), 0L);
        } else if (fact instanceof Fact.EntityOpened entity) {
            clientOf.put(entity.entity(), entity.client());
        } else if (fact instanceof Fact.RunEnded ended) {
            over = true;
            outcome = ended.outcome() == RunOutcome.COMPLETED ? Outcome.ENDED : Outcome.HANG;
        } else {
            countJob(fact);
        }
    }

    private void countJob(Fact fact) {
        if (fact instanceof Fact.JobAccepted job && acceptedOnly) {
            accepted.add(job.fence());
        } else if (fact instanceof Fact.JobRefused job) {
            missing += job.error() == Errno.ENOENT ? 1 : 0;
        } else if (fact instanceof Fact.JobFinished job && (!acceptedOnly || accepted.remove(job.fence()))) {
            finished.merge(clientOf.getOrDefault(job.entity(), 0), 1L, Long::sum);
            if (job.error() != null) {
                errors.merge(job.error(), 1L, Long::sum);
            }
        }
    }

    /** Returns how the run came to its end; as far as is known, by itself. */
    public Outcome outcome() {
        return outcome;
    }

    /** Returns how many jobs of each client were over, and how many failed in which way. */
    public List<Expectation> expectations() {
        List<Expectation> all = new ArrayList<>();
        clients.forEach((client, name) -> all.add(count(What.FINISHED, finished.getOrDefault(client, 0L), name, null)));
        long failed = errors.values().stream().mapToLong(Long::longValue).sum();
        all.add(count(What.ERRORS, failed, null, null));
        errors.forEach((errno, jobs) -> all.add(count(What.ERRORS, jobs, null, errno)));
        if (missing > 0) {
            all.add(count(What.REFUSALS, missing, null, Errno.ENOENT));
        }
        return all;
    }

    private static Expectation count(What what, long times, @Nullable String client, @Nullable Errno errno) {
        return new Expectation.Count(what, new Range(times, times), client, errno, NOWHERE);
    }
}
