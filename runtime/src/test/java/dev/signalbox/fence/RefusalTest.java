package dev.signalbox.fence;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RefusalTest {
    @Test
    void says_which_error_why_and_what_to_try() {
        Refusal refusal = new Refusal(Errno.EINVAL, "no jobs", "give one");
        assertThat(refusal).hasMessage("-EINVAL: no jobs (give one)");
        assertThat(refusal.errno()).isEqualTo(Errno.EINVAL);
        assertThat(refusal.reason()).isEqualTo("no jobs");
        assertThat(refusal.hint()).isEqualTo("give one");
        assertThat(refusal.retryAfter()).isNull();
    }

    @Test
    void names_the_fence_after_which_to_try_again() {
        FenceId credit = new FenceId(4, 7);
        assertThat(new Refusal(Errno.EAGAIN, "full", "wait", credit).retryAfter())
                .isEqualTo(credit);
    }

    @Test
    void is_cheap_when_it_only_says_try_again_and_points_to_its_cause_otherwise() {
        assertThat(new Refusal(Errno.EAGAIN, "full", "wait").getStackTrace()).isEmpty();
        assertThat(new Refusal(Errno.EINVAL, "no jobs", "give one").getStackTrace())
                .isNotEmpty();
    }
}
