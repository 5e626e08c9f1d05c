package dev.signalbox.actor;

import dev.signalbox.actor.Receipt.BatchEnd;
import dev.signalbox.actor.Receipt.Failure;
import dev.signalbox.fence.Errno;
import dev.signalbox.fence.FenceId;
import dev.signalbox.fence.Refusal;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The batches of one entity that still owe an answer. Answers gather until they are collected. */
final class OpenBatches {
    private static final class Open {
        final Batch batch;
        int remaining;
        int failed;

        @Nullable Failure firstFailure;

        Open(Batch batch) {
            this.batch = batch;
            this.remaining = batch.drafts().size();
        }

        boolean holds(long seqno) {
            return batch.first() <= seqno && seqno <= batch.last();
        }
    }

    private final long finishedContext;
    private final TreeMap<Long, Open> open = new TreeMap<>();
    private final ArrayDeque<Batch> unaccepted = new ArrayDeque<>();

    /** The batch that the last job was of: the next one mostly is as well. */
    private @Nullable Open current;

    private List<ReadyAnswer<?>> answers = new ArrayList<>();

    OpenBatches(long finishedContext) {
        this.finishedContext = finishedContext;
    }

    void add(Batch batch) {
        open.put(batch.first(), new Open(batch));
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

    /** One job is over. */
    void over(long seqno, @Nullable Errno error, long now) {
        Open batch = batchOf(seqno);
        if (error != null && batch.failed++ == 0) {
            batch.firstFailure = new Failure(new FenceId(finishedContext, seqno), error);
        }
        if (--batch.remaining == 0) {
            open.remove(batch.batch.first());
            current = null;
            answers.add(
                    ReadyAnswer.of(batch.batch.receipt().ended(), new BatchEnd(now, batch.failed, batch.firstFailure)));
        }
    }

    private Open batchOf(long seqno) {
        if (current == null || !current.holds(seqno)) {
            Map.Entry<Long, Open> entry = open.floorEntry(seqno);
            if (entry == null || !entry.getValue().holds(seqno)) {
                throw new IllegalStateException("no open batch holds job " + seqno);
            }
            current = entry.getValue();
        }
        return current;
    }

    /** Returns the answers that are ready, and forgets them. */
    List<ReadyAnswer<?>> collect() {
        if (answers.isEmpty()) {
            return List.of();
        }
        List<ReadyAnswer<?>> collected = answers;
        answers = new ArrayList<>();
        return collected;
    }
}
