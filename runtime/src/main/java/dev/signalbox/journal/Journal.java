package dev.signalbox.journal;

import dev.signalbox.event.Facts;
import dev.signalbox.event.Gate;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Where a runtime stores the facts of its devices: one directory, one persistence id per device. */
public interface Journal {
    /** Nothing is stored. */
    Journal NONE = new Journal() {
        @Override
        public Recording record(String device) {
            return new Recording() {
                @Override
                public Facts facts() {
                    return Facts.NOBODY;
                }

                @Override
                public Gate gate() {
                    return Gate.OPEN;
                }

                @Override
                public CompletionStage<Void> close() {
                    return CompletableFuture.completedFuture(null);
                }
            };
        }

        @Override
        public void close() {}
    };

    /** Begins the record of a device. */
    Recording record(String device);

    /** Lets go of the directory; every record is closed by then. */
    void close();
}
