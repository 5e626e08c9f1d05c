package dev.signalbox.examples.oracle;

/**
 * Something that was done to the kernel, and what was observed.
 *
 * @param id its name, different from those of all others
 * @param kind what is tried, which also says how the rest reads
 * @param input what was done
 * @param expected what was observed
 */
record OracleCase(String id, String kind, Json input, Json expected) {
    /** Reads a case from its line. */
    static OracleCase of(Json line) {
        return new OracleCase(
                line.field("id").name(),
                line.field("kind").name(),
                new Json("input", line.field("input").node()),
                new Json("expected", line.field("expected").node()));
    }
}
