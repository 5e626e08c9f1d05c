package dev.signalbox.sim.engine;

import dev.signalbox.device.DeviceMemory;
import dev.signalbox.sim.memory.Extent;
import java.util.ArrayList;
import java.util.List;

/** Copies bytes between ranges that consist of several pieces, as if through a third place. */
final class PieceCopy {
    private static final int CHUNK = 1 << 20;

    private final DeviceMemory memory;

    PieceCopy(DeviceMemory memory) {
        this.memory = memory;
    }

    void copy(List<Extent> to, List<Extent> from) {
        if (isOverlapping(to, from) && to.size() + from.size() > 2) {
            write(to, read(from));
        } else {
            copyPieces(to, from);
        }
    }

    private static boolean isOverlapping(List<Extent> to, List<Extent> from) {
        return to.stream()
                .anyMatch(target -> from.stream()
                        .anyMatch(source -> source.physical() < target.end() && target.physical() < source.end()));
    }

    /** Both are as long. */
    private void copyPieces(List<Extent> to, List<Extent> from) {
        int source = 0;
        long used = 0;
        for (Extent target : to) {
            for (long done = 0; done < target.bytes(); ) {
                Extent piece = from.get(source);
                long bytes = Math.min(piece.bytes() - used, target.bytes() - done);
                memory.copy(target.physical() + done, piece.physical() + used, bytes);
                done += bytes;
                used += bytes;
                if (used == piece.bytes()) {
                    source++;
                    used = 0;
                }
            }
        }
    }

    private List<byte[]> read(List<Extent> from) {
        List<byte[]> chunks = new ArrayList<>();
        for (Extent piece : from) {
            for (long done = 0; done < piece.bytes(); done += CHUNK) {
                chunks.add(read(piece.physical() + done, (int) Math.min(CHUNK, piece.bytes() - done)));
            }
        }
        return chunks;
    }

    private byte[] read(long physical, int count) {
        byte[] bytes = new byte[count];
        for (int i = 0; i < count; i++) {
            long at = physical + i;
            bytes[i] = (byte) (memory.readInt(word(at)) >>> shift(at));
        }
        return bytes;
    }

    private void write(List<Extent> to, List<byte[]> chunks) {
        int chunk = 0;
        int used = 0;
        for (Extent piece : to) {
            for (long done = 0; done < piece.bytes(); done++) {
                if (used == chunks.get(chunk).length) {
                    chunk++;
                    used = 0;
                }
                write(piece.physical() + done, chunks.get(chunk)[used++]);
            }
        }
    }

    private void write(long at, byte value) {
        int others = memory.readInt(word(at)) & ~(0xFF << shift(at));
        memory.writeInt(word(at), others | (value & 0xFF) << shift(at));
    }

    private static long word(long at) {
        return at & ~(Integer.BYTES - 1L);
    }

    private static int shift(long at) {
        return (int) (at & (Integer.BYTES - 1)) * Byte.SIZE;
    }
}
