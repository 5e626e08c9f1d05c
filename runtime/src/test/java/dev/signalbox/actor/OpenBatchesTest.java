package dev.signalbox.actor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.signalbox.actor.Receipt.BatchEnd;
import dev.signalbox.actor.Receipt.Failure;
import dev.signalbox.device.Work;
import dev.signalbox.fence.Errno;
import dev.signalbox.fence.FenceId;
import dev.signalbox.fence.Refusal;
import dev.signalbox.sched.JobDraft;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OpenBatchesTest {
    private static final long CONTEXT = 8;

    private final OpenBatches batches = new OpenBatches(CONTEXT, false);

    @Test
    void aBatchIsAcceptedWhenItsLastJobIsArmed() {
        CompletableFuture<Long> accepted = accepted(add(1, 3));
        batches.armedThrough(2, 10);
        deliver();
        assertThat(accepted).isNotDone();
        batches.armedThrough(3, 11);
        batches.armedThrough(9, 12);
        deliver();
        assertThat(accepted).isCompletedWithValue(11L);
    }

    @Test
    void oneStepAcceptsEveryBatchThatItCovers() {
        CompletableFuture<Long> first = accepted(add(1, 2));
        CompletableFuture<Long> second = accepted(add(3, 1));
        CompletableFuture<Long> third = accepted(add(4, 1));
        batches.armedThrough(3, 10);
        deliver();
        assertThat(first).isCompletedWithValue(10L);
        assertThat(second).isCompletedWithValue(10L);
        assertThat(third).isNotDone();
    }

    @Test
    void aBatchHasEndedWhenItsLastJobIsOver() {
        CompletableFuture<BatchEnd> ended = ended(add(1, 3));
        batches.over(1, null, 10);
        batches.over(2, null, 11);
        deliver();
        assertThat(ended).isNotDone();
        batches.over(3, null, 12);
        deliver();
        assertThat(ended).isCompletedWithValue(new BatchEnd(12, 0, null));
    }

    @Test
    void theEndCountsTheFailuresAndNamesTheOneThatCameFirst() {
        CompletableFuture<BatchEnd> ended = ended(add(5, 3));
        batches.over(6, Errno.EIO, 10);
        batches.over(5, Errno.ESRCH, 11);
        batches.over(7, null, 12);
        deliver();
        assertThat(ended).isCompletedWithValue(new BatchEnd(12, 2, new Failure(new FenceId(CONTEXT, 6), Errno.EIO)));
    }

    @Test
    void everyBatchEndsForItself() {
        CompletableFuture<BatchEnd> first = ended(add(1, 2));
        CompletableFuture<BatchEnd> second = ended(add(3, 1));
        batches.over(1, null, 11);
        batches.over(2, null, 11);
        deliver();
        assertThat(second).isNotDone();
        assertThat(first).isCompletedWithValue(new BatchEnd(11, 0, null));
        batches.over(3, Errno.EIO, 12);
        deliver();
        assertThat(second).isCompletedWithValue(new BatchEnd(12, 1, new Failure(new FenceId(CONTEXT, 3), Errno.EIO)));
    }

    @Test
    void aRefusedBatchIsNotAcceptedLater() {
        Refusal refusal = new Refusal(Errno.ENOENT, "no such buffer", "create it");
        Batch batch = batch(1, 2);
        CompletableFuture<Long> accepted = accepted(batch);
        batches.addRefused(batch, refusal);
        batches.armedThrough(5, 10);
        deliver();
        assertThat(accepted.handle((time, failure) -> failure)).isCompletedWithValue(refusal);
    }

    @Test
    void refusingTheUnacceptedLeavesTheAcceptedAlone() {
        Refusal refusal = new Refusal(Errno.ECANCELED, "closed", "drain");
        CompletableFuture<Long> first = accepted(add(1, 1));
        CompletableFuture<Long> second = accepted(add(2, 1));
        CompletableFuture<Long> third = accepted(add(3, 2));
        batches.armedThrough(1, 10);
        batches.refuseUnaccepted(refusal);
        deliver();
        assertThat(first).isCompletedWithValue(10L);
        assertThat(second.handle((time, failure) -> failure)).isCompletedWithValue(refusal);
        assertThat(third.handle((time, failure) -> failure)).isCompletedWithValue(refusal);
    }

    @Test
    void answersThatNobodyListensForAreNotDelivered() {
        Batch batch = add(1, 1);
        batches.armedThrough(1, 10);
        batches.over(1, null, 11);
        assertThat(deliveries()).isEmpty();
        assertThat(accepted(batch)).isCompletedWithValue(10L);
        assertThat(ended(batch)).isCompletedWithValue(new BatchEnd(11, 0, null));
    }

    @Test
    void deliveriesAreCollectedOnceInTheOrderOfTheAnswers() {
        Batch batch = add(1, 1);
        CompletableFuture<Long> accepted = accepted(batch);
        CompletableFuture<BatchEnd> ended = ended(batch);
        batches.armedThrough(1, 10);
        batches.over(1, null, 11);
        List<Runnable> deliveries = deliveries();
        assertThat(deliveries).hasSize(2);
        assertThat(batches.collect()).isEmpty();
        deliveries.get(0).run();
        assertThat(accepted).isDone();
        assertThat(ended).isNotDone();
        deliveries.get(1).run();
        assertThat(ended).isDone();
    }

    @Test
    void whatNothingHoldsBackIsGivenAtOnce() {
        OpenBatches open = new OpenBatches(CONTEXT, true);
        Batch unheard = batch(1, 1);
        Batch heard = batch(2, 1);
        open.add(unheard);
        open.add(heard);
        CompletableFuture<BatchEnd> ended = ended(heard);
        open.armedThrough(2, 10);
        open.overThrough(2, 11);
        assertThat(open.collect()).isEmpty();
        assertThat(accepted(unheard)).isCompletedWithValue(10L);
        assertThat(ended).isNotDone();
        List<Runnable> deliveries = open.deliveries();
        assertThat(deliveries).hasSize(1);
        assertThat(open.deliveries()).isEmpty();
        deliveries.get(0).run();
        assertThat(ended).isCompletedWithValue(new BatchEnd(11, 0, null));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 4, 9})
    void aJobOfNoOpenBatchIsABrokenRule(long seqno) {
        add(2, 2);
        assertThatIllegalStateException()
                .isThrownBy(() -> batches.over(seqno, null, 10))
                .withMessageContaining("job " + seqno);
    }

    private Batch add(long first, int jobs) {
        Batch batch = batch(first, jobs);
        batches.add(batch);
        return batch;
    }

    private static Batch batch(long first, int jobs) {
        JobDraft draft = new JobDraft(Work.none(), 1, List.of(), List.of(), List.of(), 0);
        return new Batch(first, Collections.nCopies(jobs, draft), new Receipt());
    }

    private void deliver() {
        deliveries().forEach(Runnable::run);
    }

    private List<Runnable> deliveries() {
        return batches.collect().stream()
                .map(ReadyAnswer::give)
                .filter(Objects::nonNull)
                .toList();
    }

    private static CompletableFuture<Long> accepted(Batch batch) {
        return batch.receipt().accepted().stage().toCompletableFuture();
    }

    private static CompletableFuture<BatchEnd> ended(Batch batch) {
        return batch.receipt().ended().stage().toCompletableFuture();
    }
}
