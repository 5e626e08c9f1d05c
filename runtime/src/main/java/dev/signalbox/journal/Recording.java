package dev.signalbox.journal;

import dev.signalbox.event.Facts;
import dev.signalbox.event.Gate;
import java.util.concurrent.CompletionStage;

/** The record of one device. */
public interface Recording {
    /** Returns where its facts go; one at a time. */
    Facts facts();

    /** Returns what holds back what programs are shown until its facts are safe. */
    Gate gate();

    /**
     * Stores what is left; the stage completes when it is stored, and fails when it cannot be. What is reported after
     * that is no part of the record.
     */
    CompletionStage<Void> close();
}
