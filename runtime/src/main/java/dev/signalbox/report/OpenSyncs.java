package dev.signalbox.report;

import dev.signalbox.event.SyncFact;
import dev.signalbox.event.SyncPointId;
import dev.signalbox.fence.FenceId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The part of {@link OpenWork} that is about sync objects: what each holds, and which waits are open. Every method of the
 * visitor returns this.
 *
 * <p>A wait, and a point that nothing was attached to, are nodes of a {@link WaitGraph}: fences of contexts that no device gives
 * out.
 */
final class OpenSyncs implements SyncFact.Visitor<OpenSyncs> {
    private static final long WAITS = Long.MAX_VALUE;
    private static final long MISSING = Long.MAX_VALUE - 1;

    /** A wait, and what it found at each of its points, when that was there: it keeps that. */
    private record OpenWait(SyncFact.SyncWaitBegan began, Map<SyncPointId, List<FenceId>> found) {
        boolean hasFoundAll() {
            return found.size() == Set.copyOf(began.points()).size();
        }
    }

    private final Predicate<FenceId> over;
    private final Map<Long, OpenSyncObject> objects = new TreeMap<>();
    private final Map<Long, OpenWait> waits = new TreeMap<>();

    /** The waits that look for a point that was not there, by number of the wait. */
    private final Map<Long, OpenWait> looking = new TreeMap<>();

    private final List<SyncPointId> missing = new ArrayList<>();

    /**
     * Creates what holds nothing.
     *
     * @param over whether a fence is known to have signalled
     */
    OpenSyncs(Predicate<FenceId> over) {
        this.over = over;
    }

    /** Returns the waits that are open, as nodes. */
    List<FenceId> waits() {
        return waits.keySet().stream().map(number -> new FenceId(WAITS, number)).toList();
    }

    static boolean isWait(FenceId node) {
        return node.context() == WAITS;
    }

    /** Returns the wait that a node stands for; null when it stands for none. */
    SyncFact.@Nullable SyncWaitBegan wait(FenceId node) {
        OpenWait open = isWait(node) ? waits.get(node.seqno()) : null;
        return open == null ? null : open.began();
    }

    /** Returns the point without a fence that a node stands for; null when it stands for none. */
    @Nullable SyncPointId missing(FenceId node) {
        return node.context() == MISSING ? missing.get((int) node.seqno() - 1) : null;
    }

    /** Returns an object; null when it is gone. */
    @Nullable OpenSyncObject object(long number) {
        return objects.get(number);
    }

    /** Returns every object, by number. */
    Collection<OpenSyncObject> objects() {
        return objects.values();
    }

    /** Returns the fences that are not over which a wait found in an object, whether they are still in there or not. */
    Set<FenceId> latched(FenceId node, long object) {
        Set<FenceId> latched = new LinkedHashSet<>();
        OpenWait wait = waits.get(node.seqno());
        if (wait != null) {
            wait.began().points().stream()
                    .filter(point -> point.object() == object && wait.found().containsKey(point))
                    .forEach(point -> addNeeds(wait, point, latched));
        }
        return latched;
    }

    /** Returns what a wait waits for: fences that are not over, and nodes of points without a fence. */
    Set<FenceId> needs(FenceId node) {
        Set<FenceId> needs = new LinkedHashSet<>();
        OpenWait wait = waits.get(node.seqno());
        if (wait != null) {
            wait.began().points().forEach(point -> addNeeds(wait, point, needs));
        }
        return needs;
    }

    private void addNeeds(OpenWait wait, SyncPointId point, Set<FenceId> needs) {
        List<FenceId> found = wait.found().get(point);
        if (found == null) {
            needs.add(missingNode(point));
        } else if (!wait.began().available()) {
            found.stream().filter(over.negate()).forEach(needs::add);
        }
    }

    private FenceId missingNode(SyncPointId point) {
        if (!missing.contains(point)) {
            missing.add(point);
        }
        return new FenceId(MISSING, missing.indexOf(point) + 1L);
    }

    private OpenSyncs put(long number, long point, List<FenceId> fences) {
        OpenSyncObject object = objects.get(number);
        if (object != null) {
            object.put(point, fences, over);
            List.copyOf(looking.values()).forEach(this::look);
        }
        return this;
    }

    private void look(OpenWait wait) {
        for (SyncPointId point : wait.began().points()) {
            OpenSyncObject object = objects.get(point.object());
            if (object != null && object.has(point.point())) {
                wait.found().computeIfAbsent(point, each -> object.before(each.point()));
            }
        }
        if (wait.hasFoundAll()) {
            looking.remove(wait.began().waitId());
        }
    }

    @Override
    public OpenSyncs onSyncObjectCreated(SyncFact.SyncObjectCreated fact) {
        objects.put(fact.object(), new OpenSyncObject(fact));
        return this;
    }

    @Override
    public OpenSyncs onSyncHandleOpened(SyncFact.SyncHandleOpened fact) {
        OpenSyncObject object = objects.get(fact.object());
        if (object != null) {
            object.addHandle(fact.client());
        }
        return this;
    }

    @Override
    public OpenSyncs onSyncHandleClosed(SyncFact.SyncHandleClosed fact) {
        OpenSyncObject object = objects.get(fact.object());
        if (object != null && object.closeHandle(fact.client())) {
            objects.remove(fact.object());
        }
        return this;
    }

    @Override
    public OpenSyncs onSyncSignalled(SyncFact.SyncSignalled fact) {
        return put(fact.object(), fact.point(), List.of());
    }

    @Override
    public OpenSyncs onSyncReset(SyncFact.SyncReset fact) {
        OpenSyncObject object = objects.get(fact.object());
        if (object != null) {
            object.reset();
        }
        return this;
    }

    @Override
    public OpenSyncs onSyncAttached(SyncFact.SyncAttached fact) {
        return put(fact.object(), fact.point(), fact.fences());
    }

    @Override
    public OpenSyncs onSyncTransferred(SyncFact.SyncTransferred fact) {
        OpenSyncObject source = objects.get(fact.source());
        OpenSyncObject target = objects.get(fact.target());
        boolean isWhole = fact.targetPoint() == 0 && !waits.containsKey(fact.waitId());
        if (isWhole && source != null && target != null) {
            target.take(source, fact.sourcePoint());
            List.copyOf(looking.values()).forEach(this::look);
            return this;
        }
        return put(fact.target(), fact.targetPoint(), fences(fact));
    }

    private List<FenceId> fences(SyncFact.SyncTransferred fact) {
        OpenWait wait = waits.get(fact.waitId());
        if (wait != null) {
            return wait.found().getOrDefault(new SyncPointId(fact.source(), fact.sourcePoint()), List.of());
        }
        OpenSyncObject source = objects.get(fact.source());
        return source == null ? List.of() : source.before(fact.sourcePoint());
    }

    @Override
    public OpenSyncs onSyncWaitBegan(SyncFact.SyncWaitBegan fact) {
        OpenWait wait = new OpenWait(fact, new LinkedHashMap<>());
        waits.put(fact.waitId(), wait);
        looking.put(fact.waitId(), wait);
        look(wait);
        return this;
    }

    @Override
    public OpenSyncs onSyncWaitEnded(SyncFact.SyncWaitEnded fact) {
        waits.remove(fact.waitId());
        looking.remove(fact.waitId());
        return this;
    }

    @Override
    public OpenSyncs onFencesImported(SyncFact.FencesImported fact) {
        return this;
    }

    @Override
    public OpenSyncs onDeadlineSet(SyncFact.DeadlineSet fact) {
        return this;
    }
}
