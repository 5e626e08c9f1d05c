package dev.signalbox.ring;

import static dev.signalbox.device.ResetScope.DEVICE;
import static dev.signalbox.device.ResetScope.ENGINE;
import static dev.signalbox.device.ResetScope.JOB;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.signalbox.device.Interrupt;
import dev.signalbox.device.ResetScope;
import dev.signalbox.fence.Errno;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecoveryTest {
    private final Recovery recovery = new Recovery(List.of(ResetScope.values()));

    private static Interrupt.ResetEnded ended(ResetScope scope, boolean worked) {
        return new Interrupt.ResetEnded(0, 1, scope, worked, 4, 5, false);
    }

    @Test
    void nothingIsTriedBeforeSomethingHangs() {
        assertThat(recovery.isWaiting()).isFalse();
        assertThat(recovery.isAnsweredBy(ended(JOB, true))).isFalse();
    }

    @Test
    void theStepsAreTriedFromTheLeastOn() {
        assertThat(recovery.hangs(5, JOB)).isEqualTo(JOB);
        assertThat(recovery.isWaiting()).isTrue();
        assertThat(recovery.next()).isEqualTo(ENGINE);
        assertThat(recovery.next()).isEqualTo(DEVICE);
        assertThat(recovery.next()).isNull();
        assertThat(recovery.isWaiting()).isFalse();
    }

    @Test
    void anEntryThatHangsAgainGoesOnWhereItWas() {
        assertThat(recovery.hangs(5, JOB)).isEqualTo(JOB);
        recovery.worked();
        assertThat(recovery.isWaiting()).isFalse();
        assertThat(recovery.hangs(5, JOB)).isEqualTo(ENGINE);
        recovery.worked();
        assertThat(recovery.hangs(6, JOB)).as("another entry").isEqualTo(JOB);
    }

    @Test
    void anEntryThatHasNotBegunIsNotToBlameAndBeginsWithTheFirstStepWhenItHangs() {
        assertThat(recovery.hangs(5, JOB)).isEqualTo(JOB);
        recovery.hasNotBegun();
        assertThat(recovery.isWaiting()).isFalse();
        assertThat(recovery.hangs(5, JOB)).isEqualTo(JOB);
    }

    @Test
    void stepsThatAreTooLittleAreLeftOut() {
        assertThat(recovery.hangs(5, ENGINE)).isEqualTo(ENGINE);
        assertThat(new Recovery(List.of(JOB)).hangs(5, ENGINE)).isNull();
        assertThat(new Recovery(List.of()).hangs(5, JOB)).isNull();
    }

    @Test
    void whoeverIsOverHangsNoMore() {
        recovery.hangs(5, JOB);
        recovery.retired(4);
        assertThat(recovery.isWaiting()).isTrue();
        recovery.retired(5);
        assertThat(recovery.isWaiting()).isFalse();
        assertThat(recovery.endOf(5, true, ended(DEVICE, true))).isEqualTo(Errno.ECANCELED);
    }

    @ParameterizedTest
    @CsvSource({
        "JOB, true, true",
        "ENGINE, true, true",
        "ENGINE, false, true",
        "JOB, false, false",
        "DEVICE, false, true"
    })
    void aFailureIsTheAnswerToWhatWasAskedForOrToMore(ResetScope scope, boolean worked, boolean isAnswer) {
        recovery.hangs(5, ENGINE);
        assertThat(recovery.isAnsweredBy(ended(scope, worked))).isEqualTo(isAnswer);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "5, 5, false, true, ETIME",
                "5, 5, true, true, ETIME",
                "5, 0, true, true, ECANCELED",
                "5, 0, true, false, -",
                "5, 0, false, true, -",
                "6, 6, false, false, ECANCELED",
                "6, 5, false, true, -",
                "6, 5, true, true, ECANCELED",
                "6, 5, true, false, -"
            })
    void theGuiltyIsOutOfTimeAndWhoIsHitIsCancelled(
            long entry, long executing, boolean memoryLost, boolean hasProgram, Errno end) {
        recovery.hangs(5, DEVICE);
        Interrupt.ResetEnded reset = new Interrupt.ResetEnded(0, 1, DEVICE, true, 4, executing, memoryLost);
        assertThat(recovery.endOf(entry, hasProgram, reset)).isEqualTo(end);
    }

    @Test
    void aPolicyGoesUp() {
        assertThat(new RecoveryPolicy(0, 1, List.of(JOB, DEVICE)).hasTimeout()).isFalse();
        assertThat(new RecoveryPolicy(1, 1, List.of()).hasTimeout()).isTrue();
        assertThatIllegalArgumentException().isThrownBy(() -> new RecoveryPolicy(-1, 1, List.of()));
        assertThatIllegalArgumentException().isThrownBy(() -> new RecoveryPolicy(0, 0, List.of()));
        assertThatIllegalArgumentException().isThrownBy(() -> new RecoveryPolicy(0, 1, List.of(DEVICE, JOB)));
        assertThatIllegalArgumentException().isThrownBy(() -> new RecoveryPolicy(0, 1, List.of(JOB, JOB)));
    }
}
