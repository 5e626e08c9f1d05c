package dev.signalbox.sim.engine;

import dev.signalbox.device.DeviceCommand;
import dev.signalbox.device.Interrupt;
import dev.signalbox.device.Packet;
import dev.signalbox.device.ResetScope;
import dev.signalbox.device.RingMemory;
import dev.signalbox.event.DeviceFact;
import dev.signalbox.fence.Errno;
import org.jspecify.annotations.Nullable;

/** One ring: its packets, the entry that it is in the middle of, and what it has to tell. Its engine says when it may execute. */
final class SimRing {
    private final int number;
    private final int priority;
    private final Fabric fabric;
    private final SimEngine engine;
    private final RingMemory memory;
    private final MemoryPort port;
    private final PacketStream stream;
    private final PacketStarter starter;
    private final EntryState entry = new EntryState();
    private final RingTest test = new RingTest();
    private final Endings endings = new Endings();
    private final RingNews news = new RingNews();
    private @Nullable Operation operation;
    private boolean atSwitch;
    private int generation;
    private long hastenedThrough;

    SimRing(GpuSpec.Ring spec, GpuSpec.Unit unit, Fabric fabric, SimEngine engine) {
        this.number = spec.number();
        this.priority = spec.priority();
        this.fabric = fabric;
        this.engine = engine;
        this.memory = fabric.ringMemory.apply(number);
        this.port = new MemoryPort(
                fabric.memory, unit.tlbEntries(), unit.costs().tlbMissNanos(), fabric.spec.reportAccesses());
        this.stream = new PacketStream(memory, port);
        MemoryPackets packets = new MemoryPackets(port, fabric.spec.kernels(), unit.bandwidth() > 0, this::kernelThrew);
        this.starter = new PacketStarter(memory, port, packets, unit.costs());
    }

    int number() {
        return number;
    }

    int priority() {
        return priority;
    }

    SimEngine engine() {
        return engine;
    }

    int generation() {
        return generation;
    }

    /** Returns up to which entry it is done. */
    long doneThrough() {
        return news.doneThrough();
    }

    /** Returns whether it may be an entry that it is in the middle of. */
    boolean isIn(long seqno) {
        return entry.isBegun() ? entry.seqno() == seqno : operation != null;
    }

    /** Returns the packet that it is in the middle of; null for none. */
    @Nullable Operation operation() {
        return operation;
    }

    /** Returns whether it is in the middle of an entry. */
    boolean isInEntry() {
        return entry.isBegun();
    }

    /** Returns the entry that it is in the middle of; 0 for none. */
    long executing() {
        return entry.isBegun() ? entry.seqno() : 0;
    }

    /** Returns whether it has something to execute and need not wait for memory. */
    boolean isReady() {
        return operation == null ? !stream.isDry() : !operation.isWaiting();
    }

    void publish(long writePointer) {
        stream.publish(writePointer);
    }

    /** Executes up to a packet that takes time or cannot go on, or behind which another ring may take over. */
    void execute(long now) {
        atSwitch = false;
        while (operation == null && !atSwitch && !stream.isDry()) {
            executeNext(now);
        }
    }

    private void executeNext(long now) {
        Packet packet = stream.peek();
        if (!entry.isBegun() && stream.isOnRing()) {
            begin(packet, now);
        }
        if (operation != null) {
            return;
        }
        if (packet == null) {
            getOverUnreadable();
        } else if (packet instanceof Packet.Fence fence && stream.isOnRing()) {
            end(fence);
        } else if (test.takes(packet, stream.isOnRing()) || !entry.isSkipping() || isOfDriver(packet)) {
            execute(packet, now);
        } else {
            skip(packet);
        }
    }

    /**
     * What page tables are concerned is not the job's: its host takes it for done when it has written it, whatever becomes of the entry.
     */
    private boolean isOfDriver(Packet packet) {
        return stream.isOnRing() && (packet instanceof Packet.Space || packet instanceof Packet.Flush);
    }

    /** An entry reaches up to its fence. Packets of which no fence is published belong to none. */
    private void begin(@Nullable Packet packet, long now) {
        Packet.Fence fence = packet instanceof Packet.Fence first ? first : stream.findFence();
        if (fence == null || fence.seqno() <= doneThrough()) {
            return;
        }
        entry.begin(fence.seqno());
        Endings.Ending ending = endings.find(fence.seqno());
        if (ending != null) {
            skipRest(ending.error());
        } else if (fabric.failures != Failures.NONE) {
            inject(fabric.failures.entryBegins(number, fence.seqno(), now));
        }
    }

    private void inject(Failures.@Nullable EntryFailure failure) {
        if (failure == null) {
            return;
        }
        fabric.injected(number, entry.seqno(), failure.name());
        if (failure instanceof Failures.Hang hang) {
            operation = Operation.stuck(hang.endedBy());
        } else if (failure instanceof Failures.Slow slow) {
            entry.slowDown(slow.factor());
        } else if (failure instanceof Failures.PageFault at) {
            fault(new Start.Faulted(0, at.address(), at.write(), Interrupt.FaultReason.UNMAPPED));
        } else {
            skipRest(Errno.EHWPOISON);
        }
    }

    private void getOverUnreadable() {
        Start.Faulted fault = stream.fault();
        if (fault != null && !entry.isSkipping()) {
            fault(fault);
        } else if (stream.isOnRing()) {
            skipRest(Errno.EINVAL);
            stream.skipToFence();
        } else {
            skipRest(Errno.EINVAL);
        }
    }

    private void execute(Packet packet, long now) {
        if (packet instanceof Packet.Indirect indirect) {
            stream.advance(packet);
            if (stream.enter(indirect)) {
                stream.done();
            } else {
                skipRest(Errno.EINVAL);
            }
        } else if (packet instanceof Packet.Fence) {
            skipRest(Errno.EINVAL);
        } else if (packet instanceof Packet.Trap trap) {
            entry.error(trap.error());
            pass(packet);
        } else if (packet instanceof Packet.PreemptionPoint || packet instanceof Packet.Nop) {
            atSwitch = packet instanceof Packet.PreemptionPoint;
            pass(packet);
        } else {
            start(packet, now);
        }
    }

    private void pass(Packet packet) {
        stream.advance(packet);
        stream.done();
    }

    private void start(Packet packet, long now) {
        Start start = starter.start(packet, stream.space(), stream.isOnRing());
        if (start instanceof Start.Faulted faulted) {
            fault(faulted);
            return;
        }
        stream.advance(packet);
        if (start instanceof Operation started) {
            begin(isOfDriver(packet) ? started.ofDriver() : started, now);
        } else {
            skipRest(Errno.EINVAL);
        }
    }

    private void begin(Operation started, long now) {
        if (entry.slowness() != Speed.ONE) {
            started.slowDown(entry.slowness());
        }
        operation = started;
        if (started.isInstant()) {
            complete(now);
        } else if (started.isWaiting()) {
            fabric.waits.add(this);
        }
    }

    /** The packet that it is in the middle of is done. */
    void complete(long now) {
        Operation over = operation;
        operation = null;
        if (over == null || over.effect() == Effect.NONE) {
            stream.done();
            return;
        }
        Errno error = over.effect().apply(now);
        if (error == null) {
            stream.done();
        } else {
            skipRest(error);
        }
        fabric.waits.look(now);
    }

    private void skip(Packet packet) {
        if (packet instanceof Packet.Trap trap && stream.isOnRing()) {
            entry.error(trap.error());
        }
        pass(packet);
    }

    private void end(Packet.Fence fence) {
        pass(fence);
        if (fence.seqno() > doneThrough()) {
            retire(fence.seqno(), fence.interrupt());
        }
        entry.clear();
        atSwitch = true;
    }

    private void retire(long seqno, boolean interrupt) {
        news.add(seqno, entry.error());
        endings.forgetThrough(seqno);
        reportAccesses(seqno);
        memory.writeFence(fabric.writtenBack(number, seqno));
        if (interrupt) {
            fabric.interrupts.due(number);
        }
    }

    private void reportAccesses(long seqno) {
        Accesses accesses = port.accesses();
        if (!accesses.isEmpty()) {
            fabric.outputs.report(
                    new DeviceFact.PagesAccessed(fabric.now, number, seqno, accesses.reads(), accesses.writes()));
            accesses.clear();
        }
    }

    private void fault(Start.Faulted at) {
        boolean stalls = fabric.spec.recoverableFaults();
        fabric.outputs.interrupt(new Interrupt.Fault(
                number, generation, oldest(), at.space(), at.address(), at.write(), at.reason(), stalls));
        if (stalls) {
            operation = Operation.stalled();
        } else {
            skipRest(Errno.EFAULT);
        }
    }

    private void kernelThrew(String kernel, Throwable thrown) {
        fabric.outputs.kernelThrew(number, oldest(), kernel, thrown);
    }

    /** Returns the entry that it is in the middle of, or that comes next. */
    private long oldest() {
        return entry.isBegun() ? entry.seqno() : doneThrough() + 1;
    }

    /** Nothing more of the job is executed; null when that is no error. */
    private void skipRest(@Nullable Errno error) {
        if (error != null) {
            entry.error(error);
        }
        entry.skip();
        stream.leave();
        stream.done();
    }

    /** Answers a fault; returns false when it does not stall there. */
    boolean resolve(DeviceCommand.ResolveFault resolve) {
        if (operation == null
                || !operation.isStalled()
                || resolve.generation() != generation
                || resolve.seqno() != oldest()) {
            return false;
        }
        operation = null;
        if (!resolve.retry()) {
            skipRest(Errno.EFAULT);
        }
        return true;
    }

    /** Ends an entry early; returns whether it was in the middle of it, and now it is not any more. */
    boolean end(long seqno, @Nullable Errno error) {
        return seqno > doneThrough() && endings.add(seqno, error) && cut(seqno, error);
    }

    /** Ends the entry that it is in the middle of, if it is this one and no larger reset is needed for that. What the driver has begun goes on. */
    boolean cut(long seqno, @Nullable Errno error) {
        if (executing() != seqno || !isEndedBy(ResetScope.JOB)) {
            return false;
        }
        if (operation == null || !operation.isOfDriver()) {
            fabric.waits.remove(this);
            operation = null;
        }
        skipRest(error);
        return true;
    }

    /** Returns whether a reset ends what it is in the middle of. */
    boolean isEndedBy(ResetScope scope) {
        return operation == null || operation.isEndedBy(scope);
    }

    boolean isWaitOver() {
        return operation != null && operation.holds();
    }

    /** What it has waited for is there. */
    void endWait(long now) {
        operation = null;
        stream.done();
        fabric.disturbed = true;
        engine.ready(this, now);
    }

    /** An entry should be done soon. */
    void hasten(long seqno) {
        hastenedThrough = Math.max(hastenedThrough, seqno);
    }

    boolean isHastened() {
        return hastenedThrough > doneThrough();
    }

    /** Returns how far it is, and what of that was told. */
    RingNews news() {
        return news;
    }

    /** Returns the interrupt that tells what none has. */
    Interrupt takeNews() {
        return new Interrupt.Fence(number, generation, doneThrough(), news.take());
    }

    /** Returns how far it is, with what no interrupt has told. */
    Interrupt takeProgress() {
        return new Interrupt.Progress(number, generation, doneThrough(), news.take());
    }

    /** Empties it: what is on it is forgotten. What it has done was told before. */
    void reset() {
        reportAccesses(executing());
        generation++;
        fabric.waits.remove(this);
        operation = null;
        endings.clear();
        entry.clear();
        test.restart();
        stream.reset();
        memory.writeFence(doneThrough());
        hastenedThrough = 0;
    }

    void forgetSpaces() {
        port.mmu().reset();
    }
}
