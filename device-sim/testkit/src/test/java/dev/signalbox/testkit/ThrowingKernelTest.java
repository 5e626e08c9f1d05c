package dev.signalbox.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.Buffer;
import dev.signalbox.Client;
import dev.signalbox.Job;
import dev.signalbox.Queue;
import dev.signalbox.Submission;
import dev.signalbox.device.DeviceDescription;
import dev.signalbox.device.Engine;
import dev.signalbox.device.Program;
import dev.signalbox.device.Work;
import dev.signalbox.fence.Errno;
import dev.signalbox.sim.SimDevice;
import dev.signalbox.sim.engine.GpuSpec;
import dev.signalbox.sim.kernel.Kernel;
import dev.signalbox.sim.kernel.KernelMemory;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A kernel of a program that throws is the program's to find out about, and nobody else's. */
@SignalboxTest
class ThrowingKernelTest {
    /** Recurses without end at one of its calls. */
    private record Recursive(String where) implements Kernel {
        private int at(String place) {
            return place.equals(where) ? at(place) + 1 : 0;
        }

        @Override
        public List<Use> uses(long[] arguments) {
            return List.of(new Use(arguments[0], 4L + at("uses"), true));
        }

        @Override
        public long nanos(long[] arguments) {
            return 100L + at("nanos");
        }

        @Override
        public void run(KernelMemory memory, long[] arguments) {
            memory.writeInt(arguments[0], at("run"));
        }
    }

    /** Would be over before it begins. */
    private record Early() implements Kernel {
        @Override
        public List<Use> uses(long[] arguments) {
            return List.of();
        }

        @Override
        public long nanos(long[] arguments) {
            return -5;
        }

        @Override
        public void run(KernelMemory memory, long[] arguments) {}
    }

    private static SimDevice device() {
        SimDevice device = SimDevice.of(
                new DeviceDescription("sim", List.of(new Engine("A", "A", 4)), 1 << 20, 0), GpuSpec.plain(1));
        for (String where : List.of("uses", "nanos", "run")) {
            device = device.withKernel(where, new Recursive(where));
        }
        return device.withKernel("early", new Early());
    }

    private static Submission submit(Queue queue, Buffer buffer, String kernel) {
        Program program = Program.builder().dispatch(kernel, buffer.address()).build();
        return queue.submit(Job.of(Work.of(program)).writes(buffer));
    }

    @Test
    void eachIsLoggedOnceAndTheDeviceGoesOn(LabRun run) {
        run.expectLog("kernel uses threw in entry 1 of ring 0 [java.lang.StackOverflowError");
        run.expectLog("kernel nanos threw in entry 2 of ring 0 [java.lang.StackOverflowError");
        run.expectLog("kernel run threw in entry 3 of ring 0 [java.lang.StackOverflowError");
        run.expectLog("kernel hash threw in entry 4 of ring 0: java.lang.IllegalArgumentException");
        run.expectLog(
                "kernel early threw in entry 5 of ring 0: java.lang.IllegalArgumentException: a kernel takes at least 0 ns, not -5");
        Client client = run.open(device()).client("one");
        Queue queue = client.queue("A");
        Buffer buffer = client.buffer(8);
        List<Submission> jobs = List.of(
                submit(queue, buffer, "uses"),
                submit(queue, buffer, "nanos"),
                submit(queue, buffer, "run"),
                submit(queue, buffer, "hash"),
                submit(queue, buffer, "early"),
                queue.submit(Job.of(Work.micros(1))));
        assertThat(jobs.stream().map(job -> run.await(job.ended()).error().orElse(null)))
                .containsExactly(Errno.EINVAL, Errno.EINVAL, Errno.EIO, Errno.EINVAL, Errno.EINVAL, null);
    }
}
