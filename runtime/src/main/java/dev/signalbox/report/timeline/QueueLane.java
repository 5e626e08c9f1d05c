package dev.signalbox.report.timeline;

import dev.signalbox.event.Priority;

/**
 * One queue of a client.
 *
 * @param entity the number of its entity
 * @param client the number of its client
 * @param context its scheduled fences; its finished fences are of the context after that
 * @param name what its client calls it
 * @param priority when its jobs go first
 */
public record QueueLane(int entity, int client, long context, String name, Priority priority) {}
