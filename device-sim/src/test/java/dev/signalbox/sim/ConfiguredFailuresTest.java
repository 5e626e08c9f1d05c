package dev.signalbox.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigParseOptions;
import dev.signalbox.device.ResetScope;
import dev.signalbox.fence.Refusal;
import dev.signalbox.sim.failure.FailurePlan;
import java.time.Duration;
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
                { failure = page-fault, address = 4096, times = 1 }
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
                        FailurePlan.pageFault(4096).times(1),
                        FailurePlan.failedReset(ResetScope.JOB),
                        FailurePlan.failedReset(),
                        FailurePlan.deviceLost(Duration.ofMillis(5)),
                        FailurePlan.powerLoss(Duration.ofMillis(1)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
             { failure = fire }                                  | one of [hang, slow,
             { fault = hang }                                    | a failure needs 'failure'
             { failure = hang, ended-by = luck }                 | one of [job, engine, device]
             { failure = hang, colour = red }                    | a failure has no 'colour'
             { failure = hang, factor = 2 }                      | a failure has no 'factor'
             { failure = hang, entry = 0 }                       | 'entry' is a whole number, not '0'
             { failure = hang, entry = [] }                      | 'entry' is empty
             { failure = hang, rate = 1.01 }                     | 'rate' is a number, not '1.01'
             { failure = hang, rate = often }                    | 'rate' is a number, not 'often'
             { failure = hang, rate = 0.5, at = 1ms }            | more than one of entry, at and rate
             { failure = hang, times = 0 }                       | 'times' is a whole number, not '0'
             { failure = hang, on = GFX9 }                       | has no engine 'GFX9'
             { failure = slow }                                  | a failure needs 'factor'
             { failure = slow, factor = 0.5 }                    | 'factor' is a number, not '0.5'
             { failure = late-interrupt }                        | a failure needs 'delay'
             { failure = late-interrupt, delay = 0ns }           | 'delay' is a time of at least 1ns
             { failure = late-interrupt, delay = 5 }             | 'delay' is a time, not '5'
             { failure = corrupt-fence, value = -1 }             | 'value' is a whole number, not '-1'
             { failure = page-fault, address = here }            | 'address' is a whole number
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
