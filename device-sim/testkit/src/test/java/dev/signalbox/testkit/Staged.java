package dev.signalbox.testkit;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import dev.signalbox.Closing;
import dev.signalbox.Signalbox;
import dev.signalbox.event.Fact;
import dev.signalbox.event.RunOutcome;
import dev.signalbox.report.Expectations;
import dev.signalbox.sim.LabPlay;
import dev.signalbox.sim.Play;
import dev.signalbox.sim.Scenarios;
import dev.signalbox.sim.lab.LabOptions;
import dev.signalbox.sim.workload.scenario.Scenario;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A scenario that was played once, in the way in which commands play it.
 *
 * @param facts all, also those of clearing away after its end
 */
record Staged(List<Fact> facts) {
    private static final int PATIENCE_SECONDS = 120;

    /** Plays in the lab; the books of the device have to balance after it was cleared away. */
    static Staged inLab(Scenario scenario, long seed, long maxTasks) {
        FactLog facts = new FactLog();
        LabOptions options = LabOptions.seed(seed).withMaxTasks(maxTasks);
        LabPlay.play(options, config(scenario), facts, Scenarios.of(scenario, seed));
        List<String> books = FactAudit.of(facts.all());
        if (!books.isEmpty()) {
            throw new AssertionError("seed " + seed + ": " + books);
        }
        return new Staged(facts.all());
    }

    /** Plays on the wall clock. */
    static Staged live(Scenario scenario, long seed) {
        FactLog facts = new FactLog();
        Signalbox signalbox = Signalbox.live(config(scenario));
        try {
            Play.Started started = Scenarios.of(scenario, seed).start(signalbox, facts, false);
            started.ended()
                    .toCompletableFuture()
                    .orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
                    .join();
            started.conclude(RunOutcome.COMPLETED);
            started.device().runEnded(RunOutcome.COMPLETED);
            return new Staged(facts.all());
        } finally {
            signalbox.close(Closing.abort()).toCompletableFuture().join();
        }
    }

    private static Config config(Scenario scenario) {
        Config config = Scenarios.settings(scenario).withFallback(ConfigFactory.load());
        return Scenarios.check(scenario, config);
    }

    /** Returns what was expected until its end. */
    Expectations expectations() {
        Expectations expectations = new Expectations();
        facts.stream().takeWhile(fact -> !(fact instanceof Fact.RunEnded)).forEach(expectations::report);
        return expectations;
    }

    /** Returns how it came to its end. */
    RunOutcome outcome() {
        return facts.stream()
                .filter(Fact.RunEnded.class::isInstance)
                .map(fact -> ((Fact.RunEnded) fact).outcome())
                .findFirst()
                .orElseThrow();
    }
}
