package dev.signalbox.examples.oracle;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Cases of calls that a program makes: on sync objects, sync files, software timelines and shared buffers. */
final class UserCallKinds implements OracleKind {
    @Override
    public Set<String> names() {
        return Set.of(
                "syncobj_binary",
                "syncobj_wait",
                "syncobj_timeline",
                "syncobj_transfer",
                "syncobj_eventfd",
                "syncobj_errors",
                "sync_file",
                "dma_buf");
    }

    @Override
    public @Nullable Difference run(OracleCase observed) {
        UserCalls calls = new UserCalls();
        return Steps.firstDifference(
                observed.input().field("ops"), observed.expected().field("results"), calls::run);
    }
}
