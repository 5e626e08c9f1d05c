package dev.signalbox.sim.workload;

import dev.signalbox.sim.workload.scenario.ClientPlan;
import dev.signalbox.sim.workload.scenario.Ref;
import dev.signalbox.sim.workload.scenario.ScenarioStep;
import dev.signalbox.sim.workload.scenario.SyncStep;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** How far the program of one client has come. Any thread may ask. */
final class Progress {
    private final Belongings own;
    private final List<ScenarioStep> steps;
    private final Set<ScenarioStep> unchecked = Collections.newSetFromMap(new IdentityHashMap<>());
    private @Nullable ScenarioStep current;
    private @Nullable Ref missing;

    Progress(Belongings own, ClientPlan plan) {
        this.own = own;
        this.steps = Wishes.all(plan.steps()).toList();
        steps.stream().filter(Progress::expectsSomething).forEach(unchecked::add);
    }

    private static boolean expectsSomething(ScenarioStep step) {
        return step instanceof ScenarioStep.Expect
                || (step instanceof ScenarioStep.Wait wait && (wait.met() != null || wait.took() != null))
                || (step instanceof ScenarioStep.Submit submit && submit.refused() != null)
                || (step instanceof SyncStep sync && sync.expectsSomething());
    }

    Belongings own() {
        return own;
    }

    synchronized void begins(ScenarioStep step) {
        current = step;
        missing = null;
    }

    /** The current step waits for something that no step has made yet. */
    synchronized void misses(Ref ref) {
        missing = ref;
    }

    synchronized void ends(ScenarioStep step) {
        unchecked.remove(step);
        current = null;
    }

    /** Returns the steps that expect something and were not passed even once, in the order of the text. */
    synchronized List<ScenarioStep> unchecked() {
        return steps.stream().filter(unchecked::contains).toList();
    }

    /** Returns in words what the current step waits for; null when there is none, or time alone decides. */
    synchronized @Nullable String waits(String file) {
        String what = current == null ? null : missing != null ? missing(missing) : waits(current);
        return what == null || current == null
                ? null
                : "client " + own.client().name() + ", " + file + ":"
                        + current.place().line() + ", waits " + what;
    }

    private static String missing(Ref ref) {
        return "for " + ref + ", which was never submitted";
    }

    private static @Nullable String waits(ScenarioStep step) {
        if (step instanceof ScenarioStep.Wait wait) {
            return (wait.any() ? "for one of " : "for ")
                    + wait.what().stream().map(Ref::toString).collect(Collectors.joining(", "));
        }
        if (step instanceof ScenarioStep.Submit submit) {
            return "until it may submit " + submit.name();
        }
        if (step instanceof SyncStep sync) {
            return sync.waitsFor();
        }
        return step instanceof ScenarioStep.Close ? "until it is closed" : null;
    }
}
