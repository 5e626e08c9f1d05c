package dev.signalbox.sched;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PoliciesTest {
    @ParameterizedTest
    @CsvSource({"fifo,FIFO", "FIFO,FIFO", "Rr,RR"})
    void isFoundByItsNameInAnyCase(String name, Policies policy) {
        assertThat(Policies.named(name)).isEqualTo(policy);
    }

    @Test
    void anUnknownNameIsAnsweredWithTheKnownOnes() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Policies.named("lottery"))
                .withMessage("there is no policy 'lottery', only [fifo, rr]");
    }

    @Test
    void fifoRanksByWhenTheHeadWasPushed() {
        Policy fifo = Policies.FIFO.get();
        assertThat(fifo.keyOnJoin(5, 70)).isEqualTo(70);
        assertThat(fifo.keyAfterPick(80)).isEqualTo(80);
    }

    @Test
    void roundRobinPutsWhoeverHadATurnBehindEverybodyWhoHadOneBefore() {
        Policy roundRobin = Policies.RR.get();
        assertThat(roundRobin.keyOnJoin(0, 70)).isZero();
        long first = roundRobin.keyAfterPick(10);
        long second = roundRobin.keyAfterPick(5);
        assertThat(0 < first && first < second).isTrue();
        assertThat(roundRobin.keyOnJoin(first, 70)).isEqualTo(first);
    }

    @Test
    void everyRunQueueCountsItsOwnTurns() {
        Policy one = Policies.RR.get();
        one.keyAfterPick(0);
        assertThat(Policies.RR.get().keyAfterPick(0)).isEqualTo(1);
        assertThat(one.keyAfterPick(0)).isEqualTo(2);
    }
}
