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

    /** Returns whether a case says that it depends on the order in which the kernel did things at one instant, so that it may end otherwise. */
    default boolean isTied(OracleCase observed) {
        return false;
    }
}
