package dev.signalbox.sim.lab;

import com.typesafe.config.Config;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** Finds the core for the classes that Akka makes from their names; the configuration carries the lab's number. */
final class LabRegistry {
    static final String KEY = "dev.signalbox.sim.lab.number";

    private static final AtomicLong NUMBERS = new AtomicLong();
    private static final Map<Long, LabCore> OPEN = new ConcurrentHashMap<>();

    private LabRegistry() {}

    static long register(LabCore core) {
        long number = NUMBERS.incrementAndGet();
        OPEN.put(number, core);
        return number;
    }

    static LabCore find(Config config) {
        LabCore core = OPEN.get(config.getLong(KEY));
        if (core == null) {
            throw new IllegalStateException("the lab is closed");
        }
        return core;
    }

    static void remove(long number) {
        OPEN.remove(number);
    }
}
