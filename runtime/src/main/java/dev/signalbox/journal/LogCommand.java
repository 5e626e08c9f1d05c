package dev.signalbox.journal;

import java.util.concurrent.CompletableFuture;

/** To the log of a device. */
public sealed interface LogCommand permits LogCommand.Flush, LogCommand.Close, LogCommand.LogGone {
    /** There are facts to store. */
    enum Flush implements LogCommand {
        /** The only one. */
        FLUSH
    }

    /**
     * Nothing more is reported: store what is left, and stop.
     *
     * @param done completes when it is stored; fails when it cannot be
     */
    record Close(CompletableFuture<Void> done) implements LogCommand {}

    /** The event-sourced part has stopped. */
    enum LogGone implements LogCommand {
        /** The only one. */
        LOG_GONE
    }
}
