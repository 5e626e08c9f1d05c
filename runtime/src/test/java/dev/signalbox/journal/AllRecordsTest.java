package dev.signalbox.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.event.Fact;
import dev.signalbox.event.Gate;
import dev.signalbox.fence.Errno;
import dev.signalbox.fence.Refusal;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AllRecordsTest {
    private final Refusal full = new Refusal(Errno.EIO, "no space", "make some");
    private final Recorder own = new Recorder(0);
    private final Recorder other = new Recorder(0);
    private final Gate gate = new AllRecords(own, List.of(own, other));
    private final List<String> seen = new ArrayList<>();

    private void reportAndHold() {
        own.report(new Fact.ClientClosed(1, 1));
        other.report(new Fact.ClientClosed(1, 1));
        gate.pass(new Gate.Held() {
            @Override
            public void pass() {
                seen.add("passed");
            }

            @Override
            public void lost(Refusal why) {
                seen.add("lost");
            }
        });
    }

    private static void store(Recorder recorder) {
        assertThat(recorder.drain()).isNotNull();
        recorder.storedDrained();
    }

    @Test
    void whatIsShownWaitsForTheFactsOfAllDevices() {
        reportAndHold();
        store(own);
        assertThat(seen).isEmpty();
        store(other);
        assertThat(seen).containsExactly("passed");
    }

    @Test
    void theOrderInWhichTheyAreStoredDoesNotMatter() {
        reportAndHold();
        store(other);
        assertThat(seen).isEmpty();
        store(own);
        assertThat(seen).containsExactly("passed");
    }

    @Test
    void anotherDeviceThatCannotStoreHoldsNobodyUp() {
        reportAndHold();
        store(own);
        other.fail(full);
        assertThat(seen).containsExactly("passed");
        reportAndHold();
        store(own);
        assertThat(seen).containsExactly("passed", "passed");
    }

    @Test
    void whatTheOwnRecordCannotStoreIsLost() {
        reportAndHold();
        own.fail(full);
        assertThat(seen).containsExactly("lost");
    }
}
