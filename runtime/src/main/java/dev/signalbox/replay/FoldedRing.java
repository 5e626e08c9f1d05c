package dev.signalbox.replay;

import dev.signalbox.device.Engine;
import dev.signalbox.event.Fact;
import dev.signalbox.event.Facts;
import dev.signalbox.fence.FenceId;
import dev.signalbox.fence.SignalledView;
import dev.signalbox.ring.SubmissionRing;
import dev.signalbox.sched.ArmedJob;
import dev.signalbox.sched.Policies;
import dev.signalbox.sched.RingScheduler;
import dev.signalbox.sched.RunEntity;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/** A ring that facts are folded into: its scheduler, and what is on the hardware. */
final class FoldedRing {
    /** Like jobs that were given to the hardware in a row; each of their entries holds it. */
    private record Running(FenceId first, long firstEntry, int count, long ran, int credits) {
        FenceId job(long entry) {
            return first.plus((int) (entry - firstEntry));
        }
    }

    private final int number;
    private final Engine engine;
    private final RingScheduler<RunEntity> scheduler;
    private final SubmissionRing<Running> hardware;

    /** Jobs that were run and that the hardware did not get; each is over at once. */
    private final ArrayDeque<Running> aside = new ArrayDeque<>();

    FoldedRing(int number, Engine engine, SignalledView signalled) {
        this.number = number;
        this.engine = engine;
        this.scheduler = new RingScheduler<>(number, engine.credits(), Policies.FIFO, signalled, Facts.NOBODY);
        this.hardware = new SubmissionRing<>(engine.credits());
    }

    int number() {
        return number;
    }

    void join(FoldedEntity entity) {
        scheduler.join(new RunEntity(entity.number(), entity.scheduledContext(), entity.priority()));
    }

    /** Takes off what is queued of an entity; returns how many jobs that were. */
    int drain(FoldedEntity entity) {
        RunEntity known = scheduler.find(entity.number());
        return known == null ? 0 : scheduler.kill(known).size();
    }

    void leave(FoldedEntity entity) {
        scheduler.leave(entity.number(), entity.scheduledContext());
    }

    void skip(FoldedEntity entity, long seqno) {
        scheduler.skip(new FenceId(entity.scheduledContext(), seqno));
    }

    void queue(Fact.JobQueued fact, ArmedJob first, int count, int queued) {
        scheduler.apply(fact, first, count, queued);
    }

    /** Folds that a job of an entity is to blame for a hang. */
    void blame(FoldedEntity entity) {
        scheduler.blame(entity.number());
    }

    void run(Fact.JobRan fact, int entity, int count) {
        if (fact.entry() == 0) {
            int credits = scheduler.apply(fact, entity, count);
            aside.addLast(new Running(fact.fence(), 0, count, fact.time(), credits));
            return;
        }
        if (fact.entry() != hardware.written() + 1) {
            throw new IllegalStateException(
                    "entry " + fact.entry() + " of ring " + number + " follows entry " + hardware.written());
        }
        int credits = scheduler.apply(fact, entity, count);
        Running running = new Running(fact.fence(), fact.entry(), count, fact.time(), credits);
        hardware.write(running, count);
    }

    /** Folds that jobs are over that were run: those that the hardware had were the oldest there. */
    void retire(Fact.JobFinished fact, int count) {
        for (int left = count; left > 0; ) {
            if (retireAside(fact, count - left)) {
                left--;
                continue;
            }
            long entry = hardware.retired() + 1;
            Running oldest = oldest(fact, count - left);
            int alike = (int) Math.min(left, oldest.firstEntry() + oldest.count() - entry);
            hardware.retire(alike);
            scheduler.apply(fact, alike * oldest.credits());
            left -= alike;
        }
    }

    private boolean retireAside(Fact.JobFinished fact, int distance) {
        Running first = aside.peekFirst();
        if (first == null || !first.first().equals(fact.fence().plus(distance))) {
            return false;
        }
        aside.removeFirst();
        scheduler.apply(fact, first.credits());
        return true;
    }

    private Running oldest(Fact.JobFinished fact, int distance) {
        if (hardware.retired() == hardware.written()) {
            throw new IllegalStateException(
                    "job " + fact.fence().plus(distance) + " is over, but nothing is on ring " + number);
        }
        long entry = hardware.retired() + 1;
        Running oldest = hardware.get(entry);
        boolean same = oldest.first().context() == fact.fence().context()
                && oldest.first().seqno() + entry - oldest.firstEntry()
                        == fact.fence().seqno() + distance;
        if (!same) {
            throw new IllegalStateException("job " + fact.fence().plus(distance) + " is over before "
                    + oldest.job(entry) + ", which ring " + number + " was given before");
        }
        if (oldest.ran() != fact.ran()) {
            throw new IllegalStateException(
                    "job " + oldest.job(entry) + " was given to ring " + number + " at " + oldest.ran() + " ns");
        }
        return oldest;
    }

    /** Folds that jobs are over that were queued here; returns how many of them were. */
    int kill(Fact.JobFinished fact, int distance, int count) {
        return scheduler.applyKill(fact, fact.fence().seqno() + distance, count);
    }

    void addTo(StateBuilder state) {
        List<FenceId> running = new ArrayList<>();
        for (long entry = hardware.retired() + 1; entry <= hardware.written(); entry++) {
            running.add(hardware.get(entry).job(entry));
        }
        state.ring(number, engine, scheduler.state(), running);
    }
}
