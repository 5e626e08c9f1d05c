package dev.signalbox.fence;

import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.conformance.ConformanceRow;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FenceChainTest {
    private enum Order {
        FORWARD,
        BACKWARD,
        SHUFFLED
    }

    private final Fences fences = new Fences();
    private final List<PlainFence> payloads = fences.pending(64);

    @Test
    @ConformanceRow(value = "CHN-01", says = "A node signals with its payload when nothing is before it.")
    void aNodeWithoutPredecessorSignalsWithItsPayload() {
        FenceChain node = fences.make.chain(null, payloads.get(0), 1);
        assertThat(node.isSignalled()).isFalse();
        payloads.get(0).signal(7);
        assertThat(node.isSignalled()).isTrue();
        assertThat(node.timestamp()).isEqualTo(7);
    }

    @Test
    @ConformanceRow(value = "CHN-03", says = "From the end of a chain every pending point is found.")
    @ConformanceRow(value = "CHN-04", says = "A node finds itself.")
    @ConformanceRow(value = "CHN-05", says = "A point behind a node is not there yet, seen from that node.")
    @ConformanceRow(value = "CHN-06", says = "A node finds the one before it.")
    void pointsAreFoundFromEveryNode() {
        List<FenceChain> nodes = fences.chain(payloads, 1);
        for (FenceChain node : nodes) {
            long seqno = node.seqno();
            assertThat(last(nodes).find(seqno)).isSameAs(node);
            assertThat(node.find(seqno)).isSameAs(node);
            assertThat(node.find(0)).isSameAs(node);
            assertThat(seqno == 1 ? node : node.find(seqno - 1)).isSameAs(nodes.get((int) Math.max(0, seqno - 2)));
            assertNotThere(node, seqno + 1);
        }
    }

    @Test
    void theNewestNodeHasTheLatestTimeOfAllThatItStandsFor() {
        List<FenceChain> nodes = fences.chain(payloads.subList(0, 3), 1);
        payloads.get(0).signal(9);
        payloads.get(2).signal(3);
        payloads.get(1).signal(5);
        assertThat(nodes.get(2).isSignalled()).isTrue();
        assertThat(nodes.get(2).timestamp()).isEqualTo(9);
    }

    @Test
    void anOlderNodeThatIsLookedAtInTimeHasTheLatestTimeOfAllThatItStandsFor() {
        List<FenceChain> nodes = fences.chain(payloads.subList(0, 3), 1);
        nodes.get(1).enableSignalling();
        payloads.get(1).signal(3);
        payloads.get(0).signal(5);
        fences.make.settle();
        payloads.get(2).signal(8);
        assertThat(nodes.get(1).isMarkedSignalled()).isTrue();
        assertThat(nodes.get(1).timestamp()).isEqualTo(5);
    }

    @Test
    void anOlderNodeThatIsLookedAtLateMayHaveTheTimeOfANewerPointButNoneOfAnotherBranch() {
        List<FenceChain> nodes = fences.chain(payloads.subList(0, 3), 1);
        FenceChain branch = fences.make.chain(nodes.get(1), payloads.get(3), 9);
        payloads.get(0).signal(1);
        payloads.get(1).signal(2);
        payloads.get(2).signal(4);
        payloads.get(3).signal(6);
        assertThat(nodes.get(1).isSignalled()).isTrue();
        assertThat(nodes.get(1).timestamp()).as("found after 4").isEqualTo(4);
        assertThat(branch.isSignalled()).isTrue();
        assertThat(branch.timestamp()).isEqualTo(6);
    }

    @Test
    void aFenceThatIsNoChainHasNoPointButTheWhole() {
        assertThat(FenceChain.find(payloads.get(0), 0)).isSameAs(payloads.get(0));
        assertNotThere(payloads.get(0), 1);
    }

    @Test
    @ConformanceRow(value = "CHN-07", says = "Nothing is left to wait for at a point that has been reached.")
    void aReachedPointLeavesNothingToWaitFor() {
        List<FenceChain> nodes = fences.chain(payloads.subList(0, 2), 1);
        payloads.get(0).signal(1);
        assertThat(nodes.get(1).find(1)).isNull();
    }

    @Test
    @ConformanceRow(
            value = "CHN-08",
            says = "A point whose own payload has signalled is reached by whatever is pending before it.")
    void aPointThatSignalledOutOfOrderIsReachedByAnOlderOne() {
        List<FenceChain> nodes = fences.chain(payloads.subList(0, 3), 1);
        payloads.get(1).signal(1);
        assertThat(nodes.get(2).find(2)).isSameAs(nodes.get(0));
    }

    @Test
    @ConformanceRow(value = "CHN-09", says = "A point in a gap is reached by the first node past it.")
    void aPointInAGapIsReachedByTheNextNode() {
        List<FenceChain> nodes = fences.chain(payloads, 2);
        for (int i = 0; i < 64; i++) {
            assertThat(last(nodes).find(2 * i + 1)).isSameAs(nodes.get(i));
        }
    }

    @Test
    @ConformanceRow(value = "CHN-12", says = "No node signals before the first payload has; then all do.")
    void allNodesSignalWithTheFirstPayloadWhenItIsTheLastToSignal() {
        List<FenceChain> nodes = fences.chain(payloads, 1);
        for (int i = 63; i > 0; i--) {
            payloads.get(i).signal(64 - i);
            assertThat(nodes.subList(1, 64)).noneMatch(DmaFence::isSignalled);
        }
        payloads.get(0).signal(64);
        assertThat(nodes).allMatch(DmaFence::isSignalled);
    }

    @ParameterizedTest
    @EnumSource(Order.class)
    @ConformanceRow(
            value = "CHN-13",
            says = "Who waits for the end of a long chain hears after the last payload, in whatever order they signal.")
    void whoWaitsForTheEndHearsAfterTheLastPayload(Order order) {
        List<PlainFence> many = fences.pending(4096);
        FenceChain end = last(fences.chain(many, 1));
        List<String> heard = new ArrayList<>();
        assertThat(FenceWait.one(end, Long.MAX_VALUE).start(0, outcome -> heard.add("woken")))
                .isNull();
        for (int i : inOrder(order, many.size())) {
            assertThat(heard).isEmpty();
            many.get(i).signal(1);
            fences.make.settle();
        }
        assertThat(heard).containsExactly("woken");
        assertThat(end.isMarkedSignalled()).isTrue();
    }

    @Test
    @ConformanceRow(value = "CHN-15", says = "A node with a greater seqno continues the context of the one before it.")
    void aGreaterSeqnoContinuesTheContext() {
        FenceChain five = fences.make.chain(null, payloads.get(0), 5);
        FenceChain eight = fences.make.chain(five, payloads.get(1), 8);
        assertThat(eight.context()).isEqualTo(five.context());
        assertThat(eight.previousSeqno()).isEqualTo(5);
        assertThat(five.previousSeqno()).isZero();
    }

    @Test
    void aSeqnoThatIsNotGreaterIsMovedUpAndBeginsAContext() {
        FenceChain five = fences.make.chain(null, payloads.get(0), 5);
        FenceChain three = fences.make.chain(five, payloads.get(1), 3);
        FenceChain six = fences.make.chain(three, payloads.get(2), 6);
        assertThat(three.seqno()).isEqualTo(5);
        assertThat(three.previousSeqno()).isZero();
        assertThat(three.context()).isNotEqualTo(five.context());
        assertThat(six.context()).isEqualTo(three.context());
        assertThat(six.find(4)).as("the walk ends where a context ends").isSameAs(three);
        assertThat(three.find(2)).isSameAs(three);
        payloads.get(1).signal(1);
        assertThat(six.find(4)).as("what is pending before it").isSameAs(five);
    }

    @Test
    @ConformanceRow(
            value = "CHN-18",
            says = "A walk leaves out what has signalled behind its first node, and that is let go.")
    void whatHasSignalledIsLetGoButTheFirstNodeOfAWalkStays() {
        List<FenceChain> nodes = fences.chain(payloads.subList(0, 4), 1);
        List.of(1, 3).forEach(i -> payloads.get(i).signal(1));
        assertThat(walk(nodes.get(3))).containsExactly(nodes.get(3), nodes.get(2), nodes.get(0));
        assertThat(nodes.get(3).index().size()).isEqualTo(2);
    }

    @Test
    @ConformanceRow(value = "CHN-19", says = "A node is pending while an older payload is.")
    void aNodeIsPendingWhileAnOlderPayloadIs() {
        List<FenceChain> nodes = fences.chain(payloads.subList(0, 2), 1);
        payloads.get(1).signal(1);
        assertThat(nodes.get(1).isSignalled()).isFalse();
        assertThat(nodes.get(1).find(0)).isSameAs(nodes.get(1));
    }

    @Test
    void errorsOfPayloadsAreNotTakenOver() {
        FenceChain node = fences.make.chain(null, payloads.get(0), 1);
        node.enableSignalling();
        payloads.get(0).signal(1, Errno.EIO);
        assertThat(node.status()).isEqualTo(FenceStatus.OK);
    }

    @Test
    @ConformanceRow(value = "CHN-21", says = "A node of a chain is no payload of another.")
    void aNodeIsNoPayload() {
        FenceChain node = fences.make.chain(null, payloads.get(0), 1);
        assertThatThrownBy(() -> fences.make.chain(null, node, 2))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("chain it as the one before");
    }

    @Test
    @ConformanceRow(value = "CHN-22", says = "A deadline for a node is one for every pending payload up to it.")
    void aDeadlineIsForwardedToEveryPendingPayload() {
        List<FenceChain> nodes = fences.chain(payloads.subList(0, 4), 1);
        payloads.get(1).signal(1);
        nodes.get(2).setDeadline(50);
        assertThat(fences.asked).containsExactly("deadline 3:1 50", "deadline 1:1 50");
    }

    @Test
    @ConformanceRow(
            value = "CHN-23",
            says = "A chain of a million points is walked and let go without recursion, in order and out of order.")
    void aMillionPointsLeaveNothingBehind() {
        for (int back = 0; back < 2; back++) {
            PlainFence oldest = fences.pending();
            FenceChain end = fences.make.chain(null, oldest, 1);
            for (int i = 2; i <= 1_000_000; i++) {
                PlainFence payload = fences.pending();
                end.collect();
                end = fences.make.chain(end, payload, back == 0 ? i : 1);
                payload.signal(i);
            }
            assertThat(end.index().size()).as("what is pending").isEqualTo(1);
            assertThat(end.isSignalled()).isFalse();
            oldest.signal(2_000_000);
            assertThat(end.isSignalled()).isTrue();
            assertThat(end.index().size()).isZero();
        }
    }

    @Test
    void manyForksAreWalkedWithoutRecursion() {
        FenceChain end = fences.make.chain(null, payloads.get(0), 1);
        for (int i = 2; i <= 100_000; i++) {
            fences.make.chain(end, payloads.get(1), i);
            end = fences.make.chain(end, payloads.get(i % 64), i);
        }
        payloads.forEach(payload -> payload.signal(1));
        assertThat(end.isSignalled()).isTrue();
    }

    @Test
    @ConformanceRow(value = "CHN-24", says = "A node has names of its own, and its seqno has 64 bits.")
    void aNodeHasNamesOfItsOwnAndWideSeqnos() {
        FenceChain small = fences.make.chain(null, payloads.get(0), 5);
        FenceChain great = fences.make.chain(small, payloads.get(1), -2);
        assertThat(small.driverName()).isEqualTo("dma_fence_chain");
        assertThat(small.timelineName()).isEqualTo("unbound");
        assertThat(great.isLaterThan(small)).isTrue();
        assertThat(great).hasToString(small.context() + ":18446744073709551614");
        assertThat(great.find(1L << 40)).isSameAs(great);
        assertNotThere(great, -1);
    }

    @Test
    void aChainMayStandOnAPlainFenceOrAnArray() {
        FenceArray array = fences.make.array(payloads.subList(1, 3));
        FenceChain node = fences.make.chain(array, payloads.get(0), 1);
        payloads.get(0).signal(1);
        assertThat(node.next()).isSameAs(array);
        payloads.subList(1, 3).forEach(each -> each.signal(2));
        assertThat(node.next()).isNull();
        assertThat(node.isSignalled()).isTrue();
        assertThat(node.timestamp()).isEqualTo(2);
    }

    @Test
    void aWalkLooksAtArraysOnItsWayAndCollectLooksAtAll() {
        PlainFence failing = fences.pending();
        FenceArray array = fences.make.array(List.of(failing));
        FenceChain first = fences.make.chain(null, payloads.get(0), 1);
        FenceChain second = fences.make.chain(first, array, 2);
        FenceChain third = fences.make.chain(second, payloads.get(2), 3);
        FenceChain fourth = fences.make.chain(third, payloads.get(3), 4);
        failing.signal(1, Errno.EIO);
        assertThat(fourth.next()).isSameAs(third);
        assertThat(fourth.isSignalled()).isFalse();
        assertThat(array.isMarkedSignalled()).as("nobody came by").isFalse();
        fourth.collect();
        assertThat(array.isMarkedSignalled()).isTrue();
        assertThat(array.status()).as("completed by a look").isEqualTo(FenceStatus.OK);
    }

    static int[] inOrder(Order order, int size) {
        List<Integer> numbers = IntStream.range(0, size).boxed().collect(toCollection(ArrayList::new));
        if (order == Order.BACKWARD) {
            Collections.reverse(numbers);
        } else if (order == Order.SHUFFLED) {
            Collections.shuffle(numbers, new Random(4096));
        }
        return numbers.stream().mapToInt(Integer::intValue).toArray();
    }

    private static List<DmaFence> walk(DmaFence from) {
        List<DmaFence> visited = new ArrayList<>();
        for (@Nullable DmaFence element = from; element != null; element = olderThan(element)) {
            visited.add(element);
        }
        return visited;
    }

    private static @Nullable DmaFence olderThan(DmaFence element) {
        return element instanceof FenceChain node ? node.next() : null;
    }

    private static FenceChain last(List<FenceChain> nodes) {
        return nodes.get(nodes.size() - 1);
    }

    private static void assertNotThere(DmaFence newest, long point) {
        assertThatThrownBy(() -> FenceChain.find(newest, point))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.errno()).isEqualTo(Errno.EINVAL));
    }
}
