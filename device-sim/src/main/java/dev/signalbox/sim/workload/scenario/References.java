package dev.signalbox.sim.workload.scenario;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Checks that whatever a scenario refers to exists, and that what a client refers to of its own has come before. */
final class References {
    private final Source source;
    private final Scenario scenario;
    private final Map<String, ClientNames> clients = new LinkedHashMap<>();

    References(Source source, Scenario scenario) {
        this.source = source;
        this.scenario = scenario;
        for (ClientPlan client : scenario.clients()) {
            ClientNames names = new ClientNames(source, client);
            client.names().forEach(name -> clients.put(name, names));
        }
    }

    void check() {
        for (ClientPlan client : scenario.clients()) {
            new StepCheck(this, client).check();
        }
        ExpectationCheck whole = new ExpectationCheck(this, null, null);
        scenario.expectations().forEach(whole::check);
    }

    ScenarioException problem(Place place, String problem, String hint) {
        return source.problem(place.line(), problem, hint);
    }

    /** Finds the client that a name means. */
    ClientNames client(@Nullable String name, @Nullable ClientPlan own, Place place) {
        if (name == null && own != null) {
            return named(own.names().get(0), place);
        }
        if (name == null && clients.size() == 1) {
            return clients.values().iterator().next();
        }
        if (name == null) {
            throw problem(place, "whose?", "with several clients, write client/name");
        }
        return named(name, place);
    }

    private ClientNames named(String name, Place place) {
        ClientNames found = clients.get(name);
        if (found == null) {
            throw unknown(place, "client", name, clients.keySet());
        }
        return found;
    }

    /**
     * Checks that a job, a named point or a point of a timeline exists.
     *
     * @param before what of its own a client has made so far; null when that does not matter
     */
    void checkAwaitable(Ref ref, @Nullable ClientPlan own, @Nullable Set<String> before) {
        ClientNames names = client(ref.client(), own, ref.place());
        if (ref.point() > 0) {
            requireKnown(ref.place(), "timeline", ref.name(), names.plan().timelines());
            return;
        }
        requireKnown(ref.place(), "job or point", ref.name(), names.awaitables());
        if (before != null && isOwn(ref, own) && !before.contains(ref.name())) {
            throw problem(ref.place(), "'" + ref.name() + "' comes later", "refer to what an earlier step has made");
        }
    }

    /** A client may call itself by its name. */
    private static boolean isOwn(Ref ref, @Nullable ClientPlan own) {
        return ref.client() == null || (own != null && own.names().contains(ref.client()));
    }

    /** Checks that a whole submission exists. */
    void checkSubmission(Ref ref, @Nullable ClientPlan own, @Nullable Set<String> before, String why) {
        checkAwaitable(ref, own, before);
        if (ref.point() > 0
                || !client(ref.client(), own, ref.place()).submissions().contains(ref.name())) {
            throw problem(ref.place(), "'" + ref + "' is no submission", why);
        }
    }

    void checkBuffers(Use use, ClientPlan own) {
        ClientNames names = client(use.client(), own, use.place());
        requireKnown(use.place(), "buffer", use.buffer(), names.buffers().keySet());
        int count = names.buffers().getOrDefault(use.buffer(), 0);
        if (use.last() >= count) {
            throw problem(
                    use.place(), "there is no buffer " + use, use.buffer() + " has the numbers 0 to " + (count - 1));
        }
    }

    void requireKnown(Place place, String kind, String name, Collection<String> known) {
        if (!known.contains(name)) {
            throw unknown(place, kind, name, known);
        }
    }

    private ScenarioException unknown(Place place, String kind, String name, Collection<String> known) {
        return problem(place, "there is no " + kind + " '" + name + "'", Nearest.hint(name, known));
    }

    /** What one client has. */
    static final class ClientNames {
        private final Source source;
        private final ClientPlan plan;
        private final Map<String, Integer> lines = new LinkedHashMap<>();
        private final Set<String> submissions = new HashSet<>();
        private final Set<String> points = new HashSet<>();
        private final Map<String, Integer> buffers = new HashMap<>();

        ClientNames(Source source, ClientPlan plan) {
            this.source = source;
            this.plan = plan;
            plan.buffers().forEach(buffer -> buffers.put(buffer.name(), buffer.count()));
            collect(plan.steps());
        }

        ClientPlan plan() {
            return plan;
        }

        Set<String> awaitables() {
            return lines.keySet();
        }

        Set<String> submissions() {
            return submissions;
        }

        Set<String> points() {
            return points;
        }

        Map<String, Integer> buffers() {
            return buffers;
        }

        private void collect(List<ScenarioStep> steps) {
            for (ScenarioStep step : steps) {
                if (step instanceof ScenarioStep.Repeat repeat) {
                    collect(repeat.steps());
                } else if (step instanceof ScenarioStep.Submit submit) {
                    submissions.add(submit.name());
                    add(submit.name(), submit.place());
                    submit.jobs().forEach(job -> addJob(job, submit.place()));
                } else if (step instanceof ScenarioStep.Point point) {
                    points.add(point.name());
                    add(point.name(), point.place());
                }
            }
        }

        private void addJob(JobPlan job, Place place) {
            if (job.name() != null) {
                add(job.name(), place);
            }
        }

        private void add(String name, Place place) {
            Integer first = lines.putIfAbsent(name, place.line());
            if (first != null) {
                throw source.problem(place.line(), "there are two of '" + name + "'", "the first is on line " + first);
            }
        }
    }
}
