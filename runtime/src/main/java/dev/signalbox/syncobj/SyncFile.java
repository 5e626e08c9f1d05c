package dev.signalbox.syncobj;

import dev.signalbox.fence.DmaFence;
import dev.signalbox.fence.FenceCallback;
import dev.signalbox.fence.FenceContainers;
import dev.signalbox.fence.FenceStatus;
import dev.signalbox.fence.Leaves;
import dev.signalbox.fence.Subscription;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A fence under a name, to hand to somebody else. It never changes: merging makes a new one. In the kernel: struct sync_file.
 */
public final class SyncFile {
    /**
     * One of the fences that a file is made of.
     *
     * @param timestamp when it signalled, in nanoseconds; 0 while it is pending
     */
    public record Entry(FenceStatus status, String driver, String timeline, long timestamp) {
        private static Entry of(DmaFence leaf) {
            String driver = leaf.driverName();
            String timeline = leaf.timelineName();
            FenceStatus status = leaf.status();
            return new Entry(status, driver, timeline, status.isSignalled() ? leaf.timestamp() : 0);
        }
    }

    /**
     * What a file tells about itself.
     *
     * @param status the first status, in the order of the entries, that is not "signalled, and ended well"
     */
    public record Info(String name, FenceStatus status, List<Entry> entries) {
        /** Copies the list. */
        public Info {
            entries = List.copyOf(entries);
        }
    }

    private final @Nullable String name;
    private final DmaFence fence;

    private SyncFile(@Nullable String name, DmaFence fence) {
        this.name = name;
        this.fence = fence;
    }

    /** Creates a file with a name. */
    public static SyncFile of(String name, DmaFence fence) {
        return new SyncFile(name, fence);
    }

    /** Creates a file that is named by what its fence is. */
    public static SyncFile of(DmaFence fence) {
        return new SyncFile(null, fence);
    }

    /** Creates a file of what two others wait for; they stay as they are. */
    public static SyncFile merge(String name, SyncFile one, SyncFile other, FenceContainers containers) {
        return new SyncFile(name, containers.merge(List.of(one.fence, other.fence)));
    }

    /** Returns the fence. */
    public DmaFence fence() {
        return fence;
    }

    /** Returns the given name; {@code driver-timelinecontext-seqno} of the fence when there is none. */
    public String name() {
        return name != null
                ? name
                : fence.driverName() + "-" + fence.timelineName() + fence.context() + "-"
                        + Long.toUnsignedString(fence.seqno());
    }

    /** Returns the status of the fence as a whole. */
    public FenceStatus status() {
        return fence.status();
    }

    /** Returns the number of fences that it is made of. */
    public int size() {
        return Leaves.of(fence).size();
    }

    /** Returns what it is made of. */
    public Info info() {
        List<Entry> entries = Leaves.of(fence).stream().map(Entry::of).toList();
        FenceStatus status = entries.stream()
                .map(Entry::status)
                .filter(each -> !each.equals(FenceStatus.OK))
                .findFirst()
                .orElse(FenceStatus.OK);
        return new Info(name(), status, entries);
    }

    /** Returns whether it has signalled; from now on it also signals without being asked. */
    public boolean poll() {
        fence.enableSignalling();
        return fence.isSignalled();
    }

    /** Asks to be called when it signals; null when it has, and then the callback is never called. */
    public @Nullable Subscription subscribe(FenceCallback callback) {
        return fence.subscribe(callback);
    }

    /** Says by when it should signal: a hint. */
    public void setDeadline(long deadline) {
        fence.setDeadline(deadline);
    }
}
