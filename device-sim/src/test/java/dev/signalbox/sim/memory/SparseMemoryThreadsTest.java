package dev.signalbox.sim.memory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.device.DeviceMemory;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.Test;

/** Two threads, as the host and a device have, at the same memory. */
class SparseMemoryThreadsTest {
    private static final int PAGE = DeviceMemory.PAGE;
    private static final int PAGES = 1_100;
    private static final int ROUNDS = 20;

    @Test
    void twoThreadsThatWriteNeighbouringWordsAgreeOnEachPage() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            SparseMemory memory = new SparseMemory((long) PAGES * PAGE, 0);
            both(thread -> {
                for (int page = 0; page < PAGES; page++) {
                    memory.writeInt((long) page * PAGE + 4L * thread, page + 1);
                }
            });

            assertThat(memory.heldBytes()).isEqualTo((long) PAGES * PAGE);
            for (int page = 0; page < PAGES; page++) {
                assertThat(memory.readLong((long) page * PAGE)).isEqualTo((page + 1L) << 32 | (page + 1L));
            }
        }
    }

    @Test
    void pagesThatTwoThreadsMakeAndGiveUpAreCountedOnce() throws Exception {
        SparseMemory memory = new SparseMemory((long) PAGES * PAGE, 0);
        both(thread -> {
            for (int round = 0; round < ROUNDS; round++) {
                for (long page = 0; page < PAGES; page++) {
                    memory.writeInt(page * PAGE + 4L * thread, 1);
                    memory.fill((page + PAGES / 2) % PAGES * PAGE, PAGE, 0);
                }
            }
        });

        assertThat(memory.heldBytes()).isBetween(0L, (long) PAGES * PAGE);
        memory.fill(0, (long) PAGES * PAGE, 0);
        assertThat(memory.heldBytes()).isZero();
    }

    /** Runs it as thread 0 and as thread 1, which begin together. */
    private static void both(IntConsumer work) throws Exception {
        CyclicBarrier begin = new CyclicBarrier(2);
        List<CompletableFuture<Void>> ends = List.of(started(begin, work, 0), started(begin, work, 1));
        for (CompletableFuture<Void> end : ends) {
            end.get(60, TimeUnit.SECONDS);
        }
    }

    private static CompletableFuture<Void> started(CyclicBarrier begin, IntConsumer work, int number) {
        CompletableFuture<Void> end = new CompletableFuture<>();
        Thread thread = new Thread(
                () -> {
                    try {
                        begin.await(60, TimeUnit.SECONDS);
                        work.accept(number);
                        end.complete(null);
                    } catch (Exception failure) {
                        end.completeExceptionally(failure);
                    }
                },
                "memory-" + number);
        thread.setDaemon(true);
        thread.start();
        return end;
    }
}
