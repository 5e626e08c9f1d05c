package dev.signalbox.actor;

import dev.signalbox.actor.Receipt.BatchEnd;
import dev.signalbox.actor.Receipt.Failure;
import dev.signalbox.fence.Errno;
import dev.signalbox.fence.FenceId;
import dev.signalbox.fence.Refusal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The batches of one entity that still owe an answer, in the order of their places, in which they come and their jobs are settled. Answers
 * gather until they are collected, unless nothing is held back from programs: then they are given at once.
 */
final class OpenBatches {
    private static final class Open {
        final Batch batch;
        long over;
        int failed;
        boolean answered;

        @Nullable Failure firstFailure;

        @Nullable Open next;

        Open(Batch batch) {
            this.batch = batch;
            this.over = batch.first() - 1;
        }

        boolean holds(long seqno) {
            return batch.first() <= seqno && seqno <= batch.last();
        }
    }

    private final long finishedContext;
    private final boolean atOnce;

    private @Nullable Open oldest;
    private @Nullable Open newest;

    /** All before it have been accepted, or refused. */
    private @Nullable Open unaccepted;

    private List<ReadyAnswer<?>> answers = List.of();
    private List<Runnable> deliveries = List.of();

    OpenBatches(long finishedContext, boolean atOnce) {
        this.finishedContext = finishedContext;
        this.atOnce = atOnce;
    }

    void add(Batch batch) {
        add(new Open(batch));
    }

    /** Adds a batch that will not be armed. */
    void addRefused(Batch batch, Refusal refusal) {
        Open added = new Open(batch);
        added.answered = true;
        add(added);
        refuse(batch, refusal);
    }

    private void add(Open added) {
        if (newest == null) {
            oldest = added;
        } else {
            newest.next = added;
        }
        newest = added;
        unaccepted = unaccepted == null ? added : unaccepted;
    }

    /** Every job up to one is armed. */
    void armedThrough(long seqno, long now) {
        while (unaccepted != null && unaccepted.batch.last() <= seqno) {
            if (!unaccepted.answered) {
                give(unaccepted.batch.receipt().accepted(), now);
            }
            unaccepted.answered = true;
            unaccepted = unaccepted.next;
        }
    }

    /** Every batch that is not accepted by now never will be. */
    void refuseUnaccepted(Refusal refusal) {
        for (Open each = unaccepted; each != null; each = each.next) {
            if (!each.answered) {
                refuse(each.batch, refusal);
            }
            each.answered = true;
        }
        unaccepted = null;
    }

    private void refuse(Batch batch, Refusal refusal) {
        answers = Gathering.plus(answers, ReadyAnswer.failed(batch.receipt().accepted(), refusal));
    }

    /** The next jobs up to one are over, and all have ended well. */
    void overThrough(long seqno, long now) {
        for (Open next = oldest; next != null && next.over < seqno; next = oldest) {
            next.over = Math.min(seqno, next.batch.last());
            if (next.over < next.batch.last()) {
                return;
            }
            close(next, now);
        }
    }

    /** The next job is over. */
    void over(long seqno, @Nullable Errno error, long now) {
        Open batch = batchOf(seqno);
        if (error != null && batch.failed++ == 0) {
            batch.firstFailure = new Failure(new FenceId(finishedContext, seqno), error);
        }
        batch.over = seqno;
        if (seqno == batch.batch.last()) {
            close(batch, now);
        }
    }

    /** What is over was accepted or refused before. It forgets the next, so that what is old keeps nothing alive. */
    private void close(Open over, long now) {
        armedThrough(over.batch.last(), now);
        oldest = over.next;
        newest = oldest == null ? null : newest;
        over.next = null;
        give(over.batch.receipt().ended(), new BatchEnd(now, over.failed, over.firstFailure));
    }

    private Open batchOf(long seqno) {
        if (oldest == null || !oldest.holds(seqno)) {
            throw new IllegalStateException("the oldest open batch does not hold job " + seqno);
        }
        return oldest;
    }

    private <T> void give(Pledge<T> pledge, T value) {
        if (!atOnce) {
            answers = Gathering.plus(answers, ReadyAnswer.of(pledge, value));
            return;
        }
        Runnable delivery = pledge.answer(value);
        if (delivery != null) {
            deliveries = Gathering.plus(deliveries, delivery);
        }
    }

    /** Returns what is to be run where those listen who were given an answer, and forgets it. */
    List<Runnable> deliveries() {
        List<Runnable> taken = deliveries;
        deliveries = List.of();
        return taken;
    }

    /** Returns the answers that are ready, and forgets them. */
    List<ReadyAnswer<?>> collect() {
        List<ReadyAnswer<?>> taken = answers;
        answers = List.of();
        return taken;
    }
}
