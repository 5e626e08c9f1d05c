package dev.signalbox.examples.benchmarks;

import com.typesafe.config.ConfigFactory;
import dev.signalbox.event.Fact;
import dev.signalbox.event.Facts;
import dev.signalbox.sim.LabPlay;
import dev.signalbox.sim.Workloads;
import dev.signalbox.sim.lab.LabOptions;
import dev.signalbox.sim.workload.wsim.Wsim;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * An hour of three clients that each do something 60 times a second, in a lab: a game draws and copies, a video is decoded and scaled,
 * a compositor draws what they made.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class VirtualHour {
    private static final int FRAMES = 60 * 60 * 60;
    private static final int JOBS_PER_FRAME = 5;

    private static final String GAME = """
            1.RCS.4000-6000.0.0
            2.BCS.500.-1.1
            p.16667
            """;
    private static final String VIDEO = """
            1.VCS1.2000.0.0
            2.VECS.800.-1.1
            p.16667
            """;
    private static final String COMPOSITOR = """
            1.RCS.1000.0.1
            p.16667
            """;

    private static final class Counter implements Facts {
        private long finished;

        @Override
        public void report(Fact fact) {
            report(fact, 1);
        }

        @Override
        public void report(Fact first, int count) {
            if (first instanceof Fact.JobFinished) {
                finished += count;
            }
        }
    }

    /** Runs the hour; returns how many jobs were over. */
    @Benchmark
    public long hour() {
        List<Workloads.Part> parts = Stream.of(GAME, VIDEO, COMPOSITOR)
                .map(text -> new Workloads.Part(Wsim.parse("client", text), FRAMES))
                .toList();
        Counter counter = new Counter();
        LabPlay.play(
                LabOptions.seed(1).withMaxTasks(Long.MAX_VALUE), ConfigFactory.load(), counter, Workloads.of(parts, 1));
        if (counter.finished != (long) FRAMES * JOBS_PER_FRAME) {
            throw new IllegalStateException(counter.finished + " jobs were over, not all of the hour");
        }
        return counter.finished;
    }
}
