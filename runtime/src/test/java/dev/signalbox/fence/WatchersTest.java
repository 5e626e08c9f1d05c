package dev.signalbox.fence;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntSupplier;
import org.junit.jupiter.api.Test;

/** Chains and arrays that are let go leave nothing behind on the fences that they were made of. */
class WatchersTest {
    private static final int ROUNDS = 100_000;
    private static final int COLLECTED_EACH = 5_000;

    private final Fences fences = new Fences();
    private final PlainFence held = fences.pending();
    private final PlainFence other = fences.pending();

    @Test
    void chainsThatAreLetGoLeaveABoundedNumberOfWatchers() {
        assertBounded(() -> fences.make.chain(null, held, 1), held::watcherCount);
    }

    @Test
    void chainsOverOneArrayLeaveABoundedNumberOfWatchers() {
        FenceArray array = fences.make.array(List.of(held, other));
        assertBounded(() -> fences.make.chain(null, array, 1), array::ripeWatcherCount);
        assertThat(array.watcherCount()).isLessThan(4 * COLLECTED_EACH);
        assertThat(held.watcherCount()).isEqualTo(1);
    }

    @Test
    void arraysThatAreLetGoLeaveABoundedNumberOfWatchers() {
        assertBounded(() -> fences.make.chain(null, fences.make.merge(List.of(held, other)), 1), held::watcherCount);
        assertThat(other.watcherCount()).isLessThan(4 * COLLECTED_EACH);
    }

    @Test
    void branchesThatAreLetGoLeaveTheChainAsItWas() {
        FenceArray array = fences.make.array(List.of(held, other));
        FenceChain first = fences.make.chain(null, held, 1);
        FenceChain second = fences.make.chain(first, array, 2);
        FenceChain newest = fences.make.chain(second, fences.pending(), 3);
        assertBounded(() -> fences.make.chain(second, held, 7), held::watcherCount);
        FenceChain branch = fences.make.chain(second, fences.pending(), 7);

        held.signal(1);
        assertThat(newest.index().size()).as("the first left").isEqualTo(2);
        other.signal(2);
        assertThat(branch.next())
                .as("the array is ripe, and completed by the look")
                .isNull();
        assertThat(newest.index().size()).isEqualTo(1);
        assertThat(newest.find(2)).isNull();
        assertThat(second.isSignalled()).isTrue();
        assertThat(second.timestamp()).isEqualTo(2);
    }

    @Test
    void aWaitKeepsAChainThatNobodyElseHolds() {
        List<DmaFence> told = new ArrayList<>();
        fences.make.chain(fences.make.chain(null, held, 1), other, 2).subscribe(told::add);
        System.gc();
        other.signal(1);
        held.signal(2);
        fences.make.settle();
        assertThat(told).singleElement().extracting(DmaFence::timestamp).isEqualTo(2L);
    }

    @Test
    void watchersAreToldBeforeCallbacks() {
        FenceArray array = fences.make.array(List.of(held));
        List<FenceChain> newest = new ArrayList<>();
        held.subscribe(signalled -> newest.get(0).collect());
        newest.add(fences.chain(List.of(other, array, fences.pending()), 1).get(2));
        held.signal(1);
        assertThat(array.isMarkedSignalled()).isTrue();
    }

    private static void assertBounded(Runnable letGo, IntSupplier watchers) {
        int most = 0;
        for (int round = 1; round <= ROUNDS; round++) {
            letGo.run();
            if (round % COLLECTED_EACH == 0) {
                System.gc();
            }
            most = Math.max(most, watchers.getAsInt());
        }
        assertThat(most).isLessThan(4 * COLLECTED_EACH);
    }
}
