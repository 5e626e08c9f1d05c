package dev.signalbox.ring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.signalbox.Seeds;
import java.util.ArrayDeque;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SubmissionRingTest {
    @ParameterizedTest
    @ValueSource(ints = {0, -1, Integer.MIN_VALUE})
    void refusesToBeWithoutSpace(int capacity) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SubmissionRing<String>(capacity))
                .withMessageContaining(String.valueOf(capacity));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5, 8, 100})
    void hasSpaceForAsManyEntriesAsWereAskedFor(int capacity) {
        SubmissionRing<Integer> ring = new SubmissionRing<>(capacity);
        for (int entry = 1; entry <= capacity; entry++) {
            assertThat(ring.write(entry)).isEqualTo(entry);
        }
        assertThat(ring.get(1)).isEqualTo(1);
        assertThat(ring.get(capacity)).isEqualTo(capacity);
    }

    @Test
    void anEntryTooManyIsABrokenRuleAndChangesNothing() {
        SubmissionRing<String> ring = new SubmissionRing<>(2);
        ring.write("a");
        ring.write("b");
        assertThatIllegalStateException().isThrownBy(() -> ring.write("c")).withMessageContaining("full");
        assertThat(ring.written()).isEqualTo(2);
        assertThat(List.of(ring.retire(), ring.retire())).containsExactly("a", "b");
    }

    @Test
    void manyAtOnceIsTheSameAsOneByOneAlsoOverTheEndOfTheSpace() {
        SubmissionRing<String> ring = new SubmissionRing<>(4);
        ring.write("a", 3);
        ring.retire(2);
        ring.write("b", 3);
        assertThat(ring.outstanding()).containsExactly("a", "b", "b", "b");
        assertThatIllegalStateException().isThrownBy(() -> ring.write("c", 1)).withMessageContaining("full");
        ring.retire(3);
        assertThatIllegalStateException().isThrownBy(() -> ring.retire(2)).withMessageContaining("empty");
        assertThat(ring.outstanding()).containsExactly("b");
        assertThat(ring.written()).isEqualTo(6);
        assertThat(ring.retired()).isEqualTo(5);
    }

    @Test
    void onlyOutstandingEntriesCanBeHad() {
        SubmissionRing<String> ring = new SubmissionRing<>(4);
        ring.write("a");
        ring.write("b");
        ring.retire();
        assertThat(ring.get(2)).isEqualTo("b");
        for (long number : new long[] {-1, 0, 1, 3, 5}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> ring.get(number))
                    .withMessageContaining("entry " + number + " is not within 2..2");
        }
    }

    @Test
    void anEntryThatHasRetiredIsNotMistakenForTheOneInItsSlot() {
        SubmissionRing<String> ring = new SubmissionRing<>(2);
        ring.write("a");
        ring.write("b");
        ring.retire();
        ring.write("c");
        assertThatIllegalArgumentException().isThrownBy(() -> ring.get(1));
        assertThat(ring.get(3)).isEqualTo("c");
    }

    @Test
    void nothingRetiresFromAnEmptyRing() {
        SubmissionRing<String> ring = new SubmissionRing<>(4);
        assertThatIllegalArgumentException().isThrownBy(ring::retire);
        assertThat(ring.retired()).isZero();
    }

    @Test
    void agreesWithADeque() {
        Seeds.each(2_000, random -> {
            int capacity = random.nextInt(1, 12);
            SubmissionRing<Integer> ring = new SubmissionRing<>(capacity);
            ArrayDeque<Integer> model = new ArrayDeque<>();
            for (int step = 0; step < 100; step++) {
                step(random, ring, model, capacity, step);
                assertThat(ring.written() - ring.retired()).isEqualTo(model.size());
                assertAllThere(ring, model);
            }
        });
    }

    private static void step(
            SplittableRandom random, SubmissionRing<Integer> ring, ArrayDeque<Integer> model, int capacity, int step) {
        if (model.size() < capacity && random.nextBoolean()) {
            long before = ring.written();
            assertThat(ring.write(step)).isEqualTo(before + 1);
            model.addLast(step);
        } else if (!model.isEmpty()) {
            assertThat(ring.retire()).isEqualTo(model.removeFirst());
        }
    }

    private static void assertAllThere(SubmissionRing<Integer> ring, ArrayDeque<Integer> model) {
        long number = ring.retired();
        for (int entry : model) {
            assertThat(ring.get(++number)).isEqualTo(entry);
        }
        assertThat(number).isEqualTo(ring.written());
    }
}
