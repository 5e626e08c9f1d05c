package dev.signalbox.sim.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.device.DeviceCommand.Doorbell;
import dev.signalbox.device.Interrupt;
import dev.signalbox.device.RingMemory;
import dev.signalbox.device.Work;
import dev.signalbox.ring.RingWriter;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SimGpuTest {
    private final RingMemory memory = new RingMemory(4096, 8192);
    private final RingWriter writer = new RingWriter(memory);
    private final SimGpu gpu = new SimGpu(1, ring -> memory);
    private final List<Interrupt> interrupts = new ArrayList<>();

    private void publish(long seqno, long nanos, long now) {
        writer.write(seqno, Work.nanos(nanos));
        gpu.doorbell(new Doorbell(0, 0, writer.writePointer()), now);
    }

    @Test
    void anEntryDoesNotStartBeforeItWasPublishedThoughTheHostLooksLate() {
        publish(1, 100, 0);
        publish(2, 50, 170);
        assertThat(gpu.nextEvent()).isEqualTo(220);
        gpu.executeUntil(219, interrupts::add);
        assertThat(interrupts).containsExactly(new Interrupt.Fence(0, 0, 1, List.of()));
    }

    @Test
    void anEntryThatWasPublishedInTimeStartsWhenTheOneBeforeItEnded() {
        publish(1, 100, 0);
        publish(2, 50, 70);
        gpu.executeUntil(1_000, interrupts::add);
        assertThat(interrupts).containsExactly(new Interrupt.Fence(0, 0, 2, List.of()));
        publish(3, 1, 1_000);
        assertThat(gpu.nextEvent()).isEqualTo(1_001);
    }
}
