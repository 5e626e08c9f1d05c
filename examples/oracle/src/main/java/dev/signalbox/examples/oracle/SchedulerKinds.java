package dev.signalbox.examples.oracle;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Cases of schedulers: what jobs go through, compared at the end. */
final class SchedulerKinds implements OracleKind {
    /** These may depend on the order in which different work queues are served at one instant; the case says so. */
    private static final Set<String> ORDERS = Set.of("finish_order", "free_order");

    private static final List<String> FIELDS =
            List.of("jobs", "run_order", "timeouts", "cancelled", "finish_order", "free_order");

    @Override
    public Set<String> names() {
        return Set.of(
                "sched_basic",
                "sched_prio",
                "sched_deps",
                "sched_lb",
                "sched_tdr",
                "sched_kill",
                "sched_fini",
                "sched_guilty",
                "sched_runerr",
                "sched_mixed");
    }

    @Override
    public boolean isTied(OracleCase observed) {
        return observed.expected().field("ties").flag();
    }

    @Override
    public @Nullable Difference run(OracleCase observed) {
        SchedulerBench bench = new SchedulerBench(observed.input());
        observed.input().field("jobs").elements().forEach(job -> bench.add(new BenchJob(job, bench.entities)));
        bench.play(observed.input().field("actions").elements());
        Map<String, Object> here = bench.observed();
        boolean anyOrder = observed.expected().field("order_ties").flag();
        for (String field : FIELDS) {
            if (!anyOrder || !ORDERS.contains(field)) {
                Difference difference =
                        Difference.between(field, observed.expected().field(field), here.get(field));
                if (difference != null) {
                    return difference;
                }
            }
        }
        return null;
    }
}
