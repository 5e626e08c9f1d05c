package dev.signalbox.replay;

import dev.signalbox.device.Engine;
import dev.signalbox.fence.FenceId;
import dev.signalbox.fence.FenceRun;
import dev.signalbox.fence.Points;
import dev.signalbox.memory.Buffers;
import dev.signalbox.replay.DeviceState.BufferState;
import dev.signalbox.replay.DeviceState.ClientState;
import dev.signalbox.replay.DeviceState.EntityState;
import dev.signalbox.replay.DeviceState.Guard;
import dev.signalbox.replay.DeviceState.RingState;
import dev.signalbox.resv.Reservation;
import dev.signalbox.sched.Promises;
import dev.signalbox.sched.RingScheduler;
import dev.signalbox.syncobj.SwSync;
import dev.signalbox.syncobj.SyncTable;
import dev.signalbox.syncobj.SyncWait;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Puts together what the rooms of a device say of themselves, in whatever order they say it. */
public final class StateBuilder {
    private record Entity(
            int client,
            Promises.State promises,
            int ring,
            int drafts,
            @Nullable EntityTraits traits) {
        long context() {
            return promises.finished().context();
        }
    }

    private record Ring(Engine engine, RingScheduler.State scheduler, List<FenceId> running) {}

    private final Map<Integer, ClientState> clients = new TreeMap<>();
    private final Map<Integer, Entity> entities = new TreeMap<>();
    private final Map<Long, Entity> byContext = new TreeMap<>();
    private final Map<Integer, Ring> rings = new TreeMap<>();
    private final Map<Long, SwSync.State> timelines = new TreeMap<>();
    private final Map<Long, SyncTable.ObjectState> syncObjects = new TreeMap<>();
    private final Map<Long, SyncWait.State> syncWaits = new TreeMap<>();
    private final Map<Long, Buffers.State> buffers = new TreeMap<>();

    /** Adds a client that is open. */
    public void client(int client, String name) {
        clients.put(client, new ClientState(client, name));
    }

    /**
     * Adds an entity; it counts when its client is open.
     *
     * @param ring where it is; -1 when it was on none
     * @param traits what was done to it; null when nobody knows any more
     */
    public void entity(int client, Promises.State promises, int ring, int drafts, @Nullable EntityTraits traits) {
        entities.put(promises.entity(), new Entity(client, promises, ring, drafts, traits));
    }

    /**
     * Adds a ring.
     *
     * @param running the jobs on the hardware, oldest first
     */
    public void ring(int ring, Engine engine, RingScheduler.State scheduler, List<FenceId> running) {
        rings.put(ring, new Ring(engine, scheduler, running));
    }

    /** Adds all software timelines. */
    public void timelines(List<SwSync.State> all) {
        all.forEach(timeline -> timelines.put(timeline.context(), timeline));
    }

    /** Adds all sync objects. */
    public void syncObjects(List<SyncTable.ObjectState> all) {
        all.forEach(object -> syncObjects.put(object.object(), object));
    }

    /** Adds all open waits for sync objects. */
    public void syncWaits(List<SyncWait.State> all) {
        all.forEach(wait -> syncWaits.put(wait.number(), wait));
    }

    /** Adds all buffers. */
    public void buffers(List<Buffers.State> all) {
        all.forEach(buffer -> buffers.put(buffer.buffer(), buffer));
    }

    /** Returns the state of the device. */
    public DeviceState build() {
        entities.values().removeIf(entity -> !clients.containsKey(entity.client()));
        entities.values().forEach(entity -> byContext.put(entity.context(), entity));
        return new DeviceState(
                List.copyOf(clients.values()),
                entities.values().stream().map(this::state).toList(),
                rings.entrySet().stream()
                        .map(each -> state(each.getKey(), each.getValue()))
                        .toList(),
                List.copyOf(timelines.values()),
                List.copyOf(syncObjects.values()),
                List.copyOf(syncWaits.values()),
                buffers.values().stream().map(this::state).toList());
    }

    /** An entity hears late that its jobs were given to a ring, when nobody has asked; the ring knows. */
    private EntityState state(Entity entity) {
        Promises.State promises = entity.promises();
        long scheduled = rings.values().stream()
                .mapToLong(ring -> ring.scheduler().scheduledThrough().getOrDefault(entity.context() - 1, 0L))
                .reduce(promises.scheduledThrough(), Math::max);
        return new EntityState(
                promises.entity(),
                entity.client(),
                scheduled,
                promises.finished(),
                promises.unfinished(),
                promises.unfinished().isEmpty() ? -1 : entity.ring(),
                entity.drafts(),
                entity.traits());
    }

    private RingState state(int number, Ring ring) {
        List<FenceRun> queued = new ArrayList<>();
        for (RingScheduler.Queued each : ring.scheduler().queued()) {
            for (Points jobs : each.jobs()) {
                int count = Math.toIntExact(jobs.last() - jobs.first() + 1);
                queued.add(new FenceRun(new FenceId(each.finishedContext(), jobs.first()), count));
            }
        }
        return new RingState(
                number,
                ring.engine(),
                ring.scheduler().creditsInFlight(),
                queued,
                FenceRun.of(ring.running()),
                ring.scheduler().guilty());
    }

    private BufferState state(Buffers.State buffer) {
        List<Guard> guards = new ArrayList<>();
        for (Reservation.Entry<FenceId> entry : buffer.fences()) {
            if (!isSignalled(entry.fence())) {
                add(guards, new Guard(entry.fence(), entry.usage()));
            }
        }
        guards.sort(Comparator.comparing(Guard::fence).thenComparing(Guard::usage));
        return new BufferState(
                buffer.buffer(), buffer.client(), buffer.bytes(), buffer.destroyed(), buffer.placement(), guards);
    }

    private static void add(List<Guard> guards, Guard added) {
        if (guards.stream().noneMatch(guard -> guard.implies(added))) {
            guards.removeIf(added::implies);
            guards.add(added);
        }
    }

    private boolean isSignalled(FenceId fence) {
        Entity entity = byContext.get(fence.context());
        if (entity != null) {
            return fence.seqno() <= entity.promises().finished().floor();
        }
        SwSync.State timeline = timelines.get(fence.context());
        return timeline == null || fence.seqno() <= timeline.value();
    }
}
