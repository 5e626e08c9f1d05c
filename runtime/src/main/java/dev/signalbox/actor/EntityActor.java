package dev.signalbox.actor;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import dev.signalbox.actor.EntityCommand.Arrival;
import dev.signalbox.actor.EntityCommand.AskError;
import dev.signalbox.actor.EntityCommand.Ban;
import dev.signalbox.actor.EntityCommand.Close;
import dev.signalbox.actor.EntityCommand.EndJob;
import dev.signalbox.actor.EntityCommand.Kill;
import dev.signalbox.actor.EntityCommand.Killed;
import dev.signalbox.actor.EntityCommand.OwnerGone;
import dev.signalbox.actor.EntityCommand.Refuse;
import dev.signalbox.actor.EntityCommand.Report;
import dev.signalbox.actor.EntityCommand.RingGone;
import dev.signalbox.actor.EntityCommand.SetEngines;
import dev.signalbox.actor.EntityCommand.SetPriority;
import dev.signalbox.actor.EntityCommand.Submit;
import dev.signalbox.actor.EntityCommand.Wedge;
import dev.signalbox.event.Fact;
import dev.signalbox.event.SyncFact;
import dev.signalbox.fence.Deadlines;
import dev.signalbox.fence.Errno;
import dev.signalbox.fence.FenceId;
import dev.signalbox.fence.Refusal;
import dev.signalbox.fence.Timeline;
import dev.signalbox.replay.EntityTraits;
import dev.signalbox.sched.ArmedJob;
import dev.signalbox.sched.EntityQueue;
import dev.signalbox.sched.Intake;
import dev.signalbox.sched.Promises;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An entity: owns the order of one queue, arms its jobs, waits for what they need from elsewhere, and owns their fences.
 *
 * <p>{@code client, memory manager -> entity: Submit | Refuse. entity -> ring: Push, Skip; ring -> entity: Report.
 * owner -> entity: FenceSignals. entity -> client: Deliver, EntityClosed.}
 */
public final class EntityActor extends Shell<EntityCommand> implements EntityCommand.Handler, EntityQueue.Out {
    private final EntitySetup setup;
    private final ContextSlot scheduledSlot;
    private final ContextSlot finishedSlot;
    private final Board board;
    private final EntityQueue queue;
    private final Intake<Arrival> intake = new Intake<>();
    private final OpenBatches batches;
    private final Watchers scheduledWatchers;
    private final Watchers finishedWatchers;
    private final Watching<EntityCommand> watching;
    private final Deadlines deadlines = new Deadlines();

    /** Whether anybody has ever asked about its fences, or set one a deadline: of most entities nobody does. */
    private boolean observed;

    private List<FenceId> toAsk = List.of();
    private @Nullable Refusal refusesAll;
    private final EntityRings rings;
    private boolean wedged;
    private long closeAfter = -1;
    private long now;
    private long settledThrough;

    private EntityActor(ActorContext<EntityCommand> context, Board board, EntitySetup setup) {
        this.setup = setup;
        this.scheduledSlot = setup.slots().scheduled();
        this.finishedSlot = setup.slots().finished();
        this.board = board;
        this.queue = new EntityQueue(
                setup.entity(),
                scheduledSlot.context(),
                setup.priority(),
                setup.rings(),
                setup.bonds(),
                board,
                board.facts());
        this.rings = new EntityRings(context, board, setup, queue);
        this.batches = new OpenBatches(finishedSlot.context(), board.gate().isOpen());
        this.scheduledWatchers = new Watchers(queue.scheduled());
        this.finishedWatchers = new Watchers(queue.finished());
        ActorRef<FenceSignals> self = context.getSelf().narrow();
        this.watching = new Watching<>(context, board.contexts(), self, OwnerGone::new);
    }

    /** Creates the behaviour of a new entity. */
    public static Behavior<EntityCommand> create(Board board, EntitySetup setup) {
        return Behaviors.setup(context -> new EntityActor(context, board, setup));
    }

    @Override
    void handle(EntityCommand message) {
        now = board.now();
        message.accept(this);
    }

    @Override
    public void onSubmit(Submit submit) {
        arrive(submit);
    }

    @Override
    public void onRefuse(Refuse refuse) {
        arrive(refuse);
    }

    private void arrive(Arrival arrival) {
        intake.arrive(arrival.batch().first(), arrival.batch().drafts().size(), arrival, this::take);
        advance();
    }

    @Override
    public void onReport(Report report) {
        queue.scheduledThrough(report.scheduledThrough());
        List<Report.Run> over = report.over();
        for (int i = 0; i < over.size(); i++) {
            queue.over(over.get(i).first(), over.get(i).last(), over.get(i).error());
        }
        rings.heard(report);
        advance();
        askForScheduled();
    }

    @Override
    public void onEndJob(EndJob end) {
        FenceId fence = new FenceId(queue.finished().context(), end.seqno());
        board.facts().report(new Fact.EndRequested(now, setup.entity(), fence));
        if (!queue.endDrafted(end.seqno())) {
            rings.tell(new RingCommand.EndJob(setup.entity(), fence));
        }
    }

    @Override
    public void onClose(Close close) {
        closeAfter = close.last();
        if (close.abort() && refusesAll == null) {
            kill(Errno.ECANCELED);
        }
        settle();
    }

    @Override
    public void onKill(Kill kill) {
        if (!queue.isKilled() && refusesAll == null) {
            kill(null);
        }
    }

    private void kill(@Nullable Errno running) {
        boolean first = !queue.isKilled();
        if (first) {
            queue.kill(now);
            batches.refuseUnaccepted(killed());
        }
        boolean isIdle = queue.isIdle();
        rings.kill(running, isIdle);
        if (first && (isIdle || !rings.isOnRing())) {
            queue.drained(0, List.of());
            advance();
        }
    }

    private static Refusal killed() {
        return new Refusal(Errno.ESRCH, "its queue was killed", "open another queue");
    }

    @Override
    public void onKilled(Killed killed) {
        queue.drained(killed.lastTaken(), killed.jobs());
        advance();
    }

    @Override
    public void onSetPriority(SetPriority set) {
        rings.setPriority(set.priority(), now);
    }

    @Override
    public void onSetEngines(SetEngines set) {
        rings.setEngines(set.rings(), set.lastFixed(), now);
    }

    @Override
    public void onBan(Ban ban) {
        rings.ban(now);
    }

    /** The ring knows what was taken off the queue last, as long as there is a ring. */
    @Override
    public void onAskError(AskError ask) {
        if (rings.isOnRing() && refusesAll == null) {
            rings.tell(new RingCommand.AskError(setup.entity(), ask.reply()));
        } else {
            @Nullable Errno error = queue.finished().error(rings.pushedThrough());
            ask.reply().answer(board.gate(), Optional.ofNullable(error));
        }
    }

    @Override
    public void onOwnerGone(OwnerGone gone) {
        watching.ownerGone(gone.owner(), this::heard);
    }

    @Override
    public void onRingGone(RingGone gone) {
        if (gone.ring() == queue.ring()) {
            refuseAll(Errno.ENODEV, "the ring of its device has stopped", "open the device again");
            queue.abandon(Errno.ENODEV, now, 0);
            settle();
        }
    }

    @Override
    public void onWatch(Watch watch) {
        observed = true;
        boolean ofScheduled = watch.context() == queue.scheduled().context();
        (ofScheduled ? scheduledWatchers : finishedWatchers).add(watch, queue.isIdle() ? -1 : queue.ring());
        askForScheduled();
    }

    /** A deadline of the scheduled fence says nothing about the work. */
    @Override
    public void onSetDeadline(SetDeadline set) {
        observed = true;
        boolean ofFinished = set.context() == queue.finished().context();
        if (ofFinished && !queue.finished().isSignalled(set.seqno()) && deadlines.set(set.seqno(), set.deadline())) {
            FenceId fence = new FenceId(set.context(), set.seqno());
            board.facts().report(new SyncFact.DeadlineSet(now, fence, set.deadline()));
            forwardDeadline(fence);
        }
    }

    @Override
    public void onWedge(Wedge wedge) {
        wedged = true;
        refuseAll(Errno.EIO, "an owner of the device has stopped", "open the device again");
        queue.hurryKilled(Errno.EIO);
        rings.end(Errno.EIO);
        advance();
    }

    @Override
    public void onFenceSignals(FenceSignals signals) {
        watching.heard(signals);
        heard(signals);
    }

    @Override
    public void onInspect(Inspect inspect) {
        Promises.State promises = queue.state();
        int ring = queue.ring();
        int drafts = queue.drafts();
        EntityTraits traits = new EntityTraits(queue.priority(), queue.isKilled(), rings.isBanned());
        inspect.answer(state -> state.entity(setup.clientNumber(), promises, ring, drafts, traits));
    }

    /** {@link EntityQueue.Out}: the owners are asked once the jobs are with the ring. */
    @Override
    public void watch(List<FenceId> fences) {
        toAsk = toAsk.isEmpty() ? new ArrayList<>(fences.size()) : toAsk;
        toAsk.addAll(fences);
    }

    /** {@link EntityQueue.Out}. */
    @Override
    public void move(int from, int to) {
        rings.move(from, to);
    }

    @Override
    boolean isDone() {
        return queue.isIdle() && !queue.isDraining() && (wedged || (closeAfter >= 0 && intake.next() > closeAfter));
    }

    @Override
    void stopped() {
        now = board.now();
        try {
            if (!queue.isIdle()) {
                fail();
            }
        } finally {
            leaveLastWord();
        }
    }

    /** The ring tells how jobs end that it has; the facts of all others are told here. */
    private void fail() {
        refuseAll(Errno.EIO, "its queue has failed", "see the log for the cause");
        queue.abandon(Errno.EIO, now, rings.pushedThrough());
        settle();
        rings.end(Errno.EIO);
    }

    private void leaveLastWord() {
        board.publishLast(scheduledSlot, queue.scheduled());
        board.publishLast(finishedSlot, queue.finished());
        rings.leaveAll();
        setup.client().tell(new ClientCommand.EntityClosed(setup.entity()));
    }

    private void take(Arrival arrival) {
        Batch batch = arrival.batch();
        Refusal refusal = arrival.refusal() == null ? refusal(batch) : arrival.refusal();
        if (refusal != null) {
            takeRefused(batch, refusal);
            return;
        }
        batches.add(batch);
        for (int i = 0; i < batch.drafts().size(); i++) {
            queue.take(batch.drafts().get(i));
        }
        if (queue.isKilled()) {
            batches.refuseUnaccepted(killed());
        }
    }

    /** Buffers and sync objects may have added to what jobs wait for. */
    private @Nullable Refusal refusal(Batch batch) {
        int limit = setup.dependencyLimit();
        for (int i = 0; refusesAll == null && i < batch.drafts().size(); i++) {
            int dependencies = batch.drafts().get(i).dependencies().size();
            if (dependencies > limit) {
                return setup.tooManyDependencies(dependencies);
            }
        }
        return refusesAll;
    }

    private void takeRefused(Batch batch, Refusal refusal) {
        batches.addRefused(batch, refusal);
        List<Long> refused = new ArrayList<>(batch.drafts().size());
        for (long seqno = batch.first(); seqno <= batch.last(); seqno++) {
            queue.takeRefused(refusal, now);
            refused.add(seqno);
        }
        rings.skip(refused);
    }

    private void refuseAll(Errno errno, String reason, String hint) {
        Refusal refusal = new Refusal(errno, reason, hint);
        refusesAll = refusal;
        rings.skip(queue.dropDrafts(errno, now));
        batches.refuseUnaccepted(refusal);
    }

    /** Sends on what may go to the ring now, then tells everybody who waits for what this step has settled. */
    private void advance() {
        List<ArmedJob> jobs = queue.advance(now, this);
        if (!jobs.isEmpty()) {
            rings.push(jobs);
            forwardDeadlines(jobs);
            askForScheduled();
        }
        if (queue.isKilled()) {
            rings.skip(queue.endKilled(now, this));
        }
        askOwners();
        settle();
    }

    private void forwardDeadlines(List<ArmedJob> jobs) {
        if (observed && !deadlines.isEmpty()) {
            for (ArmedJob job : jobs) {
                for (int i = 0; i < job.count(); i++) {
                    forwardDeadline(job.finished().plus(i));
                }
            }
        }
    }

    /** The ring keeps it until the job is on the hardware; a job that is not there yet is forwarded with its push. */
    private void forwardDeadline(FenceId fence) {
        long deadline = deadlines.of(fence.seqno());
        if (deadline != Long.MAX_VALUE && fence.seqno() <= queue.armedThrough()) {
            rings.tell(new RingCommand.Hasten(setup.entity(), fence, deadline));
        }
    }

    private void askOwners() {
        if (!toAsk.isEmpty()) {
            List<FenceId> fences = toAsk;
            toAsk = List.of();
            watching.ask(fences, this::heard);
        }
    }

    private void heard(FenceSignals signals) {
        List<Long> points =
                signals.points().stream().map(FenceSignals.Point::seqno).toList();
        queue.heard(signals.context(), signals.floor(), points, signals.ring());
        if (queue.hasDrafts() || queue.isKilled()) {
            advance();
        }
    }

    private void askForScheduled() {
        long lowest = observed ? scheduledWatchers.lowestAwaited() : Long.MAX_VALUE;
        if (lowest != Long.MAX_VALUE) {
            rings.tell(new RingCommand.AskScheduled(setup.entity(), lowest));
        }
    }

    private void settle() {
        scheduledSlot.publish(queue.scheduled());
        finishedSlot.publish(queue.finished());
        show();
        if (observed) {
            deadlines.forgetThrough(queue.finished().floor());
            scheduledWatchers.serve(queue.ring());
            finishedWatchers.serve(-1);
        }
    }

    /** Shows programs how far the contexts have come, then answers whatever has settled. */
    private void show() {
        batches.armedThrough(queue.armedThrough(), now);
        settleBatches();
        List<Runnable> deliveries = batches.deliveries();
        if (!deliveries.isEmpty()) {
            deliver(deliveries);
        }
        List<ReadyAnswer<?>> answers = batches.collect();
        List<ContextSlot.View> views = heldViews();
        if (!answers.isEmpty() || !views.isEmpty()) {
            board.gate().pass(new Showing(views, answers, this::deliver));
        }
    }

    /** Returns how far its contexts have come if programs see that only as far as it is shown; otherwise nothing. */
    private List<ContextSlot.View> heldViews() {
        return finishedSlot.isHeld() ? List.of(scheduledSlot.view(), finishedSlot.view()) : List.of();
    }

    private void settleBatches() {
        Timeline finished = queue.finished();
        if (finished.failed() == 0) {
            settledThrough = finished.floor();
            batches.overThrough(settledThrough, now);
        }
        while (settledThrough < finished.floor()) {
            settledThrough++;
            batches.over(settledThrough, finished.error(settledThrough), now);
        }
    }

    private void deliver(List<Runnable> answers) {
        setup.client().tell(new ClientCommand.Deliver(answers));
    }
}
