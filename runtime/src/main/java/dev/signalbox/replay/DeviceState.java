package dev.signalbox.replay;

import dev.signalbox.device.Engine;
import dev.signalbox.fence.FenceId;
import dev.signalbox.fence.FenceRun;
import dev.signalbox.fence.Points;
import dev.signalbox.fence.Timeline;
import dev.signalbox.memory.Placement;
import dev.signalbox.resv.Usage;
import dev.signalbox.syncobj.SwSync;
import dev.signalbox.syncobj.SyncTable;
import dev.signalbox.syncobj.SyncWait;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the rooms of a device hold at one moment, as values in the order of their numbers.
 *
 * @param clients those that are open
 * @param entities the queues of open clients
 * @param rings by number
 * @param timelines the software timelines that are open
 * @param syncObjects the sync objects of which somebody has a handle
 * @param syncWaits the waits for them that are open
 * @param buffers those that exist, and those that are destroyed and have memory
 */
public record DeviceState(
        List<ClientState> clients,
        List<EntityState> entities,
        List<RingState> rings,
        List<SwSync.State> timelines,
        List<SyncTable.ObjectState> syncObjects,
        List<SyncWait.State> syncWaits,
        List<BufferState> buffers) {
    /** Copies the lists. */
    public DeviceState {
        clients = List.copyOf(clients);
        entities = List.copyOf(entities);
        rings = List.copyOf(rings);
        timelines = List.copyOf(timelines);
        syncObjects = List.copyOf(syncObjects);
        syncWaits = List.copyOf(syncWaits);
        buffers = List.copyOf(buffers);
    }

    /** A client that is open. */
    public record ClientState(int client, String name) {}

    /**
     * An entity.
     *
     * @param client whose it is
     * @param scheduledThrough up to which job its jobs were given to a ring
     * @param finished which of its jobs are over, and how
     * @param unfinished jobs that were accepted and are not over
     * @param ring where those are; -1 when there are none
     * @param drafts jobs that have come and were not accepted; no fact tells of them
     * @param traits what was done to it since it was opened; null when it has stopped, and nobody knows any more
     */
    public record EntityState(
            int entity,
            int client,
            long scheduledThrough,
            Timeline.State finished,
            List<Points> unfinished,
            int ring,
            int drafts,
            @Nullable EntityTraits traits) {
        /** Returns whether nothing is promised or on its way. */
        public boolean isIdle() {
            return unfinished.isEmpty() && drafts == 0;
        }
    }

    /**
     * A ring.
     *
     * @param credits in flight
     * @param queued jobs in its queue, those of one entity together and in order, entities in the order of their numbers
     * @param running jobs on the hardware, oldest first
     * @param guilty its entities of which a job is to blame for a hang, in the order of their numbers
     */
    public record RingState(
            int ring,
            Engine engine,
            int credits,
            List<FenceRun> queued,
            List<FenceRun> running,
            List<Integer> guilty) {}

    /**
     * A buffer.
     *
     * @param destroyed whether it is only kept until its memory is released
     * @param placement where it is; null while it has no memory
     * @param guards the fences that have not signalled, by context and usage; an older one that a newer one of its context implies
     *     is left out
     */
    public record BufferState(
            long buffer,
            int client,
            long bytes,
            boolean destroyed,
            @Nullable Placement placement,
            List<Guard> guards) {}

    /** A fence that guards a buffer. */
    public record Guard(FenceId fence, Usage usage) {
        boolean implies(Guard other) {
            return fence.context() == other.fence.context()
                    && fence.seqno() >= other.fence.seqno()
                    && usage.compareTo(other.usage) <= 0;
        }
    }

    /** Returns whether nobody is left: no client and nothing of one, nothing on a ring. */
    public boolean isEmpty() {
        return clients.isEmpty()
                && entities.isEmpty()
                && timelines.isEmpty()
                && syncObjects.isEmpty()
                && syncWaits.isEmpty()
                && buffers.isEmpty()
                && rings.stream()
                        .allMatch(ring -> ring.credits() == 0
                                && ring.queued().isEmpty()
                                && ring.running().isEmpty());
    }

    /** Returns every value under its path, in the order in which {@link #toString} prints them. */
    public Map<String, String> values() {
        return new StateWords(this).values();
    }

    /**
     * Compares what was folded, which this is, with what the owners of the device say. Drafts are not compared, for no fact tells
     * of them. Neither are the guards of an entity that has drafts, or jobs that are over early: of each context a reservation
     * keeps the newest fence, and that one may be of a job that was prepared and never accepted. Nor is how far sync objects have
     * come that hold fences of other devices, for facts of this one do not tell of those.
     */
    public List<Difference> differencesTo(DeviceState live) {
        Set<Long> unknown = Stream.concat(entities.stream(), live.entities.stream())
                .filter(entity ->
                        entity.drafts() > 0 || !entity.finished().above().isEmpty())
                .map(entity -> entity.finished().context())
                .collect(Collectors.toCollection(TreeSet::new));
        Set<Long> foreign = objectsWithForeignFences();
        Set<Integer> stopped = live.entities.stream()
                .filter(entity -> entity.traits() == null)
                .map(EntityState::entity)
                .collect(Collectors.toCollection(TreeSet::new));
        Map<String, String> folded = comparable(unknown, foreign, stopped).values();
        Map<String, String> shown = live.comparable(unknown, foreign, stopped).values();
        Set<String> paths = new TreeSet<>(folded.keySet());
        paths.addAll(shown.keySet());
        List<Difference> differences = new ArrayList<>();
        for (String path : paths) {
            Difference difference = new Difference(path, folded.get(path), shown.get(path));
            if (!String.valueOf(difference.folded()).equals(String.valueOf(difference.live()))) {
                differences.add(difference);
            }
        }
        return differences;
    }

    private Set<Long> objectsWithForeignFences() {
        Set<Long> own = new TreeSet<>();
        timelines.forEach(timeline -> own.add(timeline.context()));
        entities.forEach(entity -> own.addAll(
                List.of(entity.finished().context() - 1, entity.finished().context())));
        return syncObjects.stream()
                .filter(object -> !object.pending().stream().allMatch(fence -> own.contains(fence.context())))
                .map(SyncTable.ObjectState::object)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static SyncTable.ObjectState withoutProgress(SyncTable.ObjectState of, Set<Long> objects) {
        return objects.contains(of.object())
                ? new SyncTable.ObjectState(
                        of.object(), of.name(), of.handles(), of.isEmpty(), of.newest(), 0, List.of())
                : of;
    }

    private DeviceState comparable(Set<Long> unknownContexts, Set<Long> foreignObjects, Set<Integer> stopped) {
        return new DeviceState(
                clients,
                entities.stream()
                        .map(entity -> withoutDrafts(entity, stopped.contains(entity.entity())))
                        .toList(),
                rings,
                timelines,
                syncObjects.stream()
                        .map(object -> withoutProgress(object, foreignObjects))
                        .toList(),
                syncWaits,
                buffers.stream()
                        .map(buffer -> withoutGuards(buffer, unknownContexts))
                        .toList());
    }

    private static EntityState withoutDrafts(EntityState of, boolean stopped) {
        return new EntityState(
                of.entity(),
                of.client(),
                of.scheduledThrough(),
                of.finished(),
                of.unfinished(),
                of.ring(),
                0,
                stopped ? null : of.traits());
    }

    private static BufferState withoutGuards(BufferState of, Set<Long> contexts) {
        List<Guard> known = of.guards().stream()
                .filter(guard -> !contexts.contains(guard.fence().context()))
                .toList();
        return new BufferState(of.buffer(), of.client(), of.bytes(), of.destroyed(), of.placement(), known);
    }

    /** Prints a line for each thing there is. */
    @Override
    public String toString() {
        return String.join("\n", lines());
    }

    /** Returns what {@link #toString} prints, line by line. */
    public List<String> lines() {
        return new StateWords(this).lines();
    }
}
