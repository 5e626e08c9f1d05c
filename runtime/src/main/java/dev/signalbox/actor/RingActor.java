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
import dev.signalbox.actor.RingCommand.TimeIsUp;
import dev.signalbox.actor.RingCommand.Work;
import dev.signalbox.device.DeviceCommand;
import dev.signalbox.device.Interrupt;
import dev.signalbox.event.DeviceFact;
import dev.signalbox.event.Fact;
import dev.signalbox.event.FactGatherer;
import dev.signalbox.fence.Errno;
import dev.signalbox.fence.FenceId;
import dev.signalbox.ring.RecoveryPolicy;
import dev.signalbox.ring.RingWriter;
import dev.signalbox.ring.SubmissionRing;
import dev.signalbox.sched.ArmedJob;
import dev.signalbox.sched.Policy;
import dev.signalbox.sched.RingScheduler;
import java.util.ArrayList;
import java.util.List;
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
 * Work. ring -> device: Doorbell, EndEntry, HastenEntry, Reset; device -> ring: Interrupted. ring -> ring: TimeIsUp. ring that gives
 * the device up -> other rings: DeviceGone. ring -> memory manager: FaultIn; memory manager -> ring: FaultAnswered; ring -> device:
 * ResolveFault.}
 */
public final class RingActor extends Shell<RingCommand> implements RingCommand.Handler {
    private final ActorContext<RingCommand> context;
    private final RingPort port;
    private final Board board;
    private final ActorRef<DeviceCommand> device;
    private final FactGatherer facts;
    private final RingScheduler<RingMember> scheduler;
    private final SubmissionRing<RingEntry> ring;
    private final RingWriter writer;
    private final RingRetirement retirement;
    private final RingRecovery recovery;
    private final Endings endings = new Endings();
    private final RingFaults faults;
    private final RingDeadlines deadlines;
    private final List<RingMember> due = new ArrayList<>();
    private boolean workQueued;
    private boolean deviceGone;
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
            Supplier<Policy> policy,
            RecoveryPolicy recoveryPolicy) {
        this.context = context;
        this.board = board;
        this.port = port;
        this.device = device;
        int credits = port.engine().credits();
        this.facts = new FactGatherer(board.facts());
        this.scheduler = new RingScheduler<>(port.number(), credits, policy, board, facts);
        this.ring = new SubmissionRing<>(credits);
        this.writer = new RingWriter(port.memory());
        this.deadlines = new RingDeadlines(port.number(), device, ring);
        this.retirement = new RingRetirement(ring, writer, endings);
        this.recovery = new RingRecovery(
                recoveryPolicy, port, device, facts, ring, writer, retirement, new RingAlarm(context), endings);
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
            Supplier<Policy> policy,
            RecoveryPolicy recovery) {
        return Behaviors.setup(context -> new RingActor(context, board, port, device, memory, policy, recovery));
    }

    @Override
    void handle(RingCommand message) {
        now = board.now();
        recovery.at(now);
        try {
            message.accept(this);
        } finally {
            facts.flush();
        }
    }

    @Override
    public void onPush(Push push) {
        RingMember member = member(push);
        scheduler.clear(member, push.clearedThrough(), now);
        scheduler.push(member, push.jobs(), now);
        if (deviceGone) {
            endQueued(member, Errno.ENODEV);
        }
        if (ring.retired() == ring.written() && !workQueued) {
            work();
        } else {
            queueWork();
        }
    }

    @Override
    public void onClear(Clear clear) {
        RingMember member = scheduler.find(clear.entity());
        if (member != null) {
            scheduler.clear(member, clear.throughSeqno(), now);
            queueWork();
        }
    }

    @Override
    public void onAskScheduled(AskScheduled ask) {
        RingMember member = scheduler.find(ask.entity());
        if (member == null) {
            return;
        }
        if (member.scheduledThrough() >= ask.seqno()) {
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
        RingMember member = scheduler.find(kill.entity());
        if (member != null) {
            endQueued(member, kill.queued());
        }
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
        queueWork();
    }

    @Override
    public void onHasten(Hasten hasten) {
        if (!deadlines.hasten(hasten.finished(), hasten.deadline())
                && scheduler.isQueued(hasten.entity(), hasten.finished())) {
            deadlines.keep(hasten.finished(), hasten.deadline());
        }
    }

    @Override
    public void onInterrupted(Interrupted interrupted) {
        if (deviceGone) {
            return;
        }
        if (interrupted.interrupt() instanceof Interrupt.Fence fence) {
            onFence(fence);
        } else if (interrupted.interrupt() instanceof Interrupt.Fault fault) {
            onFault(fault);
        } else if (interrupted.interrupt() instanceof Interrupt.ResetEnded ended) {
            if (ended.generation() != writer.generation()) {
                faults.forget();
            }
            recovery.onResetEnded(ended);
            work();
        }
    }

    private void onFault(Interrupt.Fault fault) {
        if (fault.generation() == writer.generation()) {
            boolean known = fault.seqno() > ring.retired() && fault.seqno() <= ring.written();
            faults.raised(fault, known ? ring.get(fault.seqno()).job().space() : null, now);
        }
    }

    @Override
    public void onFaultAnswered(FaultAnswered answered) {
        faults.answered(answered, now);
    }

    @Override
    public void onMemoryGone(MemoryGone gone) {
        faults.memoryGone(now);
    }

    private void onFence(Interrupt.Fence fence) {
        if (fence.generation() != writer.generation()) {
            return;
        }
        long writtenBack = port.memory().fence();
        if (fence.seqno() > ring.written()) {
            recovery.onCorruptFence(fence.seqno());
        } else if (writtenBack < fence.seqno() || writtenBack > ring.written()) {
            recovery.onCorruptFence(writtenBack);
        } else {
            retirement.retireThrough(fence.seqno(), fence.failures());
        }
    }

    @Override
    public void onTimeIsUp(TimeIsUp timeIsUp) {
        recovery.onTimeIsUp(timeIsUp);
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
        recovery.at(now);
        endAll();
        work();
    }

    private void endAll() {
        deviceGone = true;
        faults.forget();
        while (ring.retired() < ring.written()) {
            endings.retire(Errno.ENODEV);
        }
        scheduler.members().forEach(member -> endQueued(member, Errno.ENODEV));
    }

    /** Gives the hardware all jobs that may run, with one doorbell, and sends the reports that are due. */
    private void work() {
        if (!deviceGone) {
            dispatch();
        }
        facts.flush();
        for (RingMember member : due) {
            member.report(port.number());
        }
        due.clear();
        recovery.watch();
    }

    /** With no free credit and no report to send there is nothing to do before the next interrupt. */
    private void queueWork() {
        if (!workQueued && (scheduler.hasCredit() || !due.isEmpty())) {
            workQueued = true;
            context.getSelf().tell(Work.WORK);
        }
    }

    /** An entity joins with its first push. */
    private RingMember member(Push push) {
        RingMember known = scheduler.find(push.setup().entity());
        if (known != null) {
            return known;
        }
        RingMember joining = new RingMember(push.setup(), push.entity());
        scheduler.join(joining);
        return joining;
    }

    private void dispatch() {
        long before = ring.written();
        long pointer = writer.writePointer();
        writeAgain();
        for (RingMember member = pick(); member != null; member = pick()) {
            emit(member, scheduler.take(member, now));
        }
        if (writer.writePointer() > pointer) {
            facts.flush();
            publish();
            deadlines.given(before + 1);
        }
    }

    /** Writes what a reset has taken off the ring, as far as there is room. */
    private void writeAgain() {
        while (writer.lastEntry() < ring.written() && writer.hasRoom()) {
            long entry = writer.lastEntry() + 1;
            writer.write(entry, ring.get(entry).work(), ring.get(entry).job().space());
        }
    }

    /** With no room left on the ring, what may run waits for an entry to retire. */
    private @Nullable RingMember pick() {
        return writer.lastEntry() == ring.written() && writer.hasRoom() ? scheduler.pick() : null;
    }

    private void publish() {
        device.tell(new DeviceCommand.Doorbell(port.number(), writer.generation(), writer.writePointer()));
    }

    private void emit(RingMember member, ArmedJob job) {
        long entry = ring.write(new RingEntry(job, member, now));
        facts.report(new Fact.JobRan(now, port.number(), job.finished(), entry, scheduler.creditsInFlight()));
        if (member.isAskedFor(job.seqno())) {
            becomesDue(member);
        }
        writer.write(entry, job.work(), job.space());
    }

    /** What interrupts and recovery do to the ring. */
    private final class Endings implements RingRetirement.Ring {
        @Override
        public void retire(@Nullable Errno error) {
            RingEntry entry = ring.retire();
            recovery.retired();
            scheduler.release(entry.job());
            busyNanos += now - Math.max(entry.ran(), lastRetired);
            lastRetired = now;
            finishedJobs++;
            over(entry.job(), entry.member(), entry.ran(), error);
        }

        @Override
        public void retired() {
            port.publish(busyNanos, finishedJobs);
            queueWork();
        }

        @Override
        public void fail(String reason) {
            facts.report(new DeviceFact.RingFailed(now, port.number(), reason));
            endAll();
            queueWork();
        }

        @Override
        public void giveUp(String reason) {
            fail(reason);
            facts.flush();
            board.rings().stream()
                    .filter(other -> other != port)
                    .forEach(other -> other.actor().tell(new DeviceGone()));
        }
    }

    private void endQueued(RingMember member, Errno error) {
        scheduler.kill(member, now).forEach(job -> over(job, member, -1, error));
    }

    private void endEntries(Predicate<ArmedJob> which, @Nullable Errno error) {
        for (long entry = ring.retired() + 1; entry <= ring.written(); entry++) {
            if (which.test(ring.get(entry).job())) {
                ring.get(entry).end(error);
                device.tell(new DeviceCommand.EndEntry(port.number(), entry, error));
            }
        }
    }

    private void over(ArmedJob job, RingMember member, long ran, @Nullable Errno error) {
        facts.report(new Fact.JobFinished(now, job.entity(), job.finished(), ran, error));
        deadlines.over(job.finished());
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
