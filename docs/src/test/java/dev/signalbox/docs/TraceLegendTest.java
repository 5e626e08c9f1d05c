package dev.signalbox.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.report.TraceLine;
import org.junit.jupiter.api.Test;

class TraceLegendTest {
    @Test
    void theLegendIsTheOneOfTheProgram() {
        assertThat(Blocks.check("legend", none -> TraceLine.legend())).isEqualTo(1);
    }
}
