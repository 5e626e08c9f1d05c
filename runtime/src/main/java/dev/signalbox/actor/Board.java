package dev.signalbox.actor;

import dev.signalbox.event.Facts;
import dev.signalbox.event.Gate;
import dev.signalbox.fence.FenceId;
import dev.signalbox.fence.Refusal;
import dev.signalbox.fence.SignalledView;
import dev.signalbox.fence.Timeline;
import dev.signalbox.sched.EntityQueue;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * What all shells of one device share: its clock, its stream of facts, its rings, and the published state of contexts.
 *
 * @param clock nanoseconds on the device's clock
 */
public record Board(LongSupplier clock, Facts facts, Gate gate, Contexts contexts, List<RingPort> rings)
        implements EntityQueue.World {
    /** Copies the list. */
    public Board {
        rings = List.copyOf(rings);
    }

    /** Returns the time. */
    public long now() {
        return clock.getAsLong();
    }

    /** Publishes a context, and shows it to programs as soon as they may see it; before its watchers are told. */
    void publish(ContextSlot slot, Timeline timeline) {
        slot.publish(timeline);
        show(slot);
    }

    /** Publishes the final state of a context whose owner goes. */
    void publishLast(ContextSlot slot, Timeline timeline) {
        slot.publishLast(timeline);
        contexts.close(slot);
        show(slot);
    }

    /** Does something behind all answers that were given to the gate, also when they cannot be shown. */
    void behindAnswers(Runnable task) {
        gate.pass(new Gate.Held() {
            @Override
            public void pass() {
                task.run();
            }

            @Override
            public void lost(Refusal why) {
                task.run();
            }
        });
    }

    private void show(ContextSlot slot) {
        if (slot.isHeld()) {
            gate.pass(new Showing(List.of(slot.view()), List.of(), none -> {}));
        }
    }

    /** Locates fences; those whose owner is gone by now have signalled, and are left out. */
    List<LocatedFence> locate(List<FenceId> fences) {
        List<LocatedFence> located = new ArrayList<>(fences.size());
        for (FenceId fence : fences) {
            ContextSlot slot = contexts.find(fence.context());
            if (slot != null) {
                located.add(new LocatedFence(slot, fence.seqno()));
            }
        }
        return located;
    }

    RingPort ring(int number) {
        return rings.get(number);
    }

    /**
     * Returns when a fence counts for whoever keeps only the newest of a context, such as a reservation: when all before it have
     * signalled as well.
     */
    SignalledView inOrder() {
        return contexts::isPassed;
    }

    @Override
    public boolean isSignalled(FenceId fence) {
        return contexts.isSignalled(fence);
    }

    @Override
    public long scheduledContextOn(int ring, long context) {
        ContextSlot slot = contexts.find(context);
        return slot != null && slot.fixedRing() == ring(ring) ? slot.scheduledContext() : 0;
    }

    @Override
    public FenceId finishedOf(FenceId fence) {
        ContextSlot slot = contexts.find(fence.context());
        return slot != null && slot.isOfScheduled() ? new FenceId(fence.context() + 1, fence.seqno()) : fence;
    }

    @Override
    public long score(int ring) {
        return ring(ring).score();
    }
}
