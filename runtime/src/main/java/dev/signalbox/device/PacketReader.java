package dev.signalbox.device;

import static dev.signalbox.device.Words.get;

import dev.signalbox.fence.Errno;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads packets as {@link Packet} says; what is not exactly one is none. */
final class PacketReader {
    private PacketReader() {}

    static @Nullable Packet read(DwordSource source, long at, long limit) {
        if (limit < 1) {
            return null;
        }
        int header = source.dword(at);
        int body = header & Packet.MOST_BODY;
        if (body >= limit) {
            return null;
        }
        Packet packet = read(source, header >>> 24, header >>> 16 & 0xFF, at + 1, body);
        return packet != null && packet.body() == body && packet.flags() == (header >>> 16 & 0xFF) ? packet : null;
    }

    private static @Nullable Packet read(DwordSource from, int opcode, int flags, long at, int body) {
        if (opcode == Packet.Nop.OPCODE) {
            return new Packet.Nop(body);
        }
        if (opcode == Packet.Dispatch.OPCODE) {
            return dispatch(from, at, body);
        }
        return body == bodyOf(opcode) ? fixed(from, opcode, flags, at) : null;
    }

    /** Returns how long the body of a packet is that has one length only; -1 for no packet. */
    private static int bodyOf(int opcode) {
        return switch (opcode) {
            case Packet.Copy.OPCODE -> 6;
            case Packet.Fill.OPCODE -> 5;
            case Packet.Indirect.OPCODE, Packet.Write.OPCODE, Packet.Delay.OPCODE, Packet.Wait.OPCODE -> 4;
            case Packet.Space.OPCODE -> 3;
            case Packet.Fence.OPCODE, Packet.Timestamp.OPCODE -> 2;
            case Packet.Flush.OPCODE, Packet.Trap.OPCODE -> 1;
            case Packet.PipelineSync.OPCODE, Packet.PreemptionPoint.OPCODE -> 0;
            default -> -1;
        };
    }

    private static @Nullable Packet fixed(DwordSource from, int opcode, int flags, long at) {
        return switch (opcode) {
            case Packet.Fence.OPCODE -> new Packet.Fence((flags & Packet.Fence.INTERRUPT) != 0, get(from, at));
            case Packet.Delay.OPCODE -> new Packet.Delay(get(from, at), get(from, at + 2));
            case Packet.Indirect.OPCODE ->
                new Packet.Indirect(
                        (flags & Packet.Indirect.HOST) != 0, from.dword(at), from.dword(at + 1), get(from, at + 2));
            case Packet.Copy.OPCODE -> new Packet.Copy(get(from, at), get(from, at + 2), get(from, at + 4));
            case Packet.Fill.OPCODE -> new Packet.Fill(get(from, at), get(from, at + 2), from.dword(at + 4));
            case Packet.Write.OPCODE ->
                new Packet.Write((flags & Packet.Write.SCRATCH) != 0, get(from, at), get(from, at + 2));
            case Packet.Wait.OPCODE -> wait(from, flags, at);
            case Packet.PipelineSync.OPCODE -> new Packet.PipelineSync();
            case Packet.Flush.OPCODE ->
                new Packet.Flush((flags & Packet.Flush.TLB) != 0, (flags & Packet.Flush.CACHE) != 0, from.dword(at));
            case Packet.Timestamp.OPCODE -> new Packet.Timestamp(get(from, at));
            case Packet.PreemptionPoint.OPCODE -> new Packet.PreemptionPoint();
            case Packet.Space.OPCODE -> new Packet.Space(from.dword(at), get(from, at + 1));
            case Packet.Trap.OPCODE -> trap(from.dword(at));
            default -> null;
        };
    }

    private static @Nullable Packet wait(DwordSource from, int flags, long at) {
        Packet.Compare compare = Packet.Compare.of(flags);
        return compare == null ? null : new Packet.Wait(get(from, at), compare, get(from, at + 2));
    }

    private static @Nullable Packet trap(int number) {
        for (Errno error : Errno.values()) {
            if (error.number() == number) {
                return new Packet.Trap(error);
            }
        }
        return null;
    }

    private static @Nullable Packet dispatch(DwordSource from, long at, int body) {
        int length = body < 1 ? 0 : from.dword(at);
        int words = length < 1 || length > Packet.Dispatch.MOST ? -1 : (length + 3) / 4;
        int arguments = words < 0 ? -1 : body - 1 - words;
        if (arguments < 0 || arguments % 2 != 0 || arguments / 2 > Packet.Dispatch.MOST) {
            return null;
        }
        String kernel = Words.text(from, at + 1, length);
        String padding = Words.text(from, at + 1, 4 * words).substring(length);
        if (!kernel.chars().allMatch(c -> c > ' ' && c < 127)
                || !padding.chars().allMatch(c -> c == 0)) {
            return null;
        }
        List<Long> values = new ArrayList<>(arguments / 2);
        for (int i = 0; i < arguments; i += 2) {
            values.add(get(from, at + 1 + words + i));
        }
        return new Packet.Dispatch(kernel, values);
    }
}
