package dev.signalbox.fence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.conformance.ConformanceRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlainFenceTest {
    private final Fences fences = new Fences();
    private final PlainFence fence = fences.at(3, 7);
    private final List<String> heard = new ArrayList<>();

    @Test
    @ConformanceRow(value = "FEN-02", says = "A fence that nobody has signalled is pending, however it is asked.")
    void aFenceIsPendingAtFirst() {
        assertThat(fence.isSignalled()).isFalse();
        assertThat(fence.isMarkedSignalled()).isFalse();
        assertThatThrownBy(fence::timestamp)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("3:7 is pending");
    }

    @Test
    @ConformanceRow(value = "FEN-03", says = "Whoever signals learns whether it was the first to do so.")
    void onlyTheFirstSignalCounts() {
        assertThat(fence.signal(10)).isTrue();
        assertThat(fence.isMarkedSignalled()).isTrue();
        assertThat(fence.isSignalled()).isTrue();
        assertThat(fence.signal(11)).isFalse();
    }

    @Test
    @ConformanceRow(value = "FEN-05", says = "A callback has run by the time the signal is given.")
    void aCallbackHasRunWhenTheSignalReturns() {
        assertThat(fence.subscribe(hear("a"))).isNotNull();
        assertThat(heard).isEmpty();
        fence.signal(10);
        assertThat(heard).containsExactly("a");
    }

    @Test
    @ConformanceRow(
            value = "FEN-06",
            says = "Whoever asks too late is told so by the answer and is never called, not by another signal either.")
    void aLateCallbackIsNeverCalled() {
        fence.signal(10);
        assertThat(fence.subscribe(hear("a"))).isNull();
        assertThat(fence.subscribeFirst(hear("b"))).isNull();
        fence.signal(11);
        assertThat(heard).isEmpty();
    }

    @Test
    @ConformanceRow(value = "FEN-07", says = "A callback that is taken back in time never runs.")
    void aCallbackThatIsTakenBackNeverRuns() {
        Subscription taken = subscribed("a");
        subscribed("b");
        assertThat(taken.cancel()).isTrue();
        assertThat(taken.cancel()).isFalse();
        fence.signal(10);
        assertThat(heard).containsExactly("b");
    }

    @Test
    @ConformanceRow(value = "FEN-08", says = "A callback that has run cannot be taken back.")
    void aCallbackThatHasRunCannotBeTakenBack() {
        Subscription late = subscribed("a");
        fence.signal(10);
        assertThat(late.cancel()).isFalse();
    }

    @Test
    void aCallbackMayTakeBackOneBehindItAndOneInFrontOfIt() {
        List<Subscription> others = new ArrayList<>();
        others.add(subscribed("a"));
        fence.subscribe(signalled -> others.forEach(each -> heard.add(each.cancel() ? "taken" : "late")));
        others.add(subscribed("c"));
        subscribed("d");
        fence.signal(10);
        assertThat(heard).containsExactly("a", "late", "taken", "d");
    }

    @Test
    void whoIsFirstLastOrInTheMiddleCanBeTakenBack() {
        for (int taken = 0; taken < 3; taken++) {
            heard.clear();
            PlainFence other = fences.pending();
            List<Subscription> all = new ArrayList<>();
            for (String name : List.of("0", "1", "2")) {
                all.add(Objects.requireNonNull(other.subscribe(hear(name))));
            }
            all.get(taken).cancel();
            other.signal(1);
            assertThat(heard).hasSize(2).doesNotContain(String.valueOf(taken)).isSorted();
        }
    }

    @Test
    @ConformanceRow(value = "FEN-09", says = "The status is pending, then ok.")
    void theStatusIsPendingThenOk() {
        assertThat(fence.status()).isEqualTo(FenceStatus.PENDING).hasToString("pending");
        fence.signal(10);
        assertThat(fence.status()).isEqualTo(FenceStatus.OK).hasToString("ok");
    }

    @Test
    @ConformanceRow(value = "FEN-10", says = "An error that is set is invisible until the signal.")
    void anErrorIsInvisibleUntilTheSignal() {
        fence.setError(Errno.EIO);
        assertThat(fence.status()).isEqualTo(FenceStatus.PENDING);
        fence.signal(10);
        assertThat(fence.status()).isEqualTo(FenceStatus.signalled(Errno.EIO)).hasToString("-EIO");
    }

    @Test
    @ConformanceRow(value = "FEN-14", says = "A stub has signalled from the start, every time.")
    void stubsHaveSignalledFromTheStart() {
        for (int i = 0; i < 64; i++) {
            PlainFence stub = fences.make.stub(i);
            assertThat(stub.isMarkedSignalled()).isTrue();
            assertThat(stub.timestamp()).isEqualTo(i);
            assertThat(stub.context()).as("a context of its own").isEqualTo(Fences.FIRST_CONTAINER + i);
        }
    }

    @Test
    @ConformanceRow(value = "FEN-17", says = "A second signal changes nothing: no callback, no time, no error.")
    void aSecondSignalChangesNothing() {
        subscribed("a");
        fence.signal(10);
        assertThat(fence.signal(20, Errno.EIO)).isFalse();
        assertThat(heard).containsExactly("a");
        assertThat(fence.timestamp()).isEqualTo(10);
        assertThat(fence.status()).isEqualTo(FenceStatus.OK);
    }

    @Test
    @ConformanceRow(value = "FEN-20", says = "Callbacks run in the order in which they were added.")
    void callbacksRunInTheOrderOfAsking() {
        List.of("a", "b", "c").forEach(this::subscribed);
        fence.signal(10);
        assertThat(heard).containsExactly("a", "b", "c");
    }

    @Test
    @ConformanceRow(value = "FEN-22", says = "A callback sees the signal, its time and its error.")
    void aCallbackSeesSignalTimeAndError() {
        fence.subscribe(each -> heard.add(each.isMarkedSignalled() + " " + each.timestamp() + " " + each.status()));
        fence.signal(10, Errno.ENODEV);
        assertThat(heard).containsExactly("true 10 -ENODEV");
    }

    @Test
    @ConformanceRow(
            value = "FEN-23",
            says = "The provider is asked once to make sure of the signal, by whichever question comes first.")
    void theProviderIsAskedOnceToMakeSure() {
        subscribed("a");
        fence.enableSignalling();
        FenceWait.one(fence, 5).start(0, outcome -> {});
        assertThat(fences.asked).containsExactly("enable 3:7");
        PlainFence done = fences.at(3, 8);
        done.signal(10);
        done.enableSignalling();
        done.subscribe(hear("b"));
        assertThat(fences.asked).as("never once signalled").containsExactly("enable 3:7");
    }

    @Test
    @ConformanceRow(
            value = "FEN-24",
            says = "A provider that is done signals on the spot, and the question comes late.")
    void aProviderThatIsDoneSignalsOnTheSpot() {
        PlainFence done = PlainFence.wide(new Done(true), 4, 1);
        assertThat(done.subscribe(hear("a"))).isNull();
        assertThat(done.timestamp()).isEqualTo(5);
        PlainFence forgotten = PlainFence.wide(new Done(false), 4, 2);
        assertThatThrownBy(forgotten::enableSignalling)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("4:2");
    }

    @Test
    void lookingAsksAProviderThatKnows() {
        PlainFence done = PlainFence.wide(new Done(true), 4, 1);
        assertThat(done.isMarkedSignalled()).isFalse();
        assertThat(done.isSignalled()).isTrue();
    }

    @Test
    @ConformanceRow(value = "FEN-26", says = "An error that comes after the signal is a mistake of the provider.")
    void anErrorAfterTheSignalIsAMistake() {
        fence.signal(10);
        assertThatThrownBy(() -> fence.setError(Errno.EIO))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("has signalled");
    }

    @ParameterizedTest
    @CsvSource({
        "5, 5, false",
        "6, 5, true",
        "5, 6, false",
        "1, 0xffffffff, true",
        "0xffffffff, 1, false",
        "0x80000004, 5, true",
        "0x80000006, 5, false"
    })
    @ConformanceRow(value = "FEN-33", says = "Later means strictly later, by the shorter way around 32 bits.")
    void laterIsStrictAndWrapsAt32Bits(String one, String other, boolean later) {
        assertThat(fences.at(1, Long.decode(one)).isLaterThan(fences.at(1, Long.decode(other))))
                .isEqualTo(later);
    }

    @Test
    @ConformanceRow(value = "FEN-35", says = "64-bit seqnos are compared as they are, without a sign.")
    void wideSeqnosDoNotWrap() {
        assertThat(wide((1L << 31) + 5).isLaterThan(wide(5))).isTrue();
        assertThat(wide((1L << 31) + 6).isLaterThan(wide(5))).isTrue();
        assertThat(wide(-1).isLaterThan(wide(1))).isTrue();
        assertThat(wide(5).isLaterThan(wide(5))).isFalse();
    }

    @Test
    @ConformanceRow(value = "FEN-36", says = "To compare fences of different contexts is a mistake, and is told.")
    void fencesOfDifferentContextsAreNotOrdered() {
        assertThatThrownBy(() -> fences.at(1, 1).isLaterThan(fences.at(2, 1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("nothing orders 1:1 and 2:1");
        assertThatThrownBy(() -> DmaFence.later(fences.at(1, 1), fences.at(2, 1)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    @ConformanceRow(value = "FEN-37", says = "When the later of two has signalled, nothing is left to wait for.")
    void theLaterOfTwoIsNullWhenItHasSignalled() {
        PlainFence earlier = fences.at(1, 1);
        PlainFence later = fences.at(1, 2);
        assertThat(DmaFence.later(earlier, later)).isSameAs(later);
        assertThat(DmaFence.later(later, earlier)).isSameAs(later);
        later.signal(10);
        assertThat(DmaFence.later(earlier, later)).isNull();
        assertThat(DmaFence.later(later, earlier)).isNull();
    }

    @Test
    @ConformanceRow(
            value = "FEN-40",
            says =
                    "Of several deadlines the soonest is kept and told to the provider; the outcome does not depend on it.")
    void theSoonestDeadlineIsKept() {
        fence.setDeadline(50);
        fence.setDeadline(70);
        fence.setDeadline(30);
        assertThat(fence.deadline()).isEqualTo(30);
        assertThat(fences.asked).containsExactly("deadline 3:7 50", "deadline 3:7 30");
        assertThat(fence.isSignalled()).isFalse();
        fence.signal(90);
        fence.setDeadline(10);
        assertThat(fences.asked).as("never once signalled").hasSize(2);
    }

    @Test
    @ConformanceRow(value = "FEN-41", says = "The time that came with the signal is the fence's, exactly.")
    void theTimestampIsTheOneThatWasGiven() {
        fence.signal(123_456_789);
        assertThat(fence.timestamp()).isEqualTo(123_456_789);
    }

    @Test
    void aSignalledFenceAsksItsProviderForNothing() {
        assertThat(fence.driverName()).isEqualTo("driver");
        assertThat(fence.timelineName()).isEqualTo("timeline-3");
        fence.signal(10);
        assertThat(fence.driverName()).isEqualTo(FenceProvider.DETACHED);
        assertThat(fence.timelineName()).isEqualTo("signaled-timeline");
        assertThat(fence).hasToString("3:7");
    }

    private PlainFence wide(long seqno) {
        return PlainFence.wide(fences, 1, seqno);
    }

    private FenceCallback hear(String name) {
        return signalled -> heard.add(name);
    }

    private Subscription subscribed(String name) {
        return Objects.requireNonNull(fence.subscribe(hear(name)));
    }

    /** The provider of work that is done; it signals when asked, unless it forgets to. */
    private record Done(boolean signals) implements FenceProvider {
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
            poll(fence);
            return false;
        }

        @Override
        public void poll(PlainFence fence) {
            if (signals) {
                fence.signal(5);
            }
        }
    }
}
