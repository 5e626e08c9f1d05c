package dev.signalbox.sim.memory;

import dev.signalbox.device.DeviceMemory;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Memory that costs something only where it was written. Words are little-endian. Writing a word leaves its neighbours alone, so two
 * threads may write words that stand side by side.
 *
 * <p>All methods throw {@link IllegalArgumentException} when an address does not exist, or is no multiple of what it has to be.
 */
public final class SparseMemory implements DeviceMemory {
    /** The most bytes of VRAM, and of system memory: 16 TiB. */
    public static final long MOST_BYTES = 1L << 44;

    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private final long vramBytes;
    private final long systemBytes;
    private final Pages vram;
    private final Pages system;

    /**
     * Creates memory that holds nothing.
     *
     * @param vramBytes a multiple of the page size, 0 to {@link #MOST_BYTES}
     * @param systemBytes the same
     */
    public SparseMemory(long vramBytes, long systemBytes) {
        this.vramBytes = checkedSize("VRAM", vramBytes);
        this.systemBytes = checkedSize("system memory", systemBytes);
        this.vram = new Pages(vramBytes);
        this.system = new Pages(systemBytes);
    }

    @Override
    public long vramBytes() {
        return vramBytes;
    }

    @Override
    public long systemBytes() {
        return systemBytes;
    }

    @Override
    public int readInt(long address) {
        checkWord(address, Integer.BYTES);
        byte[] page = pagesOf(address).find(offset(address));
        return page == null ? 0 : (int) INTS.get(page, inPage(address));
    }

    @Override
    public void writeInt(long address, int value) {
        checkWord(address, Integer.BYTES);
        INTS.set(pagesOf(address).obtain(offset(address)), inPage(address), value);
    }

    @Override
    public long readLong(long address) {
        checkWord(address, Long.BYTES);
        byte[] page = pagesOf(address).find(offset(address));
        return page == null ? 0 : (long) LONGS.get(page, inPage(address));
    }

    @Override
    public void writeLong(long address, long value) {
        checkWord(address, Long.BYTES);
        LONGS.set(pagesOf(address).obtain(offset(address)), inPage(address), value);
    }

    @Override
    public void copy(long to, long from, long bytes) {
        checkExists(from, bytes);
        checkExists(to, bytes);
        if (from < to && to - from < bytes) {
            copyFromTheEnd(to, from, bytes);
        } else {
            copyFromTheStart(to, from, bytes);
        }
    }

    private void copyFromTheStart(long to, long from, long bytes) {
        for (long done = 0; done < bytes; ) {
            int most = PAGE - Math.max(inPage(to + done), inPage(from + done));
            int piece = (int) Math.min(most, bytes - done);
            copyPiece(to + done, from + done, piece);
            done += piece;
        }
    }

    private void copyFromTheEnd(long to, long from, long bytes) {
        for (long left = bytes; left > 0; ) {
            int most = 1 + Math.min(inPage(to + left - 1), inPage(from + left - 1));
            int piece = (int) Math.min(most, left);
            left -= piece;
            copyPiece(to + left, from + left, piece);
        }
    }

    /** Copies bytes that lie in one page each. */
    private void copyPiece(long to, long from, int bytes) {
        byte[] source = pagesOf(from).find(offset(from));
        if (source == null) {
            clearPiece(to, bytes);
        } else {
            byte[] target = pagesOf(to).obtain(offset(to));
            System.arraycopy(source, inPage(from), target, inPage(to), bytes);
        }
    }

    private void clearPiece(long to, int bytes) {
        Pages pages = pagesOf(to);
        if (bytes == PAGE) {
            pages.giveUp(offset(to));
            return;
        }
        byte[] target = pages.find(offset(to));
        if (target != null) {
            Arrays.fill(target, inPage(to), inPage(to) + bytes, (byte) 0);
        }
    }

    @Override
    public void fill(long to, long bytes, int value) {
        checkMultiple(to, Integer.BYTES);
        checkMultiple(bytes, Integer.BYTES);
        checkExists(to, bytes);
        byte @Nullable [] pattern = value == 0 ? null : pattern(value, (int) Math.min(bytes, PAGE));
        for (long done = 0; done < bytes; ) {
            int piece = (int) Math.min(PAGE - inPage(to + done), bytes - done);
            fillPiece(to + done, piece, pattern);
            done += piece;
        }
    }

    private void fillPiece(long to, int bytes, byte @Nullable [] pattern) {
        if (pattern == null) {
            clearPiece(to, bytes);
        } else {
            System.arraycopy(pattern, 0, pagesOf(to).obtain(offset(to)), inPage(to), bytes);
        }
    }

    private static byte[] pattern(int value, int bytes) {
        byte[] pattern = new byte[bytes];
        for (int i = 0; i < bytes; i += Integer.BYTES) {
            INTS.set(pattern, i, value);
        }
        return pattern;
    }

    /** Forgets what VRAM holds. System memory keeps what it has. */
    @Override
    public void losePower() {
        vram.giveUpAll();
    }

    @Override
    public long heldBytes() {
        return vram.heldBytes() + system.heldBytes();
    }

    private Pages pagesOf(long address) {
        return address < SYSTEM ? vram : system;
    }

    private static long offset(long address) {
        return address & (SYSTEM - 1);
    }

    private static int inPage(long address) {
        return (int) address & (PAGE - 1);
    }

    private void checkWord(long address, int bytes) {
        checkMultiple(address, bytes);
        checkExists(address, bytes);
    }

    private void checkExists(long address, long bytes) {
        if (!contains(address, bytes)) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "no memory for %d bytes at 0x%x: there are %d bytes of VRAM from 0x0 on, and %d of system memory from 0x%x on",
                    bytes,
                    address,
                    vramBytes,
                    systemBytes,
                    SYSTEM));
        }
    }

    private static void checkMultiple(long value, int of) {
        if ((value & (of - 1)) != 0) {
            throw new IllegalArgumentException(String.format(Locale.ROOT, "0x%x is no multiple of %d", value, of));
        }
    }

    private static long checkedSize(String what, long bytes) {
        if (bytes < 0 || bytes > MOST_BYTES || bytes % PAGE != 0) {
            throw new IllegalArgumentException(
                    what + " has whole pages of " + PAGE + " bytes, up to " + MOST_BYTES + " bytes, not " + bytes);
        }
        return bytes;
    }
}
