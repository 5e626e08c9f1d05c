package dev.signalbox.sim.workload;

import dev.signalbox.device.Dwords;
import dev.signalbox.sim.workload.scenario.Expectation;
import dev.signalbox.sim.workload.scenario.ScenarioStep;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** What a step reads out of buffers, so that it can be compared. */
final class Readings {
    private final Map<Expectation.OfContents, CompletableFuture<Dwords>> read = new LinkedHashMap<>();

    /** Asks for what a step expects something of; nothing waits for that yet. */
    static Readings of(ScenarioStep.Expect step, ScenarioRun run, Belongings own) {
        Readings readings = new Readings();
        for (Expectation each : step.expectations()) {
            if (each instanceof Expectation.OfContents contents) {
                Belongings whose = run.client(contents.spot().buffer().client(), own);
                readings.read.computeIfAbsent(
                        contents,
                        asked -> whose.buffers(asked.spot().buffer())
                                .get(0)
                                .read(asked.spot().offset(), asked.dwords())
                                .toCompletableFuture());
            }
        }
        return readings;
    }

    /** Nothing was read. */
    static Readings none() {
        return new Readings();
    }

    boolean isEmpty() {
        return read.isEmpty();
    }

    /** Completes when all is there, or cannot be read. */
    CompletableFuture<Void> arrived() {
        return CompletableFuture.allOf(read.values().toArray(CompletableFuture<?>[]::new));
    }

    /** Returns how far from its beginning the first dword stands that is not as expected; -1 when all are. */
    int difference(Expectation.OfContents expected) {
        Dwords found = found(expected);
        for (int at = 0; at < expected.dwords(); at++) {
            if (found.dword(at) != wanted(expected, at)) {
                return at;
            }
        }
        return -1;
    }

    static int wanted(Expectation.OfContents expected, int at) {
        return expected.values().get(at % expected.values().size());
    }

    /**
     * Returns what was read.
     *
     * @throws CompletionException when it could not be
     */
    Dwords found(Expectation.OfContents expected) {
        CompletableFuture<Dwords> found = read.get(expected);
        if (found == null) {
            throw new IllegalStateException("nobody has read " + expected.spot());
        }
        return found.join();
    }
}
