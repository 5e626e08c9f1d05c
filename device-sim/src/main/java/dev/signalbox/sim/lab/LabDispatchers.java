package dev.signalbox.sim.lab;

import akka.dispatch.DispatcherPrerequisites;
import akka.dispatch.MessageDispatcher;
import akka.dispatch.MessageDispatcherConfigurator;
import com.typesafe.config.Config;

/** Makes the lab's kind of dispatcher for one dispatcher id; Akka makes it by name. */
final class LabDispatchers extends MessageDispatcherConfigurator {
    private final LabDispatcher dispatcher;

    LabDispatchers(Config config, DispatcherPrerequisites prerequisites) {
        super(config, prerequisites);
        LabCore core = LabRegistry.find(prerequisites.settings().config());
        dispatcher = new LabDispatcher(this, config.getString("id"), core);
    }

    @Override
    public MessageDispatcher dispatcher() {
        return dispatcher;
    }
}
