package dev.signalbox.fence;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A fence that signals when all of its members have. Members are never containers: flatten first. In the kernel: struct
 * dma_fence_array.
 *
 * <p>While nobody waits for it, it is complete when all members are found signalled, and then ends well whatever they ended
 * with. Once somebody waits it hears of every member, and ends with the first error in the order in which they completed.
 */
public final class FenceArray extends DmaFence {
    private final List<DmaFence> members;
    private final Deferred deferred;
    private int unfinished;
    private int unmarked;
    private @Nullable Watchers ripeWatchers;

    FenceArray(long context, List<? extends DmaFence> members, Deferred deferred) {
        super(context, 1);
        if (members.isEmpty()) {
            throw new IllegalArgumentException("an array of no fences would never signal");
        }
        this.members = List.copyOf(members);
        for (DmaFence member : this.members) {
            if (!(member instanceof PlainFence)) {
                throw new IllegalArgumentException("a container in an array: flatten first");
            }
        }
        this.deferred = deferred;
        this.unfinished = members.size();
    }

    /** Returns the members in order. */
    public List<DmaFence> members() {
        return members;
    }

    @Override
    public String driverName() {
        return "dma_fence_array";
    }

    @Override
    public String timelineName() {
        return "unbound";
    }

    @Override
    boolean has64BitSeqno() {
        return false;
    }

    @Override
    void poll() {
        if (isEnabled() ? unfinished == 0 : allSignalled()) {
            signalNow(completionTime());
        }
    }

    @Override
    boolean onEnable() {
        for (DmaFence member : members) {
            if (member.subscribe(this::memberSignalled) == null) {
                count(member);
            }
        }
        return unfinished > 0;
    }

    @Override
    public boolean isAllOf(long wanted) {
        return members.stream().allMatch(member -> member.context() == wanted);
    }

    /** Tells a watcher, at once or later, when all members are marked signalled: when whoever looks at this array completes it. */
    void watchRipe(DmaFence watcher) {
        if (ripeWatchers == null) {
            ripeWatchers = new Watchers();
            watchMembers();
        }
        if (unmarked == 0) {
            watcher.onWatched();
        } else {
            ripeWatchers.add(watcher);
        }
    }

    /** Returns how many wait for it to be ripe, with those that went and are not swept out yet. */
    int ripeWatcherCount() {
        return ripeWatchers == null ? 0 : ripeWatchers.size();
    }

    private void watchMembers() {
        for (DmaFence member : members) {
            if (!member.isMarkedSignalled()) {
                unmarked++;
                member.watch(this);
            }
        }
    }

    @Override
    void onWatched() {
        unmarked--;
        if (unmarked == 0 && ripeWatchers != null) {
            ripeWatchers.tellAll();
        }
    }

    private void memberSignalled(DmaFence member) {
        count(member);
        if (unfinished == 0) {
            deferred.add(() -> signalNow(completionTime()));
        }
    }

    private void count(DmaFence member) {
        setFirstError(member.status().error());
        unfinished--;
    }

    private boolean allSignalled() {
        boolean all = true;
        for (DmaFence member : members) {
            all &= member.isSignalled();
        }
        return all;
    }

    @Override
    long completionTime() {
        return members.stream().mapToLong(DmaFence::timestamp).max().orElseThrow();
    }

    @Override
    void onDeadline(long deadline) {
        members.forEach(member -> member.setDeadline(deadline));
    }
}
