package dev.signalbox.fence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.conformance.ConformanceRow;
import java.util.List;
import org.junit.jupiter.api.Test;

class LeavesTest {
    private final Fences fences = new Fences();
    private final PlainFence first = fences.pending();
    private final PlainFence second = fences.pending();

    @Test
    void aPlainFenceIsItsOwnLeaf() {
        assertThat(Leaves.of(first)).containsExactly(first);
    }

    @Test
    @ConformanceRow(value = "UNW-02", says = "An array is its members.")
    void anArrayIsItsMembers() {
        assertThat(Leaves.of(fences.make.array(List.of(first, second)))).containsExactly(first, second);
    }

    @Test
    @ConformanceRow(value = "UNW-03", says = "A chain is its payloads, and the plain fence that it stands on.")
    void aChainIsItsPayloadsAndWhatItStandsOn() {
        assertThat(Leaves.of(fences.make.chain(first, second, 1))).containsExactly(second, first);
        assertThat(Leaves.of(fences.chain(List.of(first, second), 1).get(1))).containsExactly(second, first);
    }

    @Test
    @ConformanceRow(value = "UNW-04", says = "An array in a chain is taken apart too.")
    void anArrayInAChainIsItsMembers() {
        FenceArray array = fences.make.array(List.of(first, second));
        assertThat(Leaves.of(fences.make.chain(null, array, 1))).containsExactly(first, second);
        assertThat(Leaves.of(fences.make.chain(array, fences.make.stub(1), 1))).hasSize(3);
    }

    @Test
    void whatHasSignalledIsLeftOutBehindTheFirstNodeButNotInsideAnArray() {
        PlainFence third = fences.pending();
        FenceArray array = fences.make.array(List.of(first, second));
        FenceChain end = fences.make.chain(fences.make.chain(array, third, 1), fences.make.stub(1), 2);
        third.signal(1);
        first.signal(2);
        assertThat(Leaves.of(end)).hasSize(3).doesNotContain(third).endsWith(first, second);
    }
}
