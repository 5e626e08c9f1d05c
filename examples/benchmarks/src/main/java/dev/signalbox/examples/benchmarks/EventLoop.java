package dev.signalbox.examples.benchmarks;

import java.util.PriorityQueue;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** The ceiling of a simulation in Java: a heap of events by time, each of which schedules the next of its kind. Nothing else. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class EventLoop {
    private static final int SOURCES = 64;

    private record Event(long time, long order, int source) implements Comparable<Event> {
        @Override
        public int compareTo(Event other) {
            int byTime = Long.compare(time, other.time);
            return byTime != 0 ? byTime : Long.compare(order, other.order);
        }
    }

    /** Runs as many events as others run jobs; returns the time of the last. */
    @Benchmark
    @OperationsPerInvocation(NullJobs.JOBS)
    public long events() {
        PriorityQueue<Event> pending = new PriorityQueue<>();
        long order = 0;
        for (int source = 0; source < SOURCES; source++) {
            pending.add(new Event(source, order++, source));
        }
        long now = 0;
        for (int i = 0; i < NullJobs.JOBS; i++) {
            Event next = pending.remove();
            now = next.time();
            pending.add(new Event(now + SOURCES + next.source(), order++, next.source()));
        }
        return now;
    }
}
