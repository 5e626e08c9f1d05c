package dev.signalbox.testkit;

import dev.signalbox.Fence;
import dev.signalbox.SoftwareTimeline;
import dev.signalbox.conformance.ConformanceRow;
import dev.signalbox.event.Fact;
import dev.signalbox.fence.Errno;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The table owns the points of software timelines. */
@ConformanceRow(
        value = "FEN-28",
        says = "A table that dies ends the points of its timelines with EIO, and whoever waits is told once.")
class TimelineFencesTest extends FenceOwnerContract {
    private @Nullable SoftwareTimeline opened;

    final SoftwareTimeline timeline() {
        return Objects.requireNonNull(opened);
    }

    Promise promise(Fence fence) {
        return Promise.of(fence);
    }

    @Override
    protected Owner open(LabRun run) {
        SoftwareTimeline timeline = run.client("one").timeline("points");
        opened = timeline;
        return new Owner() {
            private final List<Fence> points = new ArrayList<>();

            @Override
            public Promise promise() {
                points.add(timeline.fence());
                return TimelineFencesTest.this.promise(points.get(points.size() - 1));
            }

            @Override
            public void keep(int place) {
                timeline.signal(points.get(place - 1));
            }

            @Override
            public void die() {
                stop(run, "sync");
            }

            @Override
            public List<Optional<Errno>> lastWords() {
                return List.of(Optional.of(Errno.EIO));
            }

            /** The fact of a timeline that is closed covers all points that are left. */
            @Override
            public Stream<Long> over(FactLog facts) {
                List<Long> over = new ArrayList<>();
                for (Fact fact : facts.all()) {
                    long before = over.size();
                    if (fact instanceof Fact.TimelineAdvanced advanced) {
                        LongStream.rangeClosed(Math.min(before + 1, advanced.seqno()), advanced.seqno())
                                .forEach(over::add);
                    } else if (fact instanceof Fact.TimelineClosed) {
                        LongStream.rangeClosed(before + 1, points.size()).forEach(over::add);
                    }
                }
                return over.stream();
            }
        };
    }
}
