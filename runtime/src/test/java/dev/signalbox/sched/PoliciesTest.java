package dev.signalbox.sched;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PoliciesTest {
    @ParameterizedTest
    @CsvSource({"fifo,FIFO", "FIFO,FIFO", "Rr,RR", "fair,FAIR"})
    void isFoundByItsNameInAnyCase(String name, Policies policy) {
        assertThat(Policies.named(name)).isEqualTo(policy);
    }

    @Test
    void anUnknownNameIsAnsweredWithTheKnownOnes() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Policies.named("lottery"))
                .withMessage("there is no policy 'lottery', only [fifo, rr, fair]");
    }
}
