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
    private final long finishedContext;
    private final boolean atOnce;

    private @Nullable OpenBatch oldest;
    private @Nullable OpenBatch newest;

    /** All before it have been accepted, or refused. */
    private @Nullable OpenBatch unaccepted;

    /** How many jobs of the oldest have failed, and how the first of them did. */
    private int failed;

    private @Nullable Failure firstFailure;

    /** The last place of the batch that was over last. */
    private long closedThrough;

    private List<ReadyAnswer<?>> answers = List.of();
    private List<Runnable> deliveries = List.of();

    OpenBatches(long finishedContext, boolean atOnce) {
        this.finishedContext = finishedContext;
        this.atOnce = atOnce;
    }

    void add(Batch batch) {
        OpenBatch added = batch.receipt().ended();
        added.arrived(batch);
        if (newest == null) {
            oldest = added;
            closedThrough = batch.first() - 1;
        } else {
            newest.next(added);
        }
        newest = added;
        unaccepted = unaccepted == null ? added : unaccepted;
    }

    /** Adds a batch that will not be armed. */
    void addRefused(Batch batch, Refusal refusal) {
        add(batch);
        refuse(batch.receipt().ended(), refusal);
    }

    /** Every job up to one is armed. */
    void armedThrough(long seqno, long now) {
        while (unaccepted != null && unaccepted.last() <= seqno) {
            Pledge<Long> owed = unaccepted.settleAccepted();
            if (owed != null) {
                give(owed, now);
            }
            unaccepted = unaccepted.next();
        }
    }

    /** Every batch that is not accepted by now never will be. */
    void refuseUnaccepted(Refusal refusal) {
        for (OpenBatch each = unaccepted; each != null; each = each.next()) {
            refuse(each, refusal);
        }
        unaccepted = null;
    }

    private void refuse(OpenBatch batch, Refusal refusal) {
        Pledge<Long> owed = batch.settleAccepted();
        if (owed != null) {
            answers = Gathering.plus(answers, ReadyAnswer.failed(owed, refusal));
        }
    }

    /** The next jobs up to one are over, and all have ended well. */
    void overThrough(long seqno, long now) {
        while (oldest != null && oldest.last() <= seqno) {
            close(oldest, now);
        }
    }

    /** The next job is over. */
    void over(long seqno, @Nullable Errno error, long now) {
        OpenBatch batch = batchOf(seqno);
        if (error != null && failed++ == 0) {
            firstFailure = new Failure(new FenceId(finishedContext, seqno), error);
        }
        if (seqno == batch.last()) {
            close(batch, now);
        }
    }

    /** What is over was accepted or refused before. It forgets the next, so that what is old keeps nothing alive. */
    private void close(OpenBatch over, long now) {
        armedThrough(over.last(), now);
        oldest = over.next();
        newest = oldest == null ? null : newest;
        over.next(null);
        closedThrough = over.last();
        BatchEnd end = new BatchEnd(now, failed, firstFailure);
        failed = 0;
        firstFailure = null;
        give(over, end);
    }

    private OpenBatch batchOf(long seqno) {
        if (oldest == null || seqno <= closedThrough || oldest.last() < seqno) {
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
