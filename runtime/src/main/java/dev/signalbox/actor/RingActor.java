package dev.signalbox.actor;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import dev.signalbox.actor.RingCommand.AskError;
import dev.signalbox.actor.RingCommand.AskScheduled;
import dev.signalbox.actor.RingCommand.Blame;
import dev.signalbox.actor.RingCommand.Cancel;
import dev.signalbox.actor.RingCommand.DeviceGone;
import dev.signalbox.actor.RingCommand.EndJob;
import dev.signalbox.actor.RingCommand.FaultAnswered;
import dev.signalbox.actor.RingCommand.FaultReported;
import dev.signalbox.actor.RingCommand.Follow;
import dev.signalbox.actor.RingCommand.GivenUp;
import dev.signalbox.actor.RingCommand.Hasten;
import dev.signalbox.actor.RingCommand.Interrupted;
import dev.signalbox.actor.RingCommand.Join;
import dev.signalbox.actor.RingCommand.KillEntity;
import dev.signalbox.actor.RingCommand.Leave;
import dev.signalbox.actor.RingCommand.MemoryGone;
import dev.signalbox.actor.RingCommand.OwnerGone;
import dev.signalbox.actor.RingCommand.Push;
import dev.signalbox.actor.RingCommand.SetPriority;
import dev.signalbox.actor.RingCommand.Skip;
import dev.signalbox.actor.RingCommand.TimeIsUp;
import dev.signalbox.actor.RingCommand.Work;
import dev.signalbox.device.DeviceCommand;
import dev.signalbox.device.Interrupt;
import dev.signalbox.device.ResetScope;
import dev.signalbox.event.DeviceFact;
import dev.signalbox.fence.Errno;
import dev.signalbox.fence.FenceId;
import dev.signalbox.sched.RingScheduler;
import dev.signalbox.sched.WorkItems;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A ring: selects jobs within its credits, writes them to the hardware ring, and tells their entities how they ended.
 *
 * <p>Selecting and telling are a work item of their own, as in the kernel: what reaches a busy ring queues it once, so that one
 * doorbell and one report per entity cover everything that comes in meanwhile. Only a push to a ring with nothing on the
 * hardware does not wait for it.
 *
 * <p>{@code entity -> ring: Push, AskScheduled, EndJob, KillEntity, Skip, Leave, Hasten; ring -> entity: Report. ring -> ring:
 * Work. device's handle -> ring: Cancel. ring -> device: Doorbell, EndEntry, HastenEntry, Reset; device -> ring: Interrupted. ring -> ring: TimeIsUp. driver -> ring:
 * FaultReported. ring -> owner: Watch; owner -> ring: FenceSignals. ring that gives
 * the device up -> other rings: DeviceGone. ring -> memory manager: FaultIn; memory manager -> ring: FaultAnswered; ring -> device:
 * ResolveFault.}
 */
public final class RingActor extends Shell<RingCommand> implements RingCommand.Handler {
    private final ActorContext<RingCommand> context;
    private final Board board;
    private final RingRoom room;
    private final RingJobs jobs;
    private final RingWork items;
    private final RingDispatch hardware;
    private final RingAlarm alarm;
    private final RingRecovery recovery;
    private final RingVerdicts verdicts;
    private final RingStop stop;
    private final RingStop drop;
    private final RingWaits waits;
    private final RingFaults faults;
    private final ActorRef<MemoryCommand> memory;
    private boolean workQueued;

    /** What those end with that were on the ring while it is emptied. */
    private Errno lost = Errno.ECANCELED;

    /** Whether nothing is given to the hardware any more: it is gone, or cannot be used. */
    private boolean closed;

    private RingActor(
            ActorContext<RingCommand> context,
            Board board,
            RingPort port,
            ActorRef<DeviceCommand> device,
            ActorRef<MemoryCommand> memory,
            RingRules rules) {
        this.context = context;
        this.board = board;
        this.memory = memory;
        this.room = new RingRoom(board, port, device);
        this.jobs = new RingJobs(
                room, new RingScheduler<>(port.number(), port.engine().credits(), rules.policy(), board, room.facts()));
        RingTimer timer = new RingTimer(rules.recovery());
        this.waits = new RingWaits(context, board.contexts(), jobs.scheduler()::wake);
        this.items = new RingWork(room, jobs, timer, rules.backend(), waits::await);
        this.hardware = new RingDispatch(room, jobs, items);
        this.alarm = new RingAlarm(context);
        Endings endings = new Endings();
        this.recovery =
                new RingRecovery(rules.recovery(), room, new RingRetirement(room, endings), alarm, timer, endings);
        this.verdicts = new RingVerdicts(room, jobs, items, hardware, recovery, rules.backend(), endings);
        this.stop = new RingStop(room, alarm, rules.recovery().answerNanos(), endings);
        this.drop = new RingStop(room, alarm, rules.recovery().answerNanos(), new Dropping());
        this.faults = new RingFaults(context, room, memory);
        context.watchWith(device, new DeviceGone());
        room.writer().writeTest();
    }

    /** Creates the behaviour of the ring of an engine. */
    public static Behavior<RingCommand> create(
            Board board,
            RingPort port,
            ActorRef<DeviceCommand> device,
            ActorRef<MemoryCommand> memory,
            RingRules rules) {
        return Behaviors.setup(context -> new RingActor(context, board, port, device, memory, rules));
    }

    @Override
    void handle(RingCommand message) {
        room.look();
        try {
            message.accept(this);
        } finally {
            jobs.tellLoad();
            room.facts().flush();
        }
    }

    @Override
    public void onPush(Push push) {
        if (jobs.push(push)) {
            items.queue(WorkItems.Item.RUN);
        }
        if (closed && !stop.isUnderWay()) {
            jobs.killQueued(push.member().id(), Errno.ENODEV);
        }
        if (room.isEmpty() && !workQueued) {
            work();
        } else {
            queueWork();
        }
    }

    @Override
    public void onAskScheduled(AskScheduled ask) {
        jobs.askScheduled(ask);
        queueWork();
    }

    @Override
    public void onEndJob(EndJob end) {
        if (!jobs.endQueued(end.entity(), end.finished())) {
            hardware.end(job -> job.finished().equals(end.finished()), null);
        }
    }

    @Override
    public void onKillEntity(KillEntity kill) {
        @Nullable Errno queued = kill.queued();
        if (queued == null) {
            jobs.giveBack(kill.entity());
        } else {
            jobs.killQueued(kill.entity(), queued);
        }
        if (kill.running() != null) {
            hardware.end(job -> job.entity() == kill.entity(), kill.running());
        }
        queueWork();
    }

    @Override
    public void onCancel(Cancel cancel) {
        items.cancel();
        verdicts.cancel();
        hardware.end(job -> true, Errno.ECANCELED);
    }

    @Override
    public void onJoin(Join join) {
        jobs.join(join);
    }

    @Override
    public void onFollow(Follow follow) {
        jobs.follow(follow);
        queueWork();
    }

    @Override
    public void onSetPriority(SetPriority set) {
        jobs.setPriority(set);
    }

    @Override
    public void onBlame(Blame blame) {
        jobs.blame(blame);
    }

    @Override
    public void onAskError(AskError ask) {
        ask.reply().answer(board.gate(), jobs.lastError(ask.entity()));
    }

    @Override
    public void onSkip(Skip skip) {
        jobs.skip(skip);
        queueWork();
    }

    @Override
    public void onLeave(Leave leave) {
        jobs.leave(leave);
        queueWork();
    }

    @Override
    public void onHasten(Hasten hasten) {
        jobs.hasten(hasten);
    }

    /** What is of an earlier generation says nothing; nor does anything on a ring that is closed, unless that is waited for. */
    @Override
    public void onInterrupted(Interrupted interrupted) {
        if (interrupted.interrupt() instanceof Interrupt.ResetEnded ended) {
            onResetEnded(ended);
        } else if (!closed
                && interrupted.interrupt().generation() == room.writer().generation()) {
            onInterrupt(interrupted.interrupt());
        }
    }

    private void onResetEnded(Interrupt.ResetEnded ended) {
        if (emptying().isUnderWay()) {
            emptying().onResetEnded(ended);
        } else if (!closed) {
            if (ended.generation() != room.writer().generation()) {
                faults.forget();
            }
            recovery.onResetEnded(ended);
            work();
        }
    }

    private void onInterrupt(Interrupt interrupt) {
        if (interrupt instanceof Interrupt.Fence fence && drop.isUnderWay()) {
            recovery.onLateFence(fence);
        } else if (interrupt instanceof Interrupt.Fence fence) {
            recovery.onFence(fence);
        } else if (interrupt instanceof Interrupt.Progress progress && !drop.isUnderWay()) {
            recovery.onProgress(progress);
        } else if (interrupt instanceof Interrupt.Fault fault) {
            faults.onFault(fault);
        }
    }

    @Override
    public void onFaultAnswered(FaultAnswered answered) {
        faults.answered(answered);
    }

    @Override
    public void onMemoryGone(MemoryGone gone) {
        faults.memoryGone();
    }

    @Override
    public void onTimeIsUp(TimeIsUp timeIsUp) {
        if (!alarm.rang(timeIsUp)) {
            return;
        }
        if (emptying().isUnderWay()) {
            emptying().onTimeIsUp();
        } else if (!closed) {
            recovery.onTimeIsUp();
            watch();
            queueWork();
        }
    }

    /** While the device has to answer something, that is looked at first. */
    @Override
    public void onFaultReported(FaultReported reported) {
        if (!closed && !drop.isUnderWay() && !recovery.isUnanswered()) {
            verdicts.handle("fault");
            watch();
            queueWork();
        }
    }

    @Override
    public void onOwnerGone(OwnerGone gone) {
        waits.ownerGone(gone.owner());
        queueWork();
    }

    @Override
    public void onFenceSignals(FenceSignals signals) {
        waits.heard(signals);
        queueWork();
    }

    @Override
    public void onGivenUp(GivenUp givenUp) {
        if (!closed) {
            close(ResetScope.DEVICE);
        }
    }

    @Override
    public void onDeviceGone(DeviceGone gone) {
        closed = true;
        endAll();
    }

    @Override
    public void onWork(Work work) {
        workQueued = false;
        work();
    }

    @Override
    public void onInspect(Inspect inspect) {
        RingScheduler.State held = jobs.state();
        List<FenceId> running =
                room.entries().outstanding().stream().map(RingEntry::finished).toList();
        inspect.answer(state -> state.ring(room.number(), room.port().engine(), held, running));
    }

    /** Whatever has stopped it: nobody else can tell how the jobs have ended that it has. */
    @Override
    void stopped() {
        room.look();
        closed = true;
        endAll();
        work();
        jobs.tellLoad();
    }

    /** Nothing of it executes any more, or nobody can help it. */
    private void endAll() {
        stop.isOver();
        faults.forget();
        uncountDropped();
        List<RingEntry> cancelled = items.close();
        while (!room.isEmpty()) {
            items.retire(Errno.ENODEV);
        }
        items.freeCancelled(cancelled);
        jobs.publish();
        jobs.killAllQueued(Errno.ENODEV);
        queueWork();
    }

    /** What is on it ends when the device has stopped it. */
    private void close(ResetScope least) {
        closed = true;
        faults.forget();
        uncountDropped();
        stop.begin(least, "nothing of it may go on");
    }

    /** What is on a ring that is emptied has given its credits back. */
    private void uncountDropped() {
        if (drop.isUnderWay()) {
            drop.isOver();
            items.charge();
        }
    }

    private RingStop emptying() {
        return drop.isUnderWay() ? drop : stop;
    }

    private void giveUpTheDevice(String reason) {
        room.report(new DeviceFact.RingFailed(room.now(), room.number(), reason));
        room.facts().flush();
        board.rings().stream()
                .filter(other -> other != room.port())
                .forEach(other -> other.actor().tell(new GivenUp()));
        close(ResetScope.DEVICE);
    }

    /** Gives the hardware all jobs that may run, and sends the reports that are due. */
    private void work() {
        if (!closed) {
            hardware.dispatch();
        }
        jobs.report();
        watch();
    }

    private void watch() {
        if (!closed && !drop.isUnderWay()) {
            recovery.watch();
        }
    }

    /** With nothing to do and no report to send there is nothing to wait for but the next message. */
    private void queueWork() {
        if (!workQueued && (items.isDue() || hardware.isStarved() || jobs.hasReports())) {
            workQueued = true;
            context.getSelf().tell(Work.WORK);
        }
    }

    /** What interrupts and recovery do to the ring. */
    private final class Endings implements RingRetirement.Ring, RingStop.Ring, RingVerdicts.Ring {
        @Override
        public void retire(@Nullable Errno error) {
            items.retire(error);
            recovery.retired();
        }

        @Override
        public void retired() {
            jobs.publish();
            queueWork();
        }

        @Override
        public void fail(String reason) {
            room.report(new DeviceFact.RingFailed(room.now(), room.number(), reason));
            close(ResetScope.ENGINE);
        }

        @Override
        public void giveUp(String reason) {
            giveUpTheDevice(reason);
        }

        @Override
        public void timedOut(String reason) {
            verdicts.handle(reason);
        }

        @Override
        public void recovered() {
            items.restartTimer();
        }

        @Override
        public void drop(Errno error) {
            lost = error;
            faults.forget();
            drop.begin(ResetScope.ENGINE, "its driver drops what is on it");
        }

        @Override
        public void deviceGone() {
            fail("its driver says that the device is gone");
        }

        @Override
        public void isStopped(Interrupt.@Nullable ResetEnded ended) {
            endAll();
        }

        @Override
        public void cannotBeStopped() {
            memory.tell(new MemoryCommand.KeepAll());
            endAll();
        }
    }

    /** What follows when a ring was to be emptied, which goes on. */
    private final class Dropping implements RingStop.Ring {
        @Override
        public void isStopped(Interrupt.@Nullable ResetEnded ended) {
            items.charge();
            recovery.dropped(ended, lost);
            items.start();
            work();
        }

        @Override
        public void cannotBeStopped() {
            items.charge();
            giveUpTheDevice("it could not be emptied");
        }
    }
}
