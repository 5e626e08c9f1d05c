package dev.signalbox.sim;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import dev.signalbox.ReplayRun;
import dev.signalbox.event.Schedule;
import dev.signalbox.sim.convert.JobOutcomes;
import dev.signalbox.sim.convert.JobOutcomes.JobOutcome;
import dev.signalbox.sim.convert.Reconstruction;
import dev.signalbox.sim.convert.RunLog;
import dev.signalbox.sim.lab.LabOptions;
import dev.signalbox.sim.workload.scenario.FaultPlan;
import dev.signalbox.sim.workload.scenario.Origin;
import dev.signalbox.sim.workload.scenario.Scenario;
import java.util.List;

/**
 * Turns a run that a program drove into a scenario. In which order a program did things at one and the same time is not wholly in
 * the facts, and the schedule of a lab is another for other actors. So a run of a lab is tried under some seeds; when none gives the
 * same, what was done at one time is put a nanosecond apart.
 */
final class DrivenRun {
    private static final long MOST_JOBS = 100_000;
    private static final long TRIED_JOBS = 5_000;
    private static final long PLAYED_JOBS = 10_000;
    private static final long LEAST_TRIALS = 4;
    private static final long MOST_TRIALS = 100;
    private static final String LIVE =
            "What a program did in a live run: at the times that it had, with work as it was asked for.";
    private static final String UNTRIED = "What a program did, in the order of its journal; times may differ.";

    private final ReplayRun run;
    private final Config config;
    private final RunLog log = new RunLog();

    private DrivenRun(ReplayRun run) {
        this.run = run;
        this.config = RunConfig.of(run);
    }

    /**
     * Returns the scenario.
     *
     * @throws dev.signalbox.fence.Refusal EINVAL when a scenario cannot say it
     */
    static Scenario convert(ReplayRun run) {
        if (run.jobs() > MOST_JOBS) {
            throw WrittenScenario.tooLong(run.jobs(), "more than " + Scenario.TEXT_LIMIT + " bytes");
        }
        return new DrivenRun(run).convert();
    }

    private Scenario convert() {
        run.foldInto(log);
        Schedule schedule = run.began().schedule();
        if (schedule == null) {
            return scenario(true, 1, LIVE);
        }
        return run.jobs() > TRIED_JOBS ? scenario(true, schedule.seed(), UNTRIED) : tried(schedule.seed());
    }

    /** Returns the first that gives the same, or else what comes closest; it says which of both. */
    private Scenario tried(long first) {
        List<JobOutcome> recorded = JobOutcomes.of(log);
        Scenario exact = scenario(false, first, "");
        Scenario apart = scenario(true, first, "");
        boolean spread = true;
        long seed = first;
        JobOutcomes.Distance least = JobOutcomes.distance(recorded, played(apart, first));
        for (int trial = 0; trial < trials() && !least.isNone(); trial++) {
            JobOutcomes.Distance next = JobOutcomes.distance(recorded, played(exact, first + trial));
            if (next.compareTo(least) < 0) {
                least = next;
                seed = first + trial;
                spread = false;
            }
        }
        return scenario(spread, seed, "What a program did. Played with this seed, " + least + ".");
    }

    private long trials() {
        return Math.max(LEAST_TRIALS, Math.min(MOST_TRIALS, PLAYED_JOBS / Math.max(1, run.jobs())));
    }

    private Scenario scenario(boolean spread, long seed, String about) {
        int most = Math.min(config.getInt("signalbox.queue.batch-limit"), config.getInt("signalbox.queue.capacity"));
        Reconstruction.Rebuilt rebuilt = Reconstruction.of(log, most, spread);
        return WrittenScenario.of(new Scenario(
                Origin.none(),
                ToScenario.title("run " + run.number() + " of " + run.device()),
                (about + " " + rebuilt.leftOut()).strip(),
                Surroundings.device(log.device()),
                Surroundings.settings(config),
                seed,
                faults(),
                rebuilt.clients(),
                Scenario.Outcome.ENDED,
                List.of()));
    }

    /** What a configuration lets go wrong happens again; of what a program let go wrong, only the loss of the device is known. */
    private List<FaultPlan> faults() {
        List<FaultPlan> configured = Surroundings.faults(config);
        boolean known = log.lost() < 0 || !configured.isEmpty();
        return known ? configured : Surroundings.loss(log.lost());
    }

    private static List<JobOutcome> played(Scenario scenario, long seed) {
        RunLog heard = new RunLog();
        Config config = Scenarios.settings(scenario).withFallback(ConfigFactory.defaultReference());
        LabPlay.play(LabOptions.seed(seed), Scenarios.check(scenario, config), heard, Scenarios.of(scenario, seed));
        return JobOutcomes.of(heard);
    }
}
