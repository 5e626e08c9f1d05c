package dev.signalbox.resv;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.conformance.ConformanceRow;
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
    void aQuestionIncludesTheStrongerUsages(Usage asked, String included) {
        assertThat(Arrays.stream(Usage.values()).filter(asked::includes).map(Usage::name))
                .containsExactly(included.split(" "));
    }

    @Test
    @ConformanceRow(
            value = "RSV-07",
            says = "A new write waits for everything down to reads, a new read for everything down to writes.")
    void aNewWriteAsksDownToReadsAndANewReadDownToWrites() {
        assertThat(Usage.toWaitFor(true)).isEqualTo(Usage.READ);
        assertThat(Usage.toWaitFor(false)).isEqualTo(Usage.WRITE);
    }

    @Test
    void anAccessGuardsTheBufferWithTheUsageOfItsKind() {
        assertThat(new Access(7, true).usage()).isEqualTo(Usage.WRITE);
        assertThat(new Access(7, false).usage()).isEqualTo(Usage.READ);
        assertThat(new Access(7, true)).hasToString("w7");
        assertThat(new Access(7, false)).hasToString("r7");
    }
}
