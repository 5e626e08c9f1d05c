package dev.signalbox.resv;

import dev.signalbox.fence.FenceId;
import dev.signalbox.fence.FenceSet;
import dev.signalbox.fence.SignalledView;
import java.util.ArrayList;
import java.util.List;

/** The fences of one buffer. In the kernel: struct dma_resv with its list of fences. */
public final class Reservation {
    /** A fence, and what it guards the buffer for. */
    public record Entry(FenceId fence, Usage usage) {
        private boolean givesWayTo(FenceId fence, Usage usage) {
            return this.fence.context() == fence.context()
                    && usage.compareTo(this.usage) <= 0
                    && fence.seqno() >= this.fence.seqno();
        }
    }

    private final List<Entry> entries = new ArrayList<>(2);

    /**
     * Adds a fence for a use. It takes the place of the first entry that has signalled, or that is an earlier (or the same)
     * fence of its context with the same or a weaker usage; otherwise it is appended.
     */
    public void add(FenceId fence, Usage usage, SignalledView signalled) {
        Entry added = new Entry(fence, usage);
        for (int i = 0; i < entries.size(); i++) {
            Entry old = entries.get(i);
            if (old.givesWayTo(fence, usage) || signalled.isSignalled(old.fence())) {
                entries.set(i, added);
                return;
            }
        }
        entries.add(added);
    }

    /** Adds to {@code found} every fence that a new use has to wait for and that is not known to have signalled. */
    public void collect(Usage usage, SignalledView signalled, FenceSet found) {
        for (Entry entry : entries) {
            if (usage.includes(entry.usage()) && !signalled.isSignalled(entry.fence())) {
                found.add(entry.fence());
            }
        }
    }

    /** Returns the entries; one whose fence has signalled may be among them, as nobody has taken its place. */
    public List<Entry> state() {
        return List.copyOf(entries);
    }

    /** Returns how many entries are kept. */
    public int size() {
        return entries.size();
    }
}
