package dev.signalbox;

/**
 * What a queue has done so far; published, so it may lag behind a little.
 *
 * @param submitted jobs submitted
 * @param finished jobs such that they and all before them are over, however they ended
 * @param failed jobs that ended with an error
 */
public record QueueStats(long submitted, long finished, long failed) {}
