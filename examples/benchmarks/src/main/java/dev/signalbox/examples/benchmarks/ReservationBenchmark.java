package dev.signalbox.examples.benchmarks;

import dev.signalbox.fence.FenceId;
import dev.signalbox.fence.SignalledView;
import dev.signalbox.resv.Reservation;
import dev.signalbox.resv.Usage;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

/** A reservation with many pending fences, each of a context of its own, as the memory manager keeps it. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class ReservationBenchmark {
    /** How many fences the reservation holds. */
    @Param({"1", "4", "16", "64", "256"})
    public int fences;

    private Reservation<FenceId> reservation;
    private long seqno;

    /** Fills the reservation. */
    @Setup
    public void fill() {
        SignalledView nothing = fence -> false;
        reservation = new Reservation<>(nothing);
        seqno = 1;
        for (int context = 1; context <= fences; context++) {
            reservation.reserve(1);
            reservation.add(new FenceId(context, seqno), Usage.READ);
        }
    }

    /** Reserves a slot and adds a later fence of the context that is found last; returns how many there are. */
    @Benchmark
    public int add() {
        reservation.reserve(1);
        reservation.add(new FenceId(fences, ++seqno), Usage.READ);
        return reservation.size();
    }

    /** Looks at every fence that a write would wait for. */
    @Benchmark
    public void query(Blackhole seen) {
        Consumer<FenceId> found = seen::consume;
        reservation.forEachPending(Usage.toWaitFor(true), found);
    }
}
