package dev.signalbox;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.Props;
import dev.signalbox.actor.Board;
import dev.signalbox.actor.ClientActor;
import dev.signalbox.actor.ClientCommand;
import dev.signalbox.actor.ClientSetup;
import dev.signalbox.actor.Farewell;
import dev.signalbox.actor.InspectorActor;
import dev.signalbox.actor.MemoryActor;
import dev.signalbox.actor.MemoryCommand;
import dev.signalbox.actor.Questions;
import dev.signalbox.actor.RingActor;
import dev.signalbox.actor.RingCommand;
import dev.signalbox.actor.RingPort;
import dev.signalbox.actor.RingRules;
import dev.signalbox.actor.SyncActor;
import dev.signalbox.actor.SyncCommand;
import dev.signalbox.device.DeviceCommand;
import dev.signalbox.device.DeviceDescription;
import dev.signalbox.device.DeviceMemory;
import dev.signalbox.device.Engine;
import dev.signalbox.device.Interrupt;
import dev.signalbox.device.Program;
import dev.signalbox.device.RingMemory;
import dev.signalbox.event.DeviceFact;
import dev.signalbox.event.Fact;
import dev.signalbox.event.FactRun;
import dev.signalbox.event.Facts;
import dev.signalbox.event.RunOutcome;
import dev.signalbox.fence.Errno;
import dev.signalbox.fence.Refusal;
import dev.signalbox.journal.Recording;
import dev.signalbox.replay.DeviceState;
import dev.signalbox.ring.Backend;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An open device: its engines, and the clients that share it. */
public final class Device {
    /** Twice the longest program, so that one always fits when nothing is on the ring. */
    private static final int LEAST_INDIRECT = 2 * Program.MOST_DWORDS;

    private final Signalbox signalbox;
    private final DeviceDescription description;
    private final String name;
    private final Recording recording;
    private final Board board;
    private final ActorRef<DeviceCommand> device;
    private final boolean hasMemory;
    private final ActorRef<MemoryCommand> memory;
    private final ActorRef<SyncCommand> table;
    private final List<Client> clients = new CopyOnWriteArrayList<>();
    private final AtomicInteger clientNumbers = new AtomicInteger();
    private final AtomicInteger entityNumbers = new AtomicInteger();
    private final AtomicInteger inspections = new AtomicInteger();
    private final AtomicLong bufferNumbers = new AtomicLong(1);
    private final AtomicLong syncObjectNumbers = new AtomicLong(1);
    private final Object lifecycle = new Object();
    private final AtomicBoolean over = new AtomicBoolean();
    private @Nullable CompletableFuture<Void> closed;

    /** Whether submissions have gone to the memory manager by way of the table, so that everything has to, to keep its order. */
    private volatile boolean behindTable;

    Device(Signalbox signalbox, DeviceProvider provider, Facts facts, Backend backend, int number) {
        this.signalbox = signalbox;
        this.description = provider.describe();
        this.name = "gpu" + number;
        List<RingPort> ports = new ArrayList<>();
        for (Engine engine : description.engines()) {
            ports.add(new RingPort(ports.size(), engine, newRing(signalbox.settings())));
        }
        this.recording = signalbox.journal().record(name);
        Facts ordered = facts == Facts.NOBODY ? recording.facts() : new OneAtATime(recording.facts(), facts);
        this.board = new Board(signalbox.clock(), ordered, recording.gate(), signalbox.contexts(), ports);
        ordered.report(new Fact.RunBegan(
                board.now(),
                Version.TEXT,
                signalbox.schedule(),
                signalbox.settings().decisive()));
        ordered.report(new Fact.DeviceOpened(
                board.now(),
                description.name(),
                description.engines(),
                description.vramBytes(),
                description.systemBytes()));
        DeviceMemory deviceMemory = provider.newMemory();
        this.device = spawn(provider.start(new Host(board, deviceMemory, this::memoryManager)), "device");
        this.hasMemory = deviceMemory != null;
        this.memory = spawn(MemoryActor.create(board, device, deviceMemory), "memory");
        this.table = spawn(SyncActor.create(board), "sync");
        ports.forEach(port -> startRing(port, backend));
    }

    private ActorRef<MemoryCommand> memoryManager() {
        return memory;
    }

    private static RingMemory newRing(Settings settings) {
        return new RingMemory(settings.ringDwords(), Math.max(settings.ringDwords(), LEAST_INDIRECT));
    }

    private void startRing(RingPort port, Backend backend) {
        Settings settings = signalbox.settings();
        RingRules rules = new RingRules(settings.policy(), settings.recovery(port.engine()), backend);
        Behavior<RingCommand> ring = RingActor.create(board, port, device, memory, rules);
        port.servedBy(spawn(ring, "ring-" + port.engine().name()));
    }

    /** Returns what the device is made of. */
    public DeviceDescription description() {
        return description;
    }

    /** Opens a client whose answers are delivered on its own actor; whoever listens there must not block. */
    public Client client(String clientName) {
        return client(clientName, Runnable::run);
    }

    /**
     * Opens a client.
     *
     * @param executor where its answers are delivered
     * @throws Refusal ESHUTDOWN when the device is closed, EINVAL when the name is blank, has characters that cannot be
     *     printed, or more than 1,048,576
     */
    public Client client(String clientName, Executor executor) {
        Objects.requireNonNull(clientName, "a client has a name");
        Objects.requireNonNull(executor, "where answers are delivered");
        Texts.checkName("the name of a client", clientName);
        synchronized (lifecycle) {
            if (closed != null) {
                throw new Refusal(Errno.ESHUTDOWN, "device " + description.name() + " is closed", "open it again");
            }
            int number = clientNumbers.incrementAndGet();
            board.facts().report(new Fact.ClientOpened(board.now(), number, clientName));
            ClientSetup setup =
                    new ClientSetup(number, clientName, memory, table, executor, hasMemory, new Questions());
            ActorRef<ClientCommand> actor = spawn(ClientActor.create(board, setup), "client-" + number);
            Client client = new Client(this, setup, actor, clientName);
            clients.add(client);
            return client;
        }
    }

    /**
     * Tells the stream of facts what drives clients of this device, whole: a journal is then enough to run it again.
     *
     * @param client the number of the client that it drives; 0 when it drives several
     * @param format of the text, such as {@code wsim}
     * @param cycles how often its steps run
     * @param seed of what it draws at random
     */
    public void workload(int client, String format, String workload, String text, long cycles, long seed) {
        Texts.check("the text of a workload", text);
        Texts.check("the name of a workload", workload);
        board.facts().report(new Fact.WorkloadGiven(board.now(), client, format, workload, text, cycles, seed));
    }

    /**
     * Tells the stream of facts that a workload compared what happened with what it expects.
     *
     * @param client the number of the client whose step it was; 0 when it is about the whole run
     * @param what is compared, with its place in the workload
     */
    public void checked(int client, String what, boolean met, String expected, String actual) {
        List.of(what, expected, actual).forEach(text -> Texts.check("an expectation", text));
        board.facts().report(new Fact.ExpectationChecked(board.now(), client, what, met, expected, actual));
    }

    /**
     * Tells the stream of facts that whoever plays the run saw its end; what comes after does not count. A device that is closed
     * without it has a run that is complete then.
     */
    public void runEnded(RunOutcome outcome) {
        if (!over.getAndSet(true)) {
            board.facts().report(new Fact.RunEnded(board.now(), outcome));
        }
    }

    /** Returns how busy the engines have been, in the order of the description; it does not wait for a journal. */
    public List<EngineStats> engines() {
        return board.rings().stream()
                .map(port -> new EngineStats(port.engine().name(), port.finishedJobs(), port.busyNanos()))
                .toList();
    }

    /**
     * Its driver has noticed a fault of an engine: the oldest job there is looked at at once, as if it had run out of time. Nothing happens
     * when none is there, or the engine is being recovered already. In the kernel: drm_sched_fault.
     *
     * @throws Refusal EINVAL when there is no such engine
     */
    public void fault(String engine) {
        RingPort port = board.rings().stream()
                .filter(each -> each.engine().name().equals(engine))
                .findFirst()
                .orElseThrow(() -> new Refusal(
                        Errno.EINVAL,
                        "device " + description.name() + " has no engine " + engine,
                        "see description()"));
        port.actor().tell(new RingCommand.FaultReported());
    }

    /**
     * Looks inside: what every owner on the device holds, each at the moment at which it answers. Once nothing is under way that
     * is one moment, and the same that {@link dev.signalbox.replay.DeviceFold} makes of the facts. In the kernel: debugfs.
     *
     * @return a stage that completes on an actor, so whoever listens there must not block; it fails with ESHUTDOWN when the device
     *     goes, or an actor of it has failed
     * @throws Refusal ESHUTDOWN when the device is closed
     */
    public CompletionStage<DeviceState> state() {
        if (isClosed()) {
            throw new Refusal(Errno.ESHUTDOWN, "device " + description.name() + " is closed", "open it again");
        }
        List<InspectorActor.Question> questions = new ArrayList<>();
        board.rings().forEach(port -> questions.add(InspectorActor.Question.ring(port.actor())));
        questions.add(InspectorActor.Question.memory(memory));
        questions.add(InspectorActor.Question.table(table));
        clients.stream().flatMap(Client::questions).forEach(questions::add);
        CompletableFuture<DeviceState> seen = new CompletableFuture<>();
        spawn(InspectorActor.create(questions, seen), "inspector-" + inspections.incrementAndGet());
        return seen;
    }

    private boolean isClosed() {
        synchronized (lifecycle) {
            return closed != null && closed.isDone();
        }
    }

    /**
     * Closes every client in the same way, then the device itself. Closing again with another way hurries or changes nothing. Fails
     * with a {@link Refusal}: EIO when the journal has failed, ESHUTDOWN when the actor system has ended before.
     */
    public CompletionStage<Void> close(Closing how) {
        Objects.requireNonNull(how, "how to close");
        synchronized (lifecycle) {
            CompletableFuture<?>[] closings = clients.stream()
                    .map(client -> client.close(how).toCompletableFuture())
                    .toArray(CompletableFuture<?>[]::new);
            if (how.isAtOnce()) {
                board.rings().forEach(ring -> ring.actor().tell(new RingCommand.Cancel()));
            }
            if (closed == null) {
                closed = CompletableFuture.allOf(closings).thenCompose(all -> stop());
                failWithSystem(closed);
            }
            return closed.copy();
        }
    }

    /** An actor system that ends before its devices are closed leaves nobody waiting. */
    private void failWithSystem(CompletableFuture<Void> closing) {
        signalbox
                .system()
                .getWhenTerminated()
                .thenRun(() -> closing.completeExceptionally(
                        new Refusal(Errno.ESHUTDOWN, "the actor system has ended", "close the runtime before it")));
    }

    private CompletionStage<Void> stop() {
        List<ActorRef<?>> actors = new ArrayList<>();
        board.rings().forEach(port -> actors.add(port.actor()));
        actors.addAll(List.of(table, memory, device));
        CompletableFuture<Void> done = new CompletableFuture<>();
        spawn(Farewell.create(actors, done), "farewell");
        return done.thenCompose(gone -> {
                    runEnded(RunOutcome.COMPLETED);
                    return recording.close();
                })
                .whenComplete((closing, failure) -> signalbox.forget(this));
    }

    <M> ActorRef<M> spawn(Behavior<M> behavior, String actorName) {
        return signalbox.system().systemActorOf(behavior, name + "-" + actorName, Props.empty());
    }

    void forget(Client client) {
        clients.remove(client);
    }

    boolean isOfSameRuntime(Device other) {
        return signalbox == other.signalbox;
    }

    Settings settings() {
        return signalbox.settings();
    }

    Board board() {
        return board;
    }

    /** Returns the time on the device's clock, in nanoseconds. */
    public long now() {
        return board.now();
    }

    /** Returns when a time from now will be over; {@link Long#MAX_VALUE} when that is beyond the clock. */
    long after(Duration time) {
        try {
            return Math.addExact(board.now(), time.toNanos());
        } catch (ArithmeticException beyond) {
            return time.isNegative() ? Long.MIN_VALUE : Long.MAX_VALUE;
        }
    }

    /** From now on submissions with buffers go by way of the table. */
    void prepareBehindTable() {
        behindTable = true;
    }

    boolean preparesBehindTable() {
        return behindTable;
    }

    /** Returns whether buffers can have contents. */
    boolean hasMemory() {
        return hasMemory;
    }

    /** Tells the memory manager, behind everything that was told or submitted before. */
    void tellMemory(MemoryCommand command) {
        if (behindTable) {
            table.tell(new SyncCommand.PassOn(memory, command));
        } else {
            memory.tell(command);
        }
    }

    long nextSyncObject() {
        return syncObjectNumbers.getAndIncrement();
    }

    int nextEntity() {
        return entityNumbers.incrementAndGet();
    }

    long nextBuffer() {
        return bufferNumbers.getAndIncrement();
    }

    /** What the device's actor sees of its host. */
    private static final class Host implements DeviceHost {
        private final Board board;
        private final @Nullable DeviceMemory memory;
        private final Supplier<ActorRef<MemoryCommand>> manager;

        /** Once memory was lost, all resets are told by way of the memory manager: none is to overtake another. */
        private boolean lostMemory;

        Host(Board board, @Nullable DeviceMemory memory, Supplier<ActorRef<MemoryCommand>> manager) {
            this.board = board;
            this.memory = memory;
            this.manager = manager;
        }

        @Override
        public @Nullable DeviceMemory memory() {
            return memory;
        }

        @Override
        public long now() {
            return board.now();
        }

        @Override
        public void interrupt(Interrupt interrupt) {
            ActorRef<RingCommand> ring = board.rings().get(interrupt.ring()).actor();
            if (memory != null && interrupt instanceof Interrupt.ResetEnded ended) {
                lostMemory |= ended.memoryLost();
                if (lostMemory) {
                    manager.get().tell(new MemoryCommand.Restore(ended, ring));
                    return;
                }
            }
            ring.tell(new RingCommand.Interrupted(interrupt));
        }

        @Override
        public RingMemory ring(int number) {
            return board.rings().get(number).memory();
        }

        @Override
        public void report(DeviceFact fact) {
            board.facts().report(fact);
        }
    }

    /**
     * Owners report on their own threads; whoever listens hears one fact at a time. A listener that fails hears nothing more: the
     * device goes on.
     */
    private static final class OneAtATime implements Facts {
        private static final Logger LOG = LoggerFactory.getLogger(Device.class);

        private final Facts journal;
        private Facts listener;

        OneAtATime(Facts journal, Facts listener) {
            this.journal = journal;
            this.listener = listener;
        }

        @Override
        public synchronized void report(Fact fact) {
            report(fact, 1);
        }

        @Override
        public synchronized void report(Fact first, int count) {
            FactRun run = new FactRun(first, count);
            run.reportTo(journal);
            try {
                run.reportTo(listener);
            } catch (RuntimeException | AssertionError failure) {
                LOG.error("A listener of facts failed at {}; it hears nothing more", first, failure);
                listener = Facts.NOBODY;
            }
        }
    }
}
