package dev.signalbox.sched;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ChainTest {
    private static final int STEPS = 2_000;

    private static final class Item extends Chain.Link<Item> {
        final int number;

        Item(int number) {
            this.number = number;
        }
    }

    private final Chain<Item> chain = new Chain<>();

    @Test
    void anEmptyChainHasNoItems() {
        assertThat(chain.isEmpty()).isTrue();
        assertThat(chain.peekFirst()).isNull();
        assertThat(chain).isEmpty();
        assertThatExceptionOfType(NoSuchElementException.class).isThrownBy(chain::getFirst);
        assertThatExceptionOfType(NoSuchElementException.class).isThrownBy(chain::getLast);
        assertThatExceptionOfType(NoSuchElementException.class).isThrownBy(chain::removeFirst);
    }

    @Test
    void chosenItemsGiveWayToTheirParts() {
        add(1, 2, 3);
        assertThat(chain.replace(item -> item.number == 2, item -> List.of(new Item(20), new Item(21))))
                .isTrue();
        assertThat(numbers()).containsExactly(1, 20, 21, 3);
        chain.addLast(new Item(4));
        assertThat(numbers()).containsExactly(1, 20, 21, 3, 4);
    }

    @Test
    void whenNothingIsChosenNothingChanges() {
        add(1, 2);
        assertThat(chain.replace(item -> item.number == 9, item -> List.of())).isFalse();
        assertThat(numbers()).containsExactly(1, 2);
    }

    @Test
    void itBehavesLikeAQueue() {
        long seed = Long.getLong("seed", 1);
        SplittableRandom random = new SplittableRandom(seed);
        Deque<Integer> model = new ArrayDeque<>();
        for (int step = 0; step < STEPS; step++) {
            if (model.isEmpty() || random.nextInt(100) < 51) {
                model.addLast(step);
                chain.addLast(new Item(step));
            } else if (random.nextInt(200) == 0) {
                model.clear();
                chain.clear();
            } else {
                assertThat(chain.removeFirst().number).isEqualTo(model.removeFirst());
            }
            assertThat(numbers()).as("seed %d, step %d", seed, step).containsExactlyElementsOf(model);
            assertThat(chain.isEmpty()).isEqualTo(model.isEmpty());
            if (!model.isEmpty()) {
                assertThat(chain.getLast().number).isEqualTo(model.getLast());
            }
        }
    }

    private void add(int... numbers) {
        for (int number : numbers) {
            chain.addLast(new Item(number));
        }
    }

    private List<Integer> numbers() {
        List<Integer> numbers = new ArrayList<>();
        chain.forEach(item -> numbers.add(item.number));
        return numbers;
    }
}
