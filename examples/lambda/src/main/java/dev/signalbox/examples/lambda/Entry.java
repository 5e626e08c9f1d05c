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
 * @param steps delays, dispatches, traps and writes to scratch registers, in order; a packet that the device cannot execute is a trap
 * @param end the pointer behind it
 */
record Entry(long seqno, List<Packet> steps, long end) {
    /** Reads the packets up to a pointer, or to the fence that ends an entry. */
    private static final class Reader {
        private final RingMemory memory;
        private final List<Packet> steps = new ArrayList<>();

        Reader(RingMemory memory) {
            this.memory = memory;
        }

        @Nullable Entry read(long start, long limit) {
            long at = start;
            while (at < limit) {
                Packet packet = Packet.read(memory, at, limit - at);
                at += packet == null ? limit - at : packet.dwords();
                if (packet instanceof Packet.Fence fence) {
                    return new Entry(fence.seqno(), List.copyOf(steps), at);
                }
                add(packet);
            }
            return null;
        }

        private boolean add(@Nullable Packet packet) {
            if (packet instanceof Packet.Indirect indirect) {
                return indirect.host() ? addProgram(indirect) : trap(Errno.EOPNOTSUPP);
            }
            if (packet instanceof Packet.Write write) {
                return addWrite(write);
            }
            if (packet == null || packet instanceof Packet.Fence) {
                return trap(Errno.EINVAL);
            }
            if (packet instanceof Packet.Delay || packet instanceof Packet.Dispatch || packet instanceof Packet.Trap) {
                return steps.add(packet);
            }
            return isHarmless(packet) || trap(Errno.EOPNOTSUPP);
        }

        private boolean addWrite(Packet.Write write) {
            if (!write.scratch()) {
                return trap(Errno.EOPNOTSUPP);
            }
            boolean known = write.to() >= 0 && write.to() < RingMemory.SCRATCH_REGISTERS;
            return known ? steps.add(write) : trap(Errno.EINVAL);
        }

        /** What is behind a packet that cannot be executed is not executed either. */
        private boolean addProgram(Packet.Indirect indirect) {
            long start = indirect.address();
            if (start < 0 || indirect.length() < 0 || start > memory.indirectSize() - indirect.length()) {
                return trap(Errno.EINVAL);
            }
            DwordSource program = memory::indirect;
            for (long at = start, end = start + indirect.length(); at < end; ) {
                Packet packet = Packet.read(program, at, end - at);
                if (packet instanceof Packet.Indirect || !add(packet)) {
                    return trap(Errno.EINVAL);
                }
                at += packet == null ? end : packet.dwords();
            }
            return true;
        }

        private boolean trap(Errno error) {
            steps.add(new Packet.Trap(error));
            return false;
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
