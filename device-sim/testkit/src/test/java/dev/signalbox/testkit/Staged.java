package dev.signalbox.testkit;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import dev.signalbox.Closing;
import dev.signalbox.Signalbox;
import dev.signalbox.event.Fact;
import dev.signalbox.event.RunOutcome;
import dev.signalbox.report.HangReport;
import dev.signalbox.sim.Scenarios;
import dev.signalbox.sim.lab.Lab;
import dev.signalbox.sim.lab.LabOptions;
import dev.signalbox.sim.workload.Check;
import dev.signalbox.sim.workload.scenario.Scenario;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A scenario that was played once.
 *
 * @param facts up to its end
 * @param checks what was expected of it
 */
record Staged(List<Fact> facts, List<Check> checks) {
    private static final int PATIENCE_SECONDS = 120;

    /** Plays in the lab; the books of the device have to balance after it was cleared away. */
    static Staged inLab(Scenario scenario, long seed, long maxTasks) {
        FactLog facts = new FactLog();
        try (Lab lab = Lab.open(LabOptions.seed(seed).withMaxTasks(maxTasks))) {
            Signalbox signalbox = Signalbox.on(lab.system(), lab.clock(), lab.schedule(), config(scenario));
            Scenarios.Started started = Scenarios.start(signalbox, scenario, seed, facts, true);
            lab.runUntilIdle();
            boolean ended = started.ended().toCompletableFuture().isDone();
            if (ended) {
                lab.await(started.ended());
            }
            Staged staged = conclude(started, ended, facts);
            lab.await(signalbox.close(Closing.abort()));
            lab.runUntilIdle();
            List<String> books = FactAudit.of(facts.all());
            if (!books.isEmpty()) {
                throw new AssertionError("seed " + seed + ": " + books);
            }
            return staged;
        }
    }

    /** Plays on the wall clock. */
    static Staged live(Scenario scenario, long seed) {
        FactLog facts = new FactLog();
        Signalbox signalbox = Signalbox.live(config(scenario));
        try {
            Scenarios.Started started = Scenarios.start(signalbox, scenario, seed, facts, false);
            started.ended()
                    .toCompletableFuture()
                    .orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
                    .join();
            return conclude(started, true, facts);
        } finally {
            signalbox.close(Closing.abort()).toCompletableFuture().join();
        }
    }

    private static Config config(Scenario scenario) {
        Config config = Scenarios.settings(scenario).withFallback(ConfigFactory.load());
        return Scenarios.check(scenario, config);
    }

    private static Staged conclude(Scenarios.Started started, boolean ended, FactLog facts) {
        HangReport hang = new HangReport();
        facts.all().forEach(hang::report);
        List<Check> checks = started.run()
                .conclude(ended ? Scenario.Outcome.ENDED : Scenario.Outcome.HANG, ended ? List.of() : hang.explain());
        started.device().runEnded(ended ? RunOutcome.COMPLETED : RunOutcome.HANGS);
        return new Staged(facts.all(), checks);
    }

    /** Returns what was expected and did not happen. */
    List<Check> failed() {
        return checks.stream().filter(check -> !check.met()).toList();
    }
}
