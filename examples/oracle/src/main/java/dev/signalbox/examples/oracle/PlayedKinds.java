package dev.signalbox.examples.oracle;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Compares what was observed of schedulers with what the actors do. */
final class PlayedKinds {
    private static final List<String> FIELDS = List.of(
            "sched",
            "queued",
            "run",
            "credits_in_flight",
            "scheduled",
            "hw_done",
            "finished",
            "error",
            "freed",
            "freed_by");

    private PlayedKinds() {}

    /** Returns all that has ended otherwise than it was observed. */
    static List<Difference> differences(OracleCase observed, ObservedFacts here) {
        List<Difference> differences = new ArrayList<>();
        for (Json job : observed.expected().field("jobs").elements()) {
            ObservedJob played = here.job(job.field("id").integer());
            for (String field : FIELDS) {
                add(differences, job.field(field), played.get(field));
            }
        }
        add(differences, observed.expected().field("run_order"), here.runOrder());
        add(differences, observed.expected().field("timeouts"), here.timeouts());
        add(differences, cancelled(observed), here.cancelled());
        return differences;
    }

    /** Rings are cancelled by themselves, so only the order of each of them means anything. */
    private static Json cancelled(OracleCase observed) {
        List<List<Integer>> rings = new ArrayList<>();
        observed.input().field("schedulers").elements().forEach(ring -> rings.add(new ArrayList<>()));
        for (Json job : observed.expected().field("cancelled").elements()) {
            int ring = observed.expected()
                    .field("jobs")
                    .at(job.integer())
                    .field("sched")
                    .integer();
            rings.get(ring).add(job.integer());
        }
        return new Json("expected.cancelled", Json.nodeOf(rings));
    }

    private static void add(List<Difference> differences, Json expected, @Nullable Object actual) {
        Difference difference = Difference.between(expected.path(), expected, actual);
        if (difference != null) {
            differences.add(difference);
        }
    }
}
