package dev.signalbox.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.device.Work;
import dev.signalbox.fence.Errno;
import dev.signalbox.fence.FenceId;
import dev.signalbox.resv.Access;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FactRunTest {
    private static final FenceId FENCE = new FenceId(3, 7);

    private record Runs(List<FactRun> all) implements Facts {
        @Override
        public void report(Fact fact) {
            report(fact, 1);
        }

        @Override
        public void report(Fact first, int count) {
            all.add(new FactRun(first, count));
        }
    }

    static Stream<Fact> factsThatFormRuns() {
        return Stream.of(
                new Fact.JobAccepted(
                        5, 1, FENCE, 9, Work.micros(1), 2, List.of(new FenceId(1, 1)), List.of(new Access(4, true))),
                new Fact.JobQueued(5, 2, FENCE, 3),
                new Fact.JobRan(5, 2, FENCE, 11, 4),
                new Fact.JobFinished(5, 1, FENCE, 2, Errno.ESRCH));
    }

    @ParameterizedTest
    @MethodSource("factsThatFormRuns")
    void aFactIsFollowedByItselfAboutTheNextJob(Fact fact) {
        assertThat(fact.isFollowedBy(fact.plus(1), 1)).isTrue();
        assertThat(fact.isFollowedBy(fact.plus(6), 6)).isTrue();
        assertThat(fact.isFollowedBy(fact.plus(2), 1)).isFalse();
        assertThat(fact.isFollowedBy(fact, 1)).isFalse();
        assertThat(fact.plus(0)).isEqualTo(fact);
    }

    @Test
    void aFactThatIsNotAboutAJobFormsNoRun() {
        Fact fact = new Fact.ClientClosed(1, 2);

        assertThat(fact.plus(0)).isSameAs(fact);
        assertThat(fact.isFollowedBy(fact, 0)).isFalse();
        assertThatThrownBy(() -> fact.plus(1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aRunHasAtLeastOneFact() {
        assertThatThrownBy(() -> new FactRun(new Fact.ClientClosed(1, 2), 0))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void likeFactsAreGatheredAndOthersAreNot() {
        Runs runs = new Runs(new ArrayList<>());
        FactGatherer gatherer = new FactGatherer(runs);
        Fact.JobQueued queued = new Fact.JobQueued(5, 2, FENCE, 1);
        for (int i = 0; i < 64; i++) {
            gatherer.report(queued.plus(i));
        }
        gatherer.report(new Fact.JobQueued(6, 2, FENCE.plus(64), 65));
        assertThat(runs.all()).containsExactly(new FactRun(queued, 64));
        gatherer.flush();
        gatherer.flush();
        assertThat(runs.all()).hasSize(2);
    }

    @Test
    void whatIsGatheredExpandsToWhatWasReported() {
        long seed = Long.getLong("seed", 11);
        SplittableRandom random = new SplittableRandom(seed);
        List<Fact> reported = new ArrayList<>();
        List<Fact> heard = new ArrayList<>();
        FactGatherer gatherer = new FactGatherer(heard::add);
        List<Fact> kinds = factsThatFormRuns().toList();
        for (int i = 0; i < 500; i++) {
            Fact first = kinds.get(random.nextInt(kinds.size())).plus(random.nextInt(3));
            for (int j = random.nextInt(5); j >= 0; j--) {
                reported.add(first.plus(j));
                gatherer.report(first.plus(j));
            }
        }
        gatherer.flush();
        assertThat(heard).as("seed %d", seed).isEqualTo(reported);
    }
}
