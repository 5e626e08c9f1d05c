package dev.signalbox.fence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FenceIdTest {
    @ParameterizedTest
    @CsvSource({"0,1", "1,0", "-1,1", "1,-1", "0,0"})
    void refusesAContextOrPointBelow1(long context, long seqno) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new FenceId(context, seqno))
                .withMessageContaining(context + ":" + seqno);
    }

    @Test
    void sortsByContextThenByAge() {
        assertThat(Stream.of(new FenceId(2, 1), new FenceId(1, 10), new FenceId(1, 9), new FenceId(1L << 40, 1))
                        .sorted())
                .containsExactly(new FenceId(1, 9), new FenceId(1, 10), new FenceId(2, 1), new FenceId(1L << 40, 1));
    }

    @Test
    void printsContextAndPoint() {
        assertThat(new FenceId(21, 4)).hasToString("21:4");
    }
}
