package dev.signalbox.actor;

import akka.actor.DeadLetterSuppression;
import dev.signalbox.fence.Errno;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The owner of a context to somebody who watches: everything up to {@code floor} has signalled, and so have the points that
 * were asked for and are named here. One message for all points that one step of the owner signalled. Sent to a watcher that
 * is gone, it is nobody's loss.
 *
 * @param ring where the jobs of a scheduled context were given to a ring; -1 for other contexts
 */
public record FenceSignals(long context, long floor, List<Point> points, int ring)
        implements EntityCommand, ClientCommand, SyncCommand, RingCommand, DeadLetterSuppression {
    /** A point that was asked for, and its error; null when it ended well. */
    public record Point(long seqno, @Nullable Errno error) {}

    @Override
    public void accept(RingCommand.Handler handler) {
        handler.onFenceSignals(this);
    }

    @Override
    public void accept(EntityCommand.Handler handler) {
        handler.onFenceSignals(this);
    }

    @Override
    public void accept(SyncCommand.Handler handler) {
        handler.onFenceSignals(this);
    }

    @Override
    public void accept(ClientCommand.Handler handler) {
        handler.onFenceSignals(this);
    }
}
