package dev.signalbox.syncobj;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.Seeds;
import dev.signalbox.fence.DmaFence;
import dev.signalbox.fence.PlainFence;
import dev.signalbox.fence.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Random lives of two timeline sync objects against a plain list of points that is walked from end to end. */
class SyncTimelineModelTest {
    private static final int STEPS = 40;

    @Test
    void anObjectAnswersAsAPlainListDoes() {
        Seeds.each(10_000, random -> new Life(random).live());
    }

    private static final class Life {
        private final SplittableRandom random;
        private final SyncBench bench = new SyncBench();
        private final List<PlainFence> fences = new ArrayList<>();
        private final List<SyncObject> objects = List.of(bench.empty(), bench.empty());
        private final List<NaiveTimeline> naive = List.of(new NaiveTimeline(), new NaiveTimeline());

        Life(SplittableRandom random) {
            this.random = random;
        }

        void live() {
            for (int step = 0; step < STEPS; step++) {
                int which = random.nextInt(objects.size());
                act(objects.get(which), naive.get(which));
                bench.containers.settle();
                check(step);
            }
        }

        private void act(SyncObject object, NaiveTimeline model) {
            long point = random.nextLong(1, 13);
            switch (random.nextInt(20)) {
                case 0 -> {
                    object.reset();
                    model.replace(null);
                }
                case 1 -> {
                    PlainFence fence = fence();
                    object.replace(fence);
                    model.replace(fence);
                }
                case 2, 3 -> {
                    object.signalPoint(point, 1);
                    model.add(PlainFence.stub(1, 1), point);
                }
                case 4, 5, 6, 7, 8 -> {
                    PlainFence fence = fence();
                    object.addPoint(fence, point);
                    model.add(fence, point);
                }
                case 9, 10 -> {
                    List<PlainFence> members = List.of(fence(), fence());
                    DmaFence array = bench.containers.array(members);
                    object.addPoint(array, point);
                    model.add(array, point);
                }
                case 11 -> transfer(point);
                default -> signalOne();
            }
        }

        private PlainFence fence() {
            PlainFence fence = bench.fence();
            fences.add(fence);
            return fence;
        }

        private void signalOne() {
            if (!fences.isEmpty()) {
                fences.remove(random.nextInt(fences.size())).signal(1);
            }
        }

        /** The first object's point becomes a point of the second one. */
        private void transfer(long point) {
            NaiveTimeline.Found found = naive.get(0).find(point);
            String answer = answer(
                    () -> Transfer.now(new SyncPoint(objects.get(0), point), new SyncPoint(objects.get(1), point), 1));
            assertThat(answer).isEqualTo(found.isThere() ? "0" : "-EINVAL");
            if (found.isThere()) {
                naive.get(1).add(found::isComplete, point);
            }
        }

        private static String answer(Runnable call) {
            try {
                call.run();
                return "0";
            } catch (Refusal refusal) {
                return refusal.errno().negated();
            }
        }

        private void check(int step) {
            for (int which = 0; which < objects.size(); which++) {
                SyncObject object = objects.get(which);
                NaiveTimeline model = naive.get(which);
                if (random.nextBoolean()) {
                    assertThat(object.value(false))
                            .as("value after step %d", step)
                            .isEqualTo(model.reached());
                    assertThat(object.value(true))
                            .as("newest after step %d", step)
                            .isEqualTo(model.newest());
                }
                long point = random.nextInt(14);
                assertThat(find(object, point))
                        .as("point %d after step %d", point, step)
                        .isEqualTo(words(model.find(point)));
            }
        }

        private static String find(SyncObject object, long point) {
            try {
                DmaFence found = object.find(point);
                return found == null || found.isSignalled() ? "complete" : "pending";
            } catch (Refusal refusal) {
                return "missing";
            }
        }

        private static String words(NaiveTimeline.Found found) {
            return !found.isThere() ? "missing" : found.isComplete() ? "complete" : "pending";
        }
    }
}
