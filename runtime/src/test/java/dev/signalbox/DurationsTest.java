package dev.signalbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigParseOptions;
import dev.signalbox.device.Work;
import dev.signalbox.fence.Errno;
import dev.signalbox.fence.Refusal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DurationsTest {
    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "0.0, 0",
        "7ns, 7",
        "7 us, 7000",
        "1.5ms, 1500000",
        "'  10 s ', 10000000000",
        "1000000s, 1000000000000000",
        "1000000000000000ns, 1000000000000000",
    })
    void aDurationIsANumberAndAUnit(String text, long nanos) {
        assertThat(Durations.nanos(text)).isEqualTo(nanos);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "5 | a number with ns, us, ms or s, such as 5ms",
                "1.5 | such as 1.5ms",
                "soon | such as 1.5ms",
                "'' | such as 1.5ms",
                "-5ms | such as 1.5ms",
                "1e30d | such as 1.5ms",
                "2 minutes | such as 1.5ms",
                "0.5ns | a whole number of the smallest unit",
                "1000000.000000001s | at most 1000000s",
                "999999999999999999s | at most 1000000s",
            })
    void whatIsNoDurationIsToldHowOneIsWritten(String text, String rule) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Durations.nanos(text))
                .withMessageContaining(rule);
    }

    @Test
    void theLongestIsThatOfWork() {
        assertThat(Durations.nanos("1000000s")).isEqualTo(Work.MOST_NANOS);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "timeout = 5 | signalbox.ring.timeout is a time, not 5 (my.conf:2) | such as 5ms",
                "timeout = -5ms | signalbox.ring.timeout is a time, not -5ms (my.conf:2) | ns, us, ms or s",
                "timeout = 1000001s | signalbox.ring.timeout is a time, not 1000001s (my.conf:2) | at most 1000000s",
                "timeout = 100000d | signalbox.ring.timeout is a time, not 100000d (my.conf:2) | ns, us, ms or s",
                "reset-timeout = 0 | signalbox.ring.reset-timeout is a time of at least 1ns, not 0 (my.conf:2) | such as 10s",
            })
    void aSettingThatIsNoDurationIsRefusedByItsKey(String setting, String reason, String hint) {
        String text = "\nsignalbox.ring." + setting;
        assertThatThrownBy(() -> Settings.of(ConfigFactory.parseString(
                        text, ConfigParseOptions.defaults().setOriginDescription("my.conf"))))
                .isInstanceOfSatisfying(Refusal.class, refusal -> {
                    assertThat(refusal.errno()).isEqualTo(Errno.EINVAL);
                    assertThat(refusal.reason()).isEqualTo(reason);
                    assertThat(refusal.hint()).contains(hint);
                });
    }
}
