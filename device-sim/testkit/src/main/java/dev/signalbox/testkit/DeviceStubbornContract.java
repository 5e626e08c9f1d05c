package dev.signalbox.testkit;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.signalbox.device.Interrupt;
import dev.signalbox.device.ResetScope;
import dev.signalbox.device.Work;
import dev.signalbox.fence.Errno;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;

/** What a device keeps to, beside {@link DeviceContract}, on which there is work that soft recovery cannot stop. */
public abstract class DeviceStubbornContract extends DeviceTrials {
    /** Work that does not stop when it is asked to, as a device has it that cannot make it. */
    public interface Stubborn {
        /** Returns it. */
        Work work();

        /** Lets it be over, and returns when the device has been told that it is. */
        void release();
    }

    /** Created by a subclass. */
    protected DeviceStubbornContract() {}

    /** Returns work, a new one each time, that soft recovery cannot stop. */
    protected abstract Stubborn stubborn();

    private void onEachStubborn(BiConsumer<DeviceTrial, Stubborn> test) {
        onEachDevice(trial -> {
            Stubborn stubborn = stubborn();
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
