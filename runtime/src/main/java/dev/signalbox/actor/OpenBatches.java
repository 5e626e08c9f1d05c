package dev.signalbox.actor;

import dev.signalbox.actor.Receipt.BatchEnd;
import dev.signalbox.actor.Receipt.Failure;
import dev.signalbox.fence.Errno;
import dev.signalbox.fence.FenceId;
import dev.signalbox.fence.Refusal;
import java.util.ArrayDeque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The batches of one entity that still owe an answer. Answers gather until they are collected. */
final class OpenBatches {
    /** How many batches an entity mostly has open. */
    private static final int FEW = 2;

    private static final class Open {
        final Batch batch;
        long over;
        int failed;

        @Nullable Failure firstFailure;

        Open(Batch batch) {
            this.batch = batch;
            this.over = batch.first() - 1;
        }

        boolean holds(long seqno) {
            return batch.first() <= seqno && seqno <= batch.last();
        }
    }

    private final long finishedContext;

    /** In the order of their places, in which they come and their jobs are settled. */
    private final ArrayDeque<Open> open = new ArrayDeque<>(FEW);

    private final ArrayDeque<Batch> unaccepted = new ArrayDeque<>(FEW);
    private final Gathering<ReadyAnswer<?>> answers = new Gathering<>();

    OpenBatches(long finishedContext) {
        this.finishedContext = finishedContext;
    }

    void add(Batch batch) {
        open.addLast(new Open(batch));
        unaccepted.addLast(batch);
    }

    /** Every job up to one is armed. */
    void armedThrough(long seqno, long now) {
        while (!unaccepted.isEmpty() && unaccepted.getFirst().last() <= seqno) {
            answers.add(ReadyAnswer.of(unaccepted.removeFirst().receipt().accepted(), now));
        }
    }

    /** The batch will not be armed. */
    void refused(Batch batch, Refusal refusal) {
        unaccepted.remove(batch);
        answers.add(ReadyAnswer.failed(batch.receipt().accepted(), refusal));
    }

    /** Every batch that is not accepted by now never will be. */
    void refuseUnaccepted(Refusal refusal) {
        while (!unaccepted.isEmpty()) {
            answers.add(ReadyAnswer.failed(unaccepted.removeFirst().receipt().accepted(), refusal));
        }
    }

    /** The next jobs up to one are over, and all have ended well. */
    void overThrough(long seqno, long now) {
        for (Open oldest = open.peekFirst(); oldest != null && oldest.over < seqno; oldest = open.peekFirst()) {
            oldest.over = Math.min(seqno, oldest.batch.last());
            closeIfOver(oldest, now);
        }
    }

    /** The next job is over. */
    void over(long seqno, @Nullable Errno error, long now) {
        Open batch = batchOf(seqno);
        if (error != null && batch.failed++ == 0) {
            batch.firstFailure = new Failure(new FenceId(finishedContext, seqno), error);
        }
        batch.over = seqno;
        closeIfOver(batch, now);
    }

    private void closeIfOver(Open batch, long now) {
        if (batch.over == batch.batch.last()) {
            open.removeFirst();
            answers.add(
                    ReadyAnswer.of(batch.batch.receipt().ended(), new BatchEnd(now, batch.failed, batch.firstFailure)));
        }
    }

    private Open batchOf(long seqno) {
        Open oldest = open.peekFirst();
        if (oldest == null || !oldest.holds(seqno)) {
            throw new IllegalStateException("the oldest open batch does not hold job " + seqno);
        }
        return oldest;
    }

    /** Returns the answers that are ready, and forgets them. */
    List<ReadyAnswer<?>> collect() {
        return answers.take();
    }
}
