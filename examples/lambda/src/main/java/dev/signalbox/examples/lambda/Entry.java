package dev.signalbox.examples.lambda;

import dev.signalbox.device.DwordSource;
import dev.signalbox.device.Packet;
import dev.signalbox.device.RingMemory;
import dev.signalbox.fence.Errno;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an entry of a ring asks for.
 *
 * @param seqno its number
 * @param steps delays, dispatches, traps and writes to scratch registers, in order, up to what cannot be executed
 * @param error what comes of the packet behind the steps, which cannot be executed; null when all can
 * @param end the pointer behind it
 */
record Entry(long seqno, List<Packet> steps, @Nullable Errno error, long end) {
    /** Reads the packets up to a pointer, or to the fence that ends an entry. */
    private static final class Reader {
        private final RingMemory memory;
        private final List<Packet> steps = new ArrayList<>();
        private @Nullable Errno error;

        Reader(RingMemory memory) {
            this.memory = memory;
        }

        /** What is no packet is looked through, dword by dword, for the next one. */
        @Nullable Entry read(long start, long limit) {
            long at = start;
            while (at < limit) {
                long beforeEnd = memory.size() - (at & (memory.size() - 1));
                Packet packet = Packet.read(memory, at, Math.min(limit - at, beforeEnd));
                at += packet == null ? 1 : packet.dwords();
                if (packet instanceof Packet.Fence fence) {
                    return new Entry(fence.seqno(), List.copyOf(steps), error, at);
                }
                if (error == null) {
                    error = add(packet);
                }
            }
            return null;
        }

        /** Adds the steps of a packet; returns why it cannot be executed, null when it can. */
        private @Nullable Errno add(@Nullable Packet packet) {
            if (packet instanceof Packet.Indirect indirect) {
                return indirect.host() ? addProgram(indirect) : Errno.EOPNOTSUPP;
            }
            Errno wrong = refusal(packet);
            if (wrong == null && packet != null && !isHarmless(packet)) {
                steps.add(packet);
            }
            return wrong;
        }

        private static @Nullable Errno refusal(@Nullable Packet packet) {
            if (packet == null || packet instanceof Packet.Fence) {
                return Errno.EINVAL;
            }
            if (packet instanceof Packet.Write write && write.scratch()) {
                return write.to() >= 0 && write.to() < RingMemory.SCRATCH_REGISTERS ? null : Errno.EINVAL;
            }
            boolean known = isHarmless(packet)
                    || packet instanceof Packet.Delay
                    || packet instanceof Packet.Dispatch
                    || packet instanceof Packet.Trap;
            return known ? null : Errno.EOPNOTSUPP;
        }

        private @Nullable Errno addProgram(Packet.Indirect indirect) {
            long start = indirect.address();
            if (start < 0 || indirect.length() < 0 || start > memory.indirectSize() - indirect.length()) {
                return Errno.EINVAL;
            }
            DwordSource program = memory::indirect;
            for (long at = start, end = start + indirect.length(); at < end; ) {
                Packet packet = Packet.read(program, at, end - at);
                Errno wrong = packet instanceof Packet.Indirect ? Errno.EINVAL : add(packet);
                if (wrong != null) {
                    return wrong;
                }
                at += packet == null ? 1 : packet.dwords();
            }
            return null;
        }

        /** What a device without memory, caches and several jobs at once need not do anything for. */
        private static boolean isHarmless(Packet packet) {
            return packet instanceof Packet.Nop
                    || packet instanceof Packet.PipelineSync
                    || packet instanceof Packet.Flush
                    || packet instanceof Packet.PreemptionPoint;
        }
    }

    /** Returns the entry that begins at a pointer; null when no whole one was published. */
    static @Nullable Entry read(RingMemory memory, long start, long limit) {
        return new Reader(memory).read(start, limit);
    }
}
