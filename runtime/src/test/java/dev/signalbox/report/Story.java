package dev.signalbox.report;

import dev.signalbox.device.Engine;
import dev.signalbox.device.Work;
import dev.signalbox.event.Fact;
import dev.signalbox.event.Facts;
import dev.signalbox.event.Priority;
import dev.signalbox.fence.Errno;
import dev.signalbox.fence.FenceId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A stream of facts, written by hand; times are in microseconds. */
final class Story {
    private final List<Fact> facts = new ArrayList<>();

    static FenceId fence(long context, long seqno) {
        return new FenceId(context, seqno);
    }

    /** A device with engines RCS and VCS1 and clients 1 game and 2 hog. */
    static Story withTwoClients() {
        Story story = new Story();
        story.facts.add(
                new Fact.DeviceOpened(0, "toy", List.of(new Engine("RCS", "RCS", 16), new Engine("VCS1", "VCS", 4))));
        story.facts.add(new Fact.ClientOpened(0, 1, "game"));
        story.facts.add(new Fact.ClientOpened(0, 2, "hog"));
        return story;
    }

    Story add(Fact fact) {
        facts.add(fact);
        return this;
    }

    /** Opens entity n with contexts 2n and 2n + 1. */
    Story entity(int entity, int client, String name, Integer... rings) {
        return add(new Fact.EntityOpened(0, entity, client, 2L * entity, name, Priority.NORMAL, List.of(rings), false));
    }

    Story accepted(long micros, int entity, long seqno, Work work, FenceId... dependencies) {
        return add(new Fact.JobAccepted(
                micros * 1_000, entity, job(entity, seqno), 10 + seqno, work, 1, List.of(dependencies), List.of()));
    }

    Story queued(long micros, int ring, int entity, long seqno) {
        return add(new Fact.JobQueued(micros * 1_000, ring, job(entity, seqno), 1));
    }

    Story ran(long micros, int ring, int entity, long seqno) {
        return add(new Fact.JobRan(micros * 1_000, ring, job(entity, seqno), seqno, 1));
    }

    Story finished(long micros, int entity, long seqno, long ranMicros, @Nullable Errno error) {
        long ran = ranMicros < 0 ? -1 : ranMicros * 1_000;
        return add(new Fact.JobFinished(micros * 1_000, entity, job(entity, seqno), ran, error));
    }

    Story cycle(long fromMicros, long toMicros, int client, long cycle, boolean missed) {
        add(new Fact.CycleBegan(fromMicros * 1_000, client, cycle));
        return add(new Fact.CycleEnded(toMicros * 1_000, client, cycle, missed));
    }

    static FenceId job(int entity, long seqno) {
        return fence(2L * entity + 1, seqno);
    }

    List<Fact> facts() {
        return facts;
    }

    Summary summary() {
        RunSummary summary = new RunSummary();
        tell(summary);
        return summary.summary();
    }

    List<String> explain() {
        HangReport report = new HangReport();
        tell(report);
        return report.explain();
    }

    void tell(Facts listener) {
        facts.forEach(listener::report);
    }
}
