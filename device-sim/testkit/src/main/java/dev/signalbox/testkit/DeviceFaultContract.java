package dev.signalbox.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.signalbox.device.DeviceCommand;
import dev.signalbox.device.Interrupt;
import dev.signalbox.device.Program;
import dev.signalbox.device.ResetScope;
import dev.signalbox.device.Work;
import dev.signalbox.fence.Errno;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;

/** What a device keeps to, beside {@link DeviceContract}, of which accesses fault and stall their engine. */
public abstract class DeviceFaultContract extends DeviceTrials {
    /** Created by a subclass. */
    protected DeviceFaultContract() {}

    /** Returns work with an access that finds no translation, in no address space, and stalls the engine. */
    protected abstract Program faultingProgram();

    private void onEachFault(BiConsumer<DeviceTrial, Interrupt.Fault> test) {
        onEachDevice(trial -> {
            trial.submit(0, Work.none(), Work.of(faultingProgram()), Work.none());
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
}
