package dev.signalbox.examples.oracle;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How cases of some kinds are run: each case on fresh rules. */
interface OracleKind {
    /** Returns the names of the kinds, as cases carry them. */
    Set<String> names();

    /**
     * Runs a case.
     *
     * @return where it first differs from what was observed; null when all is equal
     * @throws BadCaseException when the case makes no sense
     */
    @Nullable Difference run(OracleCase observed);
}
