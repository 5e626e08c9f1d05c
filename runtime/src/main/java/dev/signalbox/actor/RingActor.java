package dev.signalbox.actor;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import dev.signalbox.actor.EntityCommand.Report;
import dev.signalbox.actor.RingCommand.AskScheduled;
import dev.signalbox.actor.RingCommand.Clear;
import dev.signalbox.actor.RingCommand.DeviceGone;
import dev.signalbox.actor.RingCommand.EndJob;
import dev.signalbox.actor.RingCommand.Interrupted;
import dev.signalbox.actor.RingCommand.KillEntity;
import dev.signalbox.actor.RingCommand.Leave;
import dev.signalbox.actor.RingCommand.Push;
import dev.signalbox.actor.RingCommand.Skip;
import dev.signalbox.device.DeviceCommand;
import dev.signalbox.device.DeviceCommand.Entry;
import dev.signalbox.event.Fact;
import dev.signalbox.fence.Errno;
import dev.signalbox.fence.FenceId;
import dev.signalbox.ring.SubmissionRing;
import dev.signalbox.sched.ArmedJob;
import dev.signalbox.sched.Policy;
import dev.signalbox.sched.RingScheduler;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A ring: selects jobs within its credits, writes them to the hardware ring, and tells their entities how they ended.
 *
 * <p>{@code entity -> ring: Push, Clear, AskScheduled, EndJob, KillEntity, Skip, Leave; ring -> entity: Report. ring -> device:
 * Doorbell, EndEntry; device -> ring: Interrupted.}
 */
public final class RingActor extends Shell<RingCommand> implements RingCommand.Handler {
    private record Member(ActorRef<EntityCommand> entity, long scheduledContext) {}

    private record Emitted(ArmedJob job, long ran) {}

    private final RingPort port;
    private final Board board;
    private final ActorRef<DeviceCommand> device;
    private final RingScheduler scheduler;
    private final SubmissionRing<Emitted> ring;
    private final Map<Integer, Member> members = new HashMap<>();
    private final Map<Integer, Long> scheduledAsked = new HashMap<>();
    private final TreeMap<Integer, List<Report.Run>> due = new TreeMap<>();
    private boolean deviceGone;
    private long busyNanos;
    private long finishedJobs;
    private long lastRetired;

    private RingActor(
            ActorContext<RingCommand> context,
            Board board,
            RingPort port,
            ActorRef<DeviceCommand> device,
            Supplier<Policy> policy) {
        this.board = board;
        this.port = port;
        this.device = device;
        int credits = port.engine().credits();
        this.scheduler = new RingScheduler(port.number(), credits, policy, board, board.facts());
        this.ring = new SubmissionRing<>(credits);
        context.watchWith(device, new DeviceGone());
    }

    /** Creates the behaviour of the ring of an engine. */
    public static Behavior<RingCommand> create(
            Board board, RingPort port, ActorRef<DeviceCommand> device, Supplier<Policy> policy) {
        return Behaviors.setup(context -> new RingActor(context, board, port, device, policy));
    }

    @Override
    void handle(RingCommand message) {
        message.accept(this);
    }

    @Override
    public void onPush(Push push) {
        int entity = push.setup().entity();
        long now = board.now();
        members.computeIfAbsent(entity, joining -> join(push));
        scheduler.clear(entity, push.clearedThrough(), now);
        push.jobs().forEach(job -> scheduler.push(job, now));
        if (deviceGone) {
            endQueued(entity, Errno.ENODEV);
            report();
        } else {
            dispatch();
        }
    }

    @Override
    public void onClear(Clear clear) {
        if (members.containsKey(clear.entity())) {
            scheduler.clear(clear.entity(), clear.throughSeqno(), board.now());
            dispatch();
        }
    }

    @Override
    public void onAskScheduled(AskScheduled ask) {
        Member member = members.get(ask.entity());
        if (member != null && scheduler.scheduledThrough(member.scheduledContext()) >= ask.seqno()) {
            dueFor(ask.entity());
            report();
        } else {
            scheduledAsked.put(ask.entity(), ask.seqno());
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
        endQueued(kill.entity(), Errno.ESRCH);
        endEntries(job -> job.entity() == kill.entity(), Errno.ECANCELED);
        dispatch();
    }

    @Override
    public void onSkip(Skip skip) {
        long now = board.now();
        skip.seqnos().forEach(seqno -> scheduler.skip(new FenceId(skip.scheduledContext(), seqno), now));
        dispatch();
    }

    @Override
    public void onLeave(Leave leave) {
        scheduler.leave(leave.entity(), leave.scheduledContext(), board.now());
        scheduledAsked.remove(leave.entity());
        members.remove(leave.entity());
        dispatch();
    }

    @Override
    public void onInterrupted(Interrupted interrupted) {
        long now = board.now();
        Map<Long, Errno> failures = new HashMap<>();
        interrupted.interrupt().failures().forEach(failure -> failures.put(failure.seqno(), failure.error()));
        while (ring.retired() < interrupted.interrupt().seqno()) {
            retire(failures.get(ring.retired() + 1), now);
        }
        port.publish(busyNanos, finishedJobs);
        dispatch();
    }

    @Override
    public void onDeviceGone(DeviceGone gone) {
        deviceGone = true;
        long now = board.now();
        while (ring.retired() < ring.written()) {
            retire(Errno.ENODEV, now);
        }
        List.copyOf(members.keySet()).forEach(entity -> endQueued(entity, Errno.ENODEV));
        report();
    }

    private Member join(Push push) {
        EntitySetup setup = push.setup();
        scheduler.join(setup.entity(), setup.priority());
        return new Member(push.entity(), setup.slots().scheduled().context());
    }

    /** Gives the ring all jobs that may run, with one doorbell, and sends the reports that are due. */
    private void dispatch() {
        long now = board.now();
        List<Entry> entries = new ArrayList<>();
        for (ArmedJob job = scheduler.pick(now); job != null; job = scheduler.pick(now)) {
            entries.add(emit(job, now));
        }
        if (!entries.isEmpty()) {
            device.tell(new DeviceCommand.Doorbell(port.number(), entries));
        }
        report();
    }

    private Entry emit(ArmedJob job, long now) {
        long entry = ring.write(new Emitted(job, now));
        board.facts().report(new Fact.JobRan(now, port.number(), job.finished(), entry, scheduler.creditsInFlight()));
        Long asked = scheduledAsked.get(job.entity());
        if (asked != null && job.seqno() >= asked) {
            scheduledAsked.remove(job.entity());
            dueFor(job.entity());
        }
        return new Entry(entry, job.work());
    }

    private void retire(@Nullable Errno error, long now) {
        Emitted emitted = ring.retire();
        scheduler.release(emitted.job());
        busyNanos += now - Math.max(emitted.ran(), lastRetired);
        lastRetired = now;
        finishedJobs++;
        over(emitted.job(), emitted.ran(), error, now);
    }

    private void endQueued(int entity, Errno error) {
        long now = board.now();
        scheduler.kill(entity, now).forEach(job -> over(job, -1, error, now));
    }

    private void endEntries(java.util.function.Predicate<ArmedJob> which, @Nullable Errno error) {
        for (long entry = ring.retired() + 1; entry <= ring.written(); entry++) {
            if (which.test(ring.get(entry).job())) {
                device.tell(new DeviceCommand.EndEntry(port.number(), entry, error));
            }
        }
    }

    private void over(ArmedJob job, long ran, @Nullable Errno error, long now) {
        board.facts().report(new Fact.JobFinished(now, job.entity(), job.finished(), ran, error));
        port.addLoad(-1);
        List<Report.Run> runs = dueFor(job.entity());
        Report.Run last = runs.isEmpty() ? null : runs.get(runs.size() - 1);
        if (last != null && last.last() == job.seqno() - 1 && last.error() == error) {
            runs.set(runs.size() - 1, new Report.Run(last.first(), job.seqno(), error));
        } else {
            runs.add(new Report.Run(job.seqno(), job.seqno(), error));
        }
    }

    private List<Report.Run> dueFor(int entity) {
        return due.computeIfAbsent(entity, each -> new ArrayList<>(1));
    }

    /** Tells every entity for which this step has news, one message each. */
    private void report() {
        due.forEach((entity, runs) -> {
            Member member = members.get(entity);
            if (member != null) {
                long scheduled = scheduler.scheduledThrough(member.scheduledContext());
                member.entity().tell(new Report(port.number(), scheduled, List.copyOf(runs)));
            }
        });
        due.clear();
    }
}
