package dev.signalbox.sched;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.Seeds;
import dev.signalbox.fence.FenceId;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ForeignWaitsTest {
    private final ForeignWaits waits = new ForeignWaits();

    @Test
    void jobsThatWaitForNothingAreClearedAsTheyCome() {
        waits.add(1, List.of());
        waits.add(2, List.of());
        assertThat(waits.clearedThrough()).isEqualTo(2);
    }

    @Test
    void aJobHoldsBackThoseBehindItUntilAllOfItsFencesHaveSignalled() {
        waits.add(1, List.of());
        waits.add(2, List.of(fence(7, 3), fence(9, 1)));
        waits.add(3, List.of());
        assertThat(waits.clearedThrough()).isEqualTo(1);
        assertThat(waits.signalled(7, 3, List.of())).isFalse();
        assertThat(waits.clearedThrough()).isEqualTo(1);
        assertThat(waits.signalled(9, 0, List.of(1L))).isTrue();
        assertThat(waits.clearedThrough()).isEqualTo(3);
    }

    @Test
    void aPointAboveTheFloorSaysNothingAboutThoseBelowIt() {
        waits.add(1, List.of(fence(7, 2)));
        assertThat(waits.signalled(7, 1, List.of(3L))).isFalse();
        assertThat(waits.signalled(7, 1, List.of(2L, 3L))).isTrue();
    }

    @Test
    void newsThatNobodyWaitsForOrThatIsOldChangesNothing() {
        waits.add(1, List.of(fence(7, 2)));
        assertThat(waits.signalled(8, 100, List.of())).isFalse();
        assertThat(waits.signalled(7, 2, List.of())).isTrue();
        assertThat(waits.signalled(7, 2, List.of(2L))).isFalse();
        assertThat(waits.clearedThrough()).isEqualTo(1);
    }

    @Test
    void nothingIsWaitedForAfterGivingUp() {
        waits.add(1, List.of(fence(7, 2)));
        waits.add(2, List.of(fence(7, 5)));
        waits.abandon();
        assertThat(waits.clearedThrough()).isEqualTo(2);
        assertThat(waits.signalled(7, 5, List.of())).isFalse();
    }

    @Test
    void agreesWithSetsOfOpenFences() {
        Seeds.each(3_000, random -> {
            ForeignWaits subject = new ForeignWaits();
            Naive model = new Naive();
            for (int step = 0; step < 40; step++) {
                step(random, subject, model);
                assertThat(subject.clearedThrough()).as("%s", model.open).isEqualTo(model.clearedThrough());
            }
        });
    }

    private static void step(SplittableRandom random, ForeignWaits subject, Naive model) {
        if (random.nextBoolean()) {
            long seqno = model.last + random.nextInt(1, 3);
            List<FenceId> fences = new ArrayList<>();
            for (long context = 1; context <= 3; context++) {
                if (random.nextInt(3) == 0) {
                    fences.add(fence(context, random.nextInt(1, 12)));
                }
            }
            subject.add(seqno, fences);
            model.add(seqno, fences);
            return;
        }
        long context = random.nextInt(1, 4);
        long floor = random.nextInt(0, 10);
        List<Long> above = random.nextBoolean() ? List.of() : List.of(floor + 1 + random.nextInt(3));
        assertThat(subject.signalled(context, floor, above)).isEqualTo(model.signalled(context, floor, above));
    }

    private static final class Naive {
        private final TreeMap<Long, List<FenceId>> open = new TreeMap<>();
        private long last;

        void add(long seqno, List<FenceId> fences) {
            open.put(seqno, new ArrayList<>(fences));
            last = seqno;
        }

        boolean signalled(long context, long floor, List<Long> above) {
            long before = clearedThrough();
            open.values()
                    .forEach(fences -> fences.removeIf(fence ->
                            fence.context() == context && (fence.seqno() <= floor || above.contains(fence.seqno()))));
            return clearedThrough() > before;
        }

        long clearedThrough() {
            return open.entrySet().stream()
                    .filter(job -> !job.getValue().isEmpty())
                    .mapToLong(job -> job.getKey() - 1)
                    .findFirst()
                    .orElse(last);
        }
    }

    private static FenceId fence(long context, long seqno) {
        return new FenceId(context, seqno);
    }
}
