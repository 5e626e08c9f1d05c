package dev.signalbox.replay;

import dev.signalbox.event.Priority;

/**
 * What was done to an entity since it was opened.
 *
 * @param priority that it has now
 * @param killed whether it was
 * @param banned whether the driver holds it guilty
 */
public record EntityTraits(Priority priority, boolean killed, boolean banned) {}
