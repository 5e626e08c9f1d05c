package dev.signalbox.examples.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.conformance.ConformanceRow;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SharedBufferCallsTest {
    private final UserCalls calls = new UserCalls();

    @ParameterizedTest
    @ValueSource(longs = {0, 4, 7, 1L << 32})
    @ConformanceRow(
            value = "SYF-22",
            says = "To export or import, one says reading, writing or both, and nothing else; otherwise it is EINVAL.")
    void flagsSayReadingOrWritingAndNothingElse(long flags) {
        open();
        assertThat(call("[\"bexp\",0,1," + flags + "]")).isEqualTo("[-EINVAL]");
        assertThat(call("[\"finfo\",1]")).as("nothing was opened").isEqualTo("[-EBADF]");
        assertThat(call("[\"bimp\",0,0," + flags + "]")).isEqualTo("[-EINVAL]");
        assertThat(call("[\"bpoll\",0,5]")).isEqualTo("[1, 5]");
    }

    @Test
    @ConformanceRow(value = "SYF-23", says = "Only a sync file can be imported; otherwise it is EINVAL.")
    void onlyASyncFileIsImported() {
        open();
        assertThat(call("[\"bimp\",0,-1,2]")).isEqualTo("[-EINVAL]");
        assertThat(call("[\"bimp\",0,9,2]")).isEqualTo("[-EINVAL]");
        assertThat(call("[\"bimp\",0,0,2]")).isEqualTo("[0]");
        assertThat(call("[\"bpoll\",0,5]")).isEqualTo("[0, 0]");
    }

    private void open() {
        call("[\"swnew\",0]");
        call("[\"swfence\",0,0,1]");
        call("[\"bnew\",0]");
    }

    private String call(String words) {
        return calls.run(Json.parse(words)).toString();
    }
}
