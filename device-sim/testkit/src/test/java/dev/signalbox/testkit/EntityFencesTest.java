package dev.signalbox.testkit;

import dev.signalbox.Fence;
import dev.signalbox.Job;
import dev.signalbox.Queue;
import dev.signalbox.Submission;
import dev.signalbox.conformance.ConformanceRow;
import dev.signalbox.device.Work;
import dev.signalbox.event.Fact;
import dev.signalbox.fence.Errno;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** An entity owns the finished fences of its jobs. */
@ConformanceRow(
        value = "FEN-28",
        says = "An entity that dies ends the fences it has not signalled with EIO, and whoever waits is told once.")
class EntityFencesTest extends FenceOwnerContract {
    @Override
    protected Owner open(LabRun run) {
        return new Jobs(run.client("one").queue("RCS")) {
            @Override
            public void die() {
                stop(run, "entity-1");
            }

            @Override
            public List<Optional<Errno>> lastWords() {
                return List.of(Optional.of(Errno.EIO));
            }
        };
    }

    /** Jobs that last until they are told to end. */
    abstract static class Jobs implements Owner {
        private final Queue queue;
        private final List<Submission> jobs = new ArrayList<>();

        Jobs(Queue queue) {
            this.queue = queue;
        }

        @Override
        public Promise promise() {
            Submission job = queue.submit(Job.of(Work.endless()));
            jobs.add(job);
            return Promise.of(job.finished());
        }

        @Override
        public void keep(int place) {
            jobs.get(place - 1).end();
        }

        @Override
        public Stream<Long> over(FactLog facts) {
            List<Fence> fences = jobs.stream().map(Submission::finished).toList();
            return facts.stream(Fact.JobFinished.class)
                    .filter(fact -> fences.stream().anyMatch(fence -> fence.id().equals(fact.fence())))
                    .map(fact -> fact.fence().seqno());
        }
    }
}
