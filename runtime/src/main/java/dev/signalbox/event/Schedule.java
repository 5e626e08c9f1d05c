package dev.signalbox.event;

/**
 * What decided the order in which mailboxes ran.
 *
 * @param chooser how the next one was picked
 * @param seed of its choices
 */
public record Schedule(String chooser, long seed) {}
