package dev.signalbox.fence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.Seeds;
import dev.signalbox.conformance.ConformanceRow;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class WaitingRoomTest {
    private record Waiter(long seqno, String name) {}

    private final WaitingRoom<String> room = new WaitingRoom<>();
    private final List<String> served = new ArrayList<>();
    private final Timeline timeline = new Timeline(1);

    @Test
    @ConformanceRow(value = "FEN-20", says = "Whoever waits for a fence hears of it in the order in which they asked.")
    void waitersOfAPointAreServedInTheOrderInWhichTheyAsked() {
        List.of("a", "b", "c").forEach(name -> room.add(4, name));
        room.servePoint(4, (point, name) -> served.add(point + name));
        assertThat(served).containsExactly("4a", "4b", "4c");
        assertThat(room.isEmpty()).isTrue();
    }

    @Test
    void pointsAreServedInAscendingOrderUpToAndWithTheLast() {
        List.of(5L, 2L, 9L, 3L).forEach(point -> room.add(point, "w"));
        room.serveThrough(5, (point, name) -> served.add(point + name));
        assertThat(served).containsExactly("2w", "3w", "5w");
        assertThat(room.lowestAwaited()).isEqualTo(9);
    }

    @Test
    @ConformanceRow(value = "FEN-05", says = "Whoever asked while the fence was pending hears of its signal, once.")
    void whoeverWaitsHearsOnceWhenItsPointSignalsAndThenNeverAgain() {
        room.add(2, "a");
        room.serve(timeline, (point, name) -> served.add(name));
        assertThat(served).isEmpty();
        timeline.signal(2, null);
        room.serve(timeline, (point, name) -> served.add(name));
        room.serve(timeline, (point, name) -> served.add(name));
        assertThat(served).containsExactly("a");
    }

    @Test
    void theLowestAwaitedPointIsOutOfReachWhenNobodyWaits() {
        assertThat(room.lowestAwaited()).isEqualTo(Long.MAX_VALUE);
        assertThat(room.isEmpty()).isTrue();
    }

    @Test
    void aWaiterMayAskForALaterPointWhileItIsServed() {
        room.add(1, "a");
        room.serveThrough(3, (point, name) -> {
            served.add(point + name);
            if (point < 4) {
                room.add(point + 1, name);
            }
        });
        assertThat(served).containsExactly("1a", "2a", "3a");
        assertThat(room.lowestAwaited()).isEqualTo(4);
    }

    @Test
    void agreesWithAListOfWaiters() {
        Seeds.each(3_000, random -> {
            WaitingRoom<Waiter> subject = new WaitingRoom<>();
            List<Waiter> waiting = new ArrayList<>();
            Timeline signals = new Timeline(1);
            for (int step = 0; step < 30; step++) {
                step(random, subject, waiting, signals, step);
                assertThat(subject.isEmpty()).isEqualTo(waiting.isEmpty());
                assertThat(subject.lowestAwaited())
                        .isEqualTo(
                                waiting.stream().mapToLong(Waiter::seqno).min().orElse(Long.MAX_VALUE));
            }
        });
    }

    private static void step(
            SplittableRandom random, WaitingRoom<Waiter> subject, List<Waiter> waiting, Timeline signals, int step) {
        long seqno = random.nextInt(1, 16);
        if (random.nextInt(3) > 0) {
            if (!signals.isSignalled(seqno)) {
                Waiter waiter = new Waiter(seqno, "w" + step);
                subject.add(seqno, waiter);
                waiting.add(waiter);
            }
            return;
        }
        signals.signal(seqno, null);
        List<Waiter> heard = new ArrayList<>();
        subject.serve(signals, (point, waiter) -> heard.add(waiter));
        List<Waiter> due = waiting.stream()
                .filter(waiter -> signals.isSignalled(waiter.seqno()))
                .sorted(Comparator.comparingLong(Waiter::seqno))
                .toList();
        assertThat(heard).isEqualTo(due);
        waiting.removeAll(due);
    }
}
