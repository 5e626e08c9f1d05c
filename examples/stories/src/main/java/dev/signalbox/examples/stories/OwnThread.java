package dev.signalbox.examples.stories;

import dev.signalbox.Client;
import dev.signalbox.Closing;
import dev.signalbox.Job;
import dev.signalbox.Signalbox;
import dev.signalbox.Submission;
import dev.signalbox.device.Work;
import dev.signalbox.sim.SimDevice;
import java.io.PrintStream;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Answers on a thread of the program's own, where it may take its time. */
public final class OwnThread {
    private OwnThread() {}

    /** Runs the story. */
    public static void main(String[] args) {
        run(System.out);
    }

    static void run(PrintStream out) {
        Signalbox signalbox = Signalbox.live();
        // region executor
        ExecutorService ui = Executors.newSingleThreadExecutor(task -> new Thread(task, "ui"));
        Client editor = signalbox.open(SimDevice.configured(signalbox.config())).client("editor", ui);
        Submission effect = editor.queue("RCS").submit(Job.of(Work.endless()));
        CompletionStage<Void> told = effect.ended()
                .thenAccept(end -> out.println(
                        "over, says thread " + Thread.currentThread().getName()));
        effect.end();
        told.toCompletableFuture().join();
        // end
        signalbox.close(Closing.drain()).toCompletableFuture().join();
        ui.shutdown();
    }
}
