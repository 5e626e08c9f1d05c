package dev.signalbox.sim.workload.scenario;

/** What a scenario was read from. All origins are equal: where something was read is no part of what it says. */
public final class Origin {
    private final String file;
    private final String text;
    private final Place outcome;

    Origin(String file, String text) {
        this(file, text, new Place(1));
    }

    Origin(String file, String text, Place outcome) {
        this.file = file;
        this.text = text;
        this.outcome = outcome;
    }

    /** Returns the origin of a scenario that was not read. */
    public static Origin none() {
        return new Origin("", "");
    }

    /** Returns the name given to {@code parse}. */
    public String file() {
        return file;
    }

    /** Returns the whole text. */
    public String text() {
        return text;
    }

    /** Returns where it says how a run comes to its end; the first line when it does not say so. */
    public Place outcome() {
        return outcome;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Origin;
    }

    @Override
    public int hashCode() {
        return 1;
    }

    @Override
    public String toString() {
        return file;
    }
}
