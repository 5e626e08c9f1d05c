package dev.signalbox.examples.lambda;

import akka.actor.typed.Behavior;
import dev.signalbox.DeviceHost;
import dev.signalbox.DeviceProvider;
import dev.signalbox.device.DeviceCommand;
import dev.signalbox.device.DeviceDescription;
import dev.signalbox.device.Engine;
import dev.signalbox.device.Packet;
import dev.signalbox.fence.Errno;
import dev.signalbox.fence.Refusal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * A device that executes Java code on a thread pool. It has no memory: packets about memory end their entry with EOPNOTSUPP.
 *
 * <p>Each engine has at most one kernel on the pool, and one more for each that a reset has left behind there; with fewer threads than
 * engines some wait for a thread.
 */
public final class LambdaDevice implements DeviceProvider {
    private final DeviceDescription description;
    private final Map<String, LambdaKernel> kernels;
    private final int threads;
    private final @Nullable Executor pool;

    private LambdaDevice(
            DeviceDescription description, Map<String, LambdaKernel> kernels, int threads, @Nullable Executor pool) {
        this.description = description;
        this.kernels = kernels;
        this.threads = threads;
        this.pool = pool;
    }

    /** A device on a pool that the caller keeps; how many threads it has is the caller's choice. */
    public static LambdaDevice on(Executor pool, String name, Engine... engines) {
        return new LambdaDevice(new DeviceDescription(name, List.of(engines)), Map.of(), 0, pool);
    }

    /**
     * A device with a pool of its own, made when the device is opened and shut down with it.
     *
     * @param threads how many, at least 1
     */
    public static LambdaDevice withThreads(int threads, String name, Engine... engines) {
        if (threads < 1) {
            throw new IllegalArgumentException("a pool has at least one thread, not " + threads);
        }
        return new LambdaDevice(new DeviceDescription(name, List.of(engines)), Map.of(), threads, null);
    }

    /**
     * Returns the same device with a kernel more; a name that it knows means the new one from then on.
     *
     * @throws Refusal EINVAL when no packet can name it
     */
    public LambdaDevice with(String name, LambdaKernel kernel) {
        Map<String, LambdaKernel> more = new LinkedHashMap<>(kernels);
        try {
            more.put(new Packet.Dispatch(name, List.of()).kernel(), kernel);
        } catch (IllegalArgumentException wrong) {
            throw new Refusal(Errno.EINVAL, String.valueOf(wrong.getMessage()), "give it another name");
        }
        return new LambdaDevice(description, Map.copyOf(more), threads, pool);
    }

    @Override
    public DeviceDescription describe() {
        return description;
    }

    @Override
    public Behavior<DeviceCommand> start(DeviceHost host) {
        int rings = description.engines().size();
        if (pool != null) {
            return LambdaDeviceActor.create(host, rings, new LambdaDeviceActor.Pool(kernels, pool, () -> {}));
        }
        ExecutorService own = Executors.newFixedThreadPool(threads, this::newThread);
        return LambdaDeviceActor.create(host, rings, new LambdaDeviceActor.Pool(kernels, own, own::shutdown));
    }

    /** A kernel that never returns does not keep the process alive. */
    private Thread newThread(Runnable task) {
        Thread thread = new Thread(task, description.name());
        thread.setDaemon(true);
        return thread;
    }
}
