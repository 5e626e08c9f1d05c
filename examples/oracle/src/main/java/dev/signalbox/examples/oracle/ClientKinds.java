package dev.signalbox.examples.oracle;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Cases of clients that share a scheduler. */
final class ClientKinds implements OracleKind {
    private static final int SHOWN_RUNS = 64;

    @Override
    public Set<String> names() {
        return Set.of("sched_clients_two", "sched_clients_many");
    }

    @Override
    public boolean isTied(OracleCase observed) {
        return observed.expected().field("ties").flag();
    }

    @Override
    public @Nullable Difference run(OracleCase observed) {
        SchedulerBench bench = new SchedulerBench(observed.input());
        List<BenchClient> clients = new ArrayList<>();
        int jobs = 0;
        for (Json input : observed.input().field("clients").elements()) {
            BenchClient client = new BenchClient(bench, input, jobs);
            jobs += client.jobs();
            clients.add(client);
        }
        clients.forEach(BenchClient::begin);
        bench.play(observed.input().field("actions").elements());
        Map<String, Object> here = observed(bench, clients);
        for (Map.Entry<String, Object> field : here.entrySet()) {
            Json expected = observed.expected().field(field.getKey());
            Difference difference = Difference.between(field.getKey(), expected, field.getValue());
            if (difference != null) {
                return difference;
            }
        }
        return null;
    }

    private static Map<String, Object> observed(SchedulerBench bench, List<BenchClient> clients) {
        List<Integer> runOrder = new ArrayList<>();
        List<Long> runTimes = new ArrayList<>();
        for (BenchJob job : bench.ran()) {
            runOrder.add(job.entity.number);
            runTimes.add(job.ranAt());
        }
        Map<String, Object> observed = new LinkedHashMap<>();
        observed.put("clients", clients.stream().map(BenchClient::observed).toList());
        observed.put("run_order", runOrder);
        observed.put("run_times", runTimes.subList(0, Math.min(SHOWN_RUNS, runTimes.size())));
        observed.put("last_hw_done", bench.lastHardwareDone());
        observed.put("jobs", runOrder.size());
        return observed;
    }
}
