package dev.signalbox.examples.oracle;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import dev.signalbox.Signalbox;
import dev.signalbox.sim.lab.Lab;
import dev.signalbox.sim.lab.LabOptions;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** A lab in which cases are played, one after another: each on a device of its own, under the schedule of a seed. */
final class PlayedLab implements AutoCloseable {
    private static final Config DEFAULTS = ConfigFactory.load();
    private static final long NANOS_A_JIFFY = 1_000_000;

    private final Lab lab = Lab.open(LabOptions.seed(0));
    private final Map<Config, Signalbox> runtimes = new HashMap<>();

    /** Plays a case to its end, and returns what was observed. */
    ObservedFacts play(Json input, long seed) {
        lab.reseed(seed);
        long start = Math.floorDiv(lab.virtualNanos(), NANOS_A_JIFFY) * NANOS_A_JIFFY + NANOS_A_JIFFY;
        PlayedCase played = new PlayedCase(input, lab.clock(), start);
        played.open(runtimes.computeIfAbsent(played.settings(), this::runtime));
        played.actions().forEach(action -> plan(played, action, start));
        lab.runUntilIdle();
        ObservedFacts observed = played.observed();
        lab.await(played.close());
        return observed;
    }

    private Signalbox runtime(Config settings) {
        return Signalbox.on(lab.system(), lab.clock(), lab.schedule(), settings.withFallback(DEFAULTS));
    }

    private void plan(PlayedCase played, Json action, long start) {
        Duration delay = Duration.ofNanos(start + action.field("t").number() - lab.virtualNanos());
        lab.system()
                .scheduler()
                .scheduleOnce(delay, () -> played.tryTo(action), lab.system().executionContext());
    }

    @Override
    public void close() {
        lab.close();
    }
}
