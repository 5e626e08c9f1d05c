package dev.signalbox.sim.failure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.device.Engine;
import dev.signalbox.device.ResetScope;
import dev.signalbox.sim.engine.Failures;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InjectorTest {
    private static final long SEED = 7;
    private static final long START = 1_000;
    private static final List<Engine> ENGINES =
            List.of(new Engine("RCS", "RCS", 1), new Engine("VCS1", "VCS", 1), new Engine("VCS2", "VCS", 1));

    private static Injector injector(FailurePlan... plans) {
        return new Injector(List.of(plans), SEED, ENGINES, START);
    }

    /** Returns which of the first entries of a ring something happens to. */
    private static List<Long> failing(Failures failures, int ring, int entries) {
        return LongStream.rangeClosed(1, entries)
                .filter(entry -> failures.entryBegins(ring, entry, START + entry) != null)
                .boxed()
                .toList();
    }

    @Test
    void exactEntriesAreMetOnceOnEachRing() {
        Injector failures = injector(FailurePlan.ecc().entry(3, 5));

        assertThat(failing(failures, 0, 9)).containsExactly(3L, 5L);
        assertThat(failing(failures, 2, 9)).containsExactly(3L, 5L);
        assertThat(failing(failures, 0, 9)).as("written again").isEmpty();
    }

    @Test
    void aPlanMeansEnginesByNameOrByClass() {
        Injector failures =
                injector(FailurePlan.ecc().on("RCS"), FailurePlan.slow(2).on("VCS"));

        assertThat(failures.entryBegins(0, 1, START)).isEqualTo(new Failures.MemoryError());
        assertThat(failures.entryBegins(1, 1, START)).isEqualTo(new Failures.Slow(2));
        assertThat(failures.entryBegins(2, 1, START)).isEqualTo(new Failures.Slow(2));
    }

    @Test
    void aPlanWithATimeHappensOnceFromThenOn() {
        Injector failures = injector(FailurePlan.hang(ResetScope.ENGINE).at(Duration.ofNanos(4)));

        assertThat(failing(failures, 0, 9)).containsExactly(4L);
        assertThat(failing(failures, 1, 9)).isEmpty();
    }

    @Test
    void aLossBeyondTheClockNeverComes() {
        FailurePlan never =
                new FailurePlan(new Failure.OfDevice(Failures.Loss.POWER), List.of(), new When.At(Long.MAX_VALUE), 0);
        Injector failures = injector(never, FailurePlan.deviceLost(Duration.ofNanos(5)));
        assertThat(failures.nextLoss()).isEqualTo(START + 5);
        assertThat(failures.takeLoss()).isEqualTo(Failures.Loss.DEVICE);
        assertThat(failures.nextLoss()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void itHappensNoMoreOftenThanItMay() {
        assertThat(failing(injector(FailurePlan.ecc().times(2)), 0, 9)).containsExactly(1L, 2L);
        assertThat(failing(injector(FailurePlan.ecc().at(Duration.ofNanos(5)).times(3)), 0, 9))
                .containsExactly(5L, 6L, 7L);
        assertThat(failing(injector(FailurePlan.ecc().rate(1).times(4)), 0, 9)).hasSize(4);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.01, 0.25, 0.5, 0.9, 1})
    void aRateIsMetWithinFourDeviations(double rate) {
        int entries = 10_000;
        double deviation = Math.sqrt(entries * rate * (1 - rate));

        assertThat((double) failing(injector(FailurePlan.ecc().rate(rate)), 0, entries)
                        .size())
                .isBetween(entries * rate - 4 * deviation, entries * rate + 4 * deviation);
    }

    @Test
    void theSeedDecidesWhatIsLeftToChance() {
        FailurePlan plan = FailurePlan.ecc().rate(0.5);

        assertThat(failing(injector(plan), 0, 100)).isEqualTo(failing(injector(plan), 0, 100));
        assertThat(failing(injector(plan), 0, 100))
                .isNotEqualTo(failing(new Injector(List.of(plan), SEED + 1, ENGINES, START), 0, 100));
    }

    /** Whatever stands behind it: it may happen as well, but changes nothing of the first. */
    @Test
    void aPlanDrawsTheSameWhateverOthersThereAre() {
        FailurePlan plan = FailurePlan.ecc().rate(0.3).times(40);
        List<Long> alone = failing(injector(plan), 0, 300);
        Injector both = injector(plan, FailurePlan.slow(3).rate(0.6));
        List<Long> beside = new ArrayList<>();
        int slow = 0;
        for (long entry = 1; entry <= 300; entry++) {
            Failures.EntryFailure happens = both.entryBegins(0, entry, START);
            if (happens instanceof Failures.MemoryError) {
                beside.add(entry);
            } else if (happens != null) {
                slow++;
            }
        }

        assertThat(beside).isEqualTo(alone).hasSize(40);
        assertThat(slow).isPositive();
    }

    @Test
    void anInterruptCountsForAllEntriesThatItTellsFirst() {
        Injector failures = injector(FailurePlan.lostInterrupt().entry(2, 5));

        assertThat(failures.interruptRaised(0, 1, START)).isNull();
        assertThat(failures.interruptRaised(0, 4, START)).isEqualTo(new Failures.Lost());
        assertThat(failures.interruptRaised(0, 4, START)).isNull();
        assertThat(failures.interruptRaised(0, 5, START)).isEqualTo(new Failures.Lost());
    }

    @Test
    void interruptsAreLateOrSpurious() {
        assertThat(injector(FailurePlan.lateInterrupt(Duration.ofNanos(9))).interruptRaised(0, 1, START))
                .isEqualTo(new Failures.Late(9));
        assertThat(injector(FailurePlan.spuriousInterrupt()).interruptRaised(0, 1, START))
                .isEqualTo(new Failures.Spurious());
    }

    @Test
    void aFenceIsWrittenAsPlannedOrWithOneHighBitTurnedOver() {
        assertThat(injector(FailurePlan.corruptFence(77).entry(2)).fenceWritten(0, 1, START))
                .isEqualTo(1);
        assertThat(injector(FailurePlan.corruptFence(77).entry(2)).fenceWritten(0, 2, START))
                .isEqualTo(77);
        assertThat(injector(FailurePlan.corruptFence()).fenceWritten(0, 3, START))
                .isEqualTo((1L << 40) + 3);
    }

    @Test
    void resetsFailByTheirScope() {
        Injector failures = injector(FailurePlan.failedReset(ResetScope.ENGINE).times(1));

        assertThat(failures.resetFails(0, ResetScope.JOB, START)).isFalse();
        assertThat(failures.resetFails(0, ResetScope.ENGINE, START)).isTrue();
        assertThat(failures.resetFails(0, ResetScope.ENGINE, START)).isFalse();
        assertThat(injector(FailurePlan.failedReset()).resetFails(1, ResetScope.DEVICE, START))
                .isTrue();
    }

    @Test
    void lossesComeInTheOrderOfTheirTimesFromTheStartOn() {
        Injector failures =
                injector(FailurePlan.deviceLost(Duration.ofNanos(90)), FailurePlan.powerLoss(Duration.ofNanos(20)));

        assertThat(failures.nextLoss()).isEqualTo(START + 20);
        assertThat(failures.takeLoss()).isEqualTo(Failures.Loss.POWER);
        assertThat(failures.nextLoss()).isEqualTo(START + 90);
        assertThat(failures.takeLoss()).isEqualTo(Failures.Loss.DEVICE);
        assertThat(failures.nextLoss()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void whatMakesNoSenseIsRefused() {
        FailurePlan lost = FailurePlan.deviceLost(Duration.ZERO);
        FailurePlan reset = FailurePlan.failedReset();

        assertThatThrownBy(() -> lost.on("RCS")).hasMessageContaining("device-lost is of the whole device");
        assertThatThrownBy(() -> lost.rate(0.5)).hasMessageContaining("at a time");
        assertThatThrownBy(() -> reset.entry(1)).hasMessageContaining("failed-reset has no entry");
        assertThatThrownBy(() -> reset.entry(0)).hasMessageContaining("numbered from 1, not [0]");
        assertThatThrownBy(() -> reset.rate(1.5)).hasMessageContaining("0 to 1, not 1.5");
        assertThatThrownBy(() -> reset.rate(Double.NaN)).hasMessageContaining("not NaN");
        assertThatThrownBy(() -> reset.times(-1)).hasMessageContaining("not -1");
        assertThatThrownBy(() -> reset.at(Duration.ofNanos(-1))).hasMessageContaining("not -1");
    }
}
