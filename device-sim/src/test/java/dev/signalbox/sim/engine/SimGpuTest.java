package dev.signalbox.sim.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.device.DeviceCommand.Doorbell;
import dev.signalbox.device.Packet;
import dev.signalbox.device.Work;
import dev.signalbox.fence.Errno;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Entries of rings that have a unit each. */
class SimGpuTest {
    private static final Packet ENDLESS = new Packet.Delay(Work.ENDLESS, 0);

    private final Bench bench = new Bench(GpuSpec.plain(2));

    private static Packet delay(long nanos) {
        return new Packet.Delay(nanos, 0);
    }

    private static Packet scratch(int register, long value) {
        return new Packet.Write(true, register, value);
    }

    @Test
    void anEntryDoesNotStartBeforeItWasPublishedThoughTheHostLooksLate() {
        bench.submit(0, 0, delay(100));
        bench.submit(0, 170, delay(50));
        assertThat(bench.gpu.nextEvent()).isEqualTo(220);
        bench.lookAt(219);
        assertThat(bench.said()).containsExactly("170 fence 0:1");
    }

    @Test
    void anEntryThatWasPublishedInTimeStartsWhenTheOneBeforeItEnded() {
        bench.submit(0, 0, delay(100));
        bench.submit(0, 70, delay(50));
        bench.lookAt(1_000);
        bench.submit(0, 1_000, delay(1));
        assertThat(bench.said()).containsExactly("1000 fence 0:2");
        assertThat(bench.gpu.nextEvent()).isEqualTo(1_001);
    }

    @Test
    void oneInterruptCoversAllThatIsDoneInAStepWithItsFailures() {
        for (int i = 0; i < 3; i++) {
            bench.write(0, new Packet.Trap(Errno.EIO), new Packet.Trap(Errno.EPERM));
            bench.write(0, new Packet.Fence(true, 2 * i + 1), new Packet.Fence(true, 2 * i + 2));
        }
        bench.doorbell(0, 5);
        assertThat(bench.said()).containsExactly("5 fence 0:6 EIO@1 EIO@3 EIO@5");
    }

    @Test
    void interruptsOfOneStepComeInTheOrderOfTheRings() {
        bench.submit(1, 0, delay(10));
        bench.submit(0, 0, delay(20));
        bench.lookAt(30);
        assertThat(bench.said()).containsExactly("30 fence 0:1", "30 fence 1:1");
    }

    @Test
    void aFenceThatAsksForNoInterruptIsWrittenBackAndToldWithTheNext() {
        bench.write(0, new Packet.Fence(false, 1));
        bench.doorbell(0, 0);
        assertThat(bench.said()).isEmpty();
        assertThat(bench.ring(0).fence()).isEqualTo(1);
        bench.goOnAfter(0, 1);
        bench.submit(0, 3);
        assertThat(bench.said()).containsExactly("3 fence 0:2");
    }

    @Test
    void theReadPointerPassesAPacketWhenItIsDone() {
        bench.write(0, scratch(0, 7));
        long behindWrite = bench.writePointer(0);
        bench.submit(0, 0, delay(10));
        assertThat(bench.ring(0).readPointer()).isEqualTo(behindWrite);
        bench.run(10);
        assertThat(bench.ring(0).readPointer()).isEqualTo(bench.writePointer(0));
        assertThat(bench.ring(0).scratch(0)).isEqualTo(7);
    }

    @Test
    void aRingGoesAroundItsEnd() {
        for (int i = 1; i <= 2_000; i++) {
            bench.submit(0, i, delay(1));
            bench.run(i + 1);
            assertThat(bench.ring(0).fence()).isEqualTo(i);
        }
    }

    @Test
    void aDoorbellOfAnotherGenerationOrWithAnEarlierPointerSaysNothing() {
        bench.submit(0, 0);
        bench.gpu.doorbell(new Doorbell(0, 1, 500), 1);
        bench.gpu.doorbell(new Doorbell(0, 0, 1), 1);
        bench.lookAt(2);
        assertThat(bench.said()).containsExactly("0 fence 0:1");
        assertThat(bench.gpu.nextEvent()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void aDoorbellForMoreThanTheRingHoldsIsABrokenRule() {
        assertThatThrownBy(() -> bench.gpu.doorbell(new Doorbell(0, 0, 1_025), 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("1024 dwords");
    }

    @Test
    void anEntryThatExecutesEndsAtOnceWhenToldSo() {
        bench.submit(0, 0, ENDLESS, scratch(1, 5));
        bench.end(0, 1, Errno.ECANCELED, 40);
        assertThat(bench.said()).containsExactly("40 fence 0:1 ECANCELED@1");
        assertThat(bench.ring(0).scratch(1)).as("what is skipped has no effect").isEqualTo(0);
    }

    @Test
    void theTestOfTheRingIsExecutedWhateverBecomesOfTheFirstEntryAndNothingElseOfIt() {
        bench.end(0, 1, Errno.ECANCELED, 0);
        bench.submit(
                0,
                0,
                scratch(0, 7),
                bench.program(0, 0, scratch(1, 7)),
                bench.program(0, 0, scratch(2, 9)),
                scratch(3, 9));
        assertThat(bench.said()).containsExactly("0 fence 0:1 ECANCELED@1");
        assertThat(List.of(bench.ring(0).scratch(0), bench.ring(0).scratch(1))).containsExactly(7L, 7L);
        assertThat(List.of(bench.ring(0).scratch(2), bench.ring(0).scratch(3))).containsExactly(0L, 0L);
    }

    @Test
    void anEntryThatIsToldToEndBeforeItStartsTakesNoTime() {
        bench.submit(0, 0, delay(100));
        bench.submit(0, 0, ENDLESS, scratch(1, 5));
        bench.submit(0, 0, delay(7));
        bench.end(0, 2, null, 10);
        bench.run(1_000);
        assertThat(bench.said()).containsExactly("100 fence 0:2", "107 fence 0:3");
        assertThat(bench.ring(0).scratch(1)).isEqualTo(0);
    }

    @Test
    void theFirstEndingOfAnEntryCounts() {
        bench.submit(0, 0, delay(100));
        bench.submit(0, 0, ENDLESS);
        bench.end(0, 2, Errno.ECANCELED, 10);
        bench.end(0, 2, Errno.EIO, 20);
        bench.run(1_000);
        assertThat(bench.said()).containsExactly("100 fence 0:2 ECANCELED@2");
    }

    @Test
    void anEndingOfAnEntryThatIsDoneSaysNothing() {
        bench.submit(0, 0);
        bench.end(0, 1, Errno.EIO, 1);
        bench.submit(0, 2);
        assertThat(bench.said()).containsExactly("0 fence 0:1", "2 fence 0:2");
    }

    @Test
    void anEntryThatEndsEarlyWithoutErrorKeepsTheErrorThatItWasToHave() {
        bench.submit(0, 0, ENDLESS, new Packet.Trap(Errno.EIO));
        bench.end(0, 1, null, 9);
        assertThat(bench.said()).containsExactly("9 fence 0:1 EIO@1");
    }

    @Test
    void theTestOfARingIsDoneEvenIfItsFirstEntryIsEndedBeforeItStarts() {
        bench.end(0, 1, Errno.ECANCELED, 0);
        bench.submit(0, 0, scratch(0, 1), bench.program(0, 0, scratch(1, 2)), ENDLESS, bench.program(0, 3, ENDLESS));
        assertThat(bench.said()).containsExactly("0 fence 0:1 ECANCELED@1");
        assertThat(List.of(bench.ring(0).scratch(0), bench.ring(0).scratch(1))).containsExactly(1L, 2L);
    }

    @Test
    void whatTheTestOfARingHasWrittenStays() {
        bench.submit(0, 0, scratch(0, 1), bench.program(0, 0, scratch(0, 2), scratch(2, 3)));
        assertThat(bench.ring(0).scratch(0)).isEqualTo(1);
        assertThat(bench.ring(0).scratch(2)).isEqualTo(3);
    }

    @Test
    void packetsInAnIndirectBufferExecuteWhereItStands() {
        bench.submit(0, 0, scratch(2, 1), bench.program(0, 0, scratch(3, 2), delay(30), scratch(2, 3)), delay(5));
        assertThat(bench.ring(0).scratch(3)).isEqualTo(2);
        assertThat(bench.ring(0).scratch(2)).isEqualTo(1);
        bench.run(100);
        assertThat(bench.ring(0).scratch(2)).isEqualTo(3);
        assertThat(bench.said()).containsExactly("35 fence 0:1");
    }

    @Test
    void delaysOfRingsWithUnitsOfTheirOwnPassAtTheSameTime() {
        bench.submit(0, 0, delay(100));
        bench.submit(1, 50, delay(100));
        bench.run(1_000);
        assertThat(bench.said()).containsExactly("100 fence 0:1", "150 fence 1:1");
    }
}
