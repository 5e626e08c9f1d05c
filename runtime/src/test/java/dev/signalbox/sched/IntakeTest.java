package dev.signalbox.sched;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.signalbox.Seeds;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class IntakeTest {
    private final Intake<String> intake = new Intake<>();
    private final List<String> inOrder = new ArrayList<>();

    @Test
    void whatComesInOrderIsHandedOnAtOnce() {
        intake.arrive(1, 2, "a", inOrder::add);
        intake.arrive(3, 1, "b", inOrder::add);
        assertThat(inOrder).containsExactly("a", "b");
        assertThat(intake.next()).isEqualTo(4);
    }

    @Test
    void whatComesEarlyWaitsForWhatIsMissing() {
        intake.arrive(4, 1, "c", inOrder::add);
        intake.arrive(2, 2, "b", inOrder::add);
        assertThat(inOrder).isEmpty();
        assertThat(intake.next()).isEqualTo(1);
        intake.arrive(1, 1, "a", inOrder::add);
        assertThat(inOrder).containsExactly("a", "b", "c");
        assertThat(intake.next()).isEqualTo(5);
    }

    @Test
    void aPlaceIsFilledOnce() {
        intake.arrive(1, 2, "a", inOrder::add);
        intake.arrive(5, 1, "c", inOrder::add);
        for (long place : new long[] {1, 2, 5}) {
            assertThatIllegalStateException()
                    .isThrownBy(() -> intake.arrive(place, 1, "again", inOrder::add))
                    .withMessageContaining("place " + place);
        }
        assertThat(inOrder).containsExactly("a");
    }

    @Test
    void anyOrderOfArrivalGivesTheOrderOfThePlaces() {
        Seeds.each(2_000, random -> {
            List<long[]> batches = new ArrayList<>();
            long next = 1;
            for (int i = random.nextInt(1, 15); i > 0; i--) {
                int places = random.nextInt(1, 5);
                batches.add(new long[] {next, places});
                next += places;
            }
            assertThat(arrived(random, batches))
                    .isEqualTo(batches.stream().map(batch -> batch[0]).toList());
        });
    }

    private static List<Long> arrived(SplittableRandom random, List<long[]> batches) {
        Intake<Long> subject = new Intake<>();
        List<Long> handedOn = new ArrayList<>();
        List<long[]> onTheWay = new ArrayList<>(batches);
        while (!onTheWay.isEmpty()) {
            long[] batch = onTheWay.remove(random.nextInt(onTheWay.size()));
            subject.arrive(batch[0], (int) batch[1], batch[0], handedOn::add);
        }
        return handedOn;
    }
}
