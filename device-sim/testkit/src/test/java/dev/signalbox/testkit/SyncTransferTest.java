package dev.signalbox.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.Client;
import dev.signalbox.Closing;
import dev.signalbox.SoftwareTimeline;
import dev.signalbox.SyncFile;
import dev.signalbox.SyncObject;
import dev.signalbox.event.SyncFact;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

/** A transfer that waits for its source keeps the fence that it found, whatever becomes of the source. */
@SignalboxTest
class SyncTransferTest {
    private static final Duration LONG = Duration.ofSeconds(1);

    @Test
    void theFenceThatWasFoundIsTransferredThoughTheSameMessageReplacesIt(LabRun run) {
        Client client = run.client("one");
        SyncObject source = client.syncObject("source");
        SyncObject copy = client.syncObject("copy");
        CompletionStage<Long> done = source.transferWhenThere(1, copy.at(5), LONG);
        client.signal(List.of(source.at(1), source.at(0)));

        assertThat(run.await(done)).isNotNegative();
        assertThat(run.await(copy.value())).isEqualTo(5);
        assertThat(run.await(source.lastSubmitted())).isZero();
        assertThat(run.facts().of(SyncFact.SyncTransferred.class))
                .singleElement()
                .satisfies(fact -> assertThat(fact.waitId()).isPositive());
        run.checkFold();
    }

    /** The first puts the first node of a timeline back in place of it all: the second has found a later one by then. */
    @Test
    void twoTransfersThatWaitForTheSameTimelineFindItBoth(LabRun run) {
        Client client = run.client("one");
        SoftwareTimeline software = client.timeline("slow");
        SyncObject whole = client.syncObject("whole");
        whole.signal(1);
        whole.importFile(SyncFile.of("late", software.fence()), 2);
        SyncObject source = client.syncObject("source");
        SyncObject copy = client.syncObject("copy");
        CompletionStage<Long> first = source.transferWhenThere(1, source.at(0), LONG);
        CompletionStage<Long> second = source.transferWhenThere(2, copy.at(7), LONG);
        run.await(whole.transfer(0, source.at(0)));
        run.await(first);
        run.await(second);

        assertThat(run.await(copy.lastSubmitted())).isEqualTo(7);
        assertThat(run.await(copy.value())).isZero();
        run.checkFold();
        client.close(Closing.abort());
    }
}
