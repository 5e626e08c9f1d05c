package dev.signalbox.report.perfetto;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.device.Engine;
import dev.signalbox.device.Interrupt;
import dev.signalbox.event.DeviceFact;
import dev.signalbox.event.Fact;
import dev.signalbox.fence.FenceId;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

class PerfettoWriterTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final PerfettoWriter writer = new PerfettoWriter(out);

    /** The device has track 1 and its ring track 2; an event has its type in field 9, its track in 11 and its name in 23. */
    @Test
    void incidentsAreInstantsOnTheTrackOfTheirRingOrOfTheDevice() {
        writer.report(new Fact.DeviceOpened(0, "toy", List.of(new Engine("RCS", "RCS", 2))));
        writer.report(new Fact.JobRan(1, 0, new FenceId(3, 1), 1, 1));
        writer.report(new DeviceFact.FaultRaised(2, 0, 1, 1, 0x1000, true, Interrupt.FaultReason.UNMAPPED, false));
        writer.report(new DeviceFact.FailureInjected(3, -1, 0, "power-loss"));
        writer.finish();

        String bytes = HexFormat.of().formatHex(out.toByteArray());
        assertThat(bytes)
                .containsOnlyOnce("48035802ba010a" + hex("page fault"))
                .contains(hex("job 3:1 faults at 0x1000 (unmapped, write) on RCS"))
                .containsOnlyOnce("48035801ba0110" + hex("injected failure"))
                .contains(hex("power-loss injected on the device"));
    }

    private static String hex(String text) {
        return HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8));
    }
}
