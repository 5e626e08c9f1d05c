package dev.signalbox.resv;

import static dev.signalbox.resv.Usage.BOOKKEEP;
import static dev.signalbox.resv.Usage.KERNEL;
import static dev.signalbox.resv.Usage.READ;
import static dev.signalbox.resv.Usage.WRITE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.Seeds;
import dev.signalbox.conformance.ConformanceRow;
import dev.signalbox.fence.FenceId;
import dev.signalbox.fence.FenceSet;
import dev.signalbox.fence.SignalledView;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ReservationTest {
    private static final List<Usage> USAGES = List.of(Usage.values());
    private static final SignalledView NOTHING = fence -> false;

    private final Reservation reservation = new Reservation();

    @ParameterizedTest
    @EnumSource(Usage.class)
    @ConformanceRow(value = "RSV-02", says = "A fence in a reservation is pending there until it has signalled.")
    void aFenceIsWaitedForUntilItHasSignalled(Usage usage) {
        reservation.add(fence(1, 1), usage, NOTHING);
        assertThat(collect(reservation, usage, NOTHING)).containsExactly(fence(1, 1));
        assertThat(collect(reservation, usage, fence -> true)).isEmpty();
    }

    @Test
    @ConformanceRow(
            value = "SCH-31",
            says = "A write waits for kernel work, writes and reads; a read for kernel work and writes.")
    void aWriteWaitsForKernelWritesAndReadsAndAReadForKernelAndWrites() {
        reservation.add(fence(1, 1), KERNEL, NOTHING);
        reservation.add(fence(2, 1), WRITE, NOTHING);
        reservation.add(fence(3, 1), READ, NOTHING);
        reservation.add(fence(4, 1), BOOKKEEP, NOTHING);
        assertThat(collect(reservation, Usage.toWaitFor(true), NOTHING))
                .containsExactly(fence(1, 1), fence(2, 1), fence(3, 1));
        assertThat(collect(reservation, Usage.toWaitFor(false), NOTHING)).containsExactly(fence(1, 1), fence(2, 1));
    }

    @ParameterizedTest
    @CsvSource({
        "BOOKKEEP, READ, 1, 2",
        "READ, WRITE, 1, 2",
        "BOOKKEEP, WRITE, 1, 1",
        "READ, READ, 1, 1",
        "WRITE, KERNEL, 3, 9",
    })
    @ConformanceRow(
            value = "RSV-08",
            says = "A fence takes the place of an earlier one of its context that has the same or a weaker usage.")
    void aLaterOrTheSameFenceOfAContextReplacesOneOfTheSameOrWeakerUsage(
            Usage before, Usage after, long older, long newer) {
        reservation.add(fence(1, older), before, NOTHING);
        reservation.add(fence(1, newer), after, NOTHING);
        assertThat(reservation.size()).isEqualTo(1);
        assertThat(collect(reservation, after, NOTHING)).containsExactly(fence(1, newer));
    }

    @Test
    @ConformanceRow(value = "RSV-09", says = "A later read does not take the place of a write.")
    void aLaterReadDoesNotHideAWrite() {
        reservation.add(fence(1, 1), WRITE, NOTHING);
        reservation.add(fence(1, 2), READ, NOTHING);
        assertThat(reservation.size()).isEqualTo(2);
        assertThat(collect(reservation, WRITE, NOTHING)).containsExactly(fence(1, 1));
        assertThat(collect(reservation, READ, NOTHING)).containsExactly(fence(1, 2));
    }

    @Test
    @ConformanceRow(value = "RSV-10", says = "An older fence takes nobody's place.")
    void anOlderFenceReplacesNothing() {
        reservation.add(fence(1, 5), READ, NOTHING);
        reservation.add(fence(1, 4), WRITE, NOTHING);
        assertThat(reservation.size()).isEqualTo(2);
        assertThat(collect(reservation, WRITE, NOTHING)).containsExactly(fence(1, 4));
    }

    @Test
    @ConformanceRow(value = "RSV-11", says = "A fence that has signalled gives its place away.")
    void aFenceThatHasSignalledGivesItsPlaceAway() {
        reservation.add(fence(1, 1), WRITE, NOTHING);
        reservation.add(fence(2, 1), WRITE, NOTHING);
        reservation.add(fence(3, 1), BOOKKEEP, fence(2, 1)::equals);
        assertThat(reservation.size()).isEqualTo(2);
        assertThat(collect(reservation, BOOKKEEP, NOTHING)).containsExactly(fence(1, 1), fence(3, 1));
    }

    @Test
    void agreesWithAListThatForgetsNothing() {
        Seeds.each(3_000, random -> {
            Reservation subject = new Reservation();
            Naive model = new Naive();
            for (int step = 0; step < 40; step++) {
                step(random, subject, model);
                for (Usage usage : Usage.values()) {
                    assertThat(collect(subject, usage, model::isSignalled))
                            .as("%s of %s, floors %s", usage, model.added, model.floors)
                            .containsExactlyInAnyOrderElementsOf(model.newestOf(usage));
                }
                assertThat(subject.size()).isLessThanOrEqualTo(model.added.size());
            }
        });
    }

    /** Contexts signal in order here, as {@link SignalledView} says of what others publish. */
    private static void step(SplittableRandom random, Reservation subject, Naive model) {
        long context = random.nextInt(1, 5);
        if (random.nextInt(3) == 0) {
            model.floors.merge(context, (long) random.nextInt(1, 4), Long::sum);
            return;
        }
        FenceId fence = fence(context, random.nextInt(1, 30));
        Usage usage = USAGES.get(random.nextInt(USAGES.size()));
        subject.add(fence, usage, model::isSignalled);
        model.added.add(new Added(fence, usage));
    }

    private record Added(FenceId fence, Usage usage) {}

    private static final class Naive {
        private final List<Added> added = new ArrayList<>();
        private final Map<Long, Long> floors = new TreeMap<>();

        boolean isSignalled(FenceId fence) {
            return fence.seqno() <= floors.getOrDefault(fence.context(), 0L);
        }

        /** What somebody has to wait for: everything of this or a stronger usage, where a later point implies the earlier ones. */
        List<FenceId> newestOf(Usage usage) {
            Map<Long, FenceId> newest = new TreeMap<>();
            for (Added each : added) {
                if (EnumSet.range(KERNEL, usage).contains(each.usage()) && !isSignalled(each.fence())) {
                    newest.merge(
                            each.fence().context(), each.fence(), (old, now) -> old.seqno() > now.seqno() ? old : now);
                }
            }
            return List.copyOf(newest.values());
        }
    }

    private static List<FenceId> collect(Reservation reservation, Usage usage, SignalledView signalled) {
        FenceSet found = new FenceSet();
        reservation.collect(usage, signalled, found);
        return found.toList();
    }

    private static FenceId fence(long context, long seqno) {
        return new FenceId(context, seqno);
    }
}
