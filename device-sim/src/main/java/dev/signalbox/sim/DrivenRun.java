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
import dev.signalbox.sim.workload.scenario.ClientPlan;
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
    private static final int SEEDS = 24;

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
            return scenario(true, 1);
        }
        if (run.jobs() <= TRIED_JOBS) {
            List<JobOutcome> recorded = JobOutcomes.of(log);
            Scenario exact = scenario(false, schedule.seed());
            for (long seed = schedule.seed(); seed < schedule.seed() + SEEDS; seed++) {
                if (played(exact, seed).equals(recorded)) {
                    return seed == schedule.seed() ? exact : scenario(false, seed);
                }
            }
        }
        return scenario(true, schedule.seed());
    }

    private Scenario scenario(boolean spread, long seed) {
        int most = Math.min(config.getInt("signalbox.queue.batch-limit"), config.getInt("signalbox.queue.capacity"));
        List<ClientPlan> clients = Reconstruction.of(log, most, spread);
        List<FaultPlan> faults =
                log.lost() < 0 ? List.of() : List.of(new FaultPlan(FaultPlan.Kind.DEVICE_LOST, log.lost()));
        Scenario draft = new Scenario(
                Origin.none(),
                ToScenario.title("run " + run.number() + " of " + run.device()),
                "",
                Surroundings.device(log.device()),
                Surroundings.settings(config),
                seed,
                faults,
                clients,
                Scenario.Outcome.ENDED,
                List.of());
        return WrittenScenario.of(draft);
    }

    private static List<JobOutcome> played(Scenario scenario, long seed) {
        RunLog heard = new RunLog();
        Config config = Scenarios.settings(scenario).withFallback(ConfigFactory.defaultReference());
        LabPlay.play(LabOptions.seed(seed), Scenarios.check(scenario, config), heard, Scenarios.of(scenario, seed));
        return JobOutcomes.of(heard);
    }
}
