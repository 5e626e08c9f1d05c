package dev.signalbox.sim.engine;

import dev.signalbox.device.Packet;
import dev.signalbox.device.RingMemory;
import dev.signalbox.device.Work;
import dev.signalbox.sim.memory.Mmu;

/** Starts packets: checks them, translates what they access, and says what they cost. */
final class PacketStarter {
    private final RingMemory ring;
    private final MemoryPort port;
    private final MemoryPackets memoryPackets;
    private final GpuSpec.Costs costs;

    PacketStarter(RingMemory ring, MemoryPort port, MemoryPackets memoryPackets, GpuSpec.Costs costs) {
        this.ring = ring;
        this.port = port;
        this.memoryPackets = memoryPackets;
        this.costs = costs;
    }

    /** Starts a packet that is no fence and no indirect buffer, and stands on the ring itself or not, in an address space. */
    Start start(Packet packet, int space, boolean onRing) {
        Start start = packet instanceof Packet.Delay delay ? delay(delay) : access(packet, space, onRing);
        return start instanceof Operation operation ? operation.withFixed(port.takeWalkNanos()) : start;
    }

    private static Start delay(Packet.Delay delay) {
        return delay.nanos() < Work.ENDLESS || delay.preemptNanos() < 0
                ? Start.Refused.REFUSED
                : Operation.delay(delay.nanos(), delay.preemptNanos());
    }

    private Start access(Packet packet, int space, boolean onRing) {
        if (packet instanceof Packet.Copy copy) {
            return memoryPackets.copy(copy, space);
        }
        if (packet instanceof Packet.Fill fill) {
            return memoryPackets.fill(fill, space);
        }
        if (packet instanceof Packet.Dispatch dispatch) {
            return memoryPackets.dispatch(dispatch, space);
        }
        if (packet instanceof Packet.Write write) {
            return write.scratch() ? scratch(write) : memoryPackets.write(write.to(), write.value(), space);
        }
        if (packet instanceof Packet.Wait wait) {
            return memoryPackets.wait(wait, space);
        }
        if (packet instanceof Packet.Timestamp timestamp) {
            return memoryPackets.timestamp(timestamp, space);
        }
        return control(packet, onRing);
    }

    private Start scratch(Packet.Write write) {
        if (write.to() < 0 || write.to() >= RingMemory.SCRATCH_REGISTERS) {
            return Start.Refused.REFUSED;
        }
        return Operation.costing(0, now -> {
            ring.setScratch((int) write.to(), write.value());
            return null;
        });
    }

    /** Page tables are set up by the host: no program may say where they are. */
    private Start control(Packet packet, boolean onRing) {
        if (packet instanceof Packet.Flush flush) {
            return flush(flush);
        }
        if (packet instanceof Packet.Space switched) {
            return onRing && isSpace(switched.space())
                    ? Operation.costing(0, now -> {
                        port.mmu().setRoot(switched.space(), switched.root());
                        return null;
                    })
                    : Start.Refused.REFUSED;
        }
        return Operation.costing(packet instanceof Packet.PipelineSync ? costs.pipelineSyncNanos() : 0, Effect.NONE);
    }

    private Start flush(Packet.Flush flush) {
        if (flush.tlb() && !isSpace(flush.space())) {
            return Start.Refused.REFUSED;
        }
        long nanos = Speed.plus(flush.tlb() ? costs.tlbFlushNanos() : 0, flush.cache() ? costs.cacheFlushNanos() : 0);
        return Operation.costing(nanos, now -> {
            if (flush.tlb()) {
                port.mmu().flush(flush.space());
            }
            return null;
        });
    }

    private static boolean isSpace(int space) {
        return space >= 1 && space <= Mmu.LAST_SPACE;
    }
}
