package dev.signalbox.ring;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecoveryPolicyTest {
    private static final long MILLI = 1_000_000;

    @ParameterizedTest
    @CsvSource({
        "5000000, 0, 6000000",
        "5000000, 1, 6000000",
        "5000000, 999999, 6000000",
        "5000000, 1000000, 7000000",
        "5000001, 0, 7000000",
        "1, 0, 2000000",
        "0, 0, 9223372036854775807",
        "9223372036854775807, 1, 9223372036854775807"
    })
    void aTimeLimitIsOverAtAWholeMillisecondBehindAllOfItsOwn(long timeout, long now, long ringsAt) {
        assertThat(new RecoveryPolicy(timeout, MILLI, List.of()).ringsAt(now)).isEqualTo(ringsAt);
    }
}
