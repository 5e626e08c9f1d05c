package dev.signalbox.memory;

import dev.signalbox.fence.FenceId;
import dev.signalbox.fence.SignalledView;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * Memory that nothing maps any more, but that engines may still remember: a job that was prepared before the memory was unmapped
 * executes without the flush that this needs. It is free when all those jobs are over. Every later job of the address space executes
 * behind that flush.
 */
final class Quarantine {
    /** In the place of a buffer: nobody has to be told that this memory is free. */
    static final long NO_BUFFER = -1;

    /**
     * Memory that belonged together.
     *
     * @param jobs those that may still reach it
     * @param buffer whose memory it was, or {@link #NO_BUFFER}
     * @param bytes 0 for tables alone
     * @param tables pages
     */
    private record Held(List<FenceId> jobs, long buffer, long physical, long bytes, List<Long> tables) {}

    private final PhysicalMemory memory;
    private final SignalledView signalled;
    private final List<Held> held = new ArrayList<>();
    private final List<Long> released = new ArrayList<>();

    Quarantine(PhysicalMemory memory, SignalledView signalled) {
        this.memory = memory;
        this.signalled = signalled;
    }

    /** Takes memory that was unmapped just now; without jobs it is free at once. */
    void hold(List<FenceId> jobs, long buffer, long physical, long bytes, List<Long> tables) {
        Held unmapped = new Held(jobs, buffer, physical, bytes, tables);
        if (isOver(unmapped)) {
            free(unmapped);
        } else {
            held.add(unmapped);
        }
    }

    /** Takes tables that nothing leads to any more. */
    void holdTables(List<FenceId> jobs, List<Long> tables) {
        hold(jobs, NO_BUFFER, 0, 0, tables);
    }

    /** Frees what nobody can reach any more. */
    void sweep() {
        for (Iterator<Held> each = held.iterator(); each.hasNext(); ) {
            Held unmapped = each.next();
            if (isOver(unmapped)) {
                each.remove();
                free(unmapped);
            }
        }
    }

    /** Returns the buffers whose memory has become free since the last call, in that order. */
    List<Long> takeReleased() {
        List<Long> taken = List.copyOf(released);
        released.clear();
        return taken;
    }

    private boolean isOver(Held unmapped) {
        return unmapped.jobs().stream().allMatch(signalled::isSignalled);
    }

    private void free(Held unmapped) {
        unmapped.tables().forEach(memory::give);
        if (unmapped.bytes() > 0) {
            memory.give(unmapped.physical(), unmapped.bytes());
        }
        if (unmapped.buffer() != NO_BUFFER) {
            released.add(unmapped.buffer());
        }
    }
}
