package dev.signalbox.sim.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.device.DeviceCommand.Doorbell;
import dev.signalbox.device.DeviceCommand.Entry;
import dev.signalbox.device.Interrupt;
import dev.signalbox.device.Work;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SimGpuTest {
    private final SimGpu gpu = new SimGpu(1);
    private final List<Interrupt> interrupts = new ArrayList<>();

    private void publish(long seqno, long nanos, long now) {
        gpu.doorbell(new Doorbell(0, List.of(new Entry(seqno, Work.nanos(nanos)))), now);
    }

    @Test
    void anEntryDoesNotStartBeforeItWasPublishedThoughTheHostLooksLate() {
        publish(1, 100, 0);
        publish(2, 50, 170);
        assertThat(gpu.nextEvent()).isEqualTo(220);
        gpu.executeUntil(219, interrupts::add);
        assertThat(interrupts).containsExactly(new Interrupt(0, 1, List.of()));
    }

    @Test
    void anEntryThatWasPublishedInTimeStartsWhenTheOneBeforeItEnded() {
        publish(1, 100, 0);
        publish(2, 50, 70);
        gpu.executeUntil(1_000, interrupts::add);
        assertThat(interrupts).containsExactly(new Interrupt(0, 2, List.of()));
        publish(3, 1, 1_000);
        assertThat(gpu.nextEvent()).isEqualTo(1_001);
    }
}
