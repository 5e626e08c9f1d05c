package dev.signalbox.journal;

import dev.signalbox.event.Fact;
import dev.signalbox.event.FactRun;
import dev.signalbox.event.Facts;
import dev.signalbox.fence.Errno;
import dev.signalbox.fence.FenceId;
import dev.signalbox.fence.FenceRanges;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The jobs whose fences were promised by a process that is gone. Jobs in a row cost little more than one. */
final class Unfinished implements Facts {
    private static final long NEVER = -1;

    /** When each was given to its ring. */
    private final FenceRanges ran = new FenceRanges();

    private final Map<Long, Integer> entityOf = new HashMap<>();
    private long last;

    @Override
    public void report(Fact fact) {
        report(fact, 1);
    }

    @Override
    public void report(Fact first, int count) {
        last = Math.max(last, first.time());
        if (first instanceof Fact.RunBegan) {
            ran.clear();
            entityOf.clear();
            last = first.time();
        } else if (first instanceof Fact.JobAccepted job) {
            ran.put(job.fence(), count, NEVER);
            entityOf.put(job.fence().context(), job.entity());
        } else if (first instanceof Fact.JobRan job) {
            ran(job, count);
        } else if (first instanceof Fact.JobFinished job) {
            for (int done = 0; done < count; ) {
                done += ran.take(job.fence().plus(done), count - done).count();
            }
        }
    }

    private void ran(Fact.JobRan job, int count) {
        for (int done = 0; done < count; ) {
            FenceId fence = job.fence().plus(done);
            FenceRanges.Piece piece = ran.take(fence, count - done);
            if (piece.isKnown()) {
                ran.put(fence, piece.count(), job.time());
            }
            done += piece.count();
        }
    }

    /** Returns the facts that end them: their device is gone. */
    List<FactRun> endings() {
        List<FactRun> endings = new ArrayList<>();
        ran.forEach((first, piece) -> endings.add(new FactRun(
                new Fact.JobFinished(
                        last, entityOf.getOrDefault(first.context(), 0), first, piece.value(), Errno.ENODEV),
                piece.count())));
        return endings;
    }
}
