package dev.signalbox.ring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.signalbox.device.Dwords;
import dev.signalbox.device.Packet;
import dev.signalbox.device.Program;
import dev.signalbox.device.RingMemory;
import dev.signalbox.device.Work;
import dev.signalbox.fence.Errno;
import java.util.HexFormat;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RingWriterTest {
    private static final Program SYNC = Program.of(new Packet.PipelineSync());

    private final RingMemory memory = new RingMemory(64, 2 * Program.MOST_DWORDS);
    private final RingWriter writer = new RingWriter(memory);

    private String dump(long from) {
        return LongStream.range(from, writer.writePointer())
                .mapToObj(at -> HexFormat.of().toHexDigits(memory.dword(at)))
                .collect(Collectors.joining(" "));
    }

    static Stream<Arguments> entries() {
        return Stream.of(
                Arguments.of(Work.none(), "18010002 00000001 00000000"),
                Arguments.of(
                        Work.nanos(100), "15000004 00000064 00000000 00000000 00000000 18010002 00000001 00000000"),
                Arguments.of(Work.of(SYNC), "11010004 00000000 00000001 00000000 00000000 18010002 00000001 00000000"),
                Arguments.of(Work.none().failing(Errno.EIO), "1e000001 00000005 18010002 00000001 00000000"),
                Arguments.of(
                        new Work(Work.ENDLESS, 7, Errno.EIO, SYNC),
                        "15000004 ffffffff ffffffff 00000007 00000000 11010004 00000000 00000001 00000000 00000000"
                                + " 1e000001 00000005 18010002 00000001 00000000"));
    }

    @ParameterizedTest
    @MethodSource("entries")
    void anEntryIsThesePackets(Work work, String dump) {
        writer.write(1, work);
        assertThat(dump(0)).isEqualTo(dump);
        assertThat(memory.indirect(0)).isEqualTo(work.program().isEmpty() ? 0 : 0x1900_0000);
        assertThat(writer.lastEntry()).isEqualTo(1);
    }

    @Test
    void theTestWritesOneRegisterFromTheRingAndOneFromTheIndirectArea() {
        writer.writeTest();
        assertThat(dump(0))
                .isEqualTo("14010004 00000000 00000000 cafedead 00000000 11010004 00000000 00000005 00000000 00000000");
        assertThat(Packet.read(memory::indirect, 0, 5)).isEqualTo(new Packet.Write(true, 1, 0xCAFE_DEADL));
        assertThat(writer.isTestPassed()).isFalse();
        memory.setScratch(0, 0xCAFE_DEADL);
        assertThat(writer.isTestPassed()).isFalse();
        memory.setScratch(1, 0xCAFE_DEADL);
        assertThat(writer.isTestPassed()).isTrue();
    }

    @Test
    void whatIsLeftAtTheEndIsPadded() {
        for (int entry = 1; entry <= 7; entry++) {
            writer.write(entry, Work.nanos(1));
        }
        writer.write(8, Work.none().failing(Errno.EIO));
        memory.setReadPointer(writer.writePointer());
        assertThat(writer.hasRoom()).isTrue();
        assertThat(writer.writePointer()).isEqualTo(61);
        writer.write(9, Work.nanos(1));
        assertThat(dump(61)).startsWith("10000002 00000000 00000000 15000004");
        assertThat(writer.writePointer()).isEqualTo(72);
    }

    @Test
    void aFullRingHasNoRoomUntilTheDeviceHasRead() {
        long entry = 0;
        while (writer.hasRoom()) {
            writer.write(++entry, Work.nanos(1));
        }
        assertThat(entry).isEqualTo(5);
        memory.setReadPointer(8);
        assertThat(writer.hasRoom()).isTrue();
    }

    @Test
    void aRingThatIsOverfullIsABrokenRule() {
        assertThatIllegalStateException()
                .isThrownBy(() -> LongStream.rangeClosed(1, 9).forEach(entry -> writer.write(entry, Work.nanos(1))))
                .withMessageContaining("ring full");
    }

    @Test
    void aProgramKeepsItsPlaceUntilItsEntryIsOver() {
        Program half = new Program(Dwords.of(new int[Program.MOST_DWORDS]));
        writer.write(1, Work.of(half));
        assertThat(writer.hasRoom()).isTrue();
        writer.write(2, Work.of(SYNC));
        memory.setReadPointer(writer.writePointer());
        assertThat(writer.hasRoom())
                .as("the longest program would cross the end")
                .isFalse();
        writer.retire(1);
        assertThat(writer.hasRoom()).isTrue();
        writer.write(3, Work.of(half));
        assertThat(memory.indirect(4_096)).as("the program of entry 2").isEqualTo(0x1900_0000);
        assertThat(writer.hasRoom()).isFalse();
    }

    @Test
    void anEmptyRingHasRoomForAnyEntryWhereverItsPointersStand() {
        Work most = new Work(1, 1, Errno.EIO, new Program(Dwords.of(new int[Program.MOST_DWORDS])));
        for (int entry = 1; entry <= 1_000; entry++) {
            assertThat(writer.hasRoom()).as("entry %d", entry).isTrue();
            writer.write(entry, entry % 3 == 0 ? most : Work.of(SYNC));
            memory.setReadPointer(writer.writePointer());
            writer.retire(entry);
        }
    }

    @Test
    void aResetTakesEverythingOffAndWritesATestAgainThatWasNotExecuted() {
        writer.writeTest();
        writer.write(1, Work.of(SYNC));
        memory.setReadPointer(3);
        memory.setReadPointer(0);
        writer.reset(1, 0);
        assertThat(writer.lastEntry()).isZero();
        assertThat(writer.generation()).isEqualTo(1);
        assertThat(writer.writePointer()).isEqualTo(10);
        memory.setScratch(0, 0xCAFE_DEADL);
        memory.setScratch(1, 0xCAFE_DEADL);
        writer.reset(2, 1);
        assertThat(writer.writePointer()).isZero();
        assertThat(writer.lastEntry()).isEqualTo(1);
        assertThat(writer.hasRoom()).isTrue();
    }

    @Test
    void aDeviceThatResetsTheRingWhileTheHostWritesToItBreaksNothing() {
        for (int entry = 1; entry <= 20; entry++) {
            assertThat(writer.hasRoom()).isTrue();
            writer.write(entry, Work.nanos(1));
            memory.setReadPointer(writer.writePointer());
        }
        assertThat(writer.hasRoom()).isTrue();
        memory.setReadPointer(0);
        long entry = 20;
        while (writer.hasRoom()) {
            writer.write(++entry, Work.nanos(1));
        }
        assertThat(entry)
                .as("no more than it had room for, until the host hears of it")
                .isBetween(21L, 25L);
        writer.reset(1, 20);
        assertThat(writer.hasRoom()).isTrue();
    }
}
