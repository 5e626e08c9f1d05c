package dev.signalbox.fence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.Seeds;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PendingNodesTest {
    @Test
    void itFindsWhatATreeFinds() {
        Seeds.each(300, PendingNodesTest::compareWithATree);
    }

    private static void compareWithATree(SplittableRandom random) {
        Fences fences = new Fences();
        PlainFence payload = fences.pending();
        PendingNodes nodes = new PendingNodes();
        TreeMap<Place, FenceChain> tree = new TreeMap<>();
        List<FenceChain> added = new ArrayList<>();
        FenceChain end = null;
        long newest = 0;
        int addsOfTen = 2 + random.nextInt(6);
        for (int step = 0; step < 600; step++) {
            if (added.isEmpty() || random.nextInt(10) < addsOfTen) {
                long seqno = Math.max(0, newest + random.nextInt(-1, 4));
                end = fences.make.chain(end, payload, seqno);
                newest = end.seqno();
                added.add(end);
                tree.put(end.place(), end);
                nodes.add(end);
            } else {
                FenceChain gone = added.get(random.nextInt(added.size()));
                tree.remove(gone.place());
                nodes.remove(gone);
                assertThat(nodes.contains(gone)).isFalse();
            }
            Place asked = added.get(random.nextInt(added.size())).place();
            Place near = new Place(asked.stretch(), Math.max(0, asked.seqno() + random.nextInt(-3, 4)));
            assertThat(nodes.size()).isEqualTo(tree.size());
            assertThat(nodes.before(near)).isSameAs(nodeOf(tree.lowerEntry(near)));
            assertThat(nodes.from(near)).isSameAs(nodeOf(tree.ceilingEntry(near)));
        }
    }

    private static @Nullable FenceChain nodeOf(Map.@Nullable Entry<Place, FenceChain> entry) {
        return entry == null ? null : entry.getValue();
    }
}
