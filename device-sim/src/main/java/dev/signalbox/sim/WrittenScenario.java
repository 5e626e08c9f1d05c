package dev.signalbox.sim;

import dev.signalbox.fence.Errno;
import dev.signalbox.fence.Refusal;
import dev.signalbox.sim.workload.scenario.Scenario;
import dev.signalbox.sim.workload.scenario.ScenarioException;
import dev.signalbox.sim.workload.scenario.ScenarioStep;
import dev.signalbox.sim.workload.scenario.ScenarioText;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Writes a scenario down and reads it back, so that nothing is handed out that cannot be read. */
final class WrittenScenario {
    private WrittenScenario() {}

    /**
     * Returns the scenario as it is read from its own text.
     *
     * @throws Refusal EINVAL when the text is too long, or breaks a rule of scenarios
     */
    static Scenario of(Scenario draft) {
        String text = ScenarioText.print(draft);
        int bytes = text.getBytes(StandardCharsets.UTF_8).length;
        if (bytes >= Scenario.TEXT_LIMIT) {
            long jobs = draft.clients().stream()
                    .mapToLong(client -> jobs(client.steps()))
                    .sum();
            throw tooLong(jobs, bytes + " bytes");
        }
        try {
            return Scenario.parse("converted", text);
        } catch (ScenarioException cannot) {
            throw new Refusal(Errno.EINVAL, "a scenario cannot say this: " + cannot.problem(), cannot.hint());
        }
    }

    static Refusal tooLong(long jobs, String size) {
        return new Refusal(
                Errno.EINVAL,
                "a scenario of these " + jobs + " jobs takes " + size
                        + " and would not be read: it must be smaller than " + Scenario.TEXT_LIMIT + " bytes",
                "convert a shorter run, or replay the journal as it is");
    }

    private static long jobs(List<ScenarioStep> steps) {
        long jobs = 0;
        for (ScenarioStep step : steps) {
            if (step instanceof ScenarioStep.Submit submit) {
                jobs += (long) submit.jobs().size() * submit.count();
            } else if (step instanceof ScenarioStep.Repeat repeat) {
                jobs += jobs(repeat.steps());
            }
        }
        return jobs;
    }
}
