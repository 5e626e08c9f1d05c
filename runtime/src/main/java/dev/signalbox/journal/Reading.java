package dev.signalbox.journal;

/**
 * What reading came to.
 *
 * @param lastFact the number of the last fact that was handed on; 0 for none
 * @param ending why it ended there
 */
public record Reading(long lastFact, Ending ending) {}
