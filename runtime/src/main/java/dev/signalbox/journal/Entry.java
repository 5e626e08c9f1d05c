package dev.signalbox.journal;

import java.util.List;

/** What one record of a journal holds. */
public sealed interface Entry {
    /** Returns whose events it is about. */
    String persistenceId();

    /**
     * Events of one persistence id that were written together: all of them are stored, or none.
     *
     * @param events at least one, in order of their sequence numbers
     */
    record Write(String persistenceId, List<Event> events) implements Entry {
        /** Checks the ranges above. */
        public Write {
            events = List.copyOf(events);
            if (events.isEmpty()) {
                throw new IllegalArgumentException("a write of " + persistenceId + " has no event");
            }
        }

        /** Returns the first event's sequence number. */
        public long first() {
            return events.get(0).sequenceNr();
        }

        /** Returns the last event's sequence number. */
        public long last() {
            return events.get(events.size() - 1).sequenceNr();
        }
    }

    /** A mark: events up to sequence number {@code upTo} are deleted. They stay in their file, and are replayed no more. */
    record Deletion(String persistenceId, long upTo) implements Entry {}
}
