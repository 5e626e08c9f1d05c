package dev.signalbox.docs;

/** The parts of the catalogue of the kernel's behaviours, in its order; a constant is what names of rows begin with. */
enum CatalogueSection {
    FEN("Fences"),
    ARR("Arrays of fences"),
    CHN("Chains of fences"),
    UNW("Taking apart and merging"),
    RSV("Reservations"),
    SYF("Sync files, and buffers that export and import them"),
    SWS("Software timelines"),
    SOB("Sync objects that hold one fence"),
    SOT("Sync objects that hold a timeline"),
    SOE("Subscriptions to sync objects"),
    SCH("Scheduler"),
    GV("Computed examples");

    /** What a name of a row looks like. */
    static final String NAME = "[A-Z]{2,3}-\\d{2}";

    private final String title;

    CatalogueSection(String title) {
        this.title = title;
    }

    /** Returns the title on the page. */
    String title() {
        return title + " (" + this + ")";
    }

    boolean has(String row) {
        return row.startsWith(this + "-");
    }

    /** Returns whether the rows of any part are called so. */
    static boolean isKnown(String row) {
        for (CatalogueSection section : values()) {
            if (section.has(row)) {
                return row.matches(NAME);
            }
        }
        return false;
    }
}
