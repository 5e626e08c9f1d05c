package dev.signalbox.actor;

import akka.actor.DeadLetterSuppression;
import dev.signalbox.replay.StateBuilder;

/** To an inspector. */
public sealed interface InspectorCommand {
    /** What an owner holds: values, put where they belong in the state of the device. */
    @FunctionalInterface
    interface Look {
        /** There is nothing to see. */
        Look NOTHING = state -> {};

        /** Adds what was seen. */
        void addTo(StateBuilder state);
    }

    /** An owner answers. */
    record Seen(int place, Look look) implements InspectorCommand, DeadLetterSuppression {}

    /** An owner has stopped; an answer that it gave has come before. */
    record OwnerGone(int place) implements InspectorCommand {}
}
