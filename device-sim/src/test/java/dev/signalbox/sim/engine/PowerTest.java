package dev.signalbox.sim.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.device.Packet;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A unit that falls asleep after 100 ns, takes 7 ns to wake up, and is twice as fast in a hurry; and units of other speeds. */
class PowerTest {
    private final Bench bench = new Bench(new GpuSpec(List.of(
            GpuSpec.Unit.of(0).withPower(new GpuSpec.Power(100, 7, 2)),
            GpuSpec.Unit.of(1).withSpeed(4),
            GpuSpec.Unit.of(2).withSpeed(0.5))));

    private static Packet delay(long nanos) {
        return new Packet.Delay(nanos, 0);
    }

    @Test
    void workTakesItsTimeBySpeed() {
        bench.submit(1, 0, delay(100));
        bench.submit(2, 0, delay(100));
        bench.run(1_000);
        assertThat(bench.said()).containsExactly("25 fence 1:1", "200 fence 2:1");
    }

    @Test
    void whoIsAsleepHasToWakeUpFirst() {
        bench.submit(0, 0, delay(10));
        bench.run(50);
        bench.submit(0, 109, delay(1));
        bench.run(200);
        bench.submit(0, 210, delay(1));
        bench.submit(0, 212, delay(1));
        bench.run(1_000);
        assertThat(bench.said()).containsExactly("10 fence 0:1", "110 fence 0:2", "218 fence 0:3", "219 fence 0:4");
    }

    @Test
    void whoNeverWakesUpStaysAsleep() {
        GpuSpec.Unit unit = GpuSpec.Unit.of(0)
                .withRing(1, 0)
                .withPower(new GpuSpec.Power(0, Long.MAX_VALUE, 1))
                .withCosts(new GpuSpec.Costs(Long.MAX_VALUE, 0, 0, 0, 0));
        Bench asleep = new Bench(new GpuSpec(List.of(unit)));
        asleep.submit(0, 5, delay(1));
        asleep.run(100);
        asleep.submit(1, 1_000, delay(1));
        assertThat(asleep.gpu.nextEvent()).isEqualTo(Long.MAX_VALUE);
        asleep.run(100_000);
        assertThat(asleep.said()).containsExactly("6 fence 0:1");
    }

    @Test
    void whoIsInAHurryIsFasterUntilTheEntryIsDone() {
        bench.submit(0, 0, delay(100));
        bench.submit(0, 0, delay(100));
        bench.submit(0, 0, delay(100));
        bench.hasten(0, 2, 60);
        bench.run(1_000);
        assertThat(bench.said()).containsExactly("80 fence 0:1", "130 fence 0:2", "230 fence 0:3");
    }

    @Test
    void aHintForWhatIsDoneOrToAUnitOfOneSpeedChangesNothing() {
        bench.submit(0, 0);
        bench.hasten(0, 1, 0);
        bench.submit(0, 0, delay(10));
        bench.submit(1, 0, delay(40));
        bench.hasten(1, 1, 5);
        bench.run(100);
        assertThat(bench.said()).containsExactly("0 fence 0:1", "10 fence 0:2", "10 fence 1:1");
    }
}
