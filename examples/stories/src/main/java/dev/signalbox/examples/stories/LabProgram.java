package dev.signalbox.examples.stories;

import com.typesafe.config.ConfigFactory;
import dev.signalbox.Closing;
import dev.signalbox.Device;
import dev.signalbox.Job;
import dev.signalbox.Signalbox;
import dev.signalbox.Submission;
import dev.signalbox.device.Work;
import dev.signalbox.report.TraceLine;
import dev.signalbox.sim.SimDevice;
import dev.signalbox.sim.lab.Lab;
import dev.signalbox.sim.lab.LabOptions;
import java.io.PrintStream;

/** Two clients on a simulated device in the lab: the copy of one waits for the frame of the other. */
public final class LabProgram {
    private LabProgram() {}

    /** Runs the story. */
    public static void main(String[] args) {
        run(System.out);
    }

    static void run(PrintStream out) {
        // region lab
        TraceLine trace = new TraceLine();
        try (Lab lab = Lab.open(LabOptions.seed(1))) {
            Signalbox signalbox = Signalbox.on(lab.system(), lab.clock(), lab.schedule(), ConfigFactory.load());
            Device gpu =
                    signalbox.open(SimDevice.configured(signalbox.config()), fact -> out.println(fact.accept(trace)));
            Submission frame = gpu.client("game").queue("RCS").submit(Job.of(Work.micros(800)));
            Job copy = Job.of(Work.micros(200)).after(frame);
            Submission shown = gpu.client("compositor").queue("BCS").submit(copy);
            out.println("shown after " + lab.await(shown.ended()).time() / 1_000 + " us");
            lab.await(signalbox.close(Closing.drain()));
        }
        // end
    }
}
