package dev.signalbox.event;

/** Priorities of entities, most important first; a ring serves a lower one only while no higher one is ready. */
public enum Priority {
    /** The kernel's own work, such as page-table updates. */
    KERNEL,
    /** More important than most. */
    HIGH,
    /** What everybody gets who asks for nothing else. */
    NORMAL,
    /** Runs when nothing else is ready. */
    LOW
}
