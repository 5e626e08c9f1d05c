package dev.signalbox.examples.stories;

import com.typesafe.config.ConfigFactory;
import dev.signalbox.Buffer;
import dev.signalbox.Client;
import dev.signalbox.Closing;
import dev.signalbox.Job;
import dev.signalbox.Signalbox;
import dev.signalbox.device.Dwords;
import dev.signalbox.device.Program;
import dev.signalbox.device.Work;
import dev.signalbox.sim.SimDevice;
import dev.signalbox.sim.kernel.Kernel;
import dev.signalbox.sim.kernel.KernelMemory;
import dev.signalbox.sim.lab.Lab;
import dev.signalbox.sim.lab.LabOptions;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.List;

/** A kernel of one's own runs on the simulated GPU. */
public final class OwnKernel {
    private OwnKernel() {}

    // region kernel
    /** Squares words of 32 bits where they stand: address, how many. */
    private static final class Square implements Kernel {
        @Override
        public List<Use> uses(long[] arguments) {
            return List.of(new Use(arguments[0], arguments[1] * Integer.BYTES, true));
        }

        @Override
        public long nanos(long[] arguments) {
            return 1_000 + 2 * arguments[1];
        }

        @Override
        public void run(KernelMemory memory, long[] arguments) {
            for (long at = arguments[0]; at < arguments[0] + arguments[1] * Integer.BYTES; at += Integer.BYTES) {
                int word = memory.readInt(at);
                memory.writeInt(at, word * word);
            }
        }
    }
    // end

    /** Runs the story. */
    public static void main(String[] args) {
        run(System.out);
    }

    static void run(PrintStream out) {
        try (Lab lab = Lab.open(LabOptions.seed(1))) {
            Signalbox signalbox = Signalbox.on(lab.system(), lab.clock(), lab.schedule(), ConfigFactory.load());
            // region dispatch
            SimDevice device = SimDevice.named("discrete", signalbox.config()).withKernel("square", new Square());
            Client client = signalbox.open(device).client("numbers");
            Buffer numbers = client.buffer(4_096);
            lab.await(numbers.write(0, Dwords.of(1, 2, 3)));
            Program program =
                    Program.builder().dispatch("square", numbers.address(), 3).build();
            lab.await(client.queue("COMPUTE1")
                    .submit(Job.of(Work.of(program)).writes(numbers))
                    .ended());
            out.println(Arrays.toString(lab.await(numbers.read(0, 3)).toArray()));
            // end
            lab.await(signalbox.close(Closing.drain()));
        }
    }
}
