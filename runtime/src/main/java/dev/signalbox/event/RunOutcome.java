package dev.signalbox.event;

/** How a run came to its end. */
public enum RunOutcome {
    /** Everything that drove it is over. */
    COMPLETED,
    /** Nothing could move any more. */
    HANGS,
    /** It was stopped, for it did not come to an end. */
    STOPPED
}
