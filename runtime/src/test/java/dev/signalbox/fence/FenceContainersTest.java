package dev.signalbox.fence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.Seeds;
import dev.signalbox.conformance.ConformanceRow;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class FenceContainersTest {
    private final Fences fences = new Fences();
    private final PlainFence first = fences.pending();
    private final PlainFence second = fences.pending();

    @Test
    @ConformanceRow(value = "UNW-05", says = "Pending fences of different contexts are merged into an array of them.")
    void pendingFencesAreMergedIntoAnArray() {
        assertThat(members(merge(second, first))).containsExactly(first, second);
    }

    @Test
    @ConformanceRow(value = "UNW-06", says = "A fence that is merged with itself stays that fence.")
    void aFenceMergedWithItselfStaysThatFence() {
        assertThat(merge(first, first)).isSameAs(first);
    }

    @Test
    @ConformanceRow(
            value = "UNW-08",
            says = "The order of a merge is that of the contexts, whatever the fences come from.")
    void theOrderIsThatOfTheContexts() {
        FenceArray array = fences.make.array(List.of(first, second));
        FenceChain chain = fences.chain(List.of(first, second), 1).get(1);
        assertThat(members(merge(array, chain))).containsExactly(first, second);
        assertThat(members(merge(chain, array))).containsExactly(first, second);
    }

    @Test
    @ConformanceRow(value = "UNW-09", says = "Each fence is in a merge once, and one that has signalled is not.")
    void eachPendingFenceIsThereOnce() {
        DmaFence merged = merge(merge(first, second), fences.make.array(List.of(second, first)), fences.make.stub(3));
        assertThat(members(merged)).containsExactly(first, second);
    }

    @Test
    @ConformanceRow(value = "UNW-10", says = "Of several fences of a context the newest stands for all.")
    void theNewestOfAContextStandsForAll() {
        PlainFence oldOne = fences.at(8, 1);
        PlainFence newOne = fences.at(8, 2);
        PlainFence oldOther = fences.at(9, 0xffff_ffffL);
        PlainFence newOther = fences.at(9, 0);
        FenceArray mixed = fences.make.array(List.of(newOne, oldOther));
        assertThat(members(merge(mixed, fences.make.array(List.of(oldOne, newOther)))))
                .containsExactly(newOne, newOther);
    }

    @Test
    @ConformanceRow(value = "UNW-13", says = "The only fence that is pending is the merge, without a wrapper.")
    void theOnlyPendingFenceIsTheMerge() {
        first.signal(1);
        assertThat(merge(first, second)).isSameAs(second);
        assertThat(merge(fences.make.array(List.of(first, second)))).isSameAs(second);
    }

    @Test
    @ConformanceRow(value = "UNW-15", says = "A merge of nothing has signalled: no fence is left over.")
    void aMergeOfNothingIsAStub() {
        DmaFence merged = merge();
        assertThat(merged).isInstanceOf(PlainFence.class);
        assertThat(merged.isMarkedSignalled()).isTrue();
        assertThat(merged.timestamp()).isZero();
    }

    @Test
    void aMergeOfSignalledFencesHasTheLatestTimestamp() {
        first.signal(9, Errno.EIO);
        second.signal(4);
        DmaFence merged = merge(first, fences.make.array(List.of(second)));
        assertThat(merged).isNotSameAs(first).isInstanceOf(PlainFence.class);
        assertThat(merged.timestamp()).isEqualTo(9);
        assertThat(merged.status())
                .as("errors of what is complete are not looked at")
                .isEqualTo(FenceStatus.OK);
    }

    @Test
    void aMergeSignalsWithTheLastOfItsFences() {
        DmaFence merged = merge(first, second);
        first.signal(1);
        assertThat(merged.isSignalled()).isFalse();
        second.signal(2);
        assertThat(merged.isSignalled()).isTrue();
    }

    @Test
    void anyNumberOfContextsComesOutInOrderWithTheNewestOfEach() {
        Seeds.each(1_000, random -> {
            long spread = 1L << random.nextInt(1, 60);
            List<DmaFence> merged = new ArrayList<>();
            TreeMap<Long, DmaFence> newest = new TreeMap<>();
            for (int i = random.nextInt(100) + 2; i > 0; i--) {
                PlainFence fence = fences.at(1 + random.nextLong(spread), random.nextInt(50));
                merged.add(fence);
                newest.merge(fence.context(), fence, (old, other) -> other.isLaterThan(old) ? other : old);
            }
            assertThat(Leaves.of(fences.make.merge(merged))).containsExactlyElementsOf(newest.values());
        });
    }

    @Test
    void settlingGoesOnUntilNothingIsLeft() {
        FenceArray array = fences.make.array(List.of(first));
        FenceChain chain = fences.make.chain(null, array, 1);
        FenceChain next = fences.make.chain(chain, second, 2);
        next.enableSignalling();
        second.signal(1);
        first.signal(2);
        fences.make.settle();
        assertThat(next.isMarkedSignalled()).isTrue();
    }

    private DmaFence merge(DmaFence... merged) {
        return fences.make.merge(List.of(merged));
    }

    private static List<DmaFence> members(DmaFence merged) {
        assertThat(merged).isInstanceOf(FenceArray.class);
        return ((FenceArray) merged).members();
    }
}
