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
    void refuses_to_be_without_space(int capacity) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SubmissionRing<String>(capacity))
                .withMessageContaining(String.valueOf(capacity));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5, 8, 100})
    void has_space_for_as_many_entries_as_were_asked_for(int capacity) {
        SubmissionRing<Integer> ring = new SubmissionRing<>(capacity);
        for (int entry = 1; entry <= capacity; entry++) {
            assertThat(ring.write(entry)).isEqualTo(entry);
        }
        assertThat(ring.get(1)).isEqualTo(1);
        assertThat(ring.get(capacity)).isEqualTo(capacity);
    }

    @Test
    void an_entry_too_many_is_a_broken_rule_and_changes_nothing() {
        SubmissionRing<String> ring = new SubmissionRing<>(2);
        ring.write("a");
        ring.write("b");
        assertThatIllegalStateException().isThrownBy(() -> ring.write("c")).withMessageContaining("full");
        assertThat(ring.written()).isEqualTo(2);
        assertThat(List.of(ring.retire(), ring.retire())).containsExactly("a", "b");
    }

    @Test
    void only_outstanding_entries_can_be_had() {
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
    void an_entry_that_has_retired_is_not_mistaken_for_the_one_in_its_slot() {
        SubmissionRing<String> ring = new SubmissionRing<>(2);
        ring.write("a");
        ring.write("b");
        ring.retire();
        ring.write("c");
        assertThatIllegalArgumentException().isThrownBy(() -> ring.get(1));
        assertThat(ring.get(3)).isEqualTo("c");
    }

    @Test
    void nothing_retires_from_an_empty_ring() {
        SubmissionRing<String> ring = new SubmissionRing<>(4);
        assertThatIllegalArgumentException().isThrownBy(ring::retire);
        assertThat(ring.retired()).isZero();
    }

    @Test
    void agrees_with_a_deque() {
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
