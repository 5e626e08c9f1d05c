package dev.signalbox.sim.workload;

import dev.signalbox.sim.workload.scenario.Expectation;
import dev.signalbox.sim.workload.scenario.JobPlan;
import dev.signalbox.sim.workload.scenario.Scenario;
import dev.signalbox.sim.workload.scenario.ScenarioStep;
import java.util.List;
import java.util.stream.Stream;

/** What the expectations of a scenario need to be kept: nothing is kept that nobody will ask for. */
final class Wishes {
    private final List<Expectation> expectations;
    private final boolean refusals;
    private final boolean refusesLater;

    Wishes(Scenario scenario) {
        List<ScenarioStep> steps = scenario.clients().stream()
                .flatMap(client -> all(client.steps()))
                .toList();
        this.expectations = Stream.concat(
                        scenario.expectations().stream(),
                        steps.stream()
                                .filter(ScenarioStep.Expect.class::isInstance)
                                .flatMap(step -> ((ScenarioStep.Expect) step).expectations().stream()))
                .toList();
        this.refusesLater = steps.stream().anyMatch(Wishes::refusesLater);
        this.refusals =
                steps.stream().anyMatch(step -> step instanceof ScenarioStep.Submit submit && submit.refused() != null);
    }

    /** Returns steps and those of the loops among them, in the order of the text. */
    static Stream<ScenarioStep> all(List<ScenarioStep> steps) {
        return steps.stream()
                .flatMap(step -> step instanceof ScenarioStep.Repeat repeat ? all(repeat.steps()) : Stream.of(step));
    }

    private static boolean refusesLater(ScenarioStep step) {
        return step instanceof ScenarioStep.Destroy
                || step instanceof ScenarioStep.Close
                || (step instanceof ScenarioStep.Submit submit
                        && submit.jobs().stream().anyMatch(Wishes::usesWhatMayBeGone));
    }

    /** Whether a point is there, and memory for what a program uses, shows when the job is prepared. */
    private static boolean usesWhatMayBeGone(JobPlan job) {
        return !job.waitsFor().isEmpty()
                || !job.signals().isEmpty()
                || (!job.program().isEmpty() && !job.uses().isEmpty())
                || job.uses().stream().anyMatch(use -> use.client() != null);
    }

    /** Returns whether somebody asks for single jobs. */
    boolean ofJobs() {
        return refusals
                || expectations.stream()
                        .anyMatch(each -> each instanceof Expectation.OfJob || each instanceof Expectation.Order);
    }

    /**
     * Returns whether a job could be refused after it was submitted: for a buffer that was destroyed, or of a client that is over,
     * or for a point that is not there, or memory.
     */
    boolean ofPlaces() {
        return refusesLater;
    }

    /** Returns whether somebody asks for races. */
    boolean ofRaces() {
        return expectations.stream()
                .anyMatch(each ->
                        each instanceof Expectation.Count count && count.what() == Expectation.Count.What.RACES);
    }

    /** Returns whether somebody asks for an earlier turn of a job. */
    boolean ofTurns() {
        return expectations.stream().anyMatch(each -> each instanceof Expectation.OfJob job && job.turn() > 0);
    }
}
