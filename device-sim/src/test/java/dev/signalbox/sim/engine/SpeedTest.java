package dev.signalbox.sim.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpeedTest {
    @ParameterizedTest
    @CsvSource({
        "1, 0, 0",
        "1, 123, 123",
        "2, 100, 50",
        "2, 101, 51",
        "0.5, 100, 200",
        "3, 100, 34",
        "0.001, 7, 7000",
        "1.5, 9223372036854775807, 9223372036854775807",
        "0.5, 9000000000000000000, 9223372036854775807"
    })
    void workTakesItsTimeBySpeedRoundedUp(double speed, long work, long nanos) {
        assertThat(Speed.of(speed).nanos(work)).isEqualTo(nanos);
    }

    @Test
    void itComputesAsWithoutLimits() {
        SplittableRandom random = new SplittableRandom(Long.getLong("seed", 1));
        for (int i = 0; i < 10_000; i++) {
            long millionths = random.nextLong(1_000, 1_000_000_000);
            long amount = random.nextLong(1L << random.nextInt(1, 63));
            Speed speed = new Speed(millionths);
            assertThat(speed.nanos(amount))
                    .as("%d at %d", amount, millionths)
                    .isEqualTo(bounded(big(amount)
                            .multiply(big(Speed.ONE))
                            .add(big(millionths - 1))
                            .divide(big(millionths))));
            assertThat(speed.work(amount))
                    .as("%d at %d", amount, millionths)
                    .isEqualTo(bounded(big(amount).multiply(big(millionths)).divide(big(Speed.ONE))));
        }
    }

    private static BigInteger big(long value) {
        return BigInteger.valueOf(value);
    }

    private static long bounded(BigInteger value) {
        return value.min(big(Long.MAX_VALUE)).longValueExact();
    }
}
