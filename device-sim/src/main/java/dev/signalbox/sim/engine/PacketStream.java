package dev.signalbox.sim.engine;

import dev.signalbox.device.DwordSource;
import dev.signalbox.device.Packet;
import dev.signalbox.device.RingMemory;
import dev.signalbox.sim.memory.Extent;
import dev.signalbox.sim.memory.Translation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The packets of a ring in the order in which they are executed: those on the ring, and those in indirect buffers, which nest once. */
final class PacketStream {
    private static final int DEEPEST = 2;

    /** An indirect buffer: {@code base} is a place in the indirect area, or a virtual address. */
    private record Buffer(boolean host, int space, int length, long base) {}

    private final RingMemory ring;
    private final MemoryPort port;
    private final @Nullable Buffer[] buffers = new Buffer[DEEPEST];
    private final int[] places = new int[DEEPEST];
    private int depth;
    private long at;
    private long end;
    private Start.@Nullable Faulted fault;

    PacketStream(RingMemory ring, MemoryPort port) {
        this.ring = ring;
        this.port = port;
    }

    /** What is on the ring up to a pointer may be executed; a pointer of an earlier doorbell says nothing new. */
    void publish(long pointer) {
        if (pointer - ring.readPointer() > ring.size()) {
            throw new IllegalArgumentException("doorbell for " + pointer + ", read pointer at " + ring.readPointer()
                    + ": a ring has " + ring.size() + " dwords");
        }
        end = Math.max(end, pointer);
    }

    boolean isDry() {
        return depth == 0 && at == end;
    }

    boolean isOnRing() {
        return depth == 0;
    }

    /** Returns the address space in which the next packet executes. */
    int space() {
        return depth == 0 ? 0 : innermost().space();
    }

    /** Returns the next packet, there being dwords; null when there is none, or it cannot be fetched: then there is a fault. */
    @Nullable Packet peek() {
        fault = null;
        if (depth == 0) {
            return peek(at);
        }
        Buffer buffer = innermost();
        int place = places[depth - 1];
        return buffer.host()
                ? Packet.read(ring::indirect, buffer.base() + place, buffer.length() - place)
                : fetch(buffer.space(), buffer.base() + (long) place * Integer.BYTES, buffer.length() - place);
    }

    /** Returns why the next packet could not be fetched; null when what stands there is none. */
    Start.@Nullable Faulted fault() {
        return fault;
    }

    private @Nullable Packet peek(long pointer) {
        long beforeEnd = ring.size() - (pointer & (ring.size() - 1));
        return Packet.read(ring, pointer, Math.min(end - pointer, beforeEnd));
    }

    private @Nullable Packet fetch(int space, long address, int limit) {
        List<Extent> header = translate(space, address, 1);
        int body = header.isEmpty() ? 0 : port.memory().readInt(header.get(0).physical()) & Packet.MOST_BODY;
        if (header.isEmpty() || body >= limit) {
            return null;
        }
        List<Extent> whole = body == 0 ? header : translate(space, address, body + 1);
        if (whole.isEmpty()) {
            return null;
        }
        port.accessed(whole, false);
        return Packet.read(source(whole), 0, limit);
    }

    /** Returns where dwords are; nothing when there is a fault. */
    private List<Extent> translate(int space, long address, int dwords) {
        Translation found = port.translate(space, address, (long) dwords * Integer.BYTES, false);
        if (found instanceof Translation.Faulted faulted) {
            fault = new Start.Faulted(space, faulted.address(), false, faulted.reason());
            return List.of();
        }
        return ((Translation.Mapped) found).extents();
    }

    private DwordSource source(List<Extent> extents) {
        return dword -> {
            long offset = dword * Integer.BYTES;
            int extent = 0;
            while (offset >= extents.get(extent).bytes()) {
                offset -= extents.get(extent++).bytes();
            }
            return port.memory().readInt(extents.get(extent).physical() + offset);
        };
    }

    /** Goes on behind the packet that was looked at; its dwords stay the device's until it is done. */
    void advance(Packet packet) {
        if (depth == 0) {
            at += packet.dwords();
        } else {
            places[depth - 1] += packet.dwords();
        }
    }

    /** Goes on in an indirect buffer; returns false when there is no such buffer. */
    boolean enter(Packet.Indirect indirect) {
        if (depth == DEEPEST || indirect.length() < 0 || !isAllowed(indirect)) {
            return false;
        }
        int space = depth == 0 ? indirect.space() : space();
        buffers[depth] = new Buffer(indirect.host(), space, indirect.length(), indirect.address());
        places[depth] = 0;
        depth++;
        return true;
    }

    /** Programs reach no other programs in the indirect area, and no address space but theirs. */
    private boolean isAllowed(Packet.Indirect indirect) {
        if (indirect.host()) {
            return depth == 0
                    && indirect.address() >= 0
                    && indirect.address() <= ring.indirectSize() - indirect.length();
        }
        return (depth == 0 || indirect.space() == 0 || indirect.space() == space())
                && indirect.address() % Integer.BYTES == 0
                && MemoryPort.isRange(indirect.address(), (long) indirect.length() * Integer.BYTES);
    }

    /** The packet that was advanced over is done: gives its dwords back, and leaves the buffers that it ends. */
    void done() {
        while (depth > 0 && places[depth - 1] == innermost().length()) {
            depth--;
        }
        if (depth == 0) {
            ring.setReadPointer(at);
        }
    }

    /** Leaves all indirect buffers. */
    void leave() {
        depth = 0;
    }

    /** Returns the fence that ends what begins with the next packet of the ring; null when it is not published, or none is. */
    Packet.@Nullable Fence findFence() {
        long place = at;
        while (place < end) {
            Packet packet = peek(place);
            if (packet instanceof Packet.Fence fence) {
                return fence;
            }
            place += packet == null ? 1 : packet.dwords();
        }
        return null;
    }

    /** What stands at the next place of the ring is no packet: goes on at the next fence. */
    void skipToFence() {
        do {
            at++;
        } while (at < end && !(peek(at) instanceof Packet.Fence));
        ring.setReadPointer(at);
    }

    void reset() {
        depth = 0;
        at = 0;
        end = 0;
        ring.setReadPointer(0);
    }

    private Buffer innermost() {
        Buffer buffer = buffers[depth - 1];
        if (buffer == null) {
            throw new IllegalStateException("no indirect buffer at depth " + depth);
        }
        return buffer;
    }
}
