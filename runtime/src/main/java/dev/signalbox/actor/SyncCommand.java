package dev.signalbox.actor;

/** To the table. */
public sealed interface SyncCommand
        permits SyncCommand.CreateTimeline, SyncCommand.Advance, SyncCommand.CloseTimeline, Watch, Inspect {
    /** Calls the handler's method for this message. */
    void accept(Handler handler);

    /** One method per message, so that a message without a handler does not compile. */
    interface Handler {
        void onCreateTimeline(CreateTimeline create);

        void onAdvance(Advance advance);

        void onCloseTimeline(CloseTimeline close);

        void onWatch(Watch watch);

        void onInspect(Inspect inspect);
    }

    /** A new timeline; its context was given where it was asked for. */
    public record CreateTimeline(int client, ContextSlot slot, String name) implements SyncCommand {
        @Override
        public void accept(Handler handler) {
            handler.onCreateTimeline(this);
        }
    }

    /** Signals all points of a timeline up to one. */
    public record Advance(long context, long seqno) implements SyncCommand {
        @Override
        public void accept(Handler handler) {
            handler.onAdvance(this);
        }
    }

    /** A timeline goes; points up to {@code last} that are pending end with -ENOENT. */
    public record CloseTimeline(long context, long last) implements SyncCommand {
        @Override
        public void accept(Handler handler) {
            handler.onCloseTimeline(this);
        }
    }
}
