package dev.signalbox.examples.oracle;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Cases of arrays, chains and merges of fences. */
final class FenceContainerKinds implements OracleKind {
    @Override
    public Set<String> names() {
        return Set.of("unwrap_merge", "fence_array", "fence_chain");
    }

    @Override
    public @Nullable Difference run(OracleCase observed) {
        FenceBench bench = new FenceBench(observed.input());
        return Steps.firstDifference(
                observed.input().field("ops"), observed.expected().field("results"), bench::run);
    }
}
