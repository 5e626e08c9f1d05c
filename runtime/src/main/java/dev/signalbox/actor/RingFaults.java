package dev.signalbox.actor;

import akka.actor.typed.ActorRef;
import akka.actor.typed.javadsl.ActorContext;
import dev.signalbox.device.DeviceCommand;
import dev.signalbox.device.Interrupt;
import dev.signalbox.event.DeviceFact;
import dev.signalbox.event.FactGatherer;
import dev.signalbox.vm.SpaceState;
import org.jspecify.annotations.Nullable;

/**
 * Accesses on a ring that found nothing mapped. A ring executes one entry at a time, so at most one of them stalls its engine: then the
 * memory manager is asked, and the device told what to do.
 */
final class RingFaults {
    private final ActorContext<RingCommand> context;
    private final ActorRef<DeviceCommand> device;
    private final ActorRef<MemoryCommand> memory;
    private final FactGatherer facts;
    private Interrupt.@Nullable Fault stalling;
    private boolean memoryWatched;

    RingFaults(
            ActorContext<RingCommand> context,
            ActorRef<DeviceCommand> device,
            ActorRef<MemoryCommand> memory,
            FactGatherer facts) {
        this.context = context;
        this.device = device;
        this.memory = memory;
        this.facts = facts;
    }

    /**
     * Takes a fault of an entry.
     *
     * @param space the address space that the entry executes in; null for none
     */
    void raised(Interrupt.Fault fault, @Nullable SpaceState space, long now) {
        facts.report(new DeviceFact.FaultRaised(
                now,
                fault.ring(),
                fault.seqno(),
                space == null ? 0 : space.id(),
                fault.address(),
                fault.write(),
                fault.reason(),
                fault.stalled()));
        if (fault.stalled()) {
            stalling = fault;
            ask(fault, space, now);
        }
    }

    private void ask(Interrupt.Fault fault, @Nullable SpaceState space, long now) {
        if (space == null || fault.reason() != Interrupt.FaultReason.UNMAPPED) {
            resolve(fault, false, now);
            return;
        }
        if (!memoryWatched) {
            memoryWatched = true;
            context.watchWith(memory, new RingCommand.MemoryGone());
        }
        facts.flush();
        memory.tell(new MemoryCommand.FaultIn(
                space.id(), fault.address(), fault.generation(), fault.seqno(), context.getSelf()));
    }

    /** Tells the device what the memory manager could do. */
    void answered(RingCommand.FaultAnswered answer, long now) {
        Interrupt.Fault fault = stalling;
        if (fault != null && fault.generation() == answer.generation() && fault.seqno() == answer.entry()) {
            resolve(fault, answer.retry(), now);
        }
    }

    /** The memory manager can do nothing any more. */
    void memoryGone(long now) {
        Interrupt.Fault fault = stalling;
        if (fault != null) {
            resolve(fault, false, now);
        }
    }

    /** What is on the ring does not execute any more. */
    void forget() {
        stalling = null;
    }

    private void resolve(Interrupt.Fault fault, boolean retry, long now) {
        stalling = null;
        facts.report(new DeviceFact.FaultResolved(now, fault.ring(), fault.seqno(), retry));
        facts.flush();
        device.tell(new DeviceCommand.ResolveFault(fault.ring(), fault.generation(), fault.seqno(), retry));
    }
}
