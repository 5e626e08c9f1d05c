package dev.signalbox.fence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.Seeds;
import dev.signalbox.conformance.ConformanceRow;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TimelineTest {
    private final Timeline timeline = new Timeline(9);

    @Test
    @ConformanceRow(value = "FEN-02", says = "A fence that nobody has signalled is pending.")
    void nothingHasSignalledOnANewOne() {
        assertThat(timeline.context()).isEqualTo(9);
        assertThat(timeline.floor()).isZero();
        assertThat(timeline.pointsAboveFloor()).isEmpty();
        assertThat(timeline.isSignalled(1)).isFalse();
        assertThat(timeline.failed()).isZero();
    }

    @Test
    @ConformanceRow(
            value = "FEN-03",
            says = "Signalling tells whether it was news; from then on the point has signalled.")
    void aPointSignalsOnce() {
        assertThat(timeline.signal(1, null)).isTrue();
        assertThat(timeline.isSignalled(1)).isTrue();
        assertThat(timeline.signal(1, null)).isFalse();
        assertThat(timeline.isSignalled(1)).isTrue();
    }

    @Test
    void theFirstSignalDecidesTheErrorForGood() {
        timeline.signal(1, Errno.ESRCH);
        timeline.signal(2, null);
        assertThat(timeline.signal(1, Errno.EIO)).isFalse();
        assertThat(timeline.signal(1, null)).isFalse();
        assertThat(timeline.signal(2, Errno.EIO)).isFalse();
        assertThat(timeline.error(1)).isEqualTo(Errno.ESRCH);
        assertThat(timeline.error(2)).isNull();
        assertThat(timeline.failed()).isEqualTo(1);
    }

    @Test
    @ConformanceRow(value = "FEN-09", says = "A pending fence shows no outcome; one that ended well shows that.")
    @ConformanceRow(value = "FEN-10", says = "An error is seen from the signal on, and not before.")
    void anErrorIsSeenFromTheSignalOnAndOnlyAtItsPoint() {
        assertThat(timeline.error(2)).isNull();
        timeline.signal(2, Errno.EIO);
        timeline.signal(3, null);
        assertThat(timeline.error(1)).isNull();
        assertThat(timeline.isSignalled(1)).isFalse();
        assertThat(timeline.error(2)).isEqualTo(Errno.EIO);
        assertThat(timeline.error(3)).isNull();
        assertThat(timeline.isSignalled(3)).isTrue();
    }

    @Test
    void pointsThatEndOutOfOrderWaitAboveTheFloor() {
        timeline.signal(3, null);
        timeline.signal(2, Errno.ESRCH);
        timeline.signal(5, null);
        assertThat(timeline.floor()).isZero();
        assertThat(timeline.pointsAboveFloor()).containsExactly(2L, 3L, 5L);
        timeline.signal(1, null);
        assertThat(timeline.floor()).isEqualTo(3);
        assertThat(timeline.pointsAboveFloor()).containsExactly(5L);
    }

    @Test
    void signallingThroughAPointKeepsWhatFailedBeforeAndNeverGoesBack() {
        timeline.signal(2, Errno.EIO);
        timeline.signalThrough(4);
        timeline.signalThrough(1);
        assertThat(timeline.floor()).isEqualTo(4);
        assertThat(timeline.error(2)).isEqualTo(Errno.EIO);
        assertThat(timeline.error(3)).isNull();
        assertThat(timeline.failed()).isEqualTo(1);
    }

    @Test
    void signallingThroughAFarPointTakesOneStep() {
        timeline.signalThrough(Long.MAX_VALUE);
        assertThat(timeline.isSignalled(Long.MAX_VALUE)).isTrue();
    }

    @Test
    void agreesWithASetOfPointsAndAMapOfErrors() {
        Seeds.each(3_000, random -> {
            Timeline subject = new Timeline(1);
            Naive model = new Naive();
            for (int step = 0; step < 40; step++) {
                step(random, subject, model);
                model.assertSameAs(subject);
            }
        });
    }

    private static void step(SplittableRandom random, Timeline subject, Naive model) {
        long seqno = random.nextInt(1, Naive.LAST + 1);
        if (random.nextInt(8) == 0) {
            subject.signalThrough(seqno);
            model.signalThrough(seqno);
            return;
        }
        Errno[] errors = {null, Errno.EIO, Errno.ESRCH};
        Errno error = errors[random.nextInt(errors.length)];
        assertThat(subject.signal(seqno, error)).isEqualTo(model.signal(seqno, error));
    }

    private static final class Naive {
        static final int LAST = 24;
        private final TreeSet<Long> points = new TreeSet<>();
        private final TreeMap<Long, Errno> errors = new TreeMap<>();

        boolean signal(long seqno, @Nullable Errno error) {
            if (!points.add(seqno)) {
                return false;
            }
            if (error != null) {
                errors.put(seqno, error);
            }
            return true;
        }

        void signalThrough(long seqno) {
            for (long point = 1; point <= seqno; point++) {
                points.add(point);
            }
        }

        long floor() {
            long floor = 0;
            while (points.contains(floor + 1)) {
                floor++;
            }
            return floor;
        }

        void assertSameAs(Timeline subject) {
            assertThat(subject.floor()).isEqualTo(floor());
            assertThat(subject.pointsAboveFloor()).containsExactlyElementsOf(points.tailSet(floor(), false));
            assertThat(subject.failed()).isEqualTo(errors.size());
            for (long point = 1; point <= LAST + 1; point++) {
                if (subject.isSignalled(point) != points.contains(point) || subject.error(point) != errors.get(point)) {
                    throw new AssertionError("point " + point + ": " + points + " " + errors + ", but signalled "
                            + subject.isSignalled(point) + ", error " + subject.error(point));
                }
            }
        }
    }
}
