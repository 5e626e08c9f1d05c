package dev.signalbox.resv;

import static dev.signalbox.resv.LockAnswer.ALREADY_LOCKED;
import static dev.signalbox.resv.LockAnswer.BACK_OFF;
import static dev.signalbox.resv.LockAnswer.LOCKED;
import static dev.signalbox.resv.LockAnswer.WAITING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.signalbox.conformance.ConformanceRow;
import dev.signalbox.fence.Errno;
import dev.signalbox.fence.FenceId;
import dev.signalbox.fence.Refusal;
import dev.signalbox.fence.SignalledView;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class ExecTest {
    private record Item(String name, Reservation<FenceId> reservation) implements Guarded {
        @Override
        public String toString() {
            return name;
        }
    }

    private static final SignalledView NOTHING = fence -> false;

    private final Tickets tickets = new Tickets();
    private final List<String> woken = new ArrayList<>();
    private final Item a = item("a");
    private final Item b = item("b");
    private final Item c = item("c");
    private final Exec oldest = exec("oldest");
    private final Exec middle = exec("middle");
    private final Exec youngest = exec("youngest");

    @Test
    @ConformanceRow(value = "RSV-01", says = "A fresh reservation can be locked and unlocked.")
    void aReservationIsLockedUntilItIsUnlocked() {
        assertThat(oldest.lock(a)).isEqualTo(LOCKED);
        assertThat(a.reservation().isLocked()).isTrue();
        oldest.unlock(a);
        assertThat(a.reservation().isLocked()).isFalse();
        assertThat(oldest.held()).isEmpty();
    }

    @Test
    void whatIsHeldAlreadyIsToldOrIgnored() {
        Item twin = new Item("twin of a", a.reservation());
        assertThat(oldest.lock(a)).isEqualTo(LOCKED);
        assertThat(oldest.lock(a)).isEqualTo(ALREADY_LOCKED);
        assertThat(oldest.lock(twin)).isEqualTo(ALREADY_LOCKED);
        assertThat(ALREADY_LOCKED.errno()).isEqualTo(Errno.EALREADY);
        oldest.close();
        try (Exec tolerant = new Exec(tickets.next(), true, () -> {})) {
            assertThat(tolerant.prepareAll(List.of(a, twin, a), 1)).isEqualTo(LOCKED);
            assertThat(tolerant.held()).containsExactly(a);
            tolerant.unlock(twin);
            assertThat(tolerant.held()).as("it was locked as a").containsExactly(a);
        }
        assertThat(a.reservation().isLocked()).isFalse();
    }

    @Test
    void preparingStopsAtTheFirstThatIsNotLockedAndKeepsWhatItHas() {
        assertThat(oldest.prepareAll(List.of(a, b, a, c), 7)).isEqualTo(ALREADY_LOCKED);
        assertThat(oldest.held()).containsExactly(a, b);
        assertThat(a.reservation().capacity()).isGreaterThanOrEqualTo(7);
        assertThat(c.reservation().isLocked()).isFalse();
    }

    @Test
    void slotsThatAreRefusedLeaveTheObjectUnlocked() {
        oldest.lock(b);
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> oldest.prepare(a, 0))
                .satisfies(refusal -> assertThat(refusal.errno()).isEqualTo(Errno.EINVAL));
        assertThat(oldest.held()).containsExactly(b);
        assertThat(a.reservation().isLocked()).isFalse();
    }

    @Test
    void theYoungerBacksOffFromTheOlder() {
        oldest.lock(a);
        middle.lock(b);
        assertThat(middle.lock(a)).isEqualTo(BACK_OFF);
        assertThat(BACK_OFF.errno()).isEqualTo(Errno.EDEADLK);
        assertThat(middle.lock(c)).as("it still holds b").isEqualTo(BACK_OFF);
        assertThat(oldest.lock(b)).isEqualTo(WAITING);
        middle.backOff();
        assertThat(woken).containsExactly("oldest");
        assertThat(oldest.lock(b)).isEqualTo(LOCKED);
        assertThat(oldest.held()).containsExactly(a, b);
    }

    @Test
    void whoBackedOffBeginsWithTheLockThatItCouldNotGet() {
        oldest.lock(b);
        middle.lock(a);
        assertThat(middle.lock(b)).isEqualTo(BACK_OFF);
        middle.backOff();
        assertThat(middle.lock(a)).as("first b, for which it waits").isEqualTo(WAITING);
        oldest.close();
        assertThat(middle.lock(a)).isEqualTo(LOCKED);
        assertThat(middle.lock(b)).isEqualTo(LOCKED);
        assertThat(middle.held()).containsExactly(b, a);
    }

    @Test
    void theStepsAreRunAgainUntilAllIsLocked() {
        oldest.lock(b);
        Function<Exec, LockAnswer> steps = exec -> exec.prepareAll(List.of(a, b, c), 1);
        assertThat(middle.untilAllLocked(steps)).isEqualTo(WAITING);
        assertThat(middle.held()).as("it backed off").isEmpty();
        assertThat(middle.isWaiting()).isTrue();
        oldest.close();
        assertThat(woken).containsExactly("middle");
        assertThat(middle.untilAllLocked(steps)).isEqualTo(LOCKED);
        assertThat(middle.held()).containsExactly(b, a, c);
        assertThat(middle.lock(a)).isEqualTo(ALREADY_LOCKED);
    }

    @Test
    void theOldestThatWaitsIsNext() {
        youngest.lock(a);
        assertThat(middle.lock(a)).isEqualTo(WAITING);
        assertThat(oldest.lock(a)).isEqualTo(WAITING);
        youngest.close();
        assertThat(woken).containsExactly("oldest");
        assertThat(oldest.held()).containsExactly(a);
        oldest.close();
        assertThat(middle.held()).containsExactly(a);
    }

    @Test
    void whoWaitsAndHoldsSomethingBacksOffWhenAnOlderOneComes() {
        youngest.lock(a);
        middle.lock(b);
        assertThat(middle.lock(a)).isEqualTo(WAITING);
        assertThat(oldest.lock(a)).isEqualTo(WAITING);
        assertThat(woken).containsExactly("middle");
        assertThat(middle.isWaiting()).isFalse();
        assertThat(middle.lock(a)).isEqualTo(BACK_OFF);
    }

    @Test
    void whoHoldsSomethingDoesNotQueueBehindAnOlderOne() {
        youngest.lock(a);
        oldest.lock(a);
        middle.lock(b);
        assertThat(middle.lock(a)).isEqualTo(BACK_OFF);
    }

    @Test
    void whoIsClosedWaitsNoLonger() {
        youngest.lock(a);
        oldest.lock(a);
        oldest.close();
        youngest.close();
        assertThat(woken).isEmpty();
        assertThat(a.reservation().isLocked()).isFalse();
    }

    private Exec exec(String name) {
        return new Exec(tickets.next(), false, () -> woken.add(name));
    }

    private static Item item(String name) {
        return new Item(name, new Reservation<>(NOTHING));
    }
}
