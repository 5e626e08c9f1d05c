package dev.signalbox.testkit;

import dev.signalbox.event.Fact;
import dev.signalbox.sim.workload.wsim.Wsim;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** How many jobs of each client ended well, by the client's name. */
final class JobCounts {
    private JobCounts() {}

    static Map<String, Long> of(List<Fact> facts) {
        Map<Integer, String> clients = new HashMap<>();
        Map<Integer, String> entities = new HashMap<>();
        Map<String, Long> counts = new TreeMap<>();
        for (Fact fact : facts) {
            if (fact instanceof Fact.ClientOpened client) {
                clients.put(client.client(), client.name());
                counts.put(client.name(), 0L);
            } else if (fact instanceof Fact.EntityOpened entity) {
                entities.put(entity.entity(), clients.getOrDefault(entity.client(), "?"));
            } else if (fact instanceof Fact.JobFinished job && job.error() == null) {
                counts.merge(entities.getOrDefault(job.entity(), "?"), 1L, Long::sum);
            }
        }
        return counts;
    }

    static Map<String, Long> expected(List<Wsim> workloads, int cycles) {
        Map<String, Long> counts = new TreeMap<>();
        workloads.forEach(
                each -> counts.put(each.name(), (long) cycles * each.batches().size()));
        return counts;
    }
}
