package dev.signalbox.fence;

import java.util.ArrayList;
import java.util.List;

/** Takes containers apart. In the kernel: dma_fence_unwrap. */
public final class Leaves {
    private Leaves() {}

    /**
     * Returns the fences that a fence is made of, none of them a container: node by node along a chain, from the newest; a
     * payload that is an array gives its members. What has signalled, and was not passed over on the way, is among them.
     */
    public static List<DmaFence> of(DmaFence fence) {
        List<DmaFence> leaves = new ArrayList<>();
        addTo(leaves, fence);
        return leaves;
    }

    static void addTo(List<DmaFence> leaves, DmaFence fence) {
        DmaFence element = fence;
        while (element != null) {
            addPayload(element, leaves);
            element = element instanceof FenceChain node ? node.next() : null;
        }
    }

    private static void addPayload(DmaFence element, List<DmaFence> leaves) {
        DmaFence payload = FenceChain.payloadOf(element);
        if (payload instanceof FenceArray array) {
            leaves.addAll(array.members());
        } else {
            leaves.add(payload);
        }
    }
}
