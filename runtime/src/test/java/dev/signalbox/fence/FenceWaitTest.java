package dev.signalbox.fence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.conformance.ConformanceRow;
import dev.signalbox.fence.FenceWait.Outcome;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FenceWaitTest {
    private final Fences fences = new Fences();
    private final PlainFence first = fences.pending();
    private final PlainFence second = fences.pending();
    private final PlainFence third = fences.pending();
    private final List<Object> heard = new ArrayList<>();

    @Test
    @ConformanceRow(value = "FEN-11", says = "A wait of no time for a pending fence ends at once, in vain.")
    void aWaitOfNoTimeForAPendingFenceIsOverAtOnce() {
        assertThat(FenceWait.one(first, 0).start(5, heard::add)).isEqualTo(Outcome.EXPIRED);
        first.signal(6);
        assertThat(heard).isEmpty();
    }

    @Test
    @ConformanceRow(value = "FEN-12", says = "A wait of no time for a signalled fence succeeds, with 1 of time left.")
    void aWaitOfNoTimeForASignalledFenceHasOneLeft() {
        first.signal(5);
        assertThat(FenceWait.one(first, 0).start(5, heard::add)).isEqualTo(new Outcome(1, 0));
        assertThat(FenceWait.one(first, 9).start(5, heard::add)).isEqualTo(new Outcome(9, 0));
        assertThat(FenceWait.one(first, Long.MAX_VALUE).start(5, heard::add))
                .extracting(Outcome::isSignalled)
                .isEqualTo(true);
    }

    @Test
    @ConformanceRow(value = "FEN-13", says = "A wait that ends too early is in vain; a longer one gets the signal.")
    void aWaitExpiresOrHearsOfTheSignal() {
        FenceWait shorter = FenceWait.one(first, 10);
        FenceWait longer = FenceWait.one(first, 1_000);
        assertThat(shorter.start(0, heard::add)).isNull();
        assertThat(longer.start(0, heard::add)).isNull();
        assertThat(shorter.expiresAt()).isEqualTo(10);
        assertThat(shorter.expire()).isTrue();
        first.signal(100);
        assertThat(heard).containsExactly(Outcome.EXPIRED, new Outcome(900, 0));
        assertThat(shorter.expire()).isFalse();
        assertThat(longer.expire()).isFalse();
        assertThat(longer.cancel()).isFalse();
    }

    @Test
    @ConformanceRow(
            value = "FEN-16",
            says = "A waiter knows that the fence has signalled, not that the callbacks before it have run.")
    @ConformanceRow(value = "FEN-21", says = "A blocked waiter is woken before the callbacks that were there already.")
    void aWaiterIsWokenBeforeCallbacks() {
        first.subscribe(signalled -> heard.add("a"));
        first.subscribe(signalled -> heard.add("b"));
        FenceWait.one(first, 10).start(0, outcome -> heard.add("woken after " + heard.size() + " callbacks"));
        first.signal(1);
        assertThat(heard).containsExactly("woken after 0 callbacks", "a", "b");
    }

    @Test
    @ConformanceRow(value = "FEN-29", says = "A look at several fences names the first that has signalled.")
    void anyNamesTheFirstThatHasSignalled() {
        second.signal(1);
        third.signal(2);
        assertThat(any(0).start(3, heard::add)).isEqualTo(new Outcome(1, 1));
        assertThat(any(7).start(3, heard::add)).isEqualTo(new Outcome(7, 1));
        first.signal(4);
        assertThat(heard).as("no subscription is left").isEmpty();
    }

    @Test
    @ConformanceRow(value = "FEN-30", says = "A look at pending fences is in vain; one at no fence is refused.")
    void anyOfPendingOnesIsInVainAndAnyOfNoneIsRefused() {
        assertThat(any(0).start(3, heard::add)).isEqualTo(Outcome.EXPIRED);
        assertThat(fences.asked).as("a look arms nothing").isEmpty();
        assertRefused(() -> FenceWait.any(null, 0));
        assertRefused(() -> FenceWait.any(List.of(), 0));
        assertRefused(() -> FenceWait.any(List.of(first), -1));
        assertRefused(() -> FenceWait.all(List.of(), 5));
    }

    @Test
    @ConformanceRow(value = "FEN-31", says = "A wait of less than no time is refused.")
    void aNegativeTimeoutIsRefused() {
        assertRefused(() -> FenceWait.one(first, -1));
        first.signal(1);
        assertRefused(() -> FenceWait.one(first, Long.MIN_VALUE));
    }

    @Test
    void anyHearsOnceAndLeavesNoSubscription() {
        assertThat(any(10).start(0, heard::add)).isNull();
        third.signal(4);
        assertThat(heard).containsExactly(new Outcome(6, 2));
        first.signal(5);
        second.signal(5);
        assertThat(heard).hasSize(1);
    }

    @Test
    void allHearsAfterTheLastWhateverTheOrder() {
        FenceWait wait = FenceWait.all(List.of(first, second, first, third), 10);
        assertThat(wait.start(0, heard::add)).isNull();
        second.signal(1);
        third.signal(2);
        assertThat(heard).isEmpty();
        first.signal(3);
        assertThat(heard).containsExactly(new Outcome(7, 0));
        assertThat(wait.expire()).isFalse();
    }

    @Test
    void allOfSignalledOnesEndsAtOnce() {
        List.of(first, second).forEach(each -> each.signal(1));
        assertThat(FenceWait.all(List.of(first, second), 0).start(2, heard::add))
                .isEqualTo(new Outcome(1, 0));
        assertThat(FenceWait.all(List.of(first, third), 0).start(2, heard::add)).isEqualTo(Outcome.EXPIRED);
    }

    @Test
    void whoeverCancelsHearsNothing() {
        for (FenceWait wait : List.of(any(10), FenceWait.all(List.of(first, second), 10))) {
            assertThat(wait.start(0, heard::add)).isNull();
            assertThat(wait.cancel()).isTrue();
            assertThat(wait.cancel()).isFalse();
            assertThat(wait.expire()).isFalse();
        }
        List.of(first, second, third).forEach(each -> each.signal(1));
        assertThat(heard).isEmpty();
    }

    @Test
    void aWaitForAnArrayGetsItsErrorsAndEndsWhenItsOwnerSettles() {
        FenceArray array = fences.make.array(List.of(first, second));
        assertThat(FenceWait.any(List.of(third, array), 10).start(0, heard::add))
                .isNull();
        first.signal(1, Errno.EIO);
        second.signal(2);
        assertThat(heard).isEmpty();
        fences.make.settle();
        assertThat(heard).containsExactly(new Outcome(8, 1));
        assertThat(array.status()).hasToString("-EIO");
    }

    @Test
    void aSignalThatIsGivenLateIsStillASignal() {
        FenceWait.one(first, 10).start(0, heard::add);
        first.signal(12);
        assertThat(heard).containsExactly(new Outcome(1, 0));
    }

    @Test
    void aWaitForEverDoesNotOverflow() {
        FenceWait wait = FenceWait.one(first, Long.MAX_VALUE);
        wait.start(5, heard::add);
        assertThat(wait.expiresAt()).isEqualTo(Long.MAX_VALUE);
        assertThatThrownBy(() -> wait.start(6, heard::add)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aFenceThatSignalsWhileALaterOneIsAskedEndsTheWait() {
        PlainFence asked = PlainFence.wrapping(new SignalsOther(second, 3), 50, 1);
        FenceWait wait = FenceWait.any(List.of(first, second, asked, third), 10);
        assertThat(wait.start(2, heard::add)).isEqualTo(new Outcome(10, 1));
        assertThat(wait.expire()).as("it had ended").isFalse();
        List.of(first, asked, third).forEach(each -> each.signal(4));
        assertThat(heard).as("no subscription is left").isEmpty();
    }

    @Test
    void aFenceThatSignalsWhileTheLastOneIsAskedEndsTheWait() {
        PlainFence asked = PlainFence.wrapping(new SignalsOther(first, 3), 50, 1);
        FenceWait wait = FenceWait.any(List.of(first, asked), Long.MAX_VALUE);
        assertThat(wait.start(2, heard::add)).extracting(Outcome::index).isEqualTo(0);
        asked.signal(4);
        assertThat(heard).isEmpty();
    }

    /** Signals another fence, not its own, when it is asked to make sure that its own will signal. */
    private record SignalsOther(PlainFence other, long time) implements FenceProvider {
        @Override
        public String driverName() {
            return "driver";
        }

        @Override
        public String timelineName(PlainFence fence) {
            return "timeline";
        }

        @Override
        public boolean enableSignalling(PlainFence fence) {
            other.signal(time);
            return true;
        }
    }

    private FenceWait any(long timeout) {
        return FenceWait.any(List.of(first, second, third), timeout);
    }

    private static void assertRefused(Runnable wait) {
        assertThatThrownBy(wait::run)
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.errno()).isEqualTo(Errno.EINVAL));
    }
}
