package dev.signalbox.actor;

import dev.signalbox.fence.Errno;
import dev.signalbox.fence.FenceId;
import dev.signalbox.ring.Backend;
import dev.signalbox.ring.RunResult;
import dev.signalbox.sched.ArmedJob;
import dev.signalbox.sched.PendingJobs;
import dev.signalbox.sched.RingScheduler;
import dev.signalbox.sched.WorkItems;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** What a ring has to do, item by item, and the jobs that were run and are not freed. */
final class RingWork {
    private final RingRoom room;
    private final RingJobs jobs;
    private final RingScheduler<RingMember> scheduler;
    private final PendingJobs<RingEntry> pending;
    private final RingTimer timer;
    private final Backend backend;
    private final BiConsumer<RingMember, FenceId> foreign;
    private final WorkItems items = new WorkItems();
    private boolean cancelled;

    /** Has nothing to do; {@code foreign} is told when an entity waits for a fence that is not of the ring. */
    RingWork(RingRoom room, RingJobs jobs, RingTimer timer, Backend backend, BiConsumer<RingMember, FenceId> foreign) {
        this.room = room;
        this.jobs = jobs;
        this.scheduler = jobs.scheduler();
        this.pending = new PendingJobs<>(scheduler);
        this.timer = timer;
        this.backend = backend;
        this.foreign = foreign;
    }

    /** Queues an item. */
    void queue(WorkItems.Item item) {
        items.queue(item);
    }

    /** Takes the next item; null when there is none. */
    WorkItems.@Nullable Item next() {
        return items.next();
    }

    /** Returns whether there is anything that items would do. Without a free credit nothing can be run. */
    boolean isDue() {
        queueIfWoken();
        if (!scheduler.hasCredit()) {
            items.cancel(WorkItems.Item.RUN);
        }
        return !items.isEmpty();
    }

    private void queueIfWoken() {
        if (scheduler.hasWoken()) {
            items.queue(WorkItems.Item.RUN);
        }
    }

    /** Runs one job, or finds that one has to wait; returns the entry that it is to be written as, or 0. */
    long run() {
        RingMember member = cancelled ? null : scheduler.select();
        if (member == null) {
            return 0;
        }
        long entry = isBlocked(member) ? 0 : run(member);
        items.queue(WorkItems.Item.RUN);
        return entry;
    }

    private boolean isBlocked(RingMember member) {
        FenceId open = scheduler.block(member, room.now());
        if (open == null) {
            open = blockedByDriver(member);
        }
        if (open != null && member.awaitsElsewhere()) {
            foreign.accept(member, open);
        }
        return open != null;
    }

    private @Nullable FenceId blockedByDriver(RingMember member) {
        HeadJob head = new HeadJob(room.number(), member);
        for (FenceId fence = backend.prepare(head); fence != null; fence = backend.prepare(head)) {
            FenceId open = scheduler.block(member, fence, room.now());
            if (open != null) {
                return open;
            }
        }
        return null;
    }

    private long run(RingMember member) {
        ArmedJob alike = scheduler.take(member);
        queueIfWoken();
        Errno error = scheduler.isDoomed(member, member.lastTaken()) ? Errno.ECANCELED : null;
        RingEntry entry = new RingEntry(room.number(), alike, member, room.now(), error);
        pending.add(entry);
        restartTimer();
        RunResult result = backend.run(entry);
        return result.onHardware() ? give(entry) : endAtOnce(entry, result);
    }

    private long give(RingEntry entry) {
        entry.hardwareTook();
        long number = room.entries().write(entry);
        tellRan(entry, number);
        return number;
    }

    private long endAtOnce(RingEntry entry, RunResult result) {
        tellRan(entry, 0);
        complete(entry, result.error());
        return 0;
    }

    private void tellRan(RingEntry entry, long number) {
        RingMember member = entry.owner();
        room.facts()
                .jobRan(
                        room.now(),
                        room.number(),
                        member.finishedContext(),
                        entry.seqno(),
                        number,
                        scheduler.creditsInFlight());
        jobs.ran(member, entry.seqno());
    }

    /** The oldest entry on the hardware is over. */
    void retire(@Nullable Errno error) {
        RingEntry entry = room.entries().retire();
        jobs.hardwareDone(entry);
        complete(entry, error);
        if (entry.isWithHandler()) {
            backend.freed(entry, true);
            restartTimer();
        }
    }

    /** A job that ends with an error of its own ends with that, whatever its fence has carried. */
    private void complete(RingEntry entry, @Nullable Errno error) {
        boolean first = pending.finish(entry, room.now());
        queueIfWoken();
        if (first) {
            jobs.over(entry.owner(), entry.seqno(), entry.ran(), error == null ? entry.error() : error);
        }
        items.queue(WorkItems.Item.FREE);
    }

    /** Frees the oldest jobs that are over. */
    void free() {
        for (RingEntry freed = pending.free(); freed != null; freed = pending.free()) {
            restartTimer();
            backend.freed(freed, false);
        }
        items.queue(WorkItems.Item.RUN);
    }

    /** The time limit begins anew, if anything is pending. */
    void restartTimer() {
        timer.restart(room.now(), !pending.isEmpty());
    }

    /** Takes the oldest pending job; null when there is none. */
    @Nullable RingEntry takeOldest() {
        return pending.takeOldest();
    }

    /** Puts it back; it is freed if it is over. */
    void putBack(RingEntry oldest) {
        pending.putBack(oldest);
        items.queue(WorkItems.Item.FREE);
    }

    /** Nothing is run or freed until the ring is empty and starts again; what is over by now is freed. */
    void stop(RingEntry bad) {
        items.stop();
        pending.stop(bad).forEach(over -> backend.freed(over, false));
    }

    /** All that is pending counts credits again: it ends now. */
    void charge() {
        pending.start();
    }

    /** Jobs are run and freed again. */
    void start() {
        restartTimer();
        items.start();
    }

    /** Cancels what is pending, newest first: the ring is closed. It is freed when it is over. */
    List<RingEntry> close() {
        items.stop();
        tellCancelled();
        return pending.close();
    }

    /** Nothing is run any more, and what is pending is cancelled, newest first; it is freed as ever, when it is over. */
    void cancel() {
        tellCancelled();
    }

    private void tellCancelled() {
        if (!cancelled) {
            cancelled = true;
            pending.newestFirst().forEach(backend::cancelled);
        }
    }

    /** What was cancelled is over. */
    void freeCancelled(List<RingEntry> cancelled) {
        cancelled.forEach(entry -> backend.freed(entry, false));
    }
}
