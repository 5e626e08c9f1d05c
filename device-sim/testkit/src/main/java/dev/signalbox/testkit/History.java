package dev.signalbox.testkit;

import dev.signalbox.device.Engine;
import dev.signalbox.event.Fact;
import dev.signalbox.fence.FenceId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The facts of one device, sorted by what they are about. */
final class History {
    private final List<Fact> facts;
    private final List<Engine> engines = new ArrayList<>();
    private final List<Fact.ClientOpened> clients = new ArrayList<>();
    private final Map<Integer, Fact.EntityOpened> entities = new LinkedHashMap<>();
    private final Map<FenceId, Run> jobs = new LinkedHashMap<>();
    private final Map<FenceId, Long> endsRequested = new HashMap<>();
    private final TreeMap<Integer, List<Run>> rings = new TreeMap<>();
    private final List<String> oddities = new ArrayList<>();

    History(List<Fact> facts) {
        this.facts = List.copyOf(facts);
        this.facts.forEach(this::sort);
        rings.values().forEach(History::findStarts);
        jobs.forEach((fence, run) -> run.endRequested = endsRequested.getOrDefault(fence, Long.MAX_VALUE));
    }

    private void sort(Fact fact) {
        if (fact instanceof Fact.DeviceOpened device) {
            engines.addAll(device.engines());
        } else if (fact instanceof Fact.ClientOpened client) {
            clients.add(client);
        } else if (fact instanceof Fact.EntityOpened entity) {
            entities.put(entity.entity(), entity);
        } else if (fact instanceof Fact.JobAccepted job) {
            if (jobs.putIfAbsent(job.fence(), new Run(job)) != null) {
                oddities.add("job " + job.fence() + " was accepted twice");
            }
        } else if (fact instanceof Fact.JobRan ran) {
            sortRan(ran, jobs.get(ran.fence()));
        } else if (fact instanceof Fact.JobFinished finished) {
            sortFinished(finished, jobs.get(finished.fence()));
        } else if (fact instanceof Fact.EndRequested end) {
            endsRequested.merge(end.fence(), end.time(), Math::min);
        }
    }

    private void sortRan(Fact.JobRan ran, @Nullable Run job) {
        if (job == null || job.ran != null) {
            oddities.add("job " + ran.fence() + " ran " + (job == null ? "before it was accepted" : "twice"));
            return;
        }
        job.ran = ran;
        List<Run> ring = rings.computeIfAbsent(ran.ring(), each -> new ArrayList<>());
        ring.add(job);
        if (ran.entry() != ring.size()) {
            oddities.add(job + " is entry " + ran.entry() + " of ring " + ran.ring() + ", not " + ring.size());
        }
    }

    private void sortFinished(Fact.JobFinished finished, @Nullable Run job) {
        if (job == null) {
            return;
        }
        if (job.finished != null) {
            oddities.add(job + " was over twice");
            return;
        }
        job.finished = finished;
    }

    private static void findStarts(List<Run> ring) {
        long free = Long.MIN_VALUE;
        for (Run job : ring) {
            job.start = Math.max(job.given(), free);
            free = job.end();
        }
    }

    List<String> oddities() {
        return oddities;
    }

    List<Fact.ClientOpened> clients() {
        return clients;
    }

    List<Engine> engines() {
        return engines;
    }

    /** The jobs of each ring in the order in which they were given to it. */
    Map<Integer, List<Run>> rings() {
        return rings;
    }

    @Nullable Run job(FenceId fence) {
        return jobs.get(fence);
    }

    /** The jobs of a client in the order in which they were accepted. */
    List<Run> jobsOf(int client) {
        return jobs.values().stream()
                .filter(job -> {
                    Fact.EntityOpened entity = entities.get(job.accepted.entity());
                    return entity != null && entity.client() == client;
                })
                .toList();
    }

    <F extends Fact> Stream<F> stream(Class<F> kind) {
        return facts.stream().filter(kind::isInstance).map(kind::cast);
    }

    List<Fact> facts() {
        return facts;
    }
}
