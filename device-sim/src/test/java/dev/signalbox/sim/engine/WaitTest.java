package dev.signalbox.sim.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.device.DeviceMemory;
import dev.signalbox.device.Packet;
import dev.signalbox.fence.Errno;
import dev.signalbox.sim.memory.SparseMemory;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Waits for memory at 64 KiB in address space 1, which is physical page 9. */
class WaitTest {
    private static final long AT = 0x1_0000;
    private static final long PHYSICAL = 9L * DeviceMemory.PAGE;

    private final SparseMemory memory = new SparseMemory(1 << 20, 1 << 20);
    private final Bench bench = bench(GpuSpec.plain(3));

    private Bench bench(GpuSpec spec) {
        Mapping mapping = new Mapping(memory, DeviceMemory.SYSTEM);
        mapping.map(AT, PHYSICAL, true);
        Bench made = new Bench(spec, memory, Failures.NONE);
        for (int ring = 0; ring < spec.rings(); ring++) {
            made.write(ring, new Packet.Space(1, mapping.root));
        }
        return made;
    }

    private static void submit(Bench bench, int ring, long now, Packet... packets) {
        bench.submit(ring, now, bench.program(ring, 1, packets));
    }

    private static Packet until(Packet.Compare compare, long value) {
        return new Packet.Wait(AT, compare, value);
    }

    private static Packet write(long value) {
        return new Packet.Write(false, AT, value);
    }

    @ParameterizedTest
    @CsvSource({
        "EQUAL, 5, 5, true",
        "EQUAL, 5, 6, false",
        "NOT_EQUAL, 0, 1, true",
        "AT_LEAST, 5, 4, false",
        "AT_LEAST, 5, 5, true",
        "AT_LEAST, 5, -1, true",
        "LESS, -1, 9, true"
    })
    void itGoesOnWhenMemoryCompares(Packet.Compare compare, long value, long written, boolean goesOn) {
        memory.writeLong(PHYSICAL, compare == Packet.Compare.LESS ? -1 : 0);
        submit(bench, 0, 0, until(compare, value));
        assertThat(bench.said()).isEmpty();
        assertThat(bench.gpu.nextEvent()).isEqualTo(Long.MAX_VALUE);
        submit(bench, 1, 30, write(written));
        assertThat(bench.fences(0)).isEqualTo(goesOn ? List.of("30 fence 0:1") : List.of());
    }

    @Test
    void whatHoldsAlreadyIsNotWaitedFor() {
        submit(bench, 0, 4, until(Packet.Compare.EQUAL, 0));
        assertThat(bench.said()).containsExactly("4 fence 0:1");
    }

    @Test
    void aValueThatIsThereForNoTimeIsSeen() {
        submit(bench, 0, 0, until(Packet.Compare.EQUAL, 1));
        submit(bench, 2, 0, until(Packet.Compare.EQUAL, 2));
        submit(bench, 1, 10, write(1), write(2), write(3));
        assertThat(bench.said()).containsExactly("10 fence 0:1", "10 fence 1:1", "10 fence 2:1");
    }

    @Test
    void theHostWritesAndSaysSo() {
        submit(bench, 0, 0, until(Packet.Compare.EQUAL, 1));
        memory.writeLong(PHYSICAL, 1);
        bench.run(50);
        assertThat(bench.said()).isEmpty();
        bench.memoryWritten(60);
        assertThat(bench.said()).containsExactly("60 fence 0:1");
    }

    @Test
    void twoUnitsWaitForEachOther() {
        submit(bench, 0, 0, write(1), until(Packet.Compare.EQUAL, 2), write(3), new Packet.Delay(10, 0));
        submit(bench, 1, 5, until(Packet.Compare.EQUAL, 1), write(2), until(Packet.Compare.EQUAL, 3));
        bench.run(100);
        assertThat(bench.said()).containsExactly("5 fence 1:1", "15 fence 0:1");
    }

    @Test
    void aWaitCanBeEnded() {
        submit(bench, 0, 0, until(Packet.Compare.EQUAL, 1), write(7));
        bench.end(0, 1, Errno.ECANCELED, 20);
        submit(bench, 1, 30, write(1));
        assertThat(bench.said()).containsExactly("20 fence 0:1 ECANCELED@1", "30 fence 1:1");
        assertThat(memory.readLong(PHYSICAL)).isEqualTo(1);
    }

    @Test
    void aUnitExecutesAnotherRingWhileOneWaits() {
        Bench one = bench(
                new GpuSpec(List.of(GpuSpec.Unit.of(0).withRing(1, 1).withCosts(new GpuSpec.Costs(2, 0, 0, 0, 0)))));
        submit(one, 1, 0, until(Packet.Compare.EQUAL, 1), new Packet.Delay(5, 0));
        submit(one, 0, 10, new Packet.Delay(20, 4), write(1), new Packet.Delay(20, 4));
        one.run(1_000);
        assertThat(one.said())
                .as("12: loaded; 32: written; 36: preempted; 38: loaded; 45: loaded again with 16 to go")
                .containsExactly("43 fence 1:1", "61 fence 0:1");
    }

    @Test
    void aUnitThatWaitsOnAllItsRingsGoesOnWithTheFirstThatNeedNotWait() {
        Bench one = bench(new GpuSpec(List.of(GpuSpec.Unit.of(0, 1), GpuSpec.Unit.of(2))));
        submit(one, 0, 0, until(Packet.Compare.EQUAL, 2));
        submit(one, 1, 0, until(Packet.Compare.EQUAL, 1));
        submit(one, 2, 10, write(1), new Packet.Delay(10, 0), write(2));
        one.run(100);
        assertThat(one.said()).containsExactly("10 fence 1:1", "20 fence 0:1", "20 fence 2:1");
    }
}
