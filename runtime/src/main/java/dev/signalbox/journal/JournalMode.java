package dev.signalbox.journal;

/** How safe facts are before programs are shown what rests on them. */
public enum JournalMode {
    /** Nothing is stored. */
    OFF,
    /** Facts are stored soon; what programs are shown runs ahead of that, but not far. What the process had written outlives it. */
    ASYNC,
    /** Facts are on the disk before a program is shown what rests on them. */
    SYNC
}
