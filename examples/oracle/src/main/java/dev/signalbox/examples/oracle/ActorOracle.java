package dev.signalbox.examples.oracle;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Plays the cases of schedulers in a directory through the public API, on actors in a lab, and compares. */
public final class ActorOracle {
    private final int seeds;
    private final PlayedLab lab;
    private final Map<String, PlayedResult> results = new TreeMap<>();

    private ActorOracle(int seeds, PlayedLab lab) {
        this.seeds = seeds;
        this.lab = lab;
    }

    /**
     * Plays cases, each under several schedules; it is equal when it ends as observed under all of them.
     *
     * @param seeds how many schedules, those of the seeds from 1 on
     * @throws OracleException when nothing is selected, or something is damaged or is no case
     * @throws IOException when the directory cannot be read
     */
    public static PlayedReport run(Path directory, OracleSelection selection, int seeds) throws IOException {
        try (PlayedLab lab = new PlayedLab()) {
            ActorOracle oracle = new ActorOracle(seeds, lab);
            CaseFiles.each(directory, selection, oracle::take);
            return new PlayedReport(seeds, List.copyOf(oracle.results.values()));
        }
    }

    private void take(OracleCase observed, CaseFile from) {
        PlayedResult result = results.computeIfAbsent(observed.kind(), PlayedResult::new);
        try {
            Unplayed why = Unplayed.of(observed);
            if (why == null) {
                play(observed, from, result);
            } else {
                result.unplayed(why);
            }
        } catch (BadCaseException bad) {
            throw from.complaint("case " + observed.id() + ": " + bad.getMessage());
        }
    }

    private void play(OracleCase observed, CaseFile from, PlayedResult result) {
        for (long seed = 1; seed <= seeds; seed++) {
            List<Difference> differences = differences(observed, seed);
            if (!differences.isEmpty()) {
                result.different(new PlayedResult.Told(
                        observed.id(), from.place(), seed, differences.size(), differences.get(0)));
                return;
            }
        }
        result.equal();
    }

    /** What the runtime throws is a difference as well. */
    private List<Difference> differences(OracleCase observed, long seed) {
        try {
            return PlayedKinds.differences(observed, lab.play(observed.input(), seed));
        } catch (BadCaseException bad) {
            throw bad;
        } catch (RuntimeException thrown) {
            return List.of(
                    new Difference("the case", Json.nodeOf(null), Json.nodeOf(Map.of("thrown", thrown.toString()))));
        }
    }
}
