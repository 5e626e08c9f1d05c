package dev.signalbox.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.docs.TestReports.State;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TestReportsTest {
    @TempDir
    private Path directory = Path.of("");

    @ParameterizedTest
    @CsvSource({
        "signals, PASSES",
        "keeps, FAILS",
        "keepsMore, PASSES",
        "waits, FAILS",
        "reads, SKIPPED",
        "gone, NOT_RUN"
    })
    void aTestEndsAsTheWorstOfItsRuns(String method, State state) throws IOException {
        assertThat(TestReports.worst(TestReports.read(report()).stream(), method))
                .isEqualTo(state);
    }

    @Test
    void aClassEndsAsTheWorstOfItsTests() throws IOException {
        assertThat(TestReports.worst(TestReports.read(report()).stream(), null)).isEqualTo(State.FAILS);
        assertThat(TestReports.worst(TestReports.read(report()).stream().limit(1), null))
                .isEqualTo(State.PASSES);
    }

    private Path report() throws IOException {
        return Files.writeString(directory.resolve("report.xml"), """
                <testsuite name="x.YTest">
                  <testcase name="signals" classname="x.YTest"><system-out>fine</system-out></testcase>
                  <testcase name="keeps(Usage, long)[1]" classname="x.YTest"/>
                  <testcase name="keeps(Usage, long)[2]" classname="x.YTest"><failure type="z">no</failure></testcase>
                  <testcase name="keeps(Usage, long)[3]" classname="x.YTest"/>
                  <testcase name="keepsMore" classname="x.YTest"/>
                  <testcase name="waits" classname="x.YTest"><error type="z">no</error></testcase>
                  <testcase name="reads" classname="x.YTest"><skipped/></testcase>
                </testsuite>
                """);
    }
}
