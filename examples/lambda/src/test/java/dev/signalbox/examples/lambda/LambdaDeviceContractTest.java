package dev.signalbox.examples.lambda;

import dev.signalbox.DeviceProvider;
import dev.signalbox.device.Engine;
import dev.signalbox.device.Program;
import dev.signalbox.device.Work;
import dev.signalbox.fence.Errno;
import dev.signalbox.testkit.DeviceContract;
import dev.signalbox.testkit.DeviceStubbornContract;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;

/** The device that executes Java code keeps the contract of devices. */
class LambdaDeviceContractTest extends DeviceContract {
    private final ExecutorService pool = Executors.newFixedThreadPool(4);
    private Patient patient = new Patient();

    /** A kernel that lasts until it is let go, whoever asks it to stop. */
    private static final class Patient implements DeviceStubbornContract.Stubborn {
        private final CountDownLatch released = new CountDownLatch(1);
        private final CountDownLatch over = new CountDownLatch(1);

        @Override
        public Work work() {
            return Work.of(Program.builder().dispatch("stubborn").build());
        }

        @Override
        public void release() {
            released.countDown();
            await(over);
        }

        void run() {
            await(released);
        }

        private static void await(CountDownLatch latch) {
            try {
                if (!latch.await(2, TimeUnit.MINUTES)) {
                    throw new IllegalStateException("nobody lets it go");
                }
            } catch (InterruptedException interrupted) {
                throw new IllegalStateException(interrupted);
            }
        }
    }

    @Override
    protected boolean isLive() {
        return true;
    }

    /** The device hears that a kernel is over before the task is. */
    private void execute(Runnable task) {
        pool.execute(() -> {
            Patient last = patient;
            task.run();
            if (last.released.getCount() == 0) {
                last.over.countDown();
            }
        });
    }

    @Override
    protected DeviceProvider provider() {
        return LambdaDevice.on(
                        this::execute,
                        "lambda",
                        new Engine("A", "A", 16),
                        new Engine("B", "B", 16),
                        new Engine("C", "C", 16))
                .with("add", (numbers, cancel) -> Math.addExact(numbers[0], numbers[1]))
                .with("stubborn", (none, cancel) -> patient.run());
    }

    @Override
    protected List<Sample> samples() {
        return List.of(
                new Sample(Work.of(Program.builder().dispatch("add", 1, 2).build()), null),
                new Sample(
                        Work.of(Program.builder()
                                .dispatch("add", Long.MAX_VALUE, 2)
                                .build()),
                        Errno.EIO));
    }

    @Override
    protected String allowedLog() {
        return "kernel add threw";
    }

    @Nested
    class StubbornKernels extends DeviceStubbornContract {
        @Override
        protected boolean isLive() {
            return true;
        }

        @Override
        protected DeviceProvider provider() {
            return LambdaDeviceContractTest.this.provider();
        }

        @Override
        protected DeviceStubbornContract.Stubborn stubborn() {
            patient = new Patient();
            return patient;
        }
    }

    @AfterEach
    void closesThePool() {
        pool.shutdown();
    }
}
