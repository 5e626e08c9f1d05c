package dev.signalbox.sim.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LabScheduleTest {
    private static final int SEEDS = 100;

    @ParameterizedTest
    @EnumSource(Chooser.class)
    void theSameSeedGivesTheSameTrace(Chooser chooser) {
        Seeds.first(SEEDS).forEach(seed -> {
            LabOptions options = LabOptions.seed(seed).withChooser(chooser);
            List<String> once = Market.run(options);
            assertThat(once).as("seed %d", seed).anyMatch(line -> line.endsWith("customer2 sees the end of shop2"));
            assertThat(Market.run(options)).as("seed %d", seed).isEqualTo(once);
        });
    }

    @ParameterizedTest
    @EnumSource(
            value = Chooser.class,
            names = {"PCT", "UNIFORM"})
    void differentSeedsGiveDifferentSchedules(Chooser chooser) {
        Set<List<String>> shapes = new HashSet<>();
        Seeds.first(SEEDS)
                .forEach(seed -> shapes.add(
                        withoutNumbers(Market.run(LabOptions.seed(seed).withChooser(chooser)))));
        assertThat(shapes).hasSizeGreaterThan(50);
    }

    @Test
    void inOrderOfArrivalTheSeedChangesOnlyWhatTheActorsDraw() {
        Set<Integer> lengths = new HashSet<>();
        Set<List<String>> firstSteps = new HashSet<>();
        Seeds.first(20).forEach(seed -> {
            List<String> trace = withoutNumbers(Market.run(LabOptions.seed(seed).withChooser(Chooser.FIFO)));
            lengths.add(trace.size());
            firstSteps.add(trace.subList(0, 12));
        });
        assertThat(lengths).hasSize(1);
        assertThat(firstSteps).hasSize(1);
    }

    /** What is left depends on the schedule, not on the order numbers that the customers drew. */
    private static List<String> withoutNumbers(List<String> trace) {
        return trace.stream()
                .map(line -> line.replaceAll("(orders|stashes|delivers|gets) \\d+", "$1"))
                .toList();
    }
}
