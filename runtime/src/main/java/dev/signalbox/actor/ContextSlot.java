package dev.signalbox.actor;

import akka.actor.typed.ActorRef;
import dev.signalbox.fence.Errno;
import dev.signalbox.fence.Timeline;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicLongFieldUpdater;
import org.jspecify.annotations.Nullable;

/**
 * What the owner of a context publishes about it, like the memory that a GPU writes its sequence numbers to: anybody may look,
 * only the owner writes, and it only ever advances.
 */
public final class ContextSlot {
    private static final AtomicLongFieldUpdater<ContextSlot> FLOOR =
            AtomicLongFieldUpdater.newUpdater(ContextSlot.class, "floor");
    private static final AtomicLongFieldUpdater<ContextSlot> FAILED =
            AtomicLongFieldUpdater.newUpdater(ContextSlot.class, "failed");

    private final long context;
    private volatile @Nullable RingPort fixedRing;
    private final boolean ofScheduled;
    private final boolean held;
    private final boolean user;
    private volatile @Nullable ActorRef<OwnerCommand> owner;
    private volatile long floor;

    /** Written before the floor that it belongs to. */
    private volatile long failed;

    /** The points above the floor that have signalled, ascending; written behind the floor and read before it. */
    private volatile List<Long> above = List.of();

    private volatile @Nullable Timeline last;
    private volatile @Nullable View shown;

    /**
     * Creates the slot of a context on which nothing has signalled.
     *
     * @param held whether programs see it only as far as it is shown
     * @param user whether its fences are user fences
     */
    ContextSlot(long context, @Nullable RingPort fixedRing, boolean ofScheduled, boolean held, boolean user) {
        this.held = held;
        this.user = user;
        this.context = context;
        this.fixedRing = fixedRing;
        this.ofScheduled = ofScheduled;
    }

    /** Returns the context that this is about. */
    public long context() {
        return context;
    }

    /** Returns the ring that all jobs of this context run on; null when they may move, or when it is not a context of jobs. */
    @Nullable RingPort fixedRing() {
        return fixedRing;
    }

    /** From now on its jobs may run on other rings as well. */
    public void mayMove() {
        fixedRing = null;
    }

    /** Returns the scheduled context of the entity that owns this context. */
    long scheduledContext() {
        return ofScheduled ? context : context - 1;
    }

    /** Returns whether the scheduled fences of an entity live here. */
    boolean isOfScheduled() {
        return ofScheduled;
    }

    /**
     * How far a context has come, as programs may see it.
     *
     * @param floor every point up to this one has signalled
     * @param above the points above it that have signalled, ascending
     * @param failed how many points signalled with an error
     * @param over whether its owner is gone: nothing new will signal
     */
    public record View(ContextSlot slot, long floor, List<Long> above, long failed, boolean over) {
        void show() {
            slot.shown = this;
        }

        /** Returns whether a point is known to have signalled. */
        public boolean isSignalled(long seqno) {
            return seqno <= floor || over || isAmong(above, seqno);
        }
    }

    /** Returns how far programs may see it. */
    public View shown() {
        View latest = shown;
        return held && latest != null ? latest : held ? new View(this, 0, List.of(), 0, false) : view();
    }

    /** Returns how far it has come. */
    View view() {
        List<Long> single = above;
        return new View(this, floor, single, failed, last != null);
    }

    /** Returns whether its fences are user fences: code of programs may hold them back, so no dma fence may wait for them. */
    public boolean isUser() {
        return user;
    }

    /** Returns whether programs see it only as far as it is shown. */
    boolean isHeld() {
        return held;
    }

    /** Returns whether a point is known to have signalled. */
    boolean isSignalled(long seqno) {
        return isAmong(above, seqno) || isPassed(seqno);
    }

    /** Returns whether a point and all before it are known to have signalled. */
    boolean isPassed(long seqno) {
        return seqno <= floor || last != null;
    }

    private static boolean isAmong(List<Long> points, long seqno) {
        return !points.isEmpty() && Collections.binarySearch(points, seqno) >= 0;
    }

    /** Returns whether the owner is gone: nothing new will signal here. */
    public boolean isOver() {
        return last != null;
    }

    /** Returns the final state of the context, which nobody changes any more; null while its owner lives. */
    @Nullable Timeline last() {
        return last;
    }

    /** Returns how a point ended, once and for all; null while its owner lives and is to be asked. */
    public ClientCommand.@Nullable Outcome lastWord(long seqno) {
        Timeline known = last;
        if (known == null) {
            return null;
        }
        return new ClientCommand.Outcome(known.isSignalled(seqno) ? known.error(seqno) : Errno.EIO);
    }

    /** Returns whom to ask about this context. */
    public ActorRef<OwnerCommand> owner() {
        ActorRef<OwnerCommand> known = owner;
        if (known == null) {
            throw new IllegalStateException("context " + context + " has no owner yet");
        }
        return known;
    }

    /** Says whom to ask about this context; before anybody asks. */
    public void ownedBy(ActorRef<OwnerCommand> actor) {
        owner = actor;
    }

    /** Most steps change nothing. What is to be seen at once is followed by a message, so that no store needs a barrier of its own. */
    void publish(Timeline timeline) {
        if (failed != timeline.failed()) {
            FAILED.lazySet(this, timeline.failed());
        }
        if (floor != timeline.floor()) {
            FLOOR.lazySet(this, timeline.floor());
        }
        if (!above.isEmpty() || !timeline.pointsAboveFloor().isEmpty()) {
            above = List.copyOf(timeline.pointsAboveFloor());
        }
    }

    void publishLast(Timeline timeline) {
        publish(timeline);
        last = timeline;
    }
}
