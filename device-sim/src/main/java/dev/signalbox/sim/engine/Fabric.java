package dev.signalbox.sim.engine;

import dev.signalbox.device.DeviceMemory;
import dev.signalbox.device.RingMemory;
import dev.signalbox.event.DeviceFact;
import dev.signalbox.sim.memory.SparseMemory;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** What the parts of one GPU share. */
final class Fabric {
    final GpuSpec spec;
    final IntFunction<RingMemory> ringMemory;
    final DeviceMemory memory;
    final Failures failures;
    final Outputs outputs;
    final MemoryBus bus;
    final Agenda agenda = new Agenda();
    final Waits waits = new Waits();
    final InterruptLines interrupts = new InterruptLines(this);

    /** The host's time: what is told is told then, though it may have happened before the host looked. */
    long now;

    /** Whether a unit may have changed when something happens on another. */
    boolean disturbed;

    Fabric(
            GpuSpec spec,
            IntFunction<RingMemory> ringMemory,
            @Nullable DeviceMemory memory,
            Failures failures,
            Outputs outputs) {
        this.spec = spec;
        this.ringMemory = ringMemory;
        this.memory = memory == null ? new SparseMemory(0, 0) : memory;
        this.failures = failures;
        this.outputs = outputs;
        this.bus = new MemoryBus(
                spec.bandwidth(),
                spec.units().stream().map(GpuSpec.Unit::bandwidth).toList());
    }

    /** Tells that a failure has happened. */
    void injected(int ring, long entry, String failure) {
        outputs.report(new DeviceFact.FailureInjected(now, ring, entry, failure));
    }

    /** Returns what is written back for an entry that is done. */
    long writtenBack(int ring, long entry) {
        long written = failures == Failures.NONE ? entry : failures.fenceWritten(ring, entry, now);
        if (written != entry) {
            injected(ring, entry, "corrupt-fence");
        }
        return written;
    }
}
