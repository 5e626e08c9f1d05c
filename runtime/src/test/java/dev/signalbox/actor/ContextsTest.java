package dev.signalbox.actor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.signalbox.conformance.ConformanceRow;
import dev.signalbox.device.Engine;
import dev.signalbox.device.RingMemory;
import dev.signalbox.fence.Errno;
import dev.signalbox.fence.FenceId;
import dev.signalbox.fence.Timeline;
import java.util.List;
import org.junit.jupiter.api.Test;

class ContextsTest {
    private final Contexts contexts = new Contexts();

    @Test
    @ConformanceRow(value = "FEN-38", says = "Contexts count from 1 in blocks and are never given again.")
    void numbersCountFrom1InBlocksAndAreNeverUsedAgain() {
        Contexts.EntitySlots entity = contexts.openForEntity(null, false, false);
        assertThat(entity.scheduled().context()).isEqualTo(1);
        assertThat(entity.finished().context()).isEqualTo(2);
        ContextSlot single = contexts.open(false, false);
        assertThat(single.context()).isEqualTo(3);
        contexts.close(single);
        assertThat(contexts.open(false, false).context()).isEqualTo(4);
    }

    @Test
    void bothContextsOfAnEntityLeadToItsScheduledOneAndToItsRing() {
        RingPort port = new RingPort(1, new Engine("RCS0", "RCS", 1), new RingMemory(64, 64));
        Contexts.EntitySlots entity = contexts.openForEntity(port, false, false);
        assertThat(entity.scheduled().scheduledContext()).isEqualTo(1);
        assertThat(entity.finished().scheduledContext()).isEqualTo(1);
        assertThat(entity.scheduled().fixedRing()).isSameAs(port);
        assertThat(entity.finished().fixedRing()).isSameAs(port);
        assertThat(contexts.open(false, false).fixedRing()).isNull();
    }

    @Test
    void aPointHasSignalledAsSoonAsItsOwnerPublishesIt() {
        ContextSlot slot = contexts.open(false, false);
        Timeline timeline = new Timeline(slot.context());
        timeline.signalThrough(2);
        assertThat(contexts.isSignalled(new FenceId(1, 2))).isFalse();
        slot.publish(timeline);
        assertThat(contexts.isSignalled(new FenceId(1, 2))).isTrue();
        assertThat(contexts.isSignalled(new FenceId(1, 3))).isFalse();
        assertThat(slot.shown().floor()).isEqualTo(2);
    }

    @Test
    void pointsThatEndOutOfOrderAreKnownAtOnceButPassedWhenTheFloorReachesThem() {
        ContextSlot slot = contexts.open(false, false);
        Timeline timeline = new Timeline(slot.context());
        timeline.signal(2, Errno.ESRCH);
        timeline.signal(4, null);
        slot.publish(timeline);
        assertThat(slot.isSignalled(2)).isTrue();
        assertThat(slot.shown().isSignalled(4)).isTrue();
        assertThat(slot.shown().isSignalled(3)).isFalse();
        assertThat(contexts.isPassed(new FenceId(1, 2))).isFalse();
        assertThat(slot.shown().failed()).isEqualTo(1);
        timeline.signal(1, null);
        slot.publish(timeline);
        assertThat(slot.isSignalled(2)).isTrue();
        assertThat(contexts.isPassed(new FenceId(1, 2))).isTrue();
        assertThat(slot.view().above()).containsExactly(4L);
        timeline.signal(3, null);
        slot.publish(timeline);
        assertThat(slot.view().above()).isEmpty();
        assertThat(slot.isSignalled(4)).isTrue();
    }

    @Test
    void aHeldContextIsSeenByProgramsOnlyAsFarAsItIsShown() {
        ContextSlot slot = contexts.open(true, false);
        Timeline timeline = new Timeline(slot.context());
        timeline.signal(1, Errno.EIO);
        slot.publish(timeline);
        assertThat(slot.isSignalled(1)).isTrue();
        assertThat(slot.shown().isSignalled(1)).isFalse();
        ContextSlot.View view = slot.view();
        timeline.signalThrough(5);
        slot.publishLast(timeline);
        view.show();
        assertThat(slot.shown()).isEqualTo(new ContextSlot.View(slot, 1, List.of(), 1, false));
        slot.view().show();
        assertThat(slot.shown().isSignalled(1_000)).isTrue();
    }

    @Test
    void everythingOfAContextThatIsOverHasSignalled() {
        ContextSlot slot = contexts.open(false, false);
        Timeline timeline = new Timeline(slot.context());
        assertThat(contexts.isSignalled(new FenceId(1, 1))).isFalse();
        slot.publishLast(timeline);
        assertThat(contexts.isSignalled(new FenceId(1, 1))).isTrue();
        assertThat(slot.last()).isSameAs(timeline);
        contexts.close(slot);
        assertThat(contexts.find(1)).isNull();
        assertThat(contexts.isSignalled(new FenceId(1, 1_000))).isTrue();
    }

    @Test
    void askingForAnOwnerBeforeThereIsOneIsABrokenRule() {
        assertThatIllegalStateException()
                .isThrownBy(() -> contexts.open(false, false).owner())
                .withMessageContaining("context 1");
    }
}
