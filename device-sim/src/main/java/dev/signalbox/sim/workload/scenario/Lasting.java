package dev.signalbox.sim.workload.scenario;

import java.util.List;

/** How long steps could last when nothing in them happens at the same time: a bound that the clock of a run must be able to count. */
final class Lasting {
    private static final long TOO_LONG = Limits.RUN_NANOS + 1;

    private final Source source;
    private long total;

    Lasting(Source source) {
        this.source = source;
    }

    /** Adds what a client does; refuses the step with which the sum of all becomes too much. */
    void add(ClientPlan client) {
        for (ScenarioStep step : client.steps()) {
            total = sum(total, product(nanos(step), client.copies()));
            if (total == TOO_LONG) {
                throw source.problem(
                        step.place().line(),
                        "up to here all steps, loops counted out, could last longer than "
                                + Units.time(Limits.RUN_NANOS),
                        "the clock of a run does not go further: repeat less often, or make times shorter");
            }
        }
    }

    private static long nanos(List<ScenarioStep> steps) {
        long nanos = 0;
        for (ScenarioStep step : steps) {
            nanos = sum(nanos, nanos(step));
        }
        return nanos;
    }

    private static long nanos(ScenarioStep step) {
        if (step instanceof ScenarioStep.Repeat repeat) {
            return product(nanos(repeat.steps()), repeat.times());
        }
        if (step instanceof ScenarioStep.Submit submit) {
            return product(work(submit.jobs()), submit.count());
        }
        if (step instanceof ScenarioStep.Delay delay) {
            return delay.nanos().max();
        }
        if (step instanceof ScenarioStep.Period period) {
            return period.nanos();
        }
        if (step instanceof ScenarioStep.Close close) {
            return Math.max(0, close.patienceNanos());
        }
        if (step instanceof SyncStep sync) {
            Long timeout = sync.timeoutNanos();
            return timeout == null ? 0 : timeout;
        }
        return step instanceof ScenarioStep.Wait wait && wait.timeoutNanos() != null ? wait.timeoutNanos() : 0;
    }

    private static long work(List<JobPlan> jobs) {
        long nanos = 0;
        for (JobPlan job : jobs) {
            nanos = sum(nanos, Math.max(0, job.work().max()));
        }
        return nanos;
    }

    private static long sum(long one, long other) {
        return Math.min(TOO_LONG, one + other);
    }

    private static long product(long nanos, long times) {
        return nanos > Limits.RUN_NANOS / times ? TOO_LONG : nanos * times;
    }
}
