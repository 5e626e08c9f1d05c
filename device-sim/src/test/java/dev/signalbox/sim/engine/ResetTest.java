package dev.signalbox.sim.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.device.Packet;
import dev.signalbox.device.ResetScope;
import dev.signalbox.device.Work;
import dev.signalbox.fence.Errno;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** A unit with rings 0 and 1, and one with ring 2; resets take 10, 100 and 1000 ns. */
class ResetTest {
    private static final Packet ENDLESS = new Packet.Delay(Work.ENDLESS, 0);

    private final Bench bench = new Bench(new GpuSpec(List.of(GpuSpec.Unit.of(0).withRing(1, 1), GpuSpec.Unit.of(2)))
            .withResets(new GpuSpec.Resets(10, 100, 1_000)));

    private static Packet delay(long nanos) {
        return new Packet.Delay(nanos, 0);
    }

    @Test
    void softRecoveryEndsTheEntryAndTheRingGoesOnBehindIt() {
        bench.submit(0, 0, ENDLESS);
        bench.submit(0, 0, delay(7));
        bench.reset(0, 1, ResetScope.JOB, 50);
        bench.run(100);
        assertThat(bench.said())
                .containsExactly(
                        "60 fence 0:1 ENODATA@1", "60 reset 0 JOB worked gen=0 done=1 executing=2", "67 fence 0:2");
    }

    @Test
    void whatIsDoneBeforeSoftRecoveryIsOverIsNotEnded() {
        bench.submit(0, 0, delay(55));
        bench.submit(0, 0, delay(20));
        bench.reset(0, 1, ResetScope.JOB, 50);
        bench.run(100);
        assertThat(bench.said())
                .containsExactly("55 fence 0:1", "60 reset 0 JOB worked gen=0 done=1 executing=2", "75 fence 0:2");
    }

    @Test
    void softRecoveryOfWhatHasNotBegunHasNothingToDo() {
        bench.submit(1, 0, ENDLESS);
        bench.submit(0, 0, delay(5));
        bench.reset(0, 1, ResetScope.JOB, 50);
        bench.run(100);
        assertThat(bench.said()).containsExactly("60 reset 0 JOB worked gen=0 done=0 executing=0");
    }

    @Test
    void aResetOfAnEngineEmptiesAllOfItsRingsAndNoOther() {
        bench.submit(1, 0);
        bench.submit(0, 0, ENDLESS);
        bench.submit(0, 0, delay(1));
        bench.submit(1, 0, delay(1));
        bench.submit(2, 0, delay(500));
        bench.reset(0, 1, ResetScope.ENGINE, 50);
        bench.run(149);
        assertThat(bench.said()).containsExactly("0 fence 1:1");
        bench.run(1_000);
        assertThat(bench.said().subList(1, 4))
                .containsExactly(
                        "150 reset 0 ENGINE worked gen=1 done=0 executing=1",
                        "150 reset 1 ENGINE worked gen=1 done=1 executing=0",
                        "500 fence 2:1");
        assertThat(List.of(bench.ring(0).readPointer(), bench.ring(1).readPointer()))
                .containsExactly(0L, 0L);
        assertThat(bench.ring(1).fence()).isEqualTo(1);
    }

    @Test
    void aResetOfTheDeviceEmptiesAllRings() {
        bench.submit(2, 0, delay(5));
        bench.submit(2, 0, ENDLESS);
        bench.run(40);
        bench.reset(0, 1, ResetScope.DEVICE, 50);
        bench.run(2_000);
        assertThat(bench.said())
                .containsExactly(
                        "5 fence 2:1",
                        "1050 reset 0 DEVICE worked gen=1 done=0 executing=0",
                        "1050 reset 1 DEVICE worked gen=1 done=0 executing=0",
                        "1050 reset 2 DEVICE worked gen=1 done=1 executing=2");
    }

    @Test
    void aRingThatWasResetGoesOnFromPointerNull() {
        bench.submit(0, 0, ENDLESS);
        bench.reset(0, 1, ResetScope.ENGINE, 0);
        bench.run(100);
        bench.goOnAfter(0, 1);
        bench.submit(0, 200, delay(5));
        bench.run(300);
        assertThat(bench.fences(0)).containsExactly("205 fence 0:2");
    }

    @Test
    void aPreemptedEntryIsInTheMiddleToo() {
        bench.submit(0, 0, new Packet.Delay(Work.ENDLESS, 10));
        bench.submit(1, 5, ENDLESS);
        bench.run(30);
        bench.reset(1, 1, ResetScope.ENGINE, 30);
        bench.run(200);
        assertThat(bench.said())
                .containsExactly(
                        "130 reset 0 ENGINE worked gen=1 done=0 executing=1",
                        "130 reset 1 ENGINE worked gen=1 done=0 executing=1");
    }

    @Test
    void aDoorbellDuringAResetIsOfTheGenerationThatEnds() {
        bench.submit(0, 0, ENDLESS);
        bench.reset(0, 1, ResetScope.ENGINE, 0);
        bench.submit(0, 50, delay(1));
        bench.run(1_000);
        assertThat(bench.fences(0)).isEmpty();
        assertThat(bench.ring(0).readPointer()).isEqualTo(0);
    }

    @Test
    void whatIsDoneAndNotYetToldIsToldBeforeTheReset() {
        bench.submit(0, 0, delay(40), new Packet.Trap(Errno.EIO));
        bench.submit(0, 0, ENDLESS);
        bench.reset(0, 2, ResetScope.ENGINE, 30);
        bench.run(300);
        assertThat(bench.said())
                .containsExactly(
                        "130 reset 0 ENGINE worked gen=1 done=0 executing=1",
                        "130 reset 1 ENGINE worked gen=1 done=0 executing=0");
        bench.goOnAfter(0, 1);
        bench.submit(0, 300, delay(40), new Packet.Trap(Errno.EIO));
        bench.submit(0, 300, ENDLESS);
        bench.reset(0, 3, ResetScope.ENGINE, 350);
        assertThat(bench.fences(0)).containsExactly("350 fence 0:2 EIO@2");
    }

    @ParameterizedTest
    @EnumSource(ResetScope.class)
    void aResetOfAnEarlierGenerationIsAnsweredAtOnce(ResetScope scope) {
        bench.reset(2, 1, ResetScope.ENGINE, 0);
        bench.run(100);
        bench.submit(2, 200, ENDLESS);
        bench.reset(2, 0, 1, scope, 300);
        bench.run(5_000);
        assertThat(bench.said())
                .containsExactly(
                        "100 reset 2 ENGINE worked gen=1 done=0 executing=0",
                        "300 reset 2 " + scope + " worked gen=1 done=0 executing=0");
    }

    @Test
    void whoAsksForWhatIsUnderWayIsAnsweredWithIt() {
        bench.reset(0, 1, ResetScope.ENGINE, 0);
        bench.reset(1, 1, ResetScope.ENGINE, 40);
        bench.reset(0, 1, ResetScope.JOB, 60);
        bench.run(5_000);
        assertThat(bench.said())
                .containsExactly(
                        "100 reset 0 ENGINE worked gen=1 done=0 executing=0",
                        "100 reset 1 ENGINE worked gen=1 done=0 executing=0");
    }

    @Test
    void aLargerResetTakesASmallerOneWithIt() {
        bench.submit(0, 0, ENDLESS);
        bench.reset(0, 1, ResetScope.JOB, 0);
        bench.reset(0, 1, ResetScope.ENGINE, 5);
        bench.reset(2, 1, ResetScope.DEVICE, 40);
        bench.run(5_000);
        assertThat(bench.said())
                .containsExactly(
                        "1040 reset 0 DEVICE worked gen=1 done=0 executing=1",
                        "1040 reset 1 DEVICE worked gen=1 done=0 executing=0",
                        "1040 reset 2 DEVICE worked gen=1 done=0 executing=0");
    }

    @ParameterizedTest
    @CsvSource({"JOB, 0", "ENGINE, 1", "DEVICE, 1"})
    void anIdleRingIsResetToo(ResetScope scope, int generation) {
        bench.reset(2, 1, scope, 0);
        bench.run(5_000);
        assertThat(bench.said())
                .anyMatch(words -> words.contains("reset 2 " + scope)
                        && words.contains("gen=" + generation + " done=0 executing=0"));
    }
}
