package dev.signalbox.examples.oracle;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Cases of locking many reservations by one. */
final class ExecKind implements OracleKind {
    @Override
    public Set<String> names() {
        return Set.of("drm_exec");
    }

    @Override
    public @Nullable Difference run(OracleCase observed) {
        ExecBench bench = new ExecBench(observed.input());
        Difference difference = Steps.firstDifference(
                observed.input().field("steps"), observed.expected().field("steps"), bench::run);
        return difference == null
                ? Difference.between("at the end", observed.expected().field("locked_after_fini"), bench.atTheEnd())
                : difference;
    }
}
