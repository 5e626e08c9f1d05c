package dev.signalbox.testkit;

import dev.signalbox.Job;
import dev.signalbox.Queue;
import dev.signalbox.Submission;
import dev.signalbox.device.Work;
import dev.signalbox.event.Priority;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A program that submits some jobs, waits for the last of them or not, sleeps, and begins again, for about a second. */
final class ClientLoad {
    private static final long MICROS = 1_000_000;

    /**
     * How it goes about it.
     *
     * @param jobs of a cycle
     * @param jobMicros how long each takes
     * @param waitMicros how long it sleeps at the end of a cycle
     * @param sync whether it waits for the last job of each cycle
     */
    record Pattern(Priority priority, int jobs, long jobMicros, long waitMicros, boolean sync) {
        /** Returns how many cycles a second has for it when it is alone. */
        long cycles() {
            long period = jobs * jobMicros + waitMicros;
            return (MICROS + period - 1) / period;
        }

        /** Returns how long it keeps an engine busy. */
        long workMicros() {
            return cycles() * jobs * jobMicros;
        }
    }

    private final LabRun run;
    private final Queue queue;
    private final Pattern pattern;
    private final List<Submission> submitted = new ArrayList<>();
    private final CompletableFuture<Void> done = new CompletableFuture<>();
    private long left;

    private ClientLoad(LabRun run, Queue queue, Pattern pattern) {
        this.run = run;
        this.queue = queue;
        this.pattern = pattern;
        this.left = pattern.cycles();
    }

    /** Begins. */
    static ClientLoad start(LabRun run, Queue queue, Pattern pattern) {
        ClientLoad load = new ClientLoad(run, queue, pattern);
        run.lab().system().executionContext().execute(load::cycle);
        return load;
    }

    /** Completes when all of its jobs are over. */
    CompletionStage<Void> done() {
        return done;
    }

    /** Returns its jobs so far. */
    List<Submission> submitted() {
        return submitted;
    }

    private void cycle() {
        Submission last = submit();
        left--;
        if (left == 0) {
            last.ended().thenRun(() -> done.complete(null));
        } else if (pattern.sync()) {
            last.ended().thenRun(this::sleep);
        } else {
            sleep();
        }
    }

    private Submission submit() {
        Submission last = queue.submit(job());
        submitted.add(last);
        for (int i = 1; i < pattern.jobs(); i++) {
            last = queue.submit(job());
            submitted.add(last);
        }
        return last;
    }

    private Job job() {
        return Job.of(Work.micros(pattern.jobMicros()));
    }

    private void sleep() {
        run.lab()
                .system()
                .scheduler()
                .scheduleOnce(
                        Duration.ofNanos(pattern.waitMicros() * 1_000),
                        this::cycle,
                        run.lab().system().executionContext());
    }
}
