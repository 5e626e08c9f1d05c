package dev.signalbox.fence;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RefusalTest {
    @Test
    void saysWhichErrorWhyAndWhatToTry() {
        Refusal refusal = new Refusal(Errno.EINVAL, "no jobs", "give one");
        assertThat(refusal).hasMessage("-EINVAL: no jobs (give one)");
        assertThat(refusal.errno()).isEqualTo(Errno.EINVAL);
        assertThat(refusal.reason()).isEqualTo("no jobs");
        assertThat(refusal.hint()).isEqualTo("give one");
        assertThat(refusal.retryAfter()).isNull();
    }

    @Test
    void namesTheFenceAfterWhichToTryAgain() {
        FenceId credit = new FenceId(4, 7);
        assertThat(new Refusal(Errno.EAGAIN, "full", "wait", credit).retryAfter())
                .isEqualTo(credit);
    }

    @Test
    void isCheapWhenItOnlySaysTryAgainAndPointsToItsCauseOtherwise() {
        assertThat(new Refusal(Errno.EAGAIN, "full", "wait").getStackTrace()).isEmpty();
        assertThat(new Refusal(Errno.EINVAL, "no jobs", "give one").getStackTrace())
                .isNotEmpty();
    }
}
