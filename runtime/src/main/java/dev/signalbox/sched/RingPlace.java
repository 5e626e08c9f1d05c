package dev.signalbox.sched;

import dev.signalbox.fence.FenceId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Where an entity is: the ring it is on, and those that its jobs may use. */
final class RingPlace {
    private static final int UNKNOWN = Integer.MIN_VALUE;

    private final Map<Integer, Set<Integer>> bonds;
    private List<Integer> rings;

    /** Where jobs were given to a ring with whose start others may start; made when the first comes, for mostly none does. */
    private Map<FenceId, Integer> masterRings = Map.of();

    private int ring = -1;
    private boolean stays;

    /**
     * Creates it on no ring.
     *
     * @param rings those that it may use, at least one
     * @param bonds for a ring on which a job's submit fence ran, the rings that the job may then use
     */
    RingPlace(List<Integer> rings, Map<Integer, Set<Integer>> bonds) {
        this.rings = List.copyOf(rings);
        this.bonds = Map.copyOf(bonds);
    }

    /** Returns the ring it is on; -1 before the first job. */
    int ring() {
        return ring;
    }

    void rings(List<Integer> others) {
        rings = List.copyOf(others);
    }

    /** Keeps it on the ring that it is on, or lets it go. */
    void stay(boolean must) {
        stays = must;
    }

    /**
     * Settles on the ring for a draft; false when that must wait.
     *
     * @param isAtRest whether nothing of the entity stands in a queue, and the last job that did is over
     */
    boolean find(JobDraft draft, boolean isAtRest, EntityQueue.World world, EntityQueue.Out out) {
        List<Integer> allowed = allowed(draft, out);
        if (allowed.isEmpty() || (isBonded(draft) && !isAtRest && !allowed.contains(ring))) {
            return false;
        }
        if (!isAtRest) {
            return true;
        }
        int chosen = allowed.size() == 1 ? allowed.get(0) : RingChoice.leastLoaded(allowed, world::score);
        if (stays && chosen != ring) {
            return false;
        }
        moveTo(chosen, out);
        return true;
    }

    private boolean isBonded(JobDraft draft) {
        return !bonds.isEmpty() && !draft.startsWith().isEmpty();
    }

    private void moveTo(int chosen, EntityQueue.Out out) {
        if (chosen != ring) {
            int from = ring;
            ring = chosen;
            out.move(from, chosen);
        }
    }

    /** Returns the rings a draft may use; none while it is not known where the job that it starts with runs. */
    private List<Integer> allowed(JobDraft draft, EntityQueue.Out out) {
        if (!isBonded(draft)) {
            return rings;
        }
        FenceId master = draft.startsWith().get(0);
        if (masterRings.isEmpty()) {
            masterRings = new HashMap<>();
        }
        Integer masterRing = masterRings.putIfAbsent(master, UNKNOWN);
        if (masterRing == null) {
            out.watch(List.of(master));
        }
        if (masterRing == null || masterRing == UNKNOWN) {
            return List.of();
        }
        Set<Integer> bonded = bonds.getOrDefault(masterRing, Set.copyOf(rings));
        return rings.stream().filter(bonded::contains).toList();
    }

    /** Takes the news of another owner's context; see {@link EntityQueue#heard}. */
    void heard(long context, long floor, List<Long> above, int masterRing) {
        if (!masterRings.isEmpty()) {
            masterRings.replaceAll(
                    (fence, known) -> fence.context() == context && known == UNKNOWN && reached(fence, floor, above)
                            ? masterRing
                            : known);
        }
    }

    /** A draft has been armed. */
    void armed(JobDraft draft) {
        if (!masterRings.isEmpty()) {
            draft.startsWith().forEach(masterRings::remove);
        }
    }

    private static boolean reached(FenceId fence, long floor, List<Long> above) {
        return fence.seqno() <= floor || above.contains(fence.seqno());
    }
}
