package dev.signalbox;

import dev.signalbox.fence.Errno;
import dev.signalbox.fence.FenceId;
import dev.signalbox.fence.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Fences that travel together under a name, from one client to another: whatever takes a file takes what all of its fences stand
 * for. It is a value: what it holds never changes. In the kernel: sync_file.
 */
public final class SyncFile {
    private final String name;
    private final List<Fence> fences;

    private SyncFile(String name, List<Fence> fences) {
        this.name = name;
        this.fences = List.copyOf(fences);
    }

    /**
     * Makes a file of fences: of each context the newest counts.
     *
     * @throws Refusal EINVAL for a fence that a program can hold back: a file holds dma fences only
     */
    public static SyncFile of(String name, Fence... fences) {
        Texts.check("the name of a sync file", Objects.requireNonNull(name, "a sync file has a name"));
        return new SyncFile(name, merged(List.of(fences)));
    }

    static SyncFile ofKnown(String name, List<Fence> fences) {
        return new SyncFile(name, fences);
    }

    /** Makes a file of what this one and another hold; both stay as they are. */
    public SyncFile merge(String newName, SyncFile other) {
        List<Fence> all = new ArrayList<>(fences);
        all.addAll(other.fences);
        return of(newName, all.toArray(Fence[]::new));
    }

    /** Returns its name. */
    public String name() {
        return name;
    }

    /** Returns its fences in the order of their contexts; none when nothing was pending. */
    public List<Fence> fences() {
        return fences;
    }

    /** Returns whether all of its fences are known to have signalled; asks nobody, so it may lag behind a little. */
    public boolean isSignalled() {
        return fences.stream().allMatch(Fence::isSignalled);
    }

    /** Returns a stage that completes when all of its fences have signalled, with the error of the first one that has one. */
    public CompletionStage<Optional<Errno>> signalled() {
        List<CompletableFuture<Optional<Errno>>> each = fences.stream()
                .map(fence -> fence.signalled().toCompletableFuture())
                .toList();
        return CompletableFuture.allOf(each.toArray(CompletableFuture<?>[]::new))
                .thenApply(all ->
                        each.stream().flatMap(fence -> fence.join().stream()).findFirst());
    }

    private static List<Fence> merged(List<Fence> fences) {
        Map<Long, Fence> newest = new TreeMap<>();
        for (Fence fence : fences) {
            fence.idOn(fences.get(0).client().device());
            if (fence.isUserFence()) {
                throw new Refusal(
                        Errno.EINVAL,
                        "fence " + fence + " is a user fence, which a program can hold back",
                        "wait for it in the program; a sync file holds dma fences only");
            }
            newest.merge(
                    fence.id().context(),
                    fence,
                    (one, other) -> one.id().seqno() < other.id().seqno() ? other : one);
        }
        return List.copyOf(newest.values());
    }

    /** Names its fences to an owner on a device. */
    List<FenceId> ids(Device device) {
        return fences.stream().map(fence -> fence.idOn(device)).toList();
    }

    @Override
    public String toString() {
        return name + fences;
    }
}
