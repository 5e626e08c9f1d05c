package dev.signalbox.resv;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.Seeds;
import dev.signalbox.fence.DmaFence;
import dev.signalbox.fence.FenceId;
import dev.signalbox.fence.HeldFenceView;
import dev.signalbox.fence.PlainFence;
import dev.signalbox.fence.SignalledView;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Random sequences, against a model that follows the rules literally, and against one that forgets nothing. */
class ReservationModelTest {
    private static final List<Usage> USAGES = List.of(Usage.values());
    private static final long ABOUT_TO_WRAP = 0xffff_fffcL;

    @Test
    void agreesWithAModelThatFollowsTheRulesLiterally() {
        Seeds.each(10_000, random -> new Sequence(random).run(30));
    }

    /** Two reservations, their models, and fences of few contexts, so that they meet. */
    private static final class Sequence {
        private final SplittableRandom random;
        private final List<PlainFence> fences = new ArrayList<>();
        private final List<Reservation<DmaFence>> subjects =
                List.of(new Reservation<>(HeldFenceView.VIEW), new Reservation<>(HeldFenceView.VIEW));
        private final List<NaiveReservation> models = List.of(new NaiveReservation(), new NaiveReservation());
        private final List<String> done = new ArrayList<>();

        Sequence(SplittableRandom random) {
            this.random = random;
            for (int i = 0; i < 20; i++) {
                fences.add(ByHand.fence(random.nextInt(1, 5), ABOUT_TO_WRAP + random.nextInt(8)));
            }
        }

        void run(int steps) {
            for (int step = 0; step < steps; step++) {
                int which = random.nextInt(2);
                step(subjects.get(which), models.get(which), which);
                for (int i = 0; i < 2; i++) {
                    compare(subjects.get(i), models.get(i));
                }
            }
        }

        private void step(Reservation<DmaFence> subject, NaiveReservation model, int which) {
            PlainFence fence = fences.get(random.nextInt(fences.size()));
            Usage usage = USAGES.get(random.nextInt(USAGES.size()));
            switch (random.nextInt(10)) {
                case 0, 1 -> reserve(subject, model, random.nextInt(1, 9), which);
                case 2, 3 -> {
                    done.add("signal " + fence);
                    fence.signal(1);
                }
                case 4 -> {
                    done.add(which + " becomes a copy of the other");
                    subject.copyFrom(subjects.get(1 - which));
                    model.copyFrom(models.get(1 - which));
                }
                case 5 -> {
                    long context = random.nextInt(1, 5);
                    done.add(which + ": " + fence + " replaces " + context + " as " + usage);
                    subject.replace(context, fence, usage);
                    model.replace(context, fence, usage);
                }
                default -> {
                    reserve(subject, model, 1, which);
                    done.add(which + ": add " + fence + " as " + usage);
                    subject.add(fence, usage);
                    model.add(fence, usage);
                }
            }
        }

        private void reserve(Reservation<DmaFence> subject, NaiveReservation model, int count, int which) {
            done.add(which + ": reserve " + count);
            subject.reserve(count);
            model.reserve(count);
        }

        private void compare(Reservation<DmaFence> subject, NaiveReservation model) {
            assertThat(subject.state()).as("entries after %s", done).isEqualTo(model.entries());
            assertThat(subject.capacity()).as("slots after %s", done).isEqualTo(model.capacity());
            Usage usage = USAGES.get(random.nextInt(USAGES.size()));
            assertThat(subject.entries(usage)).as("%s after %s", usage, done).isEqualTo(model.asked(usage));
            assertThat(subject.pending(usage)).as("%s after %s", usage, done).isEqualTo(model.pending(usage));
            assertThat(walked(subject.cursor(usage)))
                    .as("%s after %s", usage, done)
                    .isEqualTo(model.pending(usage));
            assertThat(subject.isSignalled(usage))
                    .as("%s after %s", usage, done)
                    .isEqualTo(model.pending(usage).isEmpty());
        }

        private static List<DmaFence> walked(ReservationCursor<DmaFence> cursor) {
            List<DmaFence> walked = new ArrayList<>();
            while (cursor.next()) {
                walked.add(cursor.fence());
            }
            return walked;
        }
    }

    @Test
    void agreesWithAListThatForgetsNothing() {
        Seeds.each(3_000, random -> {
            Remembering model = new Remembering();
            Reservation<FenceId> subject = new Reservation<>(model);
            for (int step = 0; step < 40; step++) {
                step(random, subject, model);
                for (Usage usage : Usage.values()) {
                    assertThat(newest(subject.pending(usage)))
                            .as("%s of %s, floors %s", usage, model.added, model.floors)
                            .containsExactlyInAnyOrderElementsOf(model.newestOf(usage));
                }
                assertThat(subject.size()).isLessThanOrEqualTo(model.added.size());
            }
        });
    }

    /** Contexts signal in order here, as what others publish of them does. */
    private static void step(SplittableRandom random, Reservation<FenceId> subject, Remembering model) {
        long context = random.nextInt(1, 5);
        if (random.nextInt(3) == 0) {
            model.floors.merge(context, (long) random.nextInt(1, 4), Long::sum);
            return;
        }
        FenceId fence = new FenceId(context, random.nextInt(1, 30));
        Usage usage = USAGES.get(random.nextInt(USAGES.size()));
        subject.reserve(1);
        subject.add(fence, usage);
        model.added.add(new Reservation.Entry<>(fence, usage));
    }

    private static List<FenceId> newest(List<FenceId> fences) {
        Map<Long, FenceId> newest = new TreeMap<>();
        fences.forEach(
                fence -> newest.merge(fence.context(), fence, (old, now) -> old.seqno() > now.seqno() ? old : now));
        return List.copyOf(newest.values());
    }

    private static final class Remembering implements SignalledView {
        private final List<Reservation.Entry<FenceId>> added = new ArrayList<>();
        private final Map<Long, Long> floors = new TreeMap<>();

        @Override
        public boolean isSignalled(FenceId fence) {
            return fence.seqno() <= floors.getOrDefault(fence.context(), 0L);
        }

        /** What somebody has to wait for: everything of this or a stronger usage, where a later point implies the earlier ones. */
        List<FenceId> newestOf(Usage usage) {
            return newest(added.stream()
                    .filter(each -> EnumSet.range(Usage.KERNEL, usage).contains(each.usage()))
                    .map(Reservation.Entry::fence)
                    .filter(fence -> !isSignalled(fence))
                    .toList());
        }
    }
}
