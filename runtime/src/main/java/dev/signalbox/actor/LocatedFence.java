package dev.signalbox.actor;

/** A fence with the place where its owner publishes what has come of it, which stays readable when the owner is gone. */
public record LocatedFence(ContextSlot slot, long seqno) {}
