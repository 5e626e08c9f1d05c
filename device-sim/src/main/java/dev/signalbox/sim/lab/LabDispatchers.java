package dev.signalbox.sim.lab;

import akka.dispatch.Dispatcher;
import akka.dispatch.DispatcherPrerequisites;
import akka.dispatch.MessageDispatcher;
import akka.dispatch.MessageDispatcherConfigurator;
import com.typesafe.config.Config;
import java.util.concurrent.TimeUnit;
import scala.concurrent.duration.FiniteDuration;

/** Makes a dispatcher on the lab's queue, one message at a time, for one dispatcher id; Akka makes it by name. */
final class LabDispatchers extends MessageDispatcherConfigurator {
    private static final int THROUGHPUT = 1;
    private static final FiniteDuration NO_DEADLINE = FiniteDuration.apply(0, TimeUnit.SECONDS);
    private static final FiniteDuration SHUTDOWN_AFTER = FiniteDuration.apply(1, TimeUnit.SECONDS);

    private final Dispatcher dispatcher;

    LabDispatchers(Config config, DispatcherPrerequisites prerequisites) {
        super(config, prerequisites);
        LabCore core = LabRegistry.find(prerequisites.settings().config());
        dispatcher = new Dispatcher(
                this,
                config.getString("id"),
                THROUGHPUT,
                NO_DEADLINE,
                (id, threads) -> () -> new LabExecutor(core),
                SHUTDOWN_AFTER);
    }

    @Override
    public MessageDispatcher dispatcher() {
        return dispatcher;
    }
}
