package dev.signalbox.ring;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.device.Packet;
import dev.signalbox.device.Program;
import dev.signalbox.device.RingMemory;
import dev.signalbox.device.Work;
import dev.signalbox.vm.SpaceState;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RingWriterSpacesTest {
    private static final Work PROGRAM = Work.of(Program.of(new Packet.PipelineSync()));
    private static final SpaceState SPACE = new SpaceState(9, 0x5000, 2);

    private final RingMemory memory = new RingMemory(1024, 8192);
    private final RingWriter writer = new RingWriter(memory);
    private long entry;

    @Test
    void aProgramExecutesInTheSlotOfItsAddressSpace() {
        assertThat(packets(PROGRAM, SPACE))
                .containsExactly(new Packet.Space(1, 0x5000), new Packet.Indirect(true, 1, 1, 0), fence(1));
        assertThat(packets(PROGRAM, SPACE)).containsExactly(new Packet.Indirect(true, 1, 1, 1), fence(2));
    }

    @Test
    void translationsThatAreGoneAreFlushedBefore() {
        packets(PROGRAM, SPACE);
        assertThat(packets(PROGRAM, new SpaceState(9, 0x5000, 3)))
                .containsExactly(new Packet.Flush(true, false, 1), new Packet.Indirect(true, 1, 1, 1), fence(2));
    }

    @Test
    void withoutAnAddressSpaceAProgramExecutesInSlotZero() {
        assertThat(packets(PROGRAM, null)).containsExactly(new Packet.Indirect(true, 0, 1, 0), fence(1));
    }

    @Test
    void withoutAProgramNoAddressSpaceIsLoaded() {
        assertThat(packets(Work.none(), SPACE)).containsExactly(fence(1));
        assertThat(packets(Work.nanos(5), SPACE)).containsExactly(new Packet.Delay(5, 0), fence(2));
    }

    @Test
    void afterAResetItIsLoadedAgain() {
        packets(PROGRAM, SPACE);
        writer.reset(1, 0);
        memory.setReadPointer(0);

        assertThat(packets(PROGRAM, SPACE)).startsWith(new Packet.Space(1, 0x5000));
    }

    /** Writes an entry, and reads what the device finds of it. */
    private List<Packet> packets(Work work, @Nullable SpaceState space) {
        long at = writer.writePointer();
        writer.write(++entry, work, space);
        List<Packet> found = new ArrayList<>();
        while (at < writer.writePointer()) {
            Packet packet = requireNonNull(Packet.read(memory, at, writer.writePointer() - at));
            found.add(packet);
            at += packet.dwords();
        }
        memory.setReadPointer(at);
        return found;
    }

    private static Packet fence(long seqno) {
        return new Packet.Fence(true, seqno);
    }
}
