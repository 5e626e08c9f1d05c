package dev.signalbox.examples.oracle;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Runs the cases of a directory against the rules. */
public final class Oracle {
    private static final int MOST_KINDS = 1000;

    private final Map<String, KindResult> results = new TreeMap<>();

    private Oracle() {}

    /**
     * Runs cases: those in files named {@code .jsonl} and {@code .jsonl.gz}, at any depth; other files are passed over.
     *
     * @throws OracleException when nothing is selected, or something is damaged or is no case
     * @throws IOException when the directory cannot be read
     */
    public static OracleReport run(Path directory, OracleSelection selection) throws IOException {
        Oracle oracle = new Oracle();
        CaseFiles.each(directory, selection, oracle::runCase);
        return new OracleReport(List.copyOf(oracle.results.values()));
    }

    private void runCase(OracleCase observed, CaseFile from) {
        KindResult before = results.get(observed.kind());
        if (before == null && results.size() == MOST_KINDS) {
            throw from.complaint("more than " + MOST_KINDS + " kinds");
        }
        try {
            results.put(
                    observed.kind(), after(before == null ? KindResult.none(observed.kind()) : before, observed, from));
        } catch (BadCaseException bad) {
            throw from.complaint("case " + observed.id() + ": " + bad.getMessage());
        }
    }

    private static KindResult after(KindResult before, OracleCase observed, CaseFile from) {
        OracleKind kind = OracleKinds.BY_NAME.get(observed.kind());
        if (kind == null) {
            return before.unsupportedCase();
        }
        Difference difference = difference(kind, observed);
        if (difference == null) {
            return before.equalCase();
        }
        return kind.isTied(observed)
                ? before.tiedCase()
                : before.differentCase(new KindResult.First(observed.id(), from.place(), difference));
    }

    /** A rule that throws outside of a step, where the case is set up or looked at afterwards, is a difference as well. */
    private static @Nullable Difference difference(OracleKind kind, OracleCase observed) {
        try {
            return kind.run(observed);
        } catch (BadCaseException bad) {
            throw bad;
        } catch (RuntimeException thrown) {
            return new Difference(
                    "the case", observed.expected().node(), Json.nodeOf(Map.of("thrown", thrown.toString())));
        }
    }
}
