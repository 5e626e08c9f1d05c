package dev.signalbox.sim.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.device.Packet;
import dev.signalbox.device.Work;
import dev.signalbox.fence.Errno;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A unit with two rings: 0 has low priority, 1 has high priority. */
class PreemptionTest {
    private final Bench bench = bench(0);

    private static Bench bench(long contextSwitchNanos) {
        GpuSpec.Unit unit =
                GpuSpec.Unit.of(0).withRing(1, 5).withCosts(new GpuSpec.Costs(contextSwitchNanos, 0, 0, 0, 0));
        return new Bench(new GpuSpec(List.of(unit)));
    }

    private static Packet delay(long nanos, long preempt) {
        return new Packet.Delay(nanos, preempt);
    }

    @ParameterizedTest
    @CsvSource({
        // the low one, its granularity, when the high one comes and how long it takes; when each is done
        "100,  0,  30, 10, 110, 100",
        "100, 20,  30, 10,  50, 110",
        "100, 20,  40, 10,  50, 110",
        "100, 20,   0, 10,  30, 110",
        "100, 20,  85, 10, 110, 100",
        "100, 20,  80, 10,  90, 110",
        "100, 90,  95, 10, 110, 100",
        "100, 30, 100, 10, 110, 100",
        " -1, 25,  60, 10,  85,  -1",
    })
    void aRingOfHighPriorityGetsInAtTheNextPlaceOfADelay(
            long low, long preempt, long comes, long high, long highDone, long lowDone) {
        bench.submit(0, 0, delay(low, preempt));
        bench.run(comes);
        bench.submit(1, comes, delay(high, 0));
        bench.run(10_000);
        assertThat(bench.fences(1)).containsExactly(highDone + " fence 1:1");
        assertThat(bench.fences(0)).isEqualTo(lowDone < 0 ? List.of() : List.of(lowDone + " fence 0:1"));
    }

    @Test
    void aRingOfLowPriorityWaitsForAllOfTheHighOne() {
        bench.submit(1, 0, delay(50, 10));
        bench.submit(1, 0, delay(50, 10));
        bench.submit(0, 0, delay(5, 0));
        bench.run(1_000);
        assertThat(bench.said()).containsExactly("50 fence 1:1", "100 fence 1:2", "105 fence 0:1");
    }

    @Test
    void betweenEntriesTheRingOfHighPriorityComesFirst() {
        bench.submit(0, 0, delay(50, 0));
        bench.submit(0, 0, delay(50, 0));
        bench.submit(1, 10, delay(7, 0));
        bench.run(1_000);
        assertThat(bench.said()).containsExactly("50 fence 0:1", "57 fence 1:1", "107 fence 0:2");
    }

    @Test
    void aPreemptionPointLetsTheRingOfHighPriorityIn() {
        bench.submit(0, 0, delay(50, 0), delay(50, 0), new Packet.PreemptionPoint(), delay(50, 0));
        bench.submit(1, 10, delay(7, 0));
        bench.run(1_000);
        assertThat(bench.said()).containsExactly("107 fence 1:1", "157 fence 0:1");
    }

    @Test
    void everySwitchCosts() {
        Bench costly = bench(3);
        costly.submit(0, 0, delay(100, 10));
        costly.submit(1, 35, delay(20, 0));
        costly.run(1_000);
        assertThat(costly.said()).containsExactly("63 fence 1:1", "126 fence 0:1");
    }

    @Test
    void whoBecomesReadyDuringASwitchIsSwitchedToBehindIt() {
        Bench costly = bench(10);
        costly.submit(1, 0, delay(5, 0));
        costly.run(5);
        costly.submit(0, 6, delay(100, 50));
        costly.submit(1, 9, delay(5, 0));
        costly.run(1_000);
        assertThat(costly.said())
                .as("loaded at 16, and left again at once for 26")
                .containsExactly("5 fence 1:1", "31 fence 1:2", "141 fence 0:1");
    }

    @Test
    void ringsOfOnePriorityTakeTurnsOnlyWhenOneIsEmpty() {
        Bench equal = new Bench(new GpuSpec(List.of(GpuSpec.Unit.of(0, 1))));
        equal.submit(0, 0, delay(10, 1));
        equal.submit(0, 0, delay(10, 1));
        equal.submit(1, 3, delay(10, 1));
        equal.run(100);
        assertThat(equal.said()).containsExactly("10 fence 0:1", "20 fence 0:2", "30 fence 1:1");
    }

    @Test
    void aPreemptedEntryThatIsToldToEndEndsWhenItsRingGoesOn() {
        bench.submit(0, 0, delay(Work.ENDLESS, 10));
        bench.submit(1, 15, delay(100, 0));
        bench.run(50);
        bench.end(0, 1, Errno.ECANCELED, 50);
        bench.run(1_000);
        assertThat(bench.said()).containsExactly("120 fence 0:1 ECANCELED@1", "120 fence 1:1");
    }

    @Test
    void anEntryThatIsToldToEndBeforeItsRingIsLoadedTakesNoTime() {
        bench.submit(1, 0, delay(100, 0));
        bench.submit(0, 0, delay(Work.ENDLESS, 10));
        bench.end(0, 1, null, 10);
        bench.run(1_000);
        assertThat(bench.said()).containsExactly("100 fence 0:1", "100 fence 1:1");
    }
}
