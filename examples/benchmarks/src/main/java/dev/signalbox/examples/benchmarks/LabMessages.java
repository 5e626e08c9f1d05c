package dev.signalbox.examples.benchmarks;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.Props;
import akka.actor.typed.javadsl.Behaviors;
import dev.signalbox.sim.lab.Lab;
import dev.signalbox.sim.lab.LabOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** Bare messages in a lab, to actors that take turns and only count: what the number of actors costs by itself. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class LabMessages {
    private static final Object MESSAGE = new Object();

    /** How many actors take turns. */
    @Param({"64", "1024"})
    public int receivers;

    private Lab lab;
    private List<ActorRef<Object>> actors;
    private long received;
    private int turn;

    /** Opens the lab and starts the actors. */
    @Setup
    public void open() {
        lab = Lab.open(LabOptions.seed(1).withMaxTasks(Long.MAX_VALUE));
        actors = new ArrayList<>(receivers);
        for (int i = 0; i < receivers; i++) {
            actors.add(lab.system().systemActorOf(receiver(), "receiver-" + i, Props.empty()));
        }
        lab.runUntilIdle();
    }

    /** Closes the lab. */
    @TearDown
    public void close() {
        lab.close();
    }

    /** Sends as many messages as the others submit jobs, as many at a time; returns how many were received since the start. */
    @Benchmark
    @OperationsPerInvocation(NullJobs.JOBS)
    public long messages() {
        for (int sent = 0; sent < NullJobs.JOBS; sent += SimulatedJobs.SINGLES_UNDER_WAY) {
            for (int i = 0; i < SimulatedJobs.SINGLES_UNDER_WAY; i++) {
                actors.get(turn++ % receivers).tell(MESSAGE);
            }
            lab.runUntilIdle();
        }
        return received;
    }

    private Behavior<Object> receiver() {
        return Behaviors.receiveMessage(message -> {
            received++;
            return Behaviors.same();
        });
    }
}
