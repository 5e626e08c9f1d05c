package dev.signalbox.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.signalbox.fence.Errno;
import dev.signalbox.fence.Refusal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeviceValuesTest {
    private static final Engine RENDER = new Engine("RCS0", "RCS", 4);

    @Test
    void workIsGivenInNanosecondsOrMicroseconds() {
        assertThat(Work.nanos(7)).isEqualTo(new Work(7, 0));
        assertThat(Work.micros(7)).isEqualTo(new Work(7_000, 0));
        assertThat(Work.none().nanos()).isZero();
    }

    @Test
    void onlyEndlessWorkIsEndless() {
        assertThat(Work.endless().isEndless()).isTrue();
        assertThat(Work.endless().preemptibleEvery(5).isEndless()).isTrue();
        assertThat(Work.none().isEndless()).isFalse();
        assertThat(Work.nanos(Work.MOST_NANOS).isEndless()).isFalse();
    }

    @Test
    void aValueThatCannotBeIsNotMade() {
        List<Long> tooMany = Collections.nCopies(65, 0L);
        List<ThrowingCallable> calls = List.of(
                () -> Work.micros(-1),
                () -> Work.micros(Long.MAX_VALUE),
                () -> Program.builder().dispatch(""),
                () -> new Packet.Dispatch("hash", tooMany),
                () -> new Packet.Nop(-1),
                () -> new Engine("RCS", "RCS", 0),
                () -> new DeviceDescription(" ", List.of(RENDER)));
        for (ThrowingCallable call : calls) {
            assertThatIllegalArgumentException().isThrownBy(call);
        }
    }

    @Test
    void preemptionLeavesTheDurationAlone() {
        assertThat(Work.nanos(9).preemptibleEvery(3)).isEqualTo(new Work(9, 3));
    }

    @ParameterizedTest
    @CsvSource({"-2,0", "5,-1", "-9223372036854775808,0"})
    void workOfANegativeTimeIsRefused(long nanos, long preempt) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Work(nanos, preempt))
                .withMessageContaining(String.valueOf(nanos));
    }

    @Test
    void workThatIsTooShortOrTooLongIsRefusedInTheUnitThatWasGiven() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Work.micros(-1))
                .withMessage("work lasts 0 to 1000000000000 us, not -1 us");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Work.nanos(-1))
                .withMessage("work lasts 0 to 1000000000000000 ns, not -1 ns");
        for (long micros : new long[] {Long.MAX_VALUE, Long.MAX_VALUE / 999, 1_000_000_000_001L}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Work.micros(micros))
                    .withMessageContaining("not " + micros + " us; what is to run until it is ended is Work.endless()");
        }
        assertThatIllegalArgumentException().isThrownBy(() -> Work.nanos(Long.MAX_VALUE));
        assertThat(Work.micros(1_000_000_000_000L)).isEqualTo(Work.nanos(Work.MOST_NANOS));
    }

    @ParameterizedTest
    @CsvSource({
        "' ',RCS,1,\"not ' ', 'RCS'\"",
        "RCS0,'',1,\"not 'RCS0', ''\"",
        "'a b/c',RCS,1,\"not 'a b/c', 'RCS'\"",
        "RCS0,RCS,0,\"1 to 65536 credits, not 0\"",
        "RCS0,RCS,-4,\"1 to 65536 credits, not -4\"",
        "RCS0,RCS,65537,\"1 to 65536 credits, not 65537\""
    })
    void anEngineNeedsANameAKindAndCredits(String name, String kind, int credits, String why) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Engine(name, kind, credits))
                .withMessageContaining(why.replace("\"", ""));
    }

    @Test
    void aDeviceNeedsAnEngine() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new DeviceDescription("card", List.of()))
                .withMessageContaining("'card'");
    }

    @Test
    void enginesOfADeviceHaveNamesOfTheirOwn() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new DeviceDescription("card", List.of(RENDER, new Engine("RCS0", "VCS", 1))))
                .withMessageContaining("RCS0");
    }

    @Test
    void aDeviceDoesNotChangeWithTheListItWasMadeFrom() {
        List<Engine> engines = new ArrayList<>(List.of(RENDER));
        DeviceDescription device = new DeviceDescription("card", engines);
        engines.add(new Engine("VCS0", "VCS", 1));
        assertThat(device.engines()).containsExactly(RENDER);
    }

    @ParameterizedTest
    @CsvSource({"-4096,0", "1,0", "0,4095", "0,-4096", "140737488355328,0"})
    void memoryIsWholePages(long vram, long system) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new DeviceDescription("card", List.of(RENDER), vram, system))
                .withMessageContaining("'card'")
                .withMessageContaining(String.valueOf(vram == 0 ? system : vram));
    }

    @Test
    void workKeepsWhatItIsNotTold() {
        Program program = Program.of(new Packet.PipelineSync());
        Work work = Work.nanos(5).with(program).failing(Errno.EIO).preemptibleEvery(2);
        assertThat(work).isEqualTo(new Work(5, 2, Errno.EIO, program));
        assertThat(Work.of(program)).isEqualTo(Work.none().with(program));
        assertThat(Work.none().program().isEmpty()).isTrue();
    }

    @Test
    void aProgramIsItsPacketsInTheirOrder() {
        List<Packet> packets = List.of(
                new Packet.Copy(1, 2, 3),
                new Packet.Fill(4, 8, 5),
                new Packet.Write(false, 8, 6),
                new Packet.Delay(7, 0),
                new Packet.Dispatch("hash", List.of(1L, 2L)),
                new Packet.Wait(8, Packet.Compare.LESS, 9),
                new Packet.PipelineSync(),
                new Packet.Timestamp(16),
                new Packet.PreemptionPoint(),
                new Packet.Nop(3));
        Program built = Program.builder()
                .copy(1, 2, 3)
                .fill(4, 8, 5)
                .write(8, 6)
                .delay(7)
                .dispatch("hash", 1, 2)
                .waitUntil(8, Packet.Compare.LESS, 9)
                .pipelineSync()
                .timestamp(16)
                .preemptionPoint()
                .add(new Packet.Nop(3))
                .build();
        assertThat(built).isEqualTo(Program.of(packets));
        assertThat(built.packets()).isEqualTo(packets);
    }

    @Test
    void aProgramOfGarbageHasThePacketsBeforeTheGarbage() {
        assertThat(new Program(Dwords.of(0x1900_0000, 0, 0x1900_0000)).packets())
                .containsExactly(new Packet.PipelineSync());
    }

    @Test
    void aProgramThatIsTooLongIsRefused() {
        assertThat(new Program(Dwords.of(new int[Program.MOST_DWORDS])).code().size())
                .isEqualTo(Program.MOST_DWORDS);
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> new Program(Dwords.of(new int[Program.MOST_DWORDS + 1])))
                .withMessageContaining("4097")
                .extracting(Refusal::errno)
                .isEqualTo(Errno.E2BIG);
    }

    @Test
    void dwordsAreAValue() {
        int[] words = {1, -1};
        Dwords dwords = Dwords.of(words);
        words[0] = 7;
        dwords.toArray()[1] = 7;
        assertThat(dwords).isEqualTo(Dwords.of(1, -1)).hasSameHashCodeAs(Dwords.of(1, -1));
        assertThat(dwords).isNotEqualTo(Dwords.of(1)).isNotEqualTo(Dwords.none());
        assertThat(Dwords.of(new int[] {1, -1, 5}, 2)).isEqualTo(dwords);
        assertThat(Dwords.of(new int[3], 0)).isSameAs(Dwords.none());
        assertThat(Dwords.of(List.of())).isSameAs(Dwords.none());
        assertThat(dwords.size()).isEqualTo(2);
        assertThat(dwords.dword(1)).isEqualTo(-1);
    }

    @ParameterizedTest
    @CsvSource({"0,0", "-4,0", "48,0", "64,3", "64,-1"})
    void aRingHasAPowerOfTwoOfDwords(int dwords, int indirect) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RingMemory(dwords, indirect))
                .withMessageContaining(dwords + ", " + indirect);
    }

    @Test
    void thePlaceOfADwordIsItsNumberModuloTheSize() {
        RingMemory ring = new RingMemory(8, 0);
        assertThat(ring.write(new Packet.Fence(true, 7), 8L * Integer.MAX_VALUE + 5))
                .isEqualTo(8L * Integer.MAX_VALUE + 8);
        assertThat(ring.dword(5)).isEqualTo(0x1801_0002);
        assertThat(ring.dword(14)).isEqualTo(7);
        assertThat(ring.dword(8_000_000_006L)).isEqualTo(7);
    }

    @Test
    void hostAndDeviceSeeTheSamePointersRegistersAndPrograms() {
        RingMemory ring = new RingMemory(8, 16);
        ring.setReadPointer(1L << 40);
        ring.writeFence(1L << 41);
        ring.setScratch(RingMemory.SCRATCH_REGISTERS - 1, -1);
        ring.writeIndirect(Dwords.of(5, 6), 14);
        assertThat(ring.readPointer()).isEqualTo(1L << 40);
        assertThat(ring.fence()).isEqualTo(1L << 41);
        assertThat(ring.scratch(RingMemory.SCRATCH_REGISTERS - 1)).isEqualTo(-1);
        assertThat(List.of(ring.indirect(13), ring.indirect(14), ring.indirect(15)))
                .containsExactly(0, 5, 6);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 4096, true",
        "4096, 4096, true",
        "4096, 4097, false",
        "8192, 0, true",
        "8193, 0, false",
        "-1, 1, false",
        "0, -1, false",
        "0, 9223372036854775807, false",
        "70368744177664, 4096, true",
        "70368744177664, 4097, false",
        "70368744181760, 1, false"
    })
    void memoryContainsVramFrom0AndSystemMemoryFromItsStart(long address, long bytes, boolean contained) {
        assertThat(new Sizes(8_192, 4_096).contains(address, bytes)).isEqualTo(contained);
    }

    @ParameterizedTest
    @CsvSource({"0, 4096", "1, 2097152", "2, 1073741824", "3, 549755813888"})
    void anEntryOfAPageTableCovers512TimesWhatOneBelowItDoes(int level, long bytes) {
        assertThat(PageTableEntry.bytes(level)).isEqualTo(bytes);
        assertThat(PageTableEntry.index(5 * bytes, level)).isEqualTo(5);
        assertThat(PageTableEntry.index(5 * bytes - 1, level)).isEqualTo(4);
        assertThat(PageTableEntry.index(-1, level)).isEqualTo(PageTableEntry.ENTRIES - 1);
    }

    @Test
    void anEntryOfAPageTableSaysWhereWhatItMapsIsAndWhatMayBeDoneThere() {
        long physical = DeviceMemory.SYSTEM + 5 * DeviceMemory.PAGE;
        long table = PageTableEntry.table(physical);
        long readOnly = PageTableEntry.leaf(physical, false);
        long writable = PageTableEntry.leaf(physical, true);
        assertThat(List.of(table, readOnly, writable))
                .allMatch(PageTableEntry::isValid)
                .allMatch(entry -> PageTableEntry.address(entry) == physical);
        assertThat(PageTableEntry.isLeaf(table)).isFalse();
        assertThat(PageTableEntry.isLeaf(readOnly)).isTrue();
        assertThat(PageTableEntry.isWritable(readOnly)).isFalse();
        assertThat(PageTableEntry.isWritable(writable)).isTrue();
        assertThat(PageTableEntry.isValid(PageTableEntry.NONE)).isFalse();
    }

    @Test
    void aCommandCallsItsOwnMethodOfTheHandler() {
        List<DeviceCommand> heard = new ArrayList<>();
        DeviceCommand.Handler handler = new Recorder(heard);
        List<DeviceCommand> commands = List.of(
                new DeviceCommand.Doorbell(1, 0, 3),
                new DeviceCommand.EndEntry(1, 1, Errno.ECANCELED),
                new DeviceCommand.HastenEntry(1, 1, 5),
                new DeviceCommand.ResolveFault(1, 0, 1, true),
                new DeviceCommand.Reset(1, 0, 1, ResetScope.ENGINE),
                new DeviceCommand.AskProgress(1, 0),
                new DeviceCommand.MemoryWritten());
        commands.forEach(command -> command.accept(handler));
        assertThat(heard).isEqualTo(commands);
        assertThat(DeviceCommand.class.getPermittedSubclasses()).hasSameSizeAs(commands);
    }

    /** Memory that is nothing but its sizes. */
    private record Sizes(long vramBytes, long systemBytes) implements DeviceMemory {
        @Override
        public int readInt(long address) {
            return 0;
        }

        @Override
        public void writeInt(long address, int value) {}

        @Override
        public long readLong(long address) {
            return 0;
        }

        @Override
        public void writeLong(long address, long value) {}

        @Override
        public void copy(long to, long from, long bytes) {}

        @Override
        public void fill(long to, long bytes, int value) {}

        @Override
        public void losePower() {}

        @Override
        public long heldBytes() {
            return 0;
        }
    }

    private record Recorder(List<DeviceCommand> heard) implements DeviceCommand.Handler {
        @Override
        public void onDoorbell(DeviceCommand.Doorbell doorbell) {
            heard.add(doorbell);
        }

        @Override
        public void onEndEntry(DeviceCommand.EndEntry end) {
            heard.add(end);
        }

        @Override
        public void onHastenEntry(DeviceCommand.HastenEntry hasten) {
            heard.add(hasten);
        }

        @Override
        public void onResolveFault(DeviceCommand.ResolveFault resolve) {
            heard.add(resolve);
        }

        @Override
        public void onReset(DeviceCommand.Reset reset) {
            heard.add(reset);
        }

        @Override
        public void onAskProgress(DeviceCommand.AskProgress ask) {
            heard.add(ask);
        }

        @Override
        public void onMemoryWritten(DeviceCommand.MemoryWritten written) {
            heard.add(written);
        }
    }
}
