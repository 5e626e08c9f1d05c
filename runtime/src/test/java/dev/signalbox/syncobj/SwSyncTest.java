package dev.signalbox.syncobj;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.conformance.ConformanceRow;
import dev.signalbox.fence.Errno;
import org.junit.jupiter.api.Test;

class SwSyncTest {
    private final SwSync software = new SwSync(1, 3, "frames");

    @Test
    @ConformanceRow(
            value = "SWS-06",
            says = "A point is pending until the value reaches it, and signalled from then on.")
    void aPointSignalsWhenTheValueReachesIt() {
        assertThat(software.timeline().isSignalled(5)).isFalse();
        software.advanceTo(1, 0);
        assertThat(software.timeline().isSignalled(5)).isFalse();
        software.advanceTo(5, 0);
        assertThat(software.timeline().isSignalled(5)).isTrue();
        software.advanceTo(10, 0);
        assertThat(software.timeline().isSignalled(5)).isTrue();
        assertThat(software.timeline().context()).isEqualTo(3);
    }

    @Test
    @ConformanceRow(value = "SWS-17", says = "A point at or below the value has signalled before anybody asks.")
    void aPointAtOrBelowTheValueHasSignalledBeforeAnybodyAsks() {
        software.advanceTo(100, 0);
        assertThat(software.timeline().isSignalled(1)).isTrue();
        assertThat(software.timeline().isSignalled(100)).isTrue();
        assertThat(software.timeline().isSignalled(101)).isFalse();
    }

    @Test
    void theValueNeverGoesBack() {
        assertThat(software.advanceTo(4, 0)).isTrue();
        assertThat(software.advanceTo(4, 0)).isFalse();
        assertThat(software.advanceTo(2, 0)).isFalse();
        assertThat(software.timeline().floor()).isEqualTo(4);
    }

    @Test
    @ConformanceRow(value = "SWS-05", says = "What has signalled ended well, also when the timeline is closed later.")
    void whatHasSignalledStaysWellWhenTheTimelineIsClosed() {
        software.advanceTo(1, 0);
        software.close(1, 0);
        assertThat(software.timeline().isSignalled(1)).isTrue();
        assertThat(software.timeline().error(1)).isNull();
        assertThat(software.timeline().failed()).isZero();
    }

    @Test
    void closingEndsEveryPendingPointThatWasHandedOut() {
        software.advanceTo(2, 0);
        software.close(5, 0);
        assertThat(software.timeline().floor()).isEqualTo(5);
        assertThat(software.timeline().error(2)).isNull();
        assertThat(software.timeline().error(3)).isEqualTo(Errno.ENOENT);
        assertThat(software.timeline().error(5)).isEqualTo(Errno.ENOENT);
        assertThat(software.timeline().failed()).isEqualTo(3);
    }
}
