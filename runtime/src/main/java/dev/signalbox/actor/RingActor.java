package dev.signalbox.actor;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import dev.signalbox.actor.RingCommand.AskScheduled;
import dev.signalbox.actor.RingCommand.Clear;
import dev.signalbox.actor.RingCommand.DeviceGone;
import dev.signalbox.actor.RingCommand.EndJob;
import dev.signalbox.actor.RingCommand.FaultAnswered;
import dev.signalbox.actor.RingCommand.Hasten;
import dev.signalbox.actor.RingCommand.Interrupted;
import dev.signalbox.actor.RingCommand.KillEntity;
import dev.signalbox.actor.RingCommand.Leave;
import dev.signalbox.actor.RingCommand.MemoryGone;
import dev.signalbox.actor.RingCommand.Push;
import dev.signalbox.actor.RingCommand.Skip;
import dev.signalbox.actor.RingCommand.Work;
import dev.signalbox.device.DeviceCommand;
import dev.signalbox.device.Interrupt;
import dev.signalbox.event.Fact;
import dev.signalbox.event.FactGatherer;
import dev.signalbox.fence.Errno;
import dev.signalbox.fence.FenceId;
import dev.signalbox.ring.RingWriter;
import dev.signalbox.ring.SubmissionRing;
import dev.signalbox.sched.ArmedJob;
import dev.signalbox.sched.Policy;
import dev.signalbox.sched.RingScheduler;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A ring: selects jobs within its credits, writes them to the hardware ring, and tells their entities how they ended.
 *
 * <p>Selecting and telling are a work item of their own, as in the kernel: what reaches a busy ring queues it once, so that one
 * doorbell and one report per entity cover everything that comes in meanwhile. Only a push to a ring with nothing on the
 * hardware does not wait for it.
 *
 * <p>{@code entity -> ring: Push, Clear, AskScheduled, EndJob, KillEntity, Skip, Leave, Hasten; ring -> entity: Report. ring -> ring:
 * Work. ring -> device: Doorbell, EndEntry, HastenEntry; device -> ring: Interrupted.
 * ring -> memory manager: FaultIn; memory manager -> ring: FaultAnswered; ring -> device: ResolveFault.}
 */
public final class RingActor extends Shell<RingCommand> implements RingCommand.Handler {
    private record Emitted(ArmedJob job, RingMember member, long ran) {}

    private final ActorContext<RingCommand> context;
    private final RingPort port;
    private final Board board;
    private final ActorRef<DeviceCommand> device;
    private final FactGatherer facts;
    private final RingScheduler scheduler;
    private final SubmissionRing<Emitted> ring;
    private final RingWriter writer;
    private final RingFaults faults;
    private final Map<Integer, RingMember> members = new HashMap<>();
    private final Map<FenceId, Long> deadlines = new HashMap<>();
    private final List<RingMember> due = new ArrayList<>();
    private boolean workQueued;
    private boolean deviceGone;
    private int generation;
    private long now;
    private long busyNanos;
    private long finishedJobs;
    private long lastRetired;

    private RingActor(
            ActorContext<RingCommand> context,
            Board board,
            RingPort port,
            ActorRef<DeviceCommand> device,
            ActorRef<MemoryCommand> memory,
            Supplier<Policy> policy) {
        this.context = context;
        this.board = board;
        this.port = port;
        this.device = device;
        int credits = port.engine().credits();
        this.facts = new FactGatherer(board.facts());
        this.scheduler = new RingScheduler(port.number(), credits, policy, board, facts);
        this.ring = new SubmissionRing<>(credits);
        this.writer = new RingWriter(port.memory());
        this.faults = new RingFaults(context, device, memory, facts);
        context.watchWith(device, new DeviceGone());
        writer.writeTest();
    }

    /** Creates the behaviour of the ring of an engine. */
    public static Behavior<RingCommand> create(
            Board board,
            RingPort port,
            ActorRef<DeviceCommand> device,
            ActorRef<MemoryCommand> memory,
            Supplier<Policy> policy) {
        return Behaviors.setup(context -> new RingActor(context, board, port, device, memory, policy));
    }

    @Override
    void handle(RingCommand message) {
        now = board.now();
        try {
            message.accept(this);
        } finally {
            facts.flush();
        }
    }

    @Override
    public void onPush(Push push) {
        int entity = push.setup().entity();
        members.computeIfAbsent(entity, joining -> join(push));
        scheduler.clear(entity, push.clearedThrough(), now);
        scheduler.push(entity, push.jobs(), now);
        if (deviceGone) {
            endQueued(entity, Errno.ENODEV);
        }
        if (ring.retired() == ring.written() && !workQueued) {
            work();
        } else {
            queueWork();
        }
    }

    @Override
    public void onClear(Clear clear) {
        if (members.containsKey(clear.entity())) {
            scheduler.clear(clear.entity(), clear.throughSeqno(), now);
            queueWork();
        }
    }

    @Override
    public void onAskScheduled(AskScheduled ask) {
        RingMember member = members.get(ask.entity());
        if (member == null) {
            return;
        }
        if (scheduler.scheduledThrough(member.scheduledContext()) >= ask.seqno()) {
            becomesDue(member);
            queueWork();
        } else {
            member.askScheduled(ask.seqno());
        }
    }

    @Override
    public void onEndJob(EndJob end) {
        if (!scheduler.endQueued(end.entity(), end.finished())) {
            endEntries(job -> job.finished().equals(end.finished()), null);
        }
    }

    @Override
    public void onKillEntity(KillEntity kill) {
        endQueued(kill.entity(), kill.queued());
        endEntries(job -> job.entity() == kill.entity(), kill.running());
        queueWork();
    }

    @Override
    public void onSkip(Skip skip) {
        skip.seqnos().forEach(seqno -> scheduler.skip(new FenceId(skip.scheduledContext(), seqno), now));
        queueWork();
    }

    @Override
    public void onLeave(Leave leave) {
        scheduler.leave(leave.entity(), leave.scheduledContext(), now);
        members.remove(leave.entity());
        queueWork();
    }

    @Override
    public void onHasten(Hasten hasten) {
        for (long entry = ring.retired() + 1; entry <= ring.written(); entry++) {
            if (ring.get(entry).job().finished().equals(hasten.finished())) {
                device.tell(new DeviceCommand.HastenEntry(port.number(), entry, hasten.deadline()));
                return;
            }
        }
        if (scheduler.isQueued(hasten.entity(), hasten.finished())) {
            deadlines.merge(hasten.finished(), hasten.deadline(), Math::min);
        }
    }

    @Override
    public void onInterrupted(Interrupted interrupted) {
        if (interrupted.interrupt() instanceof Interrupt.Fence fence && fence.generation() == generation) {
            retireThrough(fence);
        } else if (interrupted.interrupt() instanceof Interrupt.Fault fault && fault.generation() == generation) {
            raised(fault);
        }
    }

    private void raised(Interrupt.Fault fault) {
        if (deviceGone) {
            return;
        }
        boolean known = fault.seqno() > ring.retired() && fault.seqno() <= ring.written();
        faults.raised(fault, known ? ring.get(fault.seqno()).job().space() : null, now);
    }

    @Override
    public void onFaultAnswered(FaultAnswered answered) {
        faults.answered(answered, now);
    }

    @Override
    public void onMemoryGone(MemoryGone gone) {
        faults.memoryGone(now);
    }

    private void retireThrough(Interrupt.Fence interrupt) {
        Iterator<Interrupt.Failure> failures = interrupt.failures().iterator();
        Interrupt.@Nullable Failure failure = failures.hasNext() ? failures.next() : null;
        while (ring.retired() < interrupt.seqno()) {
            if (failure != null && failure.seqno() == ring.retired() + 1) {
                retire(failure.error());
                failure = failures.hasNext() ? failures.next() : null;
            } else {
                retire(null);
            }
        }
        writer.retire(ring.retired());
        port.publish(busyNanos, finishedJobs);
        queueWork();
    }

    @Override
    public void onDeviceGone(DeviceGone gone) {
        endAll();
        queueWork();
    }

    @Override
    public void onWork(Work work) {
        workQueued = false;
        work();
    }

    @Override
    public void onInspect(Inspect inspect) {
        RingScheduler.State held = scheduler.state();
        List<FenceId> running = ring.outstanding().stream()
                .map(emitted -> emitted.job().finished())
                .toList();
        inspect.answer(state -> state.ring(port.number(), port.engine(), held, running));
    }

    /** Whatever has stopped it: nobody else can tell how the jobs have ended that it has. */
    @Override
    void stopped() {
        now = board.now();
        endAll();
        work();
    }

    private void endAll() {
        deviceGone = true;
        faults.forget();
        while (ring.retired() < ring.written()) {
            retire(Errno.ENODEV);
        }
        List.copyOf(members.keySet()).forEach(entity -> endQueued(entity, Errno.ENODEV));
    }

    /** Gives the hardware all jobs that may run, with one doorbell, and sends the reports that are due. */
    private void work() {
        if (!deviceGone) {
            dispatch();
        }
        facts.flush();
        for (RingMember member : due) {
            member.report(port.number(), scheduler.scheduledThrough(member.scheduledContext()));
        }
        due.clear();
    }

    /** With no free credit and no report to send there is nothing to do before the next interrupt. */
    private void queueWork() {
        if (!workQueued && (scheduler.hasCredit() || !due.isEmpty())) {
            workQueued = true;
            context.getSelf().tell(Work.WORK);
        }
    }

    private RingMember join(Push push) {
        EntitySetup setup = push.setup();
        long scheduledContext = setup.slots().scheduled().context();
        scheduler.join(setup.entity(), scheduledContext, setup.priority());
        return new RingMember(push.entity(), scheduledContext);
    }

    private void dispatch() {
        long before = ring.written();
        for (ArmedJob job = pick(); job != null; job = pick()) {
            emit(job);
        }
        if (ring.written() > before) {
            facts.flush();
            publish();
            hasten(before + 1);
        }
    }

    /** With no room left on the ring, what may run waits for an entry to retire. */
    private @Nullable ArmedJob pick() {
        return writer.hasRoom() ? scheduler.pick(now) : null;
    }

    private void publish() {
        device.tell(new DeviceCommand.Doorbell(port.number(), generation, writer.writePointer()));
    }

    /** Forwards the deadlines of jobs that the device has just got. */
    private void hasten(long firstEntry) {
        for (long entry = firstEntry; !deadlines.isEmpty() && entry <= ring.written(); entry++) {
            Long deadline = deadlines.remove(ring.get(entry).job().finished());
            if (deadline != null) {
                device.tell(new DeviceCommand.HastenEntry(port.number(), entry, deadline));
            }
        }
    }

    private void emit(ArmedJob job) {
        RingMember member = Objects.requireNonNull(members.get(job.entity()));
        long entry = ring.write(new Emitted(job, member, now));
        facts.report(new Fact.JobRan(now, port.number(), job.finished(), entry, scheduler.creditsInFlight()));
        if (member.isAskedFor(job.seqno())) {
            becomesDue(member);
        }
        writer.write(entry, job.work(), job.space());
    }

    private void retire(@Nullable Errno error) {
        Emitted emitted = ring.retire();
        scheduler.release(emitted.job());
        busyNanos += now - Math.max(emitted.ran(), lastRetired);
        lastRetired = now;
        finishedJobs++;
        over(emitted.job(), emitted.member(), emitted.ran(), error);
    }

    private void endQueued(int entity, Errno error) {
        RingMember member = members.get(entity);
        if (member != null) {
            scheduler.kill(entity, now).forEach(job -> over(job, member, -1, error));
        }
    }

    private void endEntries(Predicate<ArmedJob> which, @Nullable Errno error) {
        for (long entry = ring.retired() + 1; entry <= ring.written(); entry++) {
            if (which.test(ring.get(entry).job())) {
                device.tell(new DeviceCommand.EndEntry(port.number(), entry, error));
            }
        }
    }

    private void over(ArmedJob job, RingMember member, long ran, @Nullable Errno error) {
        facts.report(new Fact.JobFinished(now, job.entity(), job.finished(), ran, error));
        if (!deadlines.isEmpty()) {
            deadlines.remove(job.finished());
        }
        port.addLoad(-1);
        member.over(job.seqno(), error);
        becomesDue(member);
    }

    private void becomesDue(RingMember member) {
        if (member.becomesDue()) {
            due.add(member);
        }
    }
}
