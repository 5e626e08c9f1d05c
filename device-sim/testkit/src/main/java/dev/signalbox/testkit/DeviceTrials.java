package dev.signalbox.testkit;

import dev.signalbox.DeviceProvider;
import dev.signalbox.device.Work;
import dev.signalbox.fence.Errno;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** What a test of a device says of it, and how the tests of the contract are run with that. */
abstract class DeviceTrials {
    /** Under how many schedules each test runs in the lab. */
    static final int SCHEDULES = 10;

    /** How often each test runs on real threads. */
    static final int REPEATS = 2;

    /**
     * Work that only this device knows, or does in its own way.
     *
     * @param work ends by itself, soon
     * @param error with what it ends; null when it ends well
     */
    public record Sample(Work work, @Nullable Errno error) {}

    DeviceTrials() {}

    /**
     * Returns a device that has not been started: a new one each time, of at least three engines that work side by side, with at
     * least eight credits each. It can reset whatever it is asked to, and injects no failures.
     */
    protected abstract DeviceProvider provider();

    /** Returns whether it needs real threads; otherwise it is tested in the lab. */
    protected boolean isLive() {
        return false;
    }

    /** Returns work that random programs are to contain as well. */
    protected List<Sample> samples() {
        return List.of();
    }

    /** Returns a text that is in whatever the device logs of that work at WARN or above; null when it logs nothing. */
    protected @Nullable String allowedLog() {
        return null;
    }

    /** Runs a test on one device after the other, each under a schedule of its own. */
    final void onEachDevice(Consumer<DeviceTrial> test) {
        long first = Long.getLong("seed", 1);
        LongStream.range(first, first + (isLive() ? REPEATS : SCHEDULES)).forEach(seed -> onDevice(seed, test));
    }

    private void onDevice(long seed, Consumer<DeviceTrial> test) {
        try (DeviceWorld world = isLive() ? new LiveWorld() : new LabWorld(seed)) {
            String log = allowedLog();
            if (log != null) {
                world.allowLog(log);
            }
            DeviceTrial trial = new DeviceTrial(world, provider(), seed);
            test.accept(trial);
            trial.finish();
        }
    }
}
