package dev.signalbox.examples.lambda;

import dev.signalbox.Client;
import dev.signalbox.Closing;
import dev.signalbox.Job;
import dev.signalbox.Queue;
import dev.signalbox.Signalbox;
import dev.signalbox.device.Engine;
import dev.signalbox.device.Program;
import dev.signalbox.device.Work;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** Counts the words of a text, half of its lines on each of two engines; a third engine adds up when both are done. */
public final class WordCount {
    private static final List<String> TEXT = List.of(
            "a fence is a value",
            "a ring executes in order",
            "a doorbell publishes",
            "an interrupt tells",
            "a fence signals");

    private WordCount() {}

    /** Runs the story. */
    public static void main(String[] args) {
        run(System.out);
    }

    static void run(PrintStream out) {
        // region device
        Map<String, Long> words = new ConcurrentHashMap<>();
        Map<Long, Long> wordsByCount = new TreeMap<>();
        LambdaDevice counter = LambdaDevice.withThreads(
                        2,
                        "counter",
                        new Engine("EVEN", "COUNT", 8),
                        new Engine("ODD", "COUNT", 8),
                        new Engine("SUM", "SUM", 8))
                .with("count", (line, cancel) -> {
                    for (String word : TEXT.get((int) line[0]).split(" ", -1)) {
                        words.merge(word, 1L, Long::sum);
                    }
                })
                .with(
                        "sum",
                        (none, cancel) -> words.values().forEach(count -> wordsByCount.merge(count, 1L, Long::sum)));
        // end
        // region jobs
        Signalbox signalbox = Signalbox.live();
        Client client = signalbox.open(counter).client("story");
        List<Queue> engines = List.of(client.queue("EVEN"), client.queue("ODD"));
        Job sum = kernel("sum");
        for (int line = 0; line < TEXT.size(); line++) {
            sum.after(engines.get(line % 2).submit(kernel("count", line)));
        }
        client.queue("SUM").submit(sum).ended().toCompletableFuture().join();
        out.println("a: " + words.get("a") + ", fence: " + words.get("fence") + ", words used once: "
                + wordsByCount.get(1L));
        signalbox.close(Closing.drain()).toCompletableFuture().join();
        // end
    }

    // region kernel
    private static Job kernel(String name, long... arguments) {
        return Job.of(Work.of(Program.builder().dispatch(name, arguments).build()));
    }
    // end
}
