package dev.signalbox.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigParseOptions;
import dev.signalbox.device.ResetScope;
import dev.signalbox.fence.Refusal;
import dev.signalbox.sim.failure.FailurePlan;
import java.time.Duration;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfiguredFailuresTest {
    private static Config config(String failures) {
        return ConfigFactory.parseString(
                        "\nsignalbox.sim.failures = [\n" + failures + "\n]",
                        ConfigParseOptions.defaults().setOriginDescription("lab.conf"))
                .withFallback(ConfigFactory.defaultReference());
    }

    @Test
    void noneAreConfiguredAtFirst() {
        assertThat(SimDevice.configured(ConfigFactory.defaultReference()).failures())
                .isEmpty();
    }

    @Test
    void everyKindIsRead() {
        Config config = config("""
                { failure = hang, on = RCS, entry = 3, ended-by = engine }
                { failure = slow, on = [BCS, VCS], factor = 2.5, rate = 0.01 }
                { failure = lost-interrupt, rate = 1, times = 3 }
                { failure = spurious-interrupt }
                { failure = late-interrupt, delay = 100us, at = 2ms }
                { failure = corrupt-fence, entry = [1, 2] }
                { failure = corrupt-fence, value = 9 }
                { failure = ecc, entry = 1 }
                { failure = corrupt-fence, value = "0xffffffffffffffff" }
                { failure = page-fault, address = 4096, times = 1 }
                { failure = page-fault, address = "0xffff800000000000" }
                { failure = failed-reset, scope = job }
                { failure = failed-reset }
                { failure = device-lost, at = 5ms }
                { failure = power-loss, at = 1ms }""");

        assertThat(SimDevice.configured(config).failures())
                .containsExactly(
                        FailurePlan.hang(ResetScope.ENGINE).on("RCS").entry(3),
                        FailurePlan.slow(2.5).on("BCS", "VCS").rate(0.01),
                        FailurePlan.lostInterrupt().rate(1).times(3),
                        FailurePlan.spuriousInterrupt(),
                        FailurePlan.lateInterrupt(Duration.ofNanos(100_000)).at(Duration.ofMillis(2)),
                        FailurePlan.corruptFence().entry(1, 2),
                        FailurePlan.corruptFence(9),
                        FailurePlan.ecc().entry(1),
                        FailurePlan.corruptFence(-1),
                        FailurePlan.pageFault(4096).times(1),
                        FailurePlan.pageFault(0xffff_8000_0000_0000L),
                        FailurePlan.failedReset(ResetScope.JOB),
                        FailurePlan.failedReset(),
                        FailurePlan.deviceLost(Duration.ofMillis(5)),
                        FailurePlan.powerLoss(Duration.ofMillis(1)));
    }

    @Test
    void timesThatAreTooLongAreRefusedInJavaToo() {
        Duration tooLong = Duration.ofDays(999_999);
        List<ThrowingCallable> calls = List.of(
                () -> FailurePlan.lateInterrupt(tooLong),
                () -> FailurePlan.lateInterrupt(Duration.ofSeconds(Long.MAX_VALUE)),
                () -> FailurePlan.deviceLost(tooLong),
                () -> FailurePlan.powerLoss(tooLong),
                () -> FailurePlan.ecc().at(tooLong));
        for (ThrowingCallable call : calls) {
            assertThatIllegalArgumentException().isThrownBy(call).withMessageContaining("at most 1000000 s");
        }
        assertThatIllegalArgumentException().isThrownBy(() -> FailurePlan.ecc().at(Duration.ofSeconds(-1)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
             { failure = fire }                                  | one of [hang, slow,
             { fault = hang }                                    | a failure needs 'failure'
             { failure = hang, ended-by = luck }                 | one of [job, engine, device]
             { failure = hang, colour = red }                    | a failure has no 'colour'
             { failure = hang, factor = 2 }                      | a failure has no 'factor'
             { failure = hang, entry = 0 }                       | 'entry' is from 1 to 9007199254740992, not '0'
             { failure = hang, entry = [] }                      | 'entry' is empty
             { failure = hang, rate = 1.01 }                     | 'rate' is from 0 to 1, not '1.01'
             { failure = hang, rate = often }                    | 'rate' is a number, not 'often'
             { failure = hang, rate = 0.5, at = 1ms }            | more than one of entry, at and rate
             { failure = hang, times = 0 }                       | 'times' is from 1 to 9007199254740992, not '0'
             { failure = hang, on = GFX9 }                       | has no engine 'GFX9'
             { failure = slow }                                  | a failure needs 'factor'
             { failure = slow, factor = 0.5 }                    | 'factor' is from 1 to 1000, not '0.5'
             { failure = late-interrupt }                        | a failure needs 'delay'
             { failure = late-interrupt, delay = 0ns }           | 'delay' is a time of at least 1ns
             { failure = late-interrupt, delay = 5 }             | 'delay' is a time, not '5'
             { failure = corrupt-fence, value = -1 }             | 'value' is a whole number, not '-1'
             { failure = page-fault, address = here }            | 'address' is a number, not 'here'
             { failure = page-fault, address = 9007199254740993 } | 'address' is a whole number
             { failure = page-fault, address = "0x1ffffffffffffffff" } | 'address' is a number
             { failure = failed-reset, entry = 1 }               | a failure has no 'entry'
             { failure = device-lost }                           | a failure needs 'at'
             { failure = power-loss, at = 1ms, on = RCS }        | a failure has no 'on'
            """)
    void whatMakesNoSenseIsRefusedWithItsPlace(String failure, String problem) {
        assertThatThrownBy(() -> SimDevice.configured(config(failure)))
                .isInstanceOfSatisfying(Refusal.class, refusal -> {
                    assertThat(refusal.reason()).contains(problem);
                    assertThat(refusal.hint()).isNotBlank();
                });
        if (!problem.contains("has no engine")) {
            assertThatThrownBy(() -> SimDevice.configured(config(failure))).hasMessageContaining("(lab.conf:3)");
        }
    }
}
