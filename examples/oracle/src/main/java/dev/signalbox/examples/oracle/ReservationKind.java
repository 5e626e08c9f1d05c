package dev.signalbox.examples.oracle;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Cases of reservations. */
final class ReservationKind implements OracleKind {
    @Override
    public Set<String> names() {
        return Set.of("resv");
    }

    @Override
    public @Nullable Difference run(OracleCase observed) {
        ReservationBench bench = new ReservationBench(observed.input());
        Difference difference = Steps.firstDifference(
                observed.input().field("steps"), observed.expected().field("steps"), bench::run);
        return difference == null
                ? Difference.between("at the end", observed.expected().field("final"), bench.atTheEnd())
                : difference;
    }
}
