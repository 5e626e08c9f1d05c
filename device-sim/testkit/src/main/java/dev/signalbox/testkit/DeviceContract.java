package dev.signalbox.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.signalbox.device.DeviceCommand;
import dev.signalbox.device.Interrupt;
import dev.signalbox.device.Program;
import dev.signalbox.device.ResetScope;
import dev.signalbox.device.Work;
import dev.signalbox.fence.Errno;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Assumptions;
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

    private void onEachFault(BiConsumer<DeviceTrial, Interrupt.Fault> test) {
        Program program = faultingProgram().orElse(null);
        Assumptions.assumeTrue(program != null, "no access of this device can fault");
        onEachDevice(trial -> {
            trial.submit(0, Work.none(), Work.of(program == null ? Program.none() : program), Work.none());
            trial.until(() -> !trial.ring(0).faults().isEmpty(), "no fault is told");
            Interrupt.Fault fault = trial.ring(0).faults().get(0);
            assertEquals(2, fault.seqno(), () -> trial.name() + ": " + fault);
            assertTrue(fault.stalled(), () -> trial.name() + ": " + fault);
            trial.assertPending(0, 2);
            test.accept(trial, fault);
        });
    }

    /** An access that is given up ends its entry with EFAULT. */
    @Test
    void aFaultThatIsGivenUpEndsItsEntry() {
        onEachFault((trial, fault) -> {
            trial.tell(new DeviceCommand.ResolveFault(0, fault.generation(), 1, false));
            trial.tell(new DeviceCommand.ResolveFault(0, fault.generation() + 1, 2, false));
            trial.tell(new DeviceCommand.ResolveFault(1, fault.generation(), 2, false));
            trial.assertPending(0, 2);
            trial.tell(new DeviceCommand.ResolveFault(0, fault.generation(), 2, false));
            trial.assertOutcome(Errno.EFAULT, 0, 2);
            trial.assertOutcome(null, 0, 3);
        });
    }

    /** An access that is tried again and finds nothing again faults again. */
    @Test
    void aFaultThatIsRetriedInVainIsToldAgain() {
        onEachFault((trial, fault) -> {
            trial.tell(new DeviceCommand.ResolveFault(0, fault.generation(), 2, true));
            trial.until(() -> trial.ring(0).faults().size() == 2, "no second fault is told");
            trial.tell(new DeviceCommand.ResolveFault(0, fault.generation(), 2, false));
            trial.assertOutcome(Errno.EFAULT, 0, 2);
        });
    }

    /** An entry that stands still at a fault can be ended, and killed. */
    @Test
    void anEntryThatFaultsIsEnded() {
        onEachFault((trial, fault) -> {
            if (trial.random().nextBoolean()) {
                trial.end(0, 2, Errno.ECANCELED);
                trial.assertOutcome(Errno.ECANCELED, 0, 2);
            } else {
                trial.resetNow(0, 2, ResetScope.JOB);
                trial.assertOutcome(Errno.ENODATA, 0, 2);
            }
            trial.tell(new DeviceCommand.ResolveFault(0, fault.generation(), 2, true));
            trial.assertOutcome(null, 0, 3);
        });
    }

    /** A reset takes an entry that stands still at a fault; the answer to that fault then comes too late. */
    @Test
    void aResetTakesAnEntryThatFaults() {
        onEachFault((trial, fault) -> {
            ResetScope scope = trial.random().nextBoolean() ? ResetScope.ENGINE : ResetScope.DEVICE;
            if (trial.random().nextBoolean()) {
                trial.reset(0, 2, scope);
                trial.tell(new DeviceCommand.ResolveFault(0, fault.generation(), 2, false));
                trial.awaitAnswer(0, 1);
            } else {
                trial.resetNow(0, 2, scope);
            }
            trial.recover(0);
            long endless = trial.submit(0, Work.endless());
            trial.tell(new DeviceCommand.ResolveFault(0, fault.generation(), endless, false));
            trial.awaitDone(0, endless - 1);
            trial.assertPending(0, endless);
        });
    }

    private void onEachStubborn(BiConsumer<DeviceTrial, Stubborn> test) {
        Assumptions.assumeTrue(stubborn().isPresent(), "this device can stop everything");
        onEachDevice(trial -> {
            Stubborn stubborn = stubborn().orElseThrow();
            try {
                test.accept(trial, stubborn);
            } finally {
                stubborn.release();
            }
        });
    }

    /** Soft recovery that does not work changes nothing; the entry ends when its work does. */
    @Test
    void aJobThatCannotBeKilledGoesOn() {
        onEachStubborn((trial, stubborn) -> {
            long entry = trial.submit(0, stubborn.work());
            trial.reset(0, entry, ResetScope.JOB);
            Interrupt.ResetEnded ended = trial.awaitAnswer(0, 1);
            assertFalse(ended.worked(), () -> trial.name() + ": " + ended);
            trial.assertPending(0, entry);
            stubborn.release();
            trial.awaitDone(0, entry);
        });
    }

    /** A reset that leaves work behind does not wait for it, and does not hear of it. */
    @Test
    void workThatAResetLeavesBehindEndsNothing() {
        onEachStubborn((trial, stubborn) -> {
            long entry = trial.submit(0, stubborn.work());
            trial.settle();
            trial.resetNow(0, entry, trial.random().nextBoolean() ? ResetScope.ENGINE : ResetScope.DEVICE);
            assertTrue(trial.ring(0).writeInstead(entry, Work.endless()), trial.name());
            trial.recover(0);
            trial.settle();
            stubborn.release();
            trial.assertPending(0, entry);
            trial.end(0, entry, Errno.ECANCELED);
            trial.assertOutcome(Errno.ECANCELED, 0, entry);
        });
    }
}
