package dev.signalbox.examples.benchmarks;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.Props;
import akka.actor.typed.javadsl.Behaviors;
import dev.signalbox.Closing;
import dev.signalbox.Signalbox;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** The yardstick: messages from the submitting thread to one actor on the runtime's own dispatcher, pipelined. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class Tells {
    private record Message(@Nullable CompletableFuture<Long> answer) {}

    private static final Message PLAIN = new Message(null);

    private Signalbox signalbox;
    private ActorRef<Message> consumer;
    private int capacity;

    /** Starts the actor on a runtime without devices. */
    @Setup
    public void open() {
        signalbox = Signalbox.live();
        capacity = signalbox.config().getInt("signalbox.queue.capacity");
        consumer = signalbox.system().systemActorOf(consumer(), "consumer", Props.empty());
    }

    /** Ends the runtime. */
    @TearDown
    public void close() {
        signalbox.close(Closing.drain()).toCompletableFuture().join();
    }

    /** Sends as many messages as the others submit jobs; returns how many have been received since the start. */
    @Benchmark
    @OperationsPerInvocation(NullJobs.JOBS)
    public long tells() {
        Window window = new Window(capacity);
        for (int sent = 1; sent < NullJobs.JOBS; sent++) {
            if (window.fill(1)) {
                window.turn(tellAndListen());
            } else {
                consumer.tell(PLAIN);
            }
        }
        return tellAndListen().join();
    }

    private CompletableFuture<Long> tellAndListen() {
        CompletableFuture<Long> answer = new CompletableFuture<>();
        consumer.tell(new Message(answer));
        return answer;
    }

    private static Behavior<Message> consumer() {
        return Behaviors.setup(context -> {
            long[] received = {0};
            return Behaviors.receiveMessage(message -> {
                received[0]++;
                if (message.answer() != null) {
                    message.answer().complete(received[0]);
                }
                return Behaviors.same();
            });
        });
    }
}
