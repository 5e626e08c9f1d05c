package dev.signalbox.sim.workload.scenario;

import java.util.Collection;
import java.util.LinkedHashMap;
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
     * Checks that something exists that a step can wait for.
     *
     * @param before what of its own a client has made so far; null when that does not matter
     */
    void checkAwaitable(Ref ref, @Nullable ClientPlan own, @Nullable Set<String> before) {
        checkKind(ref, Kind.AWAITABLE, own, before);
    }

    /**
     * Checks that a point of a timeline exists, or that a name stands for what is allowed.
     *
     * @param before as in {@link #checkAwaitable}
     */
    void checkKind(Ref ref, Set<Kind> allowed, @Nullable ClientPlan own, @Nullable Set<String> before) {
        ClientNames names = client(ref.client(), own, ref.place());
        if (ref.isNumbered() && !names.isSyncObject(ref.name())) {
            requireKnown(ref.place(), "timeline", ref.name(), names.plan().timelineNames());
            if (Long.compareUnsigned(ref.point(), Limits.POINT) > 0) {
                throw problem(
                        ref.place(), "'" + ref + "' is no point of a timeline", "points go from 1 to " + Limits.POINT);
            }
            return;
        }
        Kind kind = names.kind(ref.name());
        if (kind == null) {
            throw unknown(ref.place(), "job or point", ref.name(), names.names());
        }
        if (!allowed.contains(kind)) {
            throw problem(ref.place(), "'" + ref + "' is " + kind, hint(kind));
        }
        checkBefore(ref, names, own, before);
    }

    private static String hint(Kind kind) {
        return switch (kind) {
            case SYNC_OBJECT -> "jobs take it with waits-for, programs with wait-points";
            case EVENT -> "write { wait = ... }: a program waits for its end, nothing else can";
            case FILE -> "jobs run after it, and programs wait for it";
            default -> "name a job, or a point";
        };
    }

    private void checkBefore(Ref ref, ClientNames names, @Nullable ClientPlan own, @Nullable Set<String> before) {
        boolean late = before != null && isOwn(ref, own) && !before.contains(ref.name());
        if (late && !names.isDeclared(ref.name())) {
            throw problem(ref.place(), "'" + ref.name() + "' comes later", "refer to what an earlier step has made");
        }
    }

    /** Checks that a sync object, or the one of a point, exists; {@code before} as in {@link #checkAwaitable}. */
    void checkSyncObject(Ref ref, ClientPlan own, Set<String> before) {
        ClientNames names = client(ref.client(), own, ref.place());
        Kind kind = names.kind(ref.name());
        if (kind != null && kind != Kind.SYNC_OBJECT) {
            throw problem(ref.place(), "'" + ref.name() + "' is " + kind, "name a sync object, or a point of one");
        }
        if (names.hasTimeline(ref.name())) {
            throw problem(ref.place(), "'" + ref.name() + "' is a timeline", "name a sync object, or a point of one");
        }
        if (kind == null) {
            throw unknown(ref.place(), "sync object", ref.name(), objects(names));
        }
        checkBefore(ref, names, own, before);
    }

    private static Collection<String> objects(ClientNames names) {
        return names.names().stream().filter(names::isSyncObject).toList();
    }

    /** A client may call itself by its name. */
    private static boolean isOwn(Ref ref, @Nullable ClientPlan own) {
        return ref.client() == null || (own != null && own.names().contains(ref.client()));
    }

    /** Checks that a whole submission exists. */
    void checkSubmission(Ref ref, @Nullable ClientPlan own, @Nullable Set<String> before, String why) {
        checkAwaitable(ref, own, before);
        if (ref.isNumbered() || client(ref.client(), own, ref.place()).kind(ref.name()) != Kind.SUBMISSION) {
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

    /** Checks that a name stands for exactly one buffer. */
    void checkBuffer(Use use, ClientPlan own) {
        checkBuffers(use, own);
        int count = client(use.client(), own, use.place()).buffers().getOrDefault(use.buffer(), 0);
        if (use.last() == Use.ALL && count > 1) {
            throw problem(use.place(), "'" + use + "' are " + count + " buffers", "name one, such as " + use + ".0");
        }
    }

    /** Checks that so many bytes of one buffer are there from a place on, which is a multiple of a unit. */
    void checkSpot(Spot spot, @Nullable ClientPlan own, long bytes, int unit) {
        Use use = spot.buffer();
        ClientPlan whose = client(use.client(), own, use.place()).plan();
        checkBuffer(use, whose);
        long size = size(use, whose);
        if (spot.offset() > size - bytes) {
            throw problem(
                    use.place(),
                    "'" + spot + "' has not " + Units.size(bytes) + " bytes behind it",
                    use.buffer() + " has " + Units.size(size) + " bytes");
        }
        if (spot.offset() % unit != 0) {
            throw problem(use.place(), "'" + spot + "' is not aligned", "a multiple of " + unit + " bytes");
        }
    }

    /** Returns how many bytes a buffer has at least from a place on that was checked. */
    long bytesBehind(Spot spot, ClientPlan own) {
        return size(spot.buffer(), own) - spot.offset();
    }

    private static long size(Use use, ClientPlan whose) {
        return whose.buffers().stream()
                .filter(plan -> plan.name().equals(use.buffer()))
                .mapToLong(plan -> plan.bytes().min())
                .sum();
    }

    void requireKnown(Place place, String kind, String name, Collection<String> known) {
        if (!known.contains(name)) {
            throw unknown(place, kind, name, known);
        }
    }

    private ScenarioException unknown(Place place, String kind, String name, Collection<String> known) {
        return problem(place, "there is no " + kind + " '" + name + "'", Nearest.hint(name, known));
    }
}
