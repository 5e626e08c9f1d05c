package dev.signalbox.actor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.signalbox.fence.Errno;
import dev.signalbox.fence.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PledgeTest {
    private static final int LAPS = 400;
    private static final int PLEDGES = 200;

    private final Pledge<Long> pledge = new Pledge<>();

    @Test
    void anAnswerThatNobodyListensToHasNothingToRun() {
        assertThat(pledge.answer(5L)).isNull();
        assertThat(future(pledge.stage())).isCompletedWithValue(5L);
    }

    @Test
    void anAnswerReachesTheListenerWhereItIsRunAndNotBefore() {
        CompletionStage<Long> stage = pledge.stage();
        Runnable delivery = pledge.answer(5L);
        assertThat(future(stage)).isNotDone();
        run(delivery);
        assertThat(future(stage)).isCompletedWithValue(5L);
    }

    @Test
    void aFailureReachesListenersBeforeAndAfter() {
        Refusal refusal = new Refusal(Errno.EINVAL, "no jobs", "give one");
        CompletionStage<Long> early = pledge.stage();
        run(pledge.fail(refusal));
        assertThat(future(early)).isCompletedExceptionally();
        assertThat(future(early).handle((value, failure) -> failure)).isCompletedWithValue(refusal);
        assertThat(future(pledge.stage()).handle((value, failure) -> failure)).isCompletedWithValue(refusal);
    }

    @Test
    void everybodyWhoAsksBeforeTheAnswerGetsTheSameStage() {
        assertThat(pledge.stage()).isSameAs(pledge.stage());
    }

    @Test
    void answeringTwiceIsABrokenRule() {
        pledge.answer(5L);
        assertThatIllegalStateException().isThrownBy(() -> pledge.answer(6L)).withMessageContaining("answered twice");
        assertThatIllegalStateException().isThrownBy(() -> pledge.fail(new IllegalArgumentException("late")));
    }

    @Test
    void whoeverAsksWhileTheAnswerComesGetsItExactlyOnce() throws Exception {
        ExecutorService listener = Executors.newSingleThreadExecutor();
        try {
            for (int lap = 0; lap < LAPS; lap++) {
                race(listener);
            }
        } finally {
            listener.shutdown();
        }
    }

    /** Two threads run along the same pledges, as close to each other as they can: one asks, the other answers. */
    private static void race(ExecutorService listener) throws Exception {
        List<Pledge<Integer>> pledges =
                Stream.generate(Pledge<Integer>::new).limit(PLEDGES).toList();
        CyclicBarrier gate = new CyclicBarrier(2);
        AtomicInteger asking = new AtomicInteger();
        AtomicInteger answering = new AtomicInteger();
        Future<List<CompletableFuture<Integer>>> asked = listener.submit(() -> {
            gate.await();
            return pledges.stream()
                    .map(pledge -> {
                        keepUp(asking, answering);
                        return future(pledge.stage());
                    })
                    .toList();
        });
        gate.await();
        List<@Nullable Runnable> deliveries = new ArrayList<>(PLEDGES);
        for (int i = 0; i < PLEDGES; i++) {
            keepUp(answering, asking);
            deliveries.add(pledges.get(i).answer(i));
        }
        assertAnsweredOnce(asked.get(), deliveries);
    }

    /** Lets the other thread catch up, but not for long: it may not be running at all. */
    private static void keepUp(AtomicInteger own, AtomicInteger other) {
        int position = own.incrementAndGet();
        for (int patience = 2_000; patience > 0 && other.get() < position; patience--) {
            Thread.onSpinWait();
        }
    }

    /** Either the asker found the answer, or it is delivered to the asker: never both, never neither. */
    private static void assertAnsweredOnce(
            List<CompletableFuture<Integer>> stages, List<@Nullable Runnable> deliveries) {
        for (int i = 0; i < PLEDGES; i++) {
            Runnable delivery = deliveries.get(i);
            assertThat(stages.get(i).isDone()).as("pledge %d", i).isEqualTo(delivery == null);
            if (delivery != null) {
                delivery.run();
            }
            assertThat(stages.get(i)).as("pledge %d", i).isCompletedWithValue(i);
        }
    }

    private static void run(@Nullable Runnable delivery) {
        if (delivery == null) {
            throw new AssertionError("somebody listens, but there is nothing to run");
        }
        delivery.run();
    }

    private static <T> CompletableFuture<T> future(CompletionStage<T> stage) {
        return stage.toCompletableFuture();
    }
}
