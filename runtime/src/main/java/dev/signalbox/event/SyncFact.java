package dev.signalbox.event;

import dev.signalbox.fence.Errno;
import dev.signalbox.fence.FenceId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Something that happened to sync objects, or to fences that travel outside of jobs. */
public sealed interface SyncFact extends Fact {
    /** Calls the visitor's method for this fact. */
    <R> R visit(Visitor<R> visitor);

    @Override
    default <R> R accept(FactVisitor<R> visitor) {
        return visitor.onSync(this);
    }

    /** One method per kind of fact, so that a fold that forgets one does not compile. */
    interface Visitor<R> {
        /** Folds {@link SyncObjectCreated}. */
        R onSyncObjectCreated(SyncObjectCreated fact);

        /** Folds {@link SyncHandleOpened}. */
        R onSyncHandleOpened(SyncHandleOpened fact);

        /** Folds {@link SyncHandleClosed}. */
        R onSyncHandleClosed(SyncHandleClosed fact);

        /** Folds {@link SyncSignalled}. */
        R onSyncSignalled(SyncSignalled fact);

        /** Folds {@link SyncReset}. */
        R onSyncReset(SyncReset fact);

        /** Folds {@link SyncAttached}. */
        R onSyncAttached(SyncAttached fact);

        /** Folds {@link SyncTransferred}. */
        R onSyncTransferred(SyncTransferred fact);

        /** Folds {@link SyncWaitBegan}. */
        R onSyncWaitBegan(SyncWaitBegan fact);

        /** Folds {@link SyncWaitEnded}. */
        R onSyncWaitEnded(SyncWaitEnded fact);

        /** Folds {@link FencesImported}. */
        R onFencesImported(FencesImported fact);

        /** Folds {@link DeadlineSet}. */
        R onDeadlineSet(DeadlineSet fact);
    }

    /**
     * A client created a sync object, and has one handle of it. Objects of a device are numbered from 1.
     *
     * @param signalled whether it holds a fence that has signalled already, instead of nothing
     */
    record SyncObjectCreated(long time, int client, long object, String name, boolean signalled) implements SyncFact {
        @Override
        public <R> R visit(Visitor<R> visitor) {
            return visitor.onSyncObjectCreated(this);
        }
    }

    /** A client has one more handle of an object: somebody shared it. */
    record SyncHandleOpened(long time, int client, long object) implements SyncFact {
        @Override
        public <R> R visit(Visitor<R> visitor) {
            return visitor.onSyncHandleOpened(this);
        }
    }

    /** A client has one handle less of an object; with the last handle of all clients the object is gone. */
    record SyncHandleClosed(long time, int client, long object) implements SyncFact {
        @Override
        public <R> R visit(Visitor<R> visitor) {
            return visitor.onSyncHandleClosed(this);
        }
    }

    /**
     * A program signals an object.
     *
     * @param point what is added to its timeline; 0 when a signalled fence takes the place of all that it holds
     */
    record SyncSignalled(long time, int client, long object, long point) implements SyncFact {
        @Override
        public <R> R visit(Visitor<R> visitor) {
            return visitor.onSyncSignalled(this);
        }
    }

    /** An object holds nothing any more. */
    record SyncReset(long time, int client, long object) implements SyncFact {
        @Override
        public <R> R visit(Visitor<R> visitor) {
            return visitor.onSyncReset(this);
        }
    }

    /**
     * A fence goes into an object: that of a job which is to signal it, or that of an imported sync file.
     *
     * @param point what is added to its timeline; 0 when the fence takes the place of all that it holds
     * @param fences what the fence is merged from; it has signalled already when there are none
     */
    record SyncAttached(long time, int client, long object, long point, List<FenceId> fences) implements SyncFact {
        @Override
        public <R> R visit(Visitor<R> visitor) {
            return visitor.onSyncAttached(this);
        }
    }

    /**
     * A fence of one object went into another, or into another point of the same.
     *
     * @param waitId the wait that had found the fence, and kept it whatever became of the source; 0 when the source held it
     */
    record SyncTransferred(
            long time, int client, long source, long sourcePoint, long target, long targetPoint, long waitId)
            implements SyncFact {
        @Override
        public <R> R visit(Visitor<R> visitor) {
            return visitor.onSyncTransferred(this);
        }
    }

    /**
     * A wait for points of sync objects could not be answered at once. Who subscribes to a point waits for it as well.
     *
     * @param waitId its number on the device
     * @param all whether it waits for all points, instead of for any
     * @param forSubmit whether it also waits for points that have no fence yet
     * @param available whether it waits for points to have a fence, instead of for those fences
     * @param until when it gives up, in nanoseconds; {@link Long#MAX_VALUE} when never
     */
    record SyncWaitBegan(
            long time,
            int client,
            long waitId,
            List<SyncPointId> points,
            boolean all,
            boolean forSubmit,
            boolean available,
            long until)
            implements SyncFact {
        @Override
        public <R> R visit(Visitor<R> visitor) {
            return visitor.onSyncWaitBegan(this);
        }
    }

    /**
     * A wait is over.
     *
     * @param index which of its points was the first that was done; -1 when it ended with an error
     * @param error what it ended with: -ETIME; -ENOENT when an object is gone; -ECANCELED when nobody wants to know any more
     */
    record SyncWaitEnded(
            long time,
            int client,
            long waitId,
            int index,
            @Nullable Errno error) implements SyncFact {
        @Override
        public <R> R visit(Visitor<R> visitor) {
            return visitor.onSyncWaitEnded(this);
        }
    }

    /**
     * The fences of a sync file were added to those that guard a buffer.
     *
     * @param write whether they count as writes, instead of as reads
     */
    record FencesImported(long time, int client, long buffer, boolean write, List<FenceId> fences) implements SyncFact {
        @Override
        public <R> R visit(Visitor<R> visitor) {
            return visitor.onFencesImported(this);
        }
    }

    /** The owner of a fence was told by when it should signal, sooner than it was told before; a hint. */
    record DeadlineSet(long time, FenceId fence, long deadline) implements SyncFact {
        @Override
        public <R> R visit(Visitor<R> visitor) {
            return visitor.onDeadlineSet(this);
        }
    }
}
