package dev.signalbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SeedsTest {
    @Test
    void aSequenceDependsOnItsSeedAlone() {
        assertThat(firstNumbers()).isEqualTo(firstNumbers()).doesNotHaveDuplicates();
    }

    @Test
    void aFailureNamesTheSeedThatBringsItBack() {
        assertThatThrownBy(() -> Seeds.each(3, random -> {
                    throw new IllegalStateException("broken");
                }))
                .isInstanceOf(AssertionError.class)
                .hasMessageMatching("seed (\\d+) \\(again: -Dseed=\\1\\): broken");
    }

    private static List<Long> firstNumbers() {
        List<Long> numbers = new ArrayList<>();
        Seeds.each(5, random -> numbers.add(random.nextLong()));
        return numbers;
    }
}
