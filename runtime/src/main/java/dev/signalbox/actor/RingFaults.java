package dev.signalbox.actor;

import akka.actor.typed.ActorRef;
import akka.actor.typed.javadsl.ActorContext;
import dev.signalbox.device.DeviceCommand;
import dev.signalbox.device.Interrupt;
import dev.signalbox.event.DeviceFact;
import dev.signalbox.vm.SpaceState;
import org.jspecify.annotations.Nullable;

/**
 * Accesses on a ring that found nothing mapped. A ring executes one entry at a time, so at most one of them stalls its engine: then the
 * memory manager is asked, and the device told what to do.
 */
final class RingFaults {
    private final ActorContext<RingCommand> context;
    private final RingRoom room;
    private final ActorRef<MemoryCommand> memory;
    private Interrupt.@Nullable Fault stalling;
    private boolean memoryWatched;

    RingFaults(ActorContext<RingCommand> context, RingRoom room, ActorRef<MemoryCommand> memory) {
        this.context = context;
        this.room = room;
        this.memory = memory;
    }

    void onFault(Interrupt.Fault fault) {
        SpaceState space = room.isOutstanding(fault.seqno())
                ? room.entries().get(fault.seqno()).alike().space()
                : null;
        room.report(new DeviceFact.FaultRaised(
                room.now(),
                fault.ring(),
                fault.seqno(),
                space == null ? 0 : space.id(),
                fault.address(),
                fault.write(),
                fault.reason(),
                fault.stalled()));
        if (fault.stalled()) {
            stalling = fault;
            ask(fault, space);
        }
    }

    private void ask(Interrupt.Fault fault, @Nullable SpaceState space) {
        if (space == null || fault.reason() != Interrupt.FaultReason.UNMAPPED) {
            resolve(fault, false);
            return;
        }
        if (!memoryWatched) {
            memoryWatched = true;
            context.watchWith(memory, new RingCommand.MemoryGone());
        }
        room.facts().flush();
        memory.tell(new MemoryCommand.FaultIn(
                space.id(), fault.address(), fault.generation(), fault.seqno(), context.getSelf()));
    }

    /** Tells the device what the memory manager could do. */
    void answered(RingCommand.FaultAnswered answer) {
        Interrupt.Fault fault = stalling;
        if (fault != null && fault.generation() == answer.generation() && fault.seqno() == answer.entry()) {
            resolve(fault, answer.retry());
        }
    }

    /** The memory manager can do nothing any more. */
    void memoryGone() {
        Interrupt.Fault fault = stalling;
        if (fault != null) {
            resolve(fault, false);
        }
    }

    /** What is on the ring does not execute any more. */
    void forget() {
        stalling = null;
    }

    private void resolve(Interrupt.Fault fault, boolean retry) {
        stalling = null;
        room.report(new DeviceFact.FaultResolved(room.now(), fault.ring(), fault.seqno(), retry));
        room.tell(new DeviceCommand.ResolveFault(fault.ring(), fault.generation(), fault.seqno(), retry));
    }
}
