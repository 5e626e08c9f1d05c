package dev.signalbox.examples.oracle;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.Map;

/** A client of a case: cycle by cycle it submits some jobs, waits for the last of them or not, and sleeps. */
final class BenchClient {
    private static final int SHOWN_CYCLES = 130;

    private final SchedulerBench bench;
    private final Json input;
    private final int jobsPerCycle;
    private final boolean sync;
    private final long duration;
    private final long pause;
    private final long start;
    private final int cycles;
    private final List<Long> cycleTimes = new ArrayList<>();
    private long end;
    private int nextJob;

    /** Creates a client whose jobs have numbers from one on. */
    BenchClient(SchedulerBench bench, Json input, int firstJob) {
        this.bench = bench;
        this.input = input;
        this.jobsPerCycle = input.field("jobs_per_cycle").integer();
        this.sync = input.field("sync").flag();
        this.duration = input.field("duration").number();
        this.start = input.field("start").number();
        this.cycles = input.field("cycles").integer();
        this.pause = pause(input.field("wait").number());
        this.nextJob = firstJob;
    }

    private long pause(long wait) {
        if (sync) {
            return wait + input.field("react").number();
        }
        return wait == 0 ? input.field("gap").number() : wait;
    }

    /** Returns how many jobs it will submit. */
    int jobs() {
        return cycles * jobsPerCycle;
    }

    void begin() {
        bench.clock.at(start, this::cycle);
    }

    private void cycle() {
        long began = bench.clock.now();
        if (cycleTimes.size() == cycles) {
            end = Math.max(end, began);
            return;
        }
        for (int i = 0; i < jobsPerCycle; i++) {
            boolean last = i == jobsPerCycle - 1;
            BenchJob job = new BenchJob(nextJob++, input, bench.entities, () -> done(last, began));
            bench.add(job);
            bench.submit(job);
        }
        if (!sync) {
            over(began);
        }
    }

    private void done(boolean lastOfCycle, long began) {
        end = bench.clock.now();
        if (sync && lastOfCycle) {
            over(began);
        }
    }

    private void over(long began) {
        cycleTimes.add(bench.clock.now() - began);
        bench.clock.at(bench.clock.now() + pause, this::cycle);
    }

    /** Returns what was observed of it, by the names of the fields of cases. */
    Map<String, Object> observed() {
        Map<String, Object> observed = new LinkedHashMap<>();
        observed.put("cycles", cycleTimes.size());
        observed.put("start", start);
        observed.put("end", end);
        observed.put("elapsed", end - start);
        put(observed, "cycle", cycleTimes);
        put(observed, "latency", cycleTimes.stream().map(this::latency).toList());
        observed.put("cycle_times", cycleTimes.subList(0, Math.min(SHOWN_CYCLES, cycleTimes.size())));
        return observed;
    }

    private long latency(long cycle) {
        long busy = jobsPerCycle * duration;
        return cycle < busy ? cycle : cycle - busy;
    }

    private static void put(Map<String, Object> observed, String name, List<Long> times) {
        LongSummaryStatistics summary =
                times.stream().mapToLong(Long::longValue).summaryStatistics();
        observed.put(name + "_min", summary.getMin());
        observed.put(name + "_avg", summary.getSum() / Math.max(1, summary.getCount()));
        observed.put(name + "_max", summary.getMax());
    }
}
