package dev.signalbox.device;

/** How much a reset takes with it, from the least on. */
public enum ResetScope {
    /** Soft recovery: the work of the one entry is killed; the ring goes on behind it. */
    JOB,
    /** One engine: all of its rings are empty afterwards. */
    ENGINE,
    /** The whole device: all rings are empty afterwards. */
    DEVICE
}
