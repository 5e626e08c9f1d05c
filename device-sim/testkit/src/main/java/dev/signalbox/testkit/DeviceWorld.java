package dev.signalbox.testkit;

import akka.actor.typed.ActorSystem;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;

/** Where a device under test lives: in a lab, or on real threads. */
interface DeviceWorld extends AutoCloseable {
    /** Returns what its actor runs on. */
    ActorSystem<?> system();

    /** Returns the time in nanoseconds. */
    long now();

    /** Lets the device run until a condition holds; returns false when it never will, or has not for long. */
    boolean runUntil(BooleanSupplier condition);

    /** Lets the device run for a moment, of a length that is a matter of chance. */
    void pause(SplittableRandom random);

    /** Excuses what is logged with this text in it. */
    void allowLog(String part);

    /** The host has heard something, on a thread of the device. */
    void heard();

    /** Ends it, and checks that nothing was logged at WARN or above, and no message lost. */
    @Override
    void close();
}
