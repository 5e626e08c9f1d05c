package dev.signalbox.testkit;

import org.junit.jupiter.api.Test;

/**
 * What every device keeps to, simulated or not: entries of a ring end in order and are answered once; write-back, interrupts and errors
 * agree; a full ring goes on; an entry ends when it is told to; resets are answered in every state, and what is of an earlier generation
 * has no effect; what makes no sense harms nobody else.
 *
 * <p>A test of a device is a subclass that makes one:
 *
 * <pre>{@code
 * class SimDeviceContractTest extends DeviceContract {
 *     protected DeviceProvider provider() {
 *         return SimDevice.of("sim", new Engine("A", "A", 16), new Engine("B", "B", 16), new Engine("C", "C", 16));
 *     }
 * }
 * }</pre>
 *
 * <p>What only some devices do has contracts of its own, each taken by a test class of its own: {@link DeviceMemoryContract} when it has
 * memory, {@link DeviceFaultContract} when accesses fault and stall their engine, {@link DeviceStubbornContract} when there is work that cannot be stopped.
 *
 * <p>The suite is the host: there is no scheduler, and no client. In the lab each test runs under {@value #SCHEDULES} schedules, from
 * seed 1 or the system property {@code seed}; on real threads it runs {@value #REPEATS} times.
 */
public abstract class DeviceContract extends DeviceResetContract {
    private static final int ROUNDS = 40;

    /** Created by a subclass. */
    protected DeviceContract() {}

    /** Random commands, at random moments: every entry ends in one of the ways that a naive model allows. */
    @Test
    void randomCommandsEndAsTheModelSays() {
        onEachDevice(trial -> {
            DeviceModel model = new DeviceModel(trial, samples());
            for (int round = 0; round < ROUNDS; round++) {
                model.step();
                trial.pause();
            }
            model.end();
        });
    }
}
