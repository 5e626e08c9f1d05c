package dev.signalbox.fence;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ErrnoTest {
    @ParameterizedTest
    @CsvSource({
        "ENOENT,2",
        "ESRCH,3",
        "EIO,5",
        "EAGAIN,11",
        "EBUSY,16",
        "EEXIST,17",
        "ENODEV,19",
        "EINVAL,22",
        "EBADMSG,74",
        "ESHUTDOWN,108",
        "ECANCELED,125",
    })
    void hasTheNumberThatLinuxGivesItAndPrintsNegated(Errno errno, int number) {
        assertThat(errno.number()).isEqualTo(number);
        assertThat(errno.negated()).isEqualTo("-" + errno);
    }

    @Test
    void noTwoShareANumber() {
        assertThat(Arrays.stream(Errno.values()).map(Errno::number)).doesNotHaveDuplicates();
    }
}
