package dev.signalbox;

import akka.actor.typed.ActorRef;
import dev.signalbox.actor.Batch;
import dev.signalbox.actor.ContextSlot;
import dev.signalbox.actor.EntityActor;
import dev.signalbox.actor.EntityCommand;
import dev.signalbox.actor.EntitySetup;
import dev.signalbox.actor.InspectorActor;
import dev.signalbox.actor.JobSyncs;
import dev.signalbox.actor.MemoryCommand;
import dev.signalbox.actor.Receipt;
import dev.signalbox.actor.SyncCommand;
import dev.signalbox.event.Priority;
import dev.signalbox.event.SyncPointId;
import dev.signalbox.fence.Errno;
import dev.signalbox.fence.FenceId;
import dev.signalbox.fence.FenceSet;
import dev.signalbox.fence.Refusal;
import dev.signalbox.resv.Access;
import dev.signalbox.sched.JobDraft;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A queue of a client (an entity): its jobs run in the order in which they were submitted. */
public final class Queue {
    private static final Duration DESTROY_PATIENCE = Duration.ofSeconds(1);

    private final Client client;
    private final EntitySetup setup;
    private final ContextSlot finished;
    private final ActorRef<EntityCommand> actor;
    private final String name;
    private final int capacity;
    private final int batchLimit;
    private final Flushes flushes;
    private long submitted;
    private boolean closed;
    private boolean killed;

    Queue(Client client, EntitySetup setup, String name) {
        this.client = client;
        this.setup = setup;
        this.finished = setup.slots().finished();
        this.name = name;
        this.flushes = new Flushes(client);
        this.capacity = client.device().settings().queueCapacity();
        this.batchLimit = client.device().settings().batchLimit();
        this.actor =
                client.device().spawn(EntityActor.create(client.device().board(), setup), "entity-" + setup.entity());
    }

    /** Returns what people call it. */
    public String name() {
        return name;
    }

    /** Submits one job; see {@link #submit(List)}. */
    public Submission submit(Job job) {
        List<JobSyncs> syncs = job.usesSyncObjects() ? List.of(syncs(job)) : List.of();
        return submit(List.of(draft(job)), syncs, usesMemory(job));
    }

    /**
     * Submits jobs that are to run in this order, with one message.
     *
     * @throws Refusal EAGAIN when the queue has not enough room, with the fence after which it will; ESRCH when it was killed; ESHUTDOWN
     *     when the client is closed; E2BIG for a job that waits for more fences than signalbox.queue.dependencies allows; EIO when the journal has failed; EINVAL for no jobs, too many, or a buffer or fence of somebody else. Nothing has changed then.
     */
    public Submission submit(List<Job> jobs) {
        List<JobDraft> drafts = new ArrayList<>(jobs.size());
        boolean usesMemory = false;
        boolean usesSyncObjects = false;
        Job before = null;
        for (Job job : jobs) {
            boolean isLike = before != null && job.isLike(before);
            drafts.add(isLike ? drafts.get(drafts.size() - 1) : draft(job));
            before = job;
            usesMemory |= usesMemory(job);
            usesSyncObjects |= job.usesSyncObjects();
        }
        List<JobSyncs> syncs = usesSyncObjects ? jobs.stream().map(this::syncs).toList() : List.of();
        return submit(drafts, syncs, usesMemory);
    }

    private Submission submit(List<JobDraft> drafts, List<JobSyncs> syncs, boolean usesMemory) {
        Receipt receipt = new Receipt();
        return new Submission(this, send(drafts, syncs, usesMemory, receipt), drafts.size(), receipt);
    }

    /**
     * Takes places and sends the drafts on their way in one step: were a later batch prepared before an earlier one, the earlier
     * one could wait for it through a buffer, and it for the earlier one's place.
     */
    private synchronized long send(List<JobDraft> drafts, List<JobSyncs> syncs, boolean usesMemory, Receipt receipt) {
        Batch batch = new Batch(takePlaces(drafts.size()), drafts, receipt);
        if (!syncs.isEmpty()) {
            resolve(batch, syncs, usesMemory);
        } else if (usesMemory) {
            long context = finished.context();
            client.device().tellMemory(new MemoryCommand.Prepare(batch, client.number(), context, actor));
        } else {
            actor.tell(new EntityCommand.Submit(batch));
        }
        return batch.first();
    }

    /** A program executes in the address space of the client, of which the memory manager knows. */
    private boolean usesMemory(Job job) {
        return !job.accesses().isEmpty()
                || (client.device().hasMemory() && !job.work().program().isEmpty());
    }

    /** The table sends on what uses memory; whatever is to come behind it must take the same way. */
    private void resolve(Batch batch, List<JobSyncs> syncs, boolean usesMemory) {
        if (usesMemory) {
            client.device().prepareBehindTable();
        }
        ActorRef<MemoryCommand> memory = usesMemory ? client.setup().memory() : null;
        client.resolve(new SyncCommand.Resolve(batch, syncs, setup, actor, memory));
    }

    private JobSyncs syncs(Job job) {
        if (setup.isLongRunning() && !job.signals().isEmpty()) {
            throw notOnLongRunning("puts its fence into a sync object, which holds dma fences only");
        }
        return new JobSyncs(ids(job.waits()), ids(job.signals()));
    }

    private List<SyncPointId> ids(List<SyncPoint> points) {
        return points.stream().map(point -> point.id(client.device())).toList();
    }

    private Refusal notOnLongRunning(String what) {
        return new Refusal(
                Errno.EINVAL,
                "a job of the long-running queue " + name + " " + what,
                "submit it to a queue that is not long-running");
    }

    /** Returns what it has done so far. */
    public QueueStats stats() {
        ContextSlot.View shown = finished.shown();
        return new QueueStats(submitted(), shown.floor(), shown.failed());
    }

    private void refuseWhenOver() {
        if (closed || finished.isOver()) {
            throw new Refusal(Errno.ESHUTDOWN, "queue " + name + " is closed or has failed", "open another client");
        }
    }

    private long takePlaces(int jobs) {
        refuseWhenOver();
        if (killed) {
            throw new Refusal(Errno.ESRCH, "queue " + name + " was killed", "open another queue");
        }
        if (jobs < 1 || jobs > Math.min(batchLimit, capacity)) {
            throw new Refusal(
                    Errno.EINVAL,
                    "a submission carries 1 to " + Math.min(batchLimit, capacity) + " jobs, not " + jobs,
                    "submit in several batches, or raise signalbox.queue.batch-limit and capacity");
        }
        client.device().board().gate().refuseWhenBroken();
        long needed = submitted + jobs - capacity;
        if (needed > finished.shown().floor()) {
            throw full(needed);
        }
        submitted += jobs;
        return submitted - jobs + 1;
    }

    private Refusal full(long retryAfter) {
        return new Refusal(
                Errno.EAGAIN,
                "queue " + name + " is full: " + capacity + " jobs are not finished",
                "try again when fence retryAfter() has signalled",
                new FenceId(finished.context(), retryAfter));
    }

    /**
     * Kills the queue: it takes no more jobs, and those that are not on the hardware end with -ESRCH, each when the one before it is over
     * and everything that it needs has signalled. What is on the hardware goes on. To kill it again changes nothing.
     */
    public void kill() {
        synchronized (this) {
            killed = true;
            actor.tell(new EntityCommand.Kill());
        }
        flushes.end();
    }

    /**
     * Has another priority. With a policy that ranks across priorities it counts from the next turn of the queue on; with the others the
     * queue stays among those of the priority that it was opened with. Jobs submitted from now on carry it.
     *
     * @throws Refusal ESHUTDOWN when the client is closed
     */
    public synchronized void priority(Priority priority) {
        refuseWhenOver();
        actor.tell(new EntityCommand.SetPriority(Objects.requireNonNull(priority, "a queue has a priority")));
    }

    /**
     * May use other engines, or classes of engines, from the next job on that finds it idle: nothing of it is queued, and the last job
     * that was is over. What policies know of it goes along.
     *
     * @throws Refusal EINVAL for an engine that the device does not have, or when the queue has bonds; ESHUTDOWN when the client is
     *     closed
     */
    public void engines(String... engines) {
        List<Integer> rings = client.rings(List.of(engines));
        if (!setup.bonds().isEmpty()) {
            throw new Refusal(
                    Errno.EINVAL, "queue " + name + " has bonds between its engines", "open another queue instead");
        }
        repoint(rings);
    }

    /** From here on nobody is told that its jobs run on one ring; who was told knows of no later job than the last one submitted. */
    private synchronized void repoint(List<Integer> rings) {
        refuseWhenOver();
        client.count(rings);
        setup.slots().scheduled().mayMove();
        finished.mayMove();
        actor.tell(new EntityCommand.SetEngines(rings, submitted));
    }

    /**
     * Waits until no job of the queue stands in a queue any more, which says nothing of the hardware.
     *
     * @return how much of the patience is left; nothing of it when there are still jobs, or when the queue is killed meanwhile
     * @throws Refusal ESHUTDOWN when the client is closed
     */
    public CompletionStage<Duration> flush(Duration patience) {
        long last = lastAlive();
        return last == 0 ? CompletableFuture.completedFuture(patience) : flushes.await(scheduled(last), patience);
    }

    private synchronized long lastAlive() {
        return killed ? 0 : submitted;
    }

    /**
     * Asks what the last job that was given to a ring has ended with, or is known to end with.
     *
     * @return nothing when no job was, when it is not over, or when it ended well
     * @throws Refusal ESHUTDOWN when the client is closed
     */
    public CompletionStage<Optional<Errno>> error() {
        return client.ask(this, EntityCommand.AskError::new);
    }

    /**
     * Takes no more jobs, lets those that are queued reach the hardware for up to a second, then kills the queue.
     *
     * @return completes when it is killed
     * @throws Refusal ESHUTDOWN when the client is closed
     */
    public CompletionStage<Void> destroy() {
        CompletionStage<Duration> flushed = flush(DESTROY_PATIENCE);
        synchronized (this) {
            killed = true;
        }
        return flushed.thenAccept(left -> kill());
    }

    /**
     * Holds the queue guilty, as a driver does: jobs that are given to a ring from now on end with -ECANCELED.
     *
     * @throws Refusal EINVAL when it does not track guilt; ESHUTDOWN when the client is closed
     */
    public synchronized void ban() {
        refuseWhenOver();
        if (!tracksGuilt()) {
            throw new Refusal(
                    Errno.EINVAL, "queue " + name + " does not track guilt", "open it with tracksGuilt, or kill it");
        }
        actor.tell(new EntityCommand.Ban());
    }

    boolean tracksGuilt() {
        return setup.tracksGuilt();
    }

    private JobDraft draft(Job job) {
        List<FenceId> startsWith = job.startsWith().isEmpty()
                ? List.of()
                : job.startsWith().stream().map(this::checked).toList();
        List<FenceId> dependencies = dependencies(job, startsWith);
        if (dependencies.size() > setup.dependencyLimit()) {
            throw setup.tooManyDependencies(dependencies.size());
        }
        return new JobDraft(job.work(), job.credits(), dependencies, startsWith, accesses(job), job.tag());
    }

    private List<FenceId> dependencies(Job job, List<FenceId> startsWith) {
        if (job.dependencies().isEmpty() && startsWith.isEmpty()) {
            return List.of();
        }
        FenceSet dependencies = new FenceSet();
        job.dependencies().forEach(fence -> dependencies.add(checked(fence)));
        dependencies.addAll(startsWith);
        return dependencies.toList();
    }

    private List<Access> accesses(Job job) {
        if (job.accesses().isEmpty()) {
            return List.of();
        }
        if (setup.isLongRunning()) {
            throw notOnLongRunning("uses buffers, whose other users would have to wait for it");
        }
        List<Access> accesses = new ArrayList<>(job.accesses().size());
        job.accesses().forEach((buffer, write) -> accesses.add(new Access(checked(buffer), write)));
        return accesses;
    }

    private FenceId checked(Fence fence) {
        if (!fence.client().device().isOfSameRuntime(client.device())) {
            throw new Refusal(
                    Errno.EINVAL, "fence " + fence.id() + " is of another runtime", "wait for it, then submit");
        }
        if (fence.isUserFence() && !setup.isLongRunning()) {
            throw new Refusal(
                    Errno.EINVAL,
                    "fence " + fence.id() + " is a user fence: a program can hold it back for as long as it likes,"
                            + " and memory management may have to wait for this job",
                    "wait for it in the program before you submit, or use a long-running queue");
        }
        return fence.id();
    }

    private long checked(Buffer buffer) {
        if (buffer.client().device() != client.device()) {
            throw new Refusal(
                    Errno.EINVAL, "buffer " + buffer.number() + " is on another device", "use a buffer of this device");
        }
        return buffer.number();
    }

    Fence finished(long seqno) {
        return new Fence(client, finished, seqno);
    }

    /** Returns the fence that a refusal with EAGAIN of this queue names. */
    public Fence fence(FenceId retryAfter) {
        if (retryAfter.context() != finished.context() || retryAfter.seqno() > submitted()) {
            throw new Refusal(
                    Errno.EINVAL, "fence " + retryAfter + " is not of queue " + name, "ask the queue that named it");
        }
        return finished(retryAfter.seqno());
    }

    Fence scheduled(long seqno) {
        return new Fence(client, setup.slots().scheduled(), seqno);
    }

    void tell(EntityCommand command) {
        actor.tell(command);
    }

    ActorRef<EntityCommand> actor() {
        return actor;
    }

    InspectorActor.Question question() {
        return InspectorActor.Question.entity(actor, setup);
    }

    int number() {
        return setup.entity();
    }

    synchronized long submitted() {
        return submitted;
    }

    /** Takes nothing from now on; returns how many jobs were submitted. */
    synchronized long end() {
        closed = true;
        return submitted;
    }
}
