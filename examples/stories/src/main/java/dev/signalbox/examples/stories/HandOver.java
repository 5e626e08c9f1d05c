package dev.signalbox.examples.stories;

import com.typesafe.config.ConfigFactory;
import dev.signalbox.Buffer;
import dev.signalbox.Client;
import dev.signalbox.Closing;
import dev.signalbox.Device;
import dev.signalbox.Job;
import dev.signalbox.PointWait;
import dev.signalbox.Signalbox;
import dev.signalbox.Submission;
import dev.signalbox.SyncFile;
import dev.signalbox.SyncObject;
import dev.signalbox.device.Work;
import dev.signalbox.sim.SimDevice;
import dev.signalbox.sim.lab.Lab;
import dev.signalbox.sim.lab.LabOptions;
import java.io.PrintStream;
import java.time.Duration;
import java.util.concurrent.CompletionStage;

/** A renderer that knows sync objects hands a buffer to a compositor that knows buffers only. */
public final class HandOver {
    private HandOver() {}

    /** Runs the story. */
    public static void main(String[] args) {
        run(System.out);
    }

    static void run(PrintStream out) {
        try (Lab lab = Lab.open(LabOptions.seed(1))) {
            Signalbox signalbox = Signalbox.on(lab.system(), lab.clock(), lab.schedule(), ConfigFactory.load());
            Device gpu = signalbox.open(SimDevice.configured(signalbox.config()));
            waitForPoints(lab, gpu, out);
            handOver(lab, gpu, out);
            lab.await(signalbox.close(Closing.drain()));
        }
    }

    private static void waitForPoints(Lab lab, Device gpu, PrintStream out) {
        // region points
        Client game = gpu.client("game");
        SyncObject frames = game.syncObject("frames");
        CompletionStage<Integer> second =
                game.await(PointWait.forAny(frames.at(2)).whenSubmitted().within(Duration.ofMillis(20)));
        game.queue("RCS").submit(Job.of(Work.micros(700)).signals(frames.at(1)));
        game.queue("BCS").submit(Job.of(Work.micros(300)).waitsFor(frames.at(1)).signals(frames.at(2)));
        lab.await(second);
        out.println("point 2 reached after " + lab.virtualNanos() / 1_000 + " us");
        out.println("value " + lab.await(frames.value()));
        // end
    }

    private static void handOver(Lab lab, Device gpu, PrintStream out) {
        // region bridge
        Client renderer = gpu.client("renderer");
        Buffer frame = renderer.buffer(8 << 20);
        SyncFile free = lab.await(frame.exportFile(true));
        Submission drawn = renderer.queue("RCS").submit(Job.of(Work.micros(800)).after(free));
        frame.importFile(SyncFile.of("drawn", drawn.finished()), true);

        Submission shown = gpu.client("compositor")
                .queue("BCS")
                .submit(Job.of(Work.micros(200)).reads(frame));
        long before = lab.await(drawn.ended()).time();
        long after = lab.await(shown.ended()).time();
        out.println("shown " + (after - before) / 1_000 + " us after it was drawn");
        // end
    }
}
