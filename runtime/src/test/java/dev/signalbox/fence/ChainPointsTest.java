package dev.signalbox.fence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.conformance.ConformanceRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Points of a timeline that complete in an order of their own: how far it is said to have got. */
class ChainPointsTest {
    private final Fences fences = new Fences();
    private final List<PlainFence> payloads = new ArrayList<>();
    private @Nullable FenceChain newest;

    @Test
    @ConformanceRow(value = "GV-01", says = "A timeline has got as far as the points before its first pending one.")
    void aTimelineHasGotAsFarAsItsFirstPendingPoint() {
        submit(1, 2, 3, 4, 5);
        assertThat(reachedAfterEach(0, 2, 1, 4, 3)).containsExactly(0L, 1L, 1L, 3L, 3L, 5L);
        assertThat(newest().seqno()).isEqualTo(5);
    }

    @Test
    @ConformanceRow(
            value = "GV-02",
            says = "A point that goes back begins anew: the ones before it are reached when all that was submitted is.")
    void aPointThatGoesBackHoldsUpThoseBeforeIt() {
        submit(1, 5, 3, 6, 7);
        for (int i = 0; i < 3; i++) {
            assertThat(newest().find(1)).isNotNull();
            assertThat(newest().find(5)).isNotNull();
            signal(i);
        }
        for (int point = 1; point <= 5; point++) {
            assertThat(newest().find(point)).isNull();
        }
        assertThatThrownBy(() -> newest().find(8)).isInstanceOf(Refusal.class);
    }

    @Test
    void aTimelineThatWentBackHasReachedNothingUntilThatPointIsReached() {
        submit(1, 5, 3, 6, 7);
        assertThat(reachedAfterEach(0, 1, 2, 3, 4)).containsExactly(0L, 0L, 0L, 5L, 6L, 7L);
    }

    @Test
    @ConformanceRow(value = "GV-03", says = "A point that is signalled from the start waits for the points before it.")
    void aSignalledPointWaitsForThoseBeforeIt() {
        submit(1, 2, 3, 4, 5);
        assertThat(reachedAfterEach(0, 1, 2)).endsWith(3L);
        newest = fences.make.chain(newest, fences.make.stub(9), 8);
        assertThat(newest().reachedPoint()).isEqualTo(3);
        assertThat(newest().seqno()).isEqualTo(8);
        assertThat(reachedAfterEach(3, 4)).containsExactly(3L, 4L, 8L);
    }

    @Test
    @ConformanceRow(value = "GV-04", says = "Points go beyond 31 and 32 bits.")
    void pointsGoBeyond31Bits() {
        submit(1, 5, 2_147_483_652L, 2_147_483_653L, 4_294_967_294L);
        assertThat(reachedAfterEach(0, 1, 2, 3, 4))
                .containsExactly(0L, 1L, 5L, 2_147_483_652L, 2_147_483_653L, 4_294_967_294L);
    }

    @Test
    @ConformanceRow(value = "GV-05", says = "A smaller point than the newest takes the newest's number.")
    void aSmallerPointTakesTheNumberOfTheNewest() {
        submit(5, 3);
        assertThat(newest().seqno()).isEqualTo(5);
        assertThat(reachedAfterEach(0, 1)).containsExactly(0L, 0L, 5L);
    }

    @Test
    @ConformanceRow(value = "GV-06", says = "A point that is submitted twice is reached when both are.")
    void aPointThatIsSubmittedTwiceIsReachedWhenBothAre() {
        submit(4, 4);
        assertThat(reachedAfterEach(0, 1)).containsExactly(0L, 0L, 4L);
    }

    private void submit(long... points) {
        for (long point : points) {
            PlainFence payload = fences.pending();
            payloads.add(payload);
            newest = fences.make.chain(newest, payload, point);
        }
    }

    private void signal(int submitted) {
        payloads.get(submitted).signal(submitted + 1);
    }

    private List<Long> reachedAfterEach(int... submitted) {
        List<Long> reached = new ArrayList<>();
        reached.add(newest().reachedPoint());
        for (int each : submitted) {
            signal(each);
            reached.add(newest().reachedPoint());
        }
        return reached;
    }

    private FenceChain newest() {
        return Objects.requireNonNull(newest);
    }
}
