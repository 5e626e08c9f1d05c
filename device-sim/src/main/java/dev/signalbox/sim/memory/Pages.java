package dev.signalbox.sim.memory;

import dev.signalbox.device.DeviceMemory;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * The pages of one kind of memory, by offset from its beginning. A page is made when it is written for the first time, and so is the
 * chunk of {@value #CHUNK} pages that it belongs to. Threads that make the same page at once agree on one. Offsets are not checked.
 */
final class Pages {
    /** How many pages a chunk has: its table of them covers 4 MiB. */
    private static final int CHUNK = 1_024;

    private static final int PAGE = DeviceMemory.PAGE;
    private static final long CHUNK_BYTES = (long) CHUNK * PAGE;
    private static final VarHandle CHUNKS = MethodHandles.arrayElementVarHandle(byte[][][].class);
    private static final VarHandle PAGES = MethodHandles.arrayElementVarHandle(byte[][].class);
    private static final VarHandle COUNT = MethodHandles.arrayElementVarHandle(long[].class);

    private final byte[][][] chunks;
    /** How many pages are held; an array of one, for its element can be counted up by several threads. */
    private final long[] held = new long[1];

    Pages(long bytes) {
        chunks = new byte[Math.toIntExact((bytes + CHUNK_BYTES - 1) / CHUNK_BYTES)][][];
    }

    /** Returns the page at an offset; null when nobody has written there. */
    byte @Nullable [] find(long offset) {
        byte[][] chunk = (byte[][]) CHUNKS.getAcquire(chunks, chunkOf(offset));
        return chunk == null ? null : (byte[]) PAGES.getAcquire(chunk, pageOf(offset));
    }

    /** Returns the page at an offset, to be written. */
    byte[] obtain(long offset) {
        byte[] page = find(offset);
        return page == null ? make(offset) : page;
    }

    /** Forgets the page at an offset; it reads as 0 from now on. */
    void giveUp(long offset) {
        byte[][] chunk = (byte[][]) CHUNKS.getAcquire(chunks, chunkOf(offset));
        if (chunk != null) {
            giveUp(chunk, pageOf(offset));
        }
    }

    /** Forgets all pages. The tables of chunks stay, for another thread may be about to put a page into one. */
    void giveUpAll() {
        for (int i = 0; i < chunks.length; i++) {
            byte[][] chunk = (byte[][]) CHUNKS.getAcquire(chunks, i);
            for (int page = 0; chunk != null && page < CHUNK; page++) {
                giveUp(chunk, page);
            }
        }
    }

    /** Returns how many bytes the pages have that are held. */
    long heldBytes() {
        return (long) COUNT.getVolatile(held, 0) * PAGE;
    }

    private byte[] make(long offset) {
        byte[][] chunk = chunk(offset);
        byte[] made = new byte[PAGE];
        byte[] other = (byte[]) PAGES.compareAndExchange(chunk, pageOf(offset), (byte[]) null, made);
        if (other != null) {
            return other;
        }
        COUNT.getAndAdd(held, 0, 1L);
        return made;
    }

    private byte[][] chunk(long offset) {
        byte[][] chunk = (byte[][]) CHUNKS.getAcquire(chunks, chunkOf(offset));
        if (chunk != null) {
            return chunk;
        }
        byte[][] made = new byte[CHUNK][];
        byte[][] other = (byte[][]) CHUNKS.compareAndExchange(chunks, chunkOf(offset), (byte[][]) null, made);
        return other == null ? made : other;
    }

    private void giveUp(byte[][] chunk, int page) {
        byte[] old = (byte[]) PAGES.getAndSet(chunk, page, (byte[]) null);
        if (old != null) {
            COUNT.getAndAdd(held, 0, -1L);
        }
    }

    private static int chunkOf(long offset) {
        return (int) (offset / CHUNK_BYTES);
    }

    private static int pageOf(long offset) {
        return (int) (offset / PAGE % CHUNK);
    }
}
