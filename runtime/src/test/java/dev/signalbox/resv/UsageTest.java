package dev.signalbox.resv;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.ConformanceRow;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UsageTest {
    @ParameterizedTest
    @CsvSource({
        "KERNEL, KERNEL",
        "WRITE, KERNEL WRITE",
        "READ, KERNEL WRITE READ",
        "BOOKKEEP, KERNEL WRITE READ BOOKKEEP",
    })
    void a_question_includes_the_stronger_usages(Usage asked, String included) {
        assertThat(Arrays.stream(Usage.values()).filter(asked::includes).map(Usage::name))
                .containsExactly(included.split(" "));
    }

    @Test
    @ConformanceRow("RSV-07")
    void a_new_write_asks_down_to_reads_and_a_new_read_down_to_writes() {
        assertThat(Usage.toWaitFor(true)).isEqualTo(Usage.READ);
        assertThat(Usage.toWaitFor(false)).isEqualTo(Usage.WRITE);
    }

    @Test
    void an_access_guards_the_buffer_with_the_usage_of_its_kind() {
        assertThat(new Access(7, true).usage()).isEqualTo(Usage.WRITE);
        assertThat(new Access(7, false).usage()).isEqualTo(Usage.READ);
        assertThat(new Access(7, true)).hasToString("w7");
        assertThat(new Access(7, false)).hasToString("r7");
    }
}
