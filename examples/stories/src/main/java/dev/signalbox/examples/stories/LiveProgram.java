package dev.signalbox.examples.stories;

import dev.signalbox.Closing;
import dev.signalbox.Device;
import dev.signalbox.Job;
import dev.signalbox.Queue;
import dev.signalbox.Signalbox;
import dev.signalbox.device.Work;
import dev.signalbox.sim.SimDevice;
import java.io.PrintStream;
import java.util.Collections;
import java.util.List;

/** The same on the wall clock and all cores: more jobs than the queue holds, in batches, and one answer at the end. */
public final class LiveProgram {
    private LiveProgram() {}

    /** Runs the story. */
    public static void main(String[] args) {
        run(System.out);
    }

    static void run(PrintStream out) {
        // region live
        Signalbox signalbox = Signalbox.live();
        Device gpu = signalbox.open(SimDevice.configured(signalbox.config()));
        Queue render = gpu.client("renderer").queue("RCS");
        List<Job> batch = Collections.nCopies(600, Job.of(Work.micros(10)));
        Patience.submit(render, batch)
                .thenCompose(first -> Patience.submit(render, batch))
                .thenCompose(second -> second.ended())
                .thenAccept(end -> out.println("second batch over, " + end.failed() + " failed"))
                .thenCompose(printed -> signalbox.close(Closing.drain()))
                .toCompletableFuture()
                .join();
        // end
    }
}
