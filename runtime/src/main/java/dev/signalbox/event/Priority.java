package dev.signalbox.event;

/**
 * Priorities of entities, most important first. A ring serves a lower one only while no higher one is ready, unless its policy is FAIR:
 * then a higher one has a larger share.
 */
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
