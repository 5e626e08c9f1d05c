package dev.signalbox.sim.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.device.DeviceMemory;
import dev.signalbox.device.Dwords;
import dev.signalbox.device.Packet;
import dev.signalbox.event.DeviceFact.PagesAccessed;
import dev.signalbox.event.PageRange;
import dev.signalbox.fence.Errno;
import dev.signalbox.sim.kernel.Kernel;
import dev.signalbox.sim.kernel.KernelMemory;
import dev.signalbox.sim.kernel.Kernels;
import dev.signalbox.sim.memory.SparseMemory;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Packets that access memory, in address space 1: 16 pages from 64 KiB on, which stand in the opposite order in VRAM. */
class MemoryPacketsTest {
    private static final int PAGE = DeviceMemory.PAGE;
    private static final int PAGES = 16;
    private static final long BASE = 0x1_0000;
    private static final long READ_ONLY = 0x9_0000;
    private static final long UNMAPPED = 0x8_0000;

    private final SparseMemory memory = new SparseMemory(1 << 20, 1 << 20);
    private final Mapping mapping = new Mapping(memory, DeviceMemory.SYSTEM);
    private final Bench bench = bench(new GpuSpec(List.of(
                    GpuSpec.Unit.of(0).withBandwidth(100), GpuSpec.Unit.of(1).withBandwidth(1_000)))
            .withReportAccesses(true));

    private Bench bench(GpuSpec spec) {
        for (int page = 0; page < PAGES; page++) {
            mapping.map(BASE + (long) page * PAGE, (long) (PAGES - page) * PAGE, true);
        }
        mapping.map(READ_ONLY, 40L * PAGE, false);
        Bench made = new Bench(spec, memory, Failures.NONE);
        made.write(0, new Packet.Space(1, mapping.root));
        if (spec.rings() > 1) {
            made.write(1, new Packet.Space(1, mapping.root));
        }
        return made;
    }

    private static long physical(long virtual) {
        long page = (virtual - BASE) / PAGE;
        return (PAGES - page) * PAGE + virtual % PAGE;
    }

    private long read(long virtual) {
        return memory.readLong(physical(virtual));
    }

    private void submit(int ring, long now, Packet... packets) {
        bench.submit(ring, now, bench.program(ring, 1, packets));
    }

    @Test
    void aWriteIsThereWhenThePacketBehindItStarts() {
        submit(0, 7, new Packet.Write(false, BASE + 8, -5), new Packet.Timestamp(BASE + 16), new Packet.Delay(10, 0));
        assertThat(read(BASE + 8)).isEqualTo(-5);
        assertThat(read(BASE + 16)).isEqualTo(7);
        bench.run(100);
        assertThat(bench.said()).containsExactly("17 fence 0:1");
    }

    @Test
    void theEffectOfAPacketComesWhenItIsDone() {
        submit(0, 0, new Packet.Fill(BASE, 400, 0x11));
        bench.run(3_999);
        assertThat(memory.readInt(physical(BASE)))
                .as("400 bytes at 100 bytes/us take 4 us")
                .isEqualTo(0);
        bench.run(4_000);
        assertThat(memory.readInt(physical(BASE + 396))).isEqualTo(0x11);
        assertThat(bench.said()).containsExactly("4000 fence 0:1");
    }

    @Test
    void aPacketThatIsCutOffHasNoEffect() {
        submit(0, 0, new Packet.Fill(BASE, 400, 0x11));
        bench.end(0, 1, Errno.ECANCELED, 3_999);
        assertThat(memory.readInt(physical(BASE))).isEqualTo(0);
        submit(0, 5_000, new Packet.Fill(BASE, 100, 0x12));
        bench.run(10_000);
        assertThat(bench.said()).containsExactly("3999 fence 0:1 ECANCELED@1", "6000 fence 0:2");
    }

    @ParameterizedTest
    @MethodSource("overlaps")
    void aCopyIsAsIfThroughAThirdPlaceThoughPagesAreScattered(long to, long from, int bytes) {
        for (int i = 0; i < bytes; i++) {
            writeByte(BASE + from + i, (byte) (i * 7 + i / 256));
        }
        submit(1, 0, new Packet.Copy(BASE + to, BASE + from, bytes));
        bench.run(1_000_000);
        assertThat(bench.said()).hasSize(1);
        for (int i = 0; i < bytes; i++) {
            assertThat(readByte(BASE + to + i)).as("byte %d", i).isEqualTo((byte) (i * 7 + i / 256));
        }
    }

    static Stream<Arguments> overlaps() {
        return Stream.of(
                        List.of(0, PAGE, 3 * PAGE),
                        List.of(PAGE, 0, 3 * PAGE),
                        List.of(5, 2, 2 * PAGE + 3),
                        List.of(2, 5, 2 * PAGE + 3),
                        List.of(8 * PAGE, 1, 3 * PAGE),
                        List.of(17, 40, 9),
                        List.of(0, 0, 0))
                .map(each -> Arguments.of(each.toArray()));
    }

    private void writeByte(long virtual, byte value) {
        long at = physical(virtual);
        int shift = (int) (at % 4) * 8;
        memory.writeInt(at & ~3L, (memory.readInt(at & ~3L) & ~(0xFF << shift)) | ((value & 0xFF) << shift));
    }

    private byte readByte(long virtual) {
        long at = physical(virtual);
        return (byte) (memory.readInt(at & ~3L) >>> ((int) (at % 4) * 8));
    }

    @ParameterizedTest
    @MethodSource("senseless")
    void whatMakesNoSenseEndsTheEntryAndNothingElse(Packet packet) {
        submit(0, 0, packet, new Packet.Write(false, BASE, 1));
        submit(0, 0, new Packet.Write(false, BASE + 8, 2));
        bench.run(100);
        assertThat(bench.said()).containsExactly("0 fence 0:1 EINVAL@1", "0 fence 0:2");
        assertThat(read(BASE)).isEqualTo(0);
        assertThat(read(BASE + 8)).isEqualTo(2);
    }

    static Stream<Packet> senseless() {
        return Stream.of(
                new Packet.Write(false, BASE + 4, 1),
                new Packet.Write(true, 4, 1),
                new Packet.Write(true, -1, 1),
                new Packet.Timestamp(BASE + 1),
                new Packet.Wait(BASE + 2, Packet.Compare.EQUAL, 0),
                new Packet.Fill(BASE + 1, 4, 0),
                new Packet.Fill(BASE, 5, 0),
                new Packet.Fill(-8, 16, 0),
                new Packet.Copy(BASE, -4, 8),
                new Packet.Copy(BASE, BASE + PAGE, -1),
                new Packet.Dispatch("unknown", List.of()),
                new Packet.Dispatch("hash", List.of(1L)),
                new Packet.Delay(-2, 0),
                new Packet.Delay(5, -1),
                new Packet.Space(1, 0),
                new Packet.Flush(true, false, 0),
                new Packet.Fence(true, 1),
                new Packet.Indirect(true, 0, 1, 0),
                new Packet.Indirect(false, 2, 1, BASE),
                new Packet.Indirect(false, 1, 1, BASE + 2),
                new Packet.Indirect(false, 1, -1, BASE));
    }

    @Test
    void dwordsThatAreNoPacketEndTheEntry() {
        bench.ring(0).writeIndirect(Dwords.of(0x7700_0000), 100);
        bench.submit(0, 0, new Packet.Indirect(true, 1, 1, 100));
        bench.submit(0, 0, new Packet.Indirect(true, 1, 1, 4_096));
        bench.submit(0, 0);
        assertThat(bench.said()).containsExactly("0 fence 0:1 EINVAL@1", "0 fence 0:2 EINVAL@2", "0 fence 0:3");
    }

    @ParameterizedTest
    @MethodSource("faulting")
    void anAccessThatIsNotMappedForThatEndsTheEntry(Packet packet, String fault) {
        submit(0, 0, packet, new Packet.Write(false, BASE, 1));
        submit(0, 0, new Packet.Write(false, BASE + 8, 2));
        assertThat(bench.said()).containsExactly("0 fault 0:1 " + fault, "0 fence 0:1 EFAULT@1", "0 fence 0:2");
        assertThat(read(BASE)).isEqualTo(0);
    }

    static Stream<Arguments> faulting() {
        return Stream.of(
                        List.of(new Packet.Write(false, UNMAPPED, 1), "write 0x80000 in 1 UNMAPPED"),
                        List.of(new Packet.Write(false, READ_ONLY, 1), "write 0x90000 in 1 READ_ONLY"),
                        List.of(new Packet.Timestamp(READ_ONLY + 8), "write 0x90008 in 1 READ_ONLY"),
                        List.of(new Packet.Wait(UNMAPPED, Packet.Compare.EQUAL, 0), "read 0x80000 in 1 UNMAPPED"),
                        List.of(new Packet.Fill(BASE + 15 * PAGE, 2 * PAGE, 3), "write 0x20000 in 1 UNMAPPED"),
                        List.of(new Packet.Copy(READ_ONLY, BASE, 8), "write 0x90000 in 1 READ_ONLY"),
                        List.of(new Packet.Copy(BASE, READ_ONLY + 8, PAGE), "read 0x91000 in 1 UNMAPPED"),
                        List.of(
                                new Packet.Dispatch("hash", List.of(BASE, 4L, UNMAPPED)),
                                "write 0x80000 in 1 UNMAPPED"),
                        List.of(new Packet.Indirect(false, 0, 2, UNMAPPED), "read 0x80000 in 1 UNMAPPED"))
                .map(each -> Arguments.of(each.toArray()));
    }

    @Test
    void whoHasNoAddressSpaceReachesNothing() {
        bench.submit(0, 0, new Packet.Write(false, BASE, 1));
        bench.submit(0, 0, new Packet.Indirect(false, 5, 2, BASE));
        assertThat(bench.said())
                .containsExactly(
                        "0 fault 0:1 write 0x10000 in 0 NO_SPACE",
                        "0 fence 0:1 EFAULT@1",
                        "0 fault 0:2 read 0x10000 in 5 NO_SPACE",
                        "0 fence 0:2 EFAULT@2");
    }

    @Test
    void aDeviceWithoutMemoryFaultsToo() {
        Bench without = new Bench(GpuSpec.plain(1));
        without.submit(0, 0, new Packet.Space(1, 0), without.program(0, 1, new Packet.Write(false, BASE, 1)));
        assertThat(without.said()).hasSize(2).last().isEqualTo("0 fence 0:1 EFAULT@1");
    }

    @Test
    void indirectBuffersInMemoryNestOnce() {
        put(BASE + PAGE - 8, new Packet.Write(false, BASE + 2 * PAGE, 5), new Packet.Delay(20, 0));
        put(
                BASE + 3 * PAGE,
                new Packet.Indirect(false, 0, 10, BASE + PAGE - 8),
                new Packet.Write(false, BASE + 2 * PAGE + 8, 6));
        bench.submit(0, 0, new Packet.Indirect(false, 1, 10, BASE + 3 * PAGE));
        submit(0, 0, new Packet.Indirect(false, 1, 10, BASE + 3 * PAGE));
        bench.run(100);
        assertThat(bench.said()).containsExactly("20 fence 0:2 EINVAL@2");
        assertThat(read(BASE + 2 * PAGE)).isEqualTo(5);
        assertThat(read(BASE + 2 * PAGE + 8)).isEqualTo(6);
    }

    private void put(long virtual, Packet... packets) {
        Dwords code = Dwords.of(List.of(packets));
        for (int i = 0; i < code.size(); i++) {
            memory.writeInt(physical(virtual + 4L * i), code.dword(i));
        }
    }

    @Test
    void aKernelTakesTheLongerOfItsTimeAndItsBytes() {
        Kernel slow = kernel(9_000, 800);
        Kernel large = kernel(100, 800);
        GpuSpec.Unit unit = GpuSpec.Unit.of(0).withBandwidth(100).withSpeed(2);
        Bench alone = bench(new GpuSpec(List.of(unit))
                .withKernels(Kernels.builtIn().with("slow", slow).with("large", large)));
        alone.submit(0, 0, alone.program(0, 1, new Packet.Dispatch("large", List.of())));
        alone.run(8_000);
        alone.submit(0, 10_000, alone.program(0, 1, new Packet.Dispatch("slow", List.of())));
        alone.submit(0, 10_000, alone.program(0, 1, new Packet.Dispatch("slow", List.of())));
        alone.run(100_000);
        assertThat(alone.said()).containsExactly("8000 fence 0:1", "18000 fence 0:2", "26000 fence 0:3");
        assertThat(read(BASE)).as("each adds one").isEqualTo(3);
    }

    private static Kernel kernel(long nanos, long bytes) {
        return new Kernel() {
            @Override
            public List<Use> uses(long[] arguments) {
                return List.of(new Use(BASE, bytes, true));
            }

            @Override
            public long nanos(long[] arguments) {
                return nanos;
            }

            @Override
            public void run(KernelMemory reached, long[] arguments) {
                reached.writeLong(BASE, reached.readLong(BASE) + 1);
            }
        };
    }

    /** What a kernel can throw without saying so. */
    private enum Thrown {
        ARITHMETIC {
            @Override
            void happen() {
                throw new ArithmeticException("by zero");
            }
        },
        ASSERTION {
            @Override
            void happen() {
                throw new AssertionError("wrong");
            }
        },
        LINKAGE {
            @Override
            void happen() {
                throw new NoClassDefFoundError("Missing");
            }
        },
        STACK {
            @Override
            void happen() {
                List.of(this).forEach(Thrown::happen);
            }
        },
        MEMORY {
            @Override
            void happen() {
                throw new OutOfMemoryError("Java heap space");
            }
        };

        abstract void happen();
    }

    /** A kernel that throws at one of its calls. */
    private static Kernel throwing(Thrown what, String where) {
        return new Kernel() {
            private void at(String place) {
                if (place.equals(where)) {
                    what.happen();
                }
            }

            @Override
            public List<Use> uses(long[] arguments) {
                at("uses");
                return List.of(new Use(BASE, 8, true));
            }

            @Override
            public long nanos(long[] arguments) {
                at("nanos");
                return 100;
            }

            @Override
            public void run(KernelMemory reached, long[] arguments) {
                reached.writeLong(BASE, 1);
                at("run");
            }
        };
    }

    static Stream<Arguments> throwsAnything() {
        return Stream.of(Thrown.values())
                .flatMap(what -> Stream.of(
                        Arguments.of(what, "uses", "0 fence 0:1 EINVAL@1", 0),
                        Arguments.of(what, "nanos", "0 fence 0:1 EINVAL@1", 0),
                        Arguments.of(what, "run", "100 fence 0:1 EIO@1", 1)));
    }

    @ParameterizedTest
    @MethodSource("throwsAnything")
    void aKernelThatThrowsEndsItsEntryAndNothingElse(Thrown what, String where, String said, long written) {
        Bench alone = bench(new GpuSpec(List.of(GpuSpec.Unit.of(0)))
                .withReportAccesses(true)
                .withKernels(Kernels.builtIn().with("throws", throwing(what, where))));
        Packet dispatch = new Packet.Dispatch("throws", List.of());
        alone.submit(0, 0, alone.program(0, 1, dispatch, dispatch, new Packet.Delay(1_000, 0)));
        alone.run(5_000);
        alone.submit(0, 5_000, alone.program(0, 1, new Packet.Write(false, BASE + 8, 2)));
        assertThat(alone.said()).containsExactly(said, "5000 fence 0:2");
        assertThat(read(BASE)).as("what it wrote before").isEqualTo(written);
        assertThat(alone.facts(PagesAccessed.class).filter(fact -> fact.entry() == 1))
                .hasSize((int) written);
        assertThat(alone.thrown).singleElement().asString().startsWith("throws in 0:1: java.lang.");
    }

    @Test
    void aKernelThatReachesOutOfWhatItHasDeclaredEndsWithEfault() {
        Bench alone = bench(new GpuSpec(List.of(GpuSpec.Unit.of(0)))
                .withKernels(Kernels.builtIn().with("wild", kernel(0, 4))));
        alone.submit(0, 0, alone.program(0, 1, new Packet.Dispatch("wild", List.of())));
        assertThat(alone.said()).containsExactly("0 fence 0:1 EFAULT@1");
        assertThat(alone.thrown)
                .singleElement()
                .asString()
                .contains("wild in 0:1", "is not what the kernel has declared");
    }

    @Test
    void unitsShareTheBandwidthOfTheMemory() {
        GpuSpec.Unit unit = GpuSpec.Unit.of(0).withBandwidth(100);
        Bench shared = bench(new GpuSpec(List.of(unit, GpuSpec.Unit.of(1).withBandwidth(100))).withBandwidth(100));
        shared.submit(0, 0, shared.program(0, 1, new Packet.Fill(BASE, 1_000, 1)));
        shared.submit(1, 4_000, shared.program(1, 1, new Packet.Fill(BASE + PAGE, 600, 1)));
        shared.run(1_000_000);
        assertThat(shared.said())
                .as("both at half the rate from 4 us on, until either has moved its last 600 bytes")
                .containsExactly("16000 fence 0:1", "16000 fence 1:1");
    }

    @Test
    void whatAnEntryHasAccessedIsReportedBeforeItsInterrupt() {
        submit(
                0,
                0,
                new Packet.Copy(BASE + 4 * PAGE, BASE, 2L * PAGE),
                new Packet.Fill(BASE + PAGE, 4, 1),
                new Packet.Wait(BASE + 9 * PAGE, Packet.Compare.EQUAL, 0));
        submit(0, 0);
        bench.run(1_000_000);
        assertThat(bench.facts(PagesAccessed.class))
                .containsExactly(new PagesAccessed(
                        bench.told.get(0).time(),
                        0,
                        1,
                        List.of(new PageRange(16, 1)),
                        List.of(new PageRange(11, 2), new PageRange(15, 1))));
    }

    @Test
    void walksAndFlushesCost() {
        GpuSpec.Unit unit = GpuSpec.Unit.of(0).withCosts(new GpuSpec.Costs(0, 5, 1_000, 100, 10));
        Bench costly = bench(new GpuSpec(List.of(unit)));
        costly.submit(
                0,
                0,
                new Packet.Flush(true, true, 1),
                costly.program(0, 1, new Packet.Fill(BASE, 2 * PAGE, 1), new Packet.Fill(BASE, 2 * PAGE, 1)),
                new Packet.PipelineSync());
        costly.run(10_000);
        assertThat(costly.said())
                .as("one flush of each kind, two walks, one sync")
                .containsExactly("1125 fence 0:1");
    }

    @Test
    void aFlushThatNeverEndsNeverEnds() {
        GpuSpec.Unit unit =
                GpuSpec.Unit.of(0).withCosts(new GpuSpec.Costs(0, 0, Long.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE));
        Bench costly = bench(new GpuSpec(List.of(unit)));
        costly.submit(0, 10, new Packet.Flush(true, true, 1), new Packet.Delay(1, 0));
        costly.run(1_000_000);
        assertThat(costly.said()).isEmpty();
        assertThat(costly.gpu.nextEvent()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void whoGetsInWaitsForTheWalkBeforeTheDelayAsWell() {
        GpuSpec.Unit unit = GpuSpec.Unit.of(0).withRing(1, 5).withCosts(new GpuSpec.Costs(0, 0, 0, 0, 10));
        Bench costly = bench(new GpuSpec(List.of(unit)));
        put(BASE, new Packet.Delay(100, 20));
        int dwords = new Packet.Delay(100, 20).dwords();
        costly.submit(0, 0, costly.program(0, 1, new Packet.Indirect(false, 1, dwords, BASE)));
        costly.run(5);
        costly.submit(1, 5, new Packet.Delay(10, 0));
        costly.run(10_000);
        assertThat(costly.said())
                .as("10 ns of the walk, 20 ns to the first place of the delay")
                .containsExactly("40 fence 1:1", "120 fence 0:1");
    }

    @Test
    void aTranslationIsRememberedUntilItIsFlushed() {
        submit(0, 0, new Packet.Write(false, BASE, 1));
        mapping.map(BASE, 50L * PAGE, true);
        submit(0, 1, new Packet.Write(false, BASE, 2));
        bench.submit(0, 2, new Packet.Flush(true, false, 1), bench.program(0, 1, new Packet.Write(false, BASE, 3)));
        assertThat(read(BASE)).isEqualTo(2);
        assertThat(memory.readLong(50L * PAGE)).isEqualTo(3);
    }
}
