package dev.signalbox.sched;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PoliciesTest {
    @ParameterizedTest
    @CsvSource({"fifo,FIFO", "FIFO,FIFO", "Rr,RR"})
    void is_found_by_its_name_in_any_case(String name, Policies policy) {
        assertThat(Policies.named(name)).isEqualTo(policy);
    }

    @Test
    void an_unknown_name_is_answered_with_the_known_ones() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Policies.named("lottery"))
                .withMessage("there is no policy 'lottery', only [fifo, rr]");
    }

    @Test
    void fifo_ranks_by_when_the_head_was_pushed() {
        Policy fifo = Policies.FIFO.get();
        assertThat(fifo.keyOnJoin(5, 70)).isEqualTo(70);
        assertThat(fifo.keyAfterPick(80)).isEqualTo(80);
    }

    @Test
    void round_robin_puts_whoever_had_a_turn_behind_everybody_who_had_one_before() {
        Policy roundRobin = Policies.RR.get();
        assertThat(roundRobin.keyOnJoin(0, 70)).isZero();
        long first = roundRobin.keyAfterPick(10);
        long second = roundRobin.keyAfterPick(5);
        assertThat(0 < first && first < second).isTrue();
        assertThat(roundRobin.keyOnJoin(first, 70)).isEqualTo(first);
    }

    @Test
    void every_run_queue_counts_its_own_turns() {
        Policy one = Policies.RR.get();
        one.keyAfterPick(0);
        assertThat(Policies.RR.get().keyAfterPick(0)).isEqualTo(1);
        assertThat(one.keyAfterPick(0)).isEqualTo(2);
    }
}
