package dev.signalbox.sched;

import static dev.signalbox.sched.Jobs.job;
import static dev.signalbox.sched.Jobs.scheduledContext;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.signalbox.conformance.ConformanceRow;
import dev.signalbox.event.Facts;
import dev.signalbox.event.Priority;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Entities that always have jobs share a ring of one credit by the policy FAIR. */
class FairTest {
    private static final long MILLI = 1_000_000;

    private final RingScheduler<RunEntity> ring =
            new RingScheduler<>(0, 1, Policies.FAIR, fence -> false, Facts.NOBODY);
    private final List<RunEntity> entities = new ArrayList<>();
    private final List<Long> durations = new ArrayList<>();
    private long now;

    @ParameterizedTest
    @CsvSource({
        "NORMAL, NORMAL, 500, 500",
        "KERNEL, HIGH, 666, 334",
        "HIGH, NORMAL, 800, 200",
        "NORMAL, LOW, 888, 112",
        "HIGH, LOW, 968, 32"
    })
    @ConformanceRow(
            value = "SCH-51",
            says = "Two entities that are always busy share the time of the ring by their priorities.")
    void entitiesShareTheTimeByTheirPriorities(Priority first, Priority second, int ofFirst, int ofSecond) {
        add(first, MILLI);
        add(second, MILLI);
        List<Integer> order = run(1_000);
        assertThat(count(order, 0)).isCloseTo(ofFirst, within(ofFirst * 3 / 100 + 1));
        assertThat(count(order, 1)).isCloseTo(ofSecond, within(ofSecond * 3 / 100 + 1));
    }

    @Test
    @ConformanceRow(
            value = "SCH-52",
            says = "What is shared is time, not turns: jobs of 4 ms get a quarter of the turns of jobs of 1 ms.")
    void whatIsSharedIsTimeAndNotTurns() {
        add(Priority.NORMAL, MILLI);
        add(Priority.NORMAL, 4 * MILLI);
        List<Integer> order = run(1_000);
        assertThat(count(order, 0)).isCloseTo(800, within(24));
        assertThat(count(order, 1)).isCloseTo(200, within(6));
    }

    @Test
    @ConformanceRow(
            value = "SCH-53",
            says = "A newcomer of the same priority, without history, goes just ahead of the first in line.")
    void aNewcomerGoesJustAheadOfTheFirstInLine() {
        add(Priority.NORMAL, MILLI);
        add(Priority.NORMAL, MILLI);
        assertThat(run(1)).containsExactly(1);
    }

    @Test
    @ConformanceRow(value = "GV-08", says = "N and L: N N L L, then eight N for each L.")
    void normalAgainstLow() {
        add(Priority.NORMAL, MILLI);
        add(Priority.LOW, MILLI);
        assertThat(names(run(40), "NL")).startsWith("NNLL").contains("NNNNNNNNLNNNNNNNNL");
    }

    @Test
    @ConformanceRow(value = "GV-09", says = "H and N: four H for each N after H H N N; K and H: two K for each H.")
    void highAgainstNormal() {
        add(Priority.HIGH, MILLI);
        add(Priority.NORMAL, MILLI);
        assertThat(names(run(40), "HN")).startsWith("HHNN").contains("HHHHNHHHHN");
    }

    @Test
    @ConformanceRow(value = "GV-09", says = "H and N: four H for each N after H H N N; K and H: two K for each H.")
    void kernelAgainstHigh() {
        add(Priority.KERNEL, MILLI);
        add(Priority.HIGH, MILLI);
        assertThat(names(run(40), "KH")).contains("KKHKKHKKH");
    }

    @Test
    @ConformanceRow(value = "GV-10", says = "K, H, N and L, all busy, in 4000 jobs: about 2436, 1218, 306 and 40.")
    void allPrioritiesAtOnce() {
        List.of(Priority.KERNEL, Priority.HIGH, Priority.NORMAL, Priority.LOW).forEach(each -> add(each, MILLI));
        List<Integer> order = run(4_000);
        assertThat(count(order, 0)).isCloseTo(2_436, within(12));
        assertThat(count(order, 1)).isCloseTo(1_218, within(6));
        assertThat(count(order, 2)).isCloseTo(306, within(4));
        assertThat(count(order, 3)).isCloseTo(40, within(2));
    }

    @Test
    @ConformanceRow(
            value = "SCH-56",
            says = "Another priority changes what future time counts; queued jobs keep their order.")
    void anotherPriorityChangesWhatFutureTimeCounts() {
        add(Priority.NORMAL, MILLI);
        add(Priority.NORMAL, MILLI);
        run(100);
        entities.get(1).priority(Priority.LOW);
        List<Integer> order = run(900);
        assertThat(count(order, 0)).isCloseTo(800, within(24));
        assertThat(count(order, 1)).isCloseTo(100, within(6));
    }

    @Test
    void whoComesBackDoesNotGetTheTimeThatItWasAway() {
        add(Priority.NORMAL, MILLI);
        run(100);
        add(Priority.NORMAL, MILLI);
        List<Integer> order = run(100);
        assertThat(count(order, 1)).isCloseTo(50, within(2));
    }

    /** Adds an entity that always has jobs of one duration. */
    private void add(Priority priority, long duration) {
        int number = entities.size() + 1;
        RunEntity entity = new RunEntity(number, scheduledContext(number), priority);
        entities.add(entity);
        durations.add(duration);
        ring.join(entity);
        long first = 1;
        for (long seqno = first; seqno <= 2; seqno++) {
            ring.push(entity, List.of(job(number, seqno)), now);
        }
    }

    /** Runs so many jobs one after another; returns whose they were, counted from 0. */
    private List<Integer> run(int jobs) {
        return IntStream.range(0, jobs).mapToObj(each -> runOne()).toList();
    }

    private int runOne() {
        RunEntity entity = Objects.requireNonNull(ring.select());
        ArmedJob job = ring.take(entity);
        int index = job.entity() - 1;
        ring.push(entity, List.of(job(job.entity(), job.seqno() + 2)), now);
        now += durations.get(index);
        ring.release(job);
        ring.over(entity, job.seqno());
        ring.ran(entity, durations.get(index));
        return index;
    }

    private static int count(List<Integer> order, int index) {
        return (int) order.stream().filter(each -> each == index).count();
    }

    private static String names(List<Integer> order, String names) {
        StringBuilder text = new StringBuilder();
        order.forEach(index -> text.append(names.charAt(index)));
        return text.toString();
    }
}
