package dev.signalbox.testkit;

import dev.signalbox.Fence;
import dev.signalbox.Job;
import dev.signalbox.Queue;
import dev.signalbox.SoftwareTimeline;
import dev.signalbox.device.Work;
import dev.signalbox.event.Fact;
import dev.signalbox.fence.Errno;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A ring decides when the scheduled fences of its jobs signal. */
class RingFencesTest extends FenceOwnerContract {
    @Override
    protected Owner open(LabRun run) {
        Queue queue = run.client("one").queue("RCS");
        SoftwareTimeline starts = run.client("two").timeline("starts");
        return new Owner() {
            private final List<Fence> pending = new ArrayList<>();

            @Override
            public Promise promise() {
                pending.add(starts.fence());
                Job job = Job.of(Work.none()).after(pending.get(pending.size() - 1));
                return Promise.of(queue.submit(job).scheduled());
            }

            @Override
            public void keep(int place) {
                starts.signal(pending.get(place - 1));
            }

            @Override
            public void die() {
                stop(run, "ring-RCS");
            }

            /** A scheduled fence has no error: it says that nobody need wait for the start of the job any more. */
            @Override
            public List<Optional<Errno>> lastWords() {
                return List.of(Optional.empty());
            }

            @Override
            public Stream<Long> over(FactLog facts) {
                return facts.all().stream()
                        .filter(fact -> fact instanceof Fact.JobRan
                                || (fact instanceof Fact.JobFinished over && over.ran() < 0))
                        .map(RingFencesTest::place);
            }
        };
    }

    private static long place(Fact fact) {
        return (fact instanceof Fact.JobRan ran ? ran.fence() : ((Fact.JobFinished) fact).fence()).seqno();
    }
}
