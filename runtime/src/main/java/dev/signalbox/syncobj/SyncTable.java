package dev.signalbox.syncobj;

import dev.signalbox.event.SyncFact;
import dev.signalbox.event.SyncPointId;
import dev.signalbox.fence.DmaFence;
import dev.signalbox.fence.Errno;
import dev.signalbox.fence.FenceContainers;
import dev.signalbox.fence.FenceId;
import dev.signalbox.fence.Leaves;
import dev.signalbox.fence.PlainFence;
import dev.signalbox.fence.Refusal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The sync objects of a device by number. Each lives as long as any client has a handle of it. Fences of other owners go in and
 * come out as values; what is made of them stays inside.
 */
public final class SyncTable {
    /**
     * What is known of an object.
     *
     * @param handles how many handles each client has
     * @param newest its newest point, reached or not; 0 when it holds no timeline
     * @param value the point it has reached; 0 when it holds no timeline
     * @param isEmpty whether it holds nothing
     * @param pending the fences that are still to signal until all it holds is reached, in order
     */
    public record ObjectState(
            long object,
            String name,
            Map<Integer, Integer> handles,
            boolean isEmpty,
            long newest,
            long value,
            List<FenceId> pending) {
        /** Copies the collections. */
        public ObjectState {
            handles = Map.copyOf(handles);
            pending = List.copyOf(pending);
        }
    }

    private record Entry(String name, SyncObject object, Map<Integer, Integer> handles) {}

    private final FenceContainers containers;
    private final Function<FenceId, PlainFence> fences;
    private final Map<Long, Entry> entries = new TreeMap<>();

    /**
     * Creates an empty table.
     *
     * @param containers makes what the objects hold
     * @param fences gives the one object that stands for a fence of another owner
     */
    public SyncTable(FenceContainers containers, Function<FenceId, PlainFence> fences) {
        this.containers = containers;
        this.fences = fences;
    }

    /** Folds that a client has created an object. */
    public void apply(SyncFact.SyncObjectCreated fact) {
        if (entries.containsKey(fact.object())) {
            throw new IllegalStateException("sync object " + fact.object() + " exists");
        }
        SyncObject object = new SyncObject(containers);
        if (fact.signalled()) {
            object.signal(fact.time());
        }
        entries.put(fact.object(), new Entry(fact.name(), object, new TreeMap<>()));
        addHandle(fact.client(), fact.object());
    }

    /** Folds that a client has one more handle. */
    public void apply(SyncFact.SyncHandleOpened fact) {
        addHandle(fact.client(), fact.object());
    }

    /**
     * Folds that a client has one handle less.
     *
     * @return the object when it was the last handle of all, and the object is gone; else null
     */
    public @Nullable SyncObject apply(SyncFact.SyncHandleClosed fact) {
        Entry entry = entry(fact.object());
        Integer before = entry.handles().get(fact.client());
        if (before == null) {
            throw new IllegalStateException(
                    "client " + fact.client() + " has no handle of sync object " + fact.object());
        }
        if (before > 1) {
            entry.handles().put(fact.client(), before - 1);
        } else {
            entry.handles().remove(fact.client());
        }
        if (!entry.handles().isEmpty()) {
            return null;
        }
        entries.remove(fact.object());
        return entry.object();
    }

    /** Folds that a program signals. */
    public void apply(SyncFact.SyncSignalled fact) {
        put(fact.object(), fact.point(), containers.stub(fact.time()));
    }

    /** Folds that an object is emptied. */
    public void apply(SyncFact.SyncReset fact) {
        entry(fact.object()).object().reset();
    }

    /** Folds that fences go in. */
    public void apply(SyncFact.SyncAttached fact) {
        put(fact.object(), fact.point(), merged(fact.fences(), fact.time()));
    }

    /** Folds that a fence went from one point to another. */
    public void apply(SyncFact.SyncTransferred fact) {
        Transfer.now(point(new SyncPointId(fact.source(), fact.sourcePoint())), target(fact), fact.time());
    }

    /** Folds that the fence that a wait had found went to a point. */
    public void apply(SyncFact.SyncTransferred fact, SyncWait wait) {
        Transfer.found(wait, target(fact), fact.time());
    }

    private SyncPoint target(SyncFact.SyncTransferred fact) {
        return point(new SyncPointId(fact.target(), fact.targetPoint()));
    }

    /** Returns whether there is such an object. */
    public boolean contains(long object) {
        return entries.containsKey(object);
    }

    /**
     * Finds points, all or none.
     *
     * @throws Refusal ENOENT when an object is gone
     */
    public List<SyncPoint> points(List<SyncPointId> ids) {
        return ids.stream().map(this::point).toList();
    }

    /**
     * Finds a point.
     *
     * @throws Refusal ENOENT when the object is gone
     */
    public SyncPoint point(SyncPointId id) {
        return new SyncPoint(object(id.object()), id.point());
    }

    /**
     * Finds an object.
     *
     * @throws Refusal ENOENT when it is gone
     */
    public SyncObject object(long number) {
        Entry entry = entries.get(number);
        if (entry == null) {
            throw new Refusal(Errno.ENOENT, "sync object " + number + " does not exist", "use it before you close it");
        }
        return entry.object();
    }

    /**
     * Returns the fences that are still to signal until a point is reached, merged.
     *
     * @throws Refusal ENOENT when the object is gone; EINVAL when it holds nothing or the point is not there yet
     */
    public List<FenceId> leaves(SyncPointId id) {
        DmaFence found = object(id.object()).find(id.point());
        return found == null ? List.of() : pendingLeaves(found);
    }

    /** Returns who has handles. */
    public Set<Integer> clients() {
        Set<Integer> clients = new TreeSet<>();
        entries.values().forEach(entry -> clients.addAll(entry.handles().keySet()));
        return clients;
    }

    /** Returns the objects of which a client has handles, and how many. */
    public Map<Long, Integer> handlesOf(int client) {
        Map<Long, Integer> handles = new TreeMap<>();
        entries.forEach((number, entry) -> {
            Integer count = entry.handles().get(client);
            if (count != null) {
                handles.put(number, count);
            }
        });
        return handles;
    }

    /** Returns what is known of every object, in the order of their numbers. */
    public List<ObjectState> state() {
        return entries.entrySet().stream()
                .map(each -> state(each.getKey(), each.getValue()))
                .toList();
    }

    private ObjectState state(long number, Entry entry) {
        DmaFence content = entry.object().content();
        return new ObjectState(
                number,
                entry.name(),
                entry.handles(),
                content == null,
                entry.object().value(true),
                entry.object().value(false),
                content == null ? List.of() : pendingLeaves(content));
    }

    private List<FenceId> pendingLeaves(DmaFence fence) {
        return Leaves.of(containers.merge(List.of(fence))).stream()
                .filter(leaf -> !leaf.isSignalled())
                .map(leaf -> new FenceId(leaf.context(), leaf.seqno()))
                .toList();
    }

    private DmaFence merged(List<FenceId> ids, long now) {
        List<PlainFence> parts = ids.stream().map(fences).toList();
        return parts.isEmpty() ? containers.stub(now) : containers.merge(parts);
    }

    private void put(long number, long point, DmaFence fence) {
        SyncObject object = entry(number).object();
        if (point == 0) {
            object.replace(fence);
        } else {
            object.addPoint(fence, point);
        }
    }

    private void addHandle(int client, long object) {
        entry(object).handles().merge(client, 1, Integer::sum);
    }

    private Entry entry(long number) {
        Entry entry = entries.get(number);
        if (entry == null) {
            throw new IllegalStateException("sync object " + number + " does not exist");
        }
        return entry;
    }
}
