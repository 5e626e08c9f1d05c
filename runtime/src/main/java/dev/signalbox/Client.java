package dev.signalbox;

import akka.actor.typed.ActorRef;
import dev.signalbox.actor.ClientCommand;
import dev.signalbox.actor.ClientSetup;
import dev.signalbox.actor.ContextSlot;
import dev.signalbox.actor.Contexts;
import dev.signalbox.actor.EntityCommand;
import dev.signalbox.actor.EntitySetup;
import dev.signalbox.actor.InspectorActor;
import dev.signalbox.actor.LocatedFence;
import dev.signalbox.actor.MemoryCommand;
import dev.signalbox.actor.Pledge;
import dev.signalbox.actor.Reply;
import dev.signalbox.actor.RingPort;
import dev.signalbox.actor.SyncCommand;
import dev.signalbox.event.Fact;
import dev.signalbox.event.SyncPointId;
import dev.signalbox.fence.Errno;
import dev.signalbox.fence.FenceId;
import dev.signalbox.fence.Refusal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A program's handle on a device: its queues, buffers and timelines live and die with it. */
public final class Client {
    private final Device device;
    private final ClientSetup setup;
    private final ActorRef<ClientCommand> actor;
    private final String name;
    private final List<Queue> queues = new ArrayList<>();
    private final Set<Buffer> buffers = new LinkedHashSet<>();
    private final Set<SyncObject> syncObjects = new LinkedHashSet<>();
    private final Set<SoftwareTimeline> timelines = new LinkedHashSet<>();
    /** A queue says so too, and holds its own lock then. */
    private volatile boolean usesTable;

    private final Addresses addresses = new Addresses();
    private boolean asksMemory;
    private boolean banned;
    private @Nullable CompletableFuture<Void> closed;

    Client(Device device, ClientSetup setup, ActorRef<ClientCommand> actor, String name) {
        this.device = device;
        this.setup = setup;
        this.actor = actor;
        this.name = name;
    }

    /** Returns what people call it. */
    public String name() {
        return name;
    }

    /** Returns its number on the device, as facts name it. */
    public int number() {
        return setup.client();
    }

    /** Opens a queue of normal priority over some engines, or classes of engines. */
    public Queue queue(String... engines) {
        return queue(QueueOptions.on(engines));
    }

    /**
     * Opens a queue.
     *
     * @throws Refusal EINVAL for an engine that the device does not have, or a bond outside the queue's engines; ENOSPC when one of the
     *     engines has as many queues as signalbox.ring.entities allows; ESHUTDOWN when the
     *     client is closed
     */
    public synchronized Queue queue(QueueOptions options) {
        refuseWhenClosed();
        setup.questions().refuseWhenOver();
        Texts.check("the name of a queue", options.name());
        List<Integer> rings = rings(options.engines());
        Map<Integer, Set<Integer>> bonds = bonds(options, rings);
        count(rings);
        RingPort fixed = rings.size() == 1 ? device.board().rings().get(rings.get(0)) : null;
        Contexts.EntitySlots slots = device.board().contexts().openForEntity(fixed, isHeld(), options.longRunning());
        EntitySetup entity = new EntitySetup(
                device.nextEntity(),
                number(),
                actor,
                slots,
                options.priority(),
                rings,
                options.tracksGuilt(),
                device.settings().dependencyLimit(),
                bonds);
        device.board()
                .facts()
                .report(new Fact.EntityOpened(
                        device.board().now(),
                        entity.entity(),
                        number(),
                        slots.scheduled().context(),
                        options.name(),
                        options.priority(),
                        rings,
                        options.longRunning()));
        Queue queue = new Queue(this, entity, options.name());
        slots.scheduled().ownedBy(queue.actor().narrow());
        slots.finished().ownedBy(queue.actor().narrow());
        actor.tell(new ClientCommand.EntityOpened(entity.entity(), queue.actor()));
        queues.add(queue);
        if (banned && options.tracksGuilt()) {
            queue.ban();
        }
        return queue;
    }

    /**
     * Holds the client guilty, as a driver does with one that has caused too many hangs: {@link Queue#ban} for all its queues that track
     * guilt, also for those that it opens later.
     *
     * @throws Refusal ESHUTDOWN when the client is closed
     */
    public synchronized void ban() {
        refuseWhenClosed();
        banned = true;
        queues.stream().filter(Queue::tracksGuilt).forEach(Queue::ban);
    }

    /**
     * Creates a buffer. It gets memory when a job with a program, or the host, uses it.
     *
     * @throws Refusal EINVAL when it has no bytes; ENOMEM when the client has no addresses left for so many; ESHUTDOWN when the
     *     client is closed
     */
    public synchronized Buffer buffer(long bytes) {
        refuseWhenClosed();
        if (bytes < 1) {
            throw new Refusal(Errno.EINVAL, "a buffer has at least one byte, not " + bytes, "give its size in bytes");
        }
        long address = addresses.next(bytes);
        Buffer buffer = new Buffer(this, device.nextBuffer(), address, bytes);
        buffers.add(buffer);
        device.tellMemory(new MemoryCommand.CreateBuffer(number(), buffer.number(), bytes, address));
        return buffer;
    }

    /** Creates a timeline whose fences the program signals itself, and jobs may wait for: a means of tests. */
    public SoftwareTimeline timeline(String timelineName) {
        return timeline(timelineName, false);
    }

    /** Creates a timeline of user fences: programs and long-running jobs may wait for them, ordinary jobs may not. */
    public SoftwareTimeline userTimeline(String timelineName) {
        return timeline(timelineName, true);
    }

    /**
     * Creates a sync object that holds nothing.
     *
     * @throws Refusal ESHUTDOWN when the client is closed, EINVAL when the name has more than 1,048,576 characters
     */
    public SyncObject syncObject(String objectName) {
        return syncObject(objectName, false);
    }

    /** Creates a sync object that holds a fence which has signalled; otherwise as {@link #syncObject(String)}. */
    public SyncObject signalledSyncObject(String objectName) {
        return syncObject(objectName, true);
    }

    /**
     * Opens a handle of a sync object that another client shares.
     *
     * @return fails with ENOENT when the object is gone
     * @throws Refusal EINVAL when it is of another device; ESHUTDOWN when the client is closed
     */
    public synchronized CompletionStage<SyncObject> open(SyncObject.Shared shared) {
        refuseWhenClosed();
        SyncObject of = shared.object();
        if (of.client().device() != device) {
            throw new Refusal(Errno.EINVAL, "sync object " + of.name() + " is on another device", "export a sync file");
        }
        SyncObject handle = new SyncObject(this, of.number(), of.name());
        return this.<Long>ask(reply -> new SyncCommand.OpenHandle(number(), of.number(), reply))
                .thenApply(time -> opened(handle));
    }

    /**
     * Signals points of sync objects, all or none; point 0 replaces what the object holds.
     *
     * @throws Refusal ENOENT when a handle is closed; EINVAL when there is no point, or one of another device
     */
    public void signal(List<SyncPoint> points) {
        refuseNone(points);
        tellTable(new SyncCommand.SignalPoints(
                number(), points.stream().map(point -> point.id(device)).toList()));
    }

    /**
     * Empties sync objects, all or none.
     *
     * @throws Refusal ENOENT when a handle is closed; EINVAL when there is no object, or one of another device
     */
    public void reset(List<SyncObject> objects) {
        refuseNone(objects);
        tellTable(new SyncCommand.ResetObjects(
                number(),
                objects.stream().map(object -> object.at(0).id(device).object()).toList()));
    }

    /**
     * Waits for points of sync objects.
     *
     * @return the place of the first point that is done, -1 when no point was named; EINVAL when a point is not there and that
     *     is not waited for; ETIME when it takes too long; ENOENT when an object has gone before the point was there; ECANCELED
     *     when the client is closed
     * @throws Refusal ENOENT when a handle is closed; EINVAL for a point of another device
     */
    public CompletionStage<Integer> await(PointWait wait) {
        List<SyncPointId> points =
                wait.points().stream().map(point -> point.id(device)).toList();
        long until = wait.patience().map(device::after).orElse(Long.MAX_VALUE);
        return ask(reply -> new SyncCommand.WaitForPoints(
                number(), points, wait.all(), wait.forSubmit(), wait.available(), until, wait.deadline(), reply));
    }

    /**
     * Waits for the first of several fences.
     *
     * @return the place of the first fence, in the order of the list, that has signalled; ETIME when it takes too long
     * @throws Refusal EINVAL when there is no fence, or one of another runtime
     */
    public CompletionStage<Integer> awaitAny(List<Fence> fences, Duration patience) {
        return await(fences, false, patience);
    }

    /** Waits for all of several fences; otherwise as {@link #awaitAny}. */
    public CompletionStage<Integer> awaitAll(List<Fence> fences, Duration patience) {
        return await(fences, true, patience);
    }

    private synchronized SoftwareTimeline timeline(String timelineName, boolean user) {
        refuseWhenClosed();
        Texts.check("the name of a timeline", timelineName);
        setup.questions().refuseWhenOver();
        ContextSlot slot = device.board().contexts().open(isHeld(), user);
        slot.ownedBy(setup.table().narrow());
        setup.table().tell(new SyncCommand.CreateTimeline(number(), slot, timelineName));
        SoftwareTimeline timeline = new SoftwareTimeline(this, slot);
        timelines.add(timeline);
        return timeline;
    }

    /** Tells the stream of facts that a cycle of the program's work (a frame) begins. */
    public void cycleBegan(long cycle) {
        device.board().facts().report(new Fact.CycleBegan(device.board().now(), number(), cycle));
    }

    /** Tells the stream of facts that a cycle of the program's work is over, and whether it took longer than its period. */
    public void cycleEnded(long cycle, boolean missed) {
        device.board().facts().report(new Fact.CycleEnded(device.board().now(), number(), cycle, missed));
    }

    /** Closes the client; see {@link Closing}. The stage completes when every fence it handed out has signalled. */
    public synchronized CompletionStage<Void> close(Closing how) {
        Objects.requireNonNull(how, "how to close");
        CompletableFuture<Void> known = closed;
        Pledge<Long> done = new Pledge<>();
        if (known == null) {
            known = done.stage().toCompletableFuture().thenAccept(time -> device.forget(this));
            closed = known;
        }
        if (!known.isDone()) {
            actor.tell(closing(how, done));
        }
        return known.copy();
    }

    /** Runs a delivery where the program wants it; in place when its executor takes no more. */
    void execute(Runnable delivery) {
        try {
            setup.executor().execute(delivery);
        } catch (RejectedExecutionException closed) {
            delivery.run();
        }
    }

    private synchronized SyncObject syncObject(String objectName, boolean signalled) {
        refuseWhenClosed();
        Texts.check("the name of a sync object", objectName);
        SyncObject object = new SyncObject(this, device.nextSyncObject(), objectName);
        tellTable(new SyncCommand.CreateSyncObject(number(), object.number(), objectName, signalled));
        return opened(object);
    }

    private synchronized SyncObject opened(SyncObject handle) {
        syncObjects.add(handle);
        if (closed != null) {
            handle.end();
        }
        return handle;
    }

    private synchronized CompletionStage<Integer> await(List<Fence> fences, boolean all, Duration patience) {
        refuseWhenClosed();
        refuseNone(fences);
        List<FenceId> ids = fences.stream().map(fence -> fence.idOn(device)).toList();
        Pledge<Integer> pledge = new Pledge<>();
        CompletionStage<Integer> stage = pledge.stage();
        actor.tell(new ClientCommand.AwaitSome(ids, all, device.after(patience), pledge));
        return stage;
    }

    private static void refuseNone(List<?> named) {
        if (named.isEmpty()) {
            throw new Refusal(Errno.EINVAL, "nothing is named", "name at least one");
        }
    }

    /** Asks the table; whoever listens hears of it on the client's executor. */
    synchronized <T> CompletionStage<T> ask(Function<Reply<T>, SyncCommand> question) {
        Pledge<T> pledge = new Pledge<>();
        CompletionStage<T> stage = pledge.stage();
        refuseWhenClosed();
        setup.questions().asked(pledge);
        tellTable(question.apply(new Reply<>(pledge, actor, setup.questions())));
        return stage;
    }

    /** Asks the memory manager. */
    synchronized <T> CompletionStage<T> askMemory(Function<Reply<T>, MemoryCommand> question) {
        refuseWhenClosed();
        Pledge<T> pledge = new Pledge<>();
        CompletionStage<T> stage = pledge.stage();
        setup.questions().asked(pledge);
        asksMemory = true;
        device.tellMemory(question.apply(new Reply<>(pledge, actor, setup.questions())));
        return stage;
    }

    /** Asks one of its queues. */
    synchronized <T> CompletionStage<T> ask(Queue queue, Function<Reply<T>, EntityCommand> question) {
        refuseWhenClosed();
        Pledge<T> pledge = new Pledge<>();
        CompletionStage<T> stage = pledge.stage();
        setup.questions().asked(pledge);
        queue.tell(question.apply(new Reply<>(pledge, actor, setup.questions())));
        return stage;
    }

    /** Tells the memory manager something that must not get lost silently. */
    synchronized void tellMemory(MemoryCommand command) {
        refuseWhenClosed();
        setup.questions().refuseWhenOver();
        device.tellMemory(command);
    }

    /** Tells the table something about sync objects; the client takes its leave of it when it closes. */
    synchronized void tellTable(SyncCommand command) {
        refuseWhenClosed();
        setup.questions().refuseWhenOver();
        usesTable = true;
        setup.table().tell(command);
    }

    /**
     * Sends jobs by way of the table. Their queue holds its own lock, which closing a client takes under the lock of the client;
     * it takes no jobs any more once the client is closed.
     */
    void resolve(SyncCommand.Resolve resolve) {
        usesTable = true;
        setup.table().tell(resolve);
    }

    /** Makes a file of fences that an owner has found. */
    SyncFile file(String fileName, List<LocatedFence> fences) {
        return SyncFile.ofKnown(
                fileName,
                fences.stream()
                        .map(fence -> Fence.borrowed(this, fence.slot(), fence.seqno()))
                        .toList());
    }

    /** Waits for a fence of any owner, which the client may not outlive; returns false when it is closed. */
    synchronized boolean awaitBorrowed(ClientCommand.Await await) {
        if (closed == null) {
            actor.tell(await);
        }
        return closed == null;
    }

    private boolean isHeld() {
        return !device.board().gate().isOpen();
    }

    private ClientCommand.Closing closing(Closing how, Pledge<Long> done) {
        Map<Integer, Long> lastJobs = new TreeMap<>();
        queues.forEach(queue -> lastJobs.put(queue.number(), queue.end()));
        List<ClientCommand.Closing.LastTimeline> lastTimelines = timelines.stream()
                .map(timeline -> new ClientCommand.Closing.LastTimeline(timeline.context(), timeline.end()))
                .toList();
        timelines.clear();
        syncObjects.forEach(SyncObject::end);
        syncObjects.clear();
        List<Long> lastBuffers = buffers.stream().map(Buffer::number).toList();
        return new ClientCommand.Closing(
                lastJobs,
                lastTimelines,
                lastBuffers,
                usesTable || device.preparesBehindTable(),
                asksMemory,
                how.patienceNanos(),
                done);
    }

    /** Counts a queue with the rings that it may use, all or none. */
    void count(List<Integer> rings) {
        int limit = device.settings().ringEntities();
        for (int i = 0; i < rings.size(); i++) {
            RingPort port = device.board().rings().get(rings.get(i));
            if (!port.addQueue(limit)) {
                rings.subList(0, i)
                        .forEach(ring -> device.board().rings().get(ring).removeQueue());
                throw new Refusal(
                        Errno.ENOSPC,
                        "engine " + port.engine().name() + " has " + limit + " queues",
                        "close a client that has some, or raise signalbox.ring.entities");
            }
        }
    }

    /** Returns the rings of engines, or of classes of them, by their names. */
    List<Integer> rings(List<String> names) {
        Set<Integer> found = new LinkedHashSet<>();
        for (String engine : names) {
            if (!addRings(engine, found)) {
                throw new Refusal(
                        Errno.EINVAL, "there is no engine '" + engine + "'", "this device has " + engineNames());
            }
        }
        if (found.isEmpty()) {
            throw new Refusal(Errno.EINVAL, "a queue needs an engine", "this device has " + engineNames());
        }
        return List.copyOf(found);
    }

    private boolean addRings(String engine, Set<Integer> found) {
        boolean any = false;
        for (RingPort port : device.board().rings()) {
            if (port.engine().name().equals(engine) || port.engine().kind().equals(engine)) {
                found.add(port.number());
                any = true;
            }
        }
        return any;
    }

    private Map<Integer, Set<Integer>> bonds(QueueOptions options, List<Integer> rings) {
        Map<Integer, Set<Integer>> bonds = new LinkedHashMap<>();
        options.bonds().forEach((master, siblings) -> {
            Set<Integer> allowed = new HashSet<>(rings(siblings));
            if (!rings.containsAll(allowed)) {
                throw new Refusal(
                        Errno.EINVAL,
                        "bond of " + master + " names an engine outside the queue",
                        "use " + options.engines());
            }
            rings(List.of(master)).forEach(ring -> bonds.put(ring, allowed));
        });
        return bonds;
    }

    private List<String> engineNames() {
        return device.board().rings().stream().map(port -> port.engine().name()).toList();
    }

    private void refuseWhenClosed() {
        if (closed != null) {
            throw new Refusal(Errno.ESHUTDOWN, "client " + name + " is closed", "open another client");
        }
    }

    /** Whom to ask what it and its queues hold. */
    synchronized Stream<InspectorActor.Question> questions() {
        return Stream.concat(
                Stream.of(InspectorActor.Question.client(actor)),
                queues.stream().map(Queue::question));
    }

    synchronized void forget(Buffer buffer) {
        buffers.remove(buffer);
    }

    /** A handle goes once: by itself, or with its client. */
    synchronized void close(SyncObject handle) {
        if (handle.end() && syncObjects.remove(handle)) {
            setup.table().tell(new SyncCommand.CloseHandle(number(), handle.number()));
        }
    }

    /** A timeline goes once: by itself, or with its client. */
    synchronized void close(SoftwareTimeline timeline) {
        if (timelines.remove(timeline)) {
            actor.tell(new ClientCommand.CloseTimeline(
                    new ClientCommand.Closing.LastTimeline(timeline.context(), timeline.end())));
        }
    }

    /** Returns the device it is a client of. */
    public Device device() {
        return device;
    }

    ClientSetup setup() {
        return setup;
    }

    ActorRef<ClientCommand> actor() {
        return actor;
    }
}
