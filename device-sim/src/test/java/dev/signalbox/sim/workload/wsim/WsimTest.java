package dev.signalbox.sim.workload.wsim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WsimTest {
    private static List<Step> steps(String text) {
        return Wsim.parse("test", text).steps();
    }

    @ParameterizedTest
    @CsvSource({"photo-editor.wsim, 8, 4", "video-wall.wsim, 17, 4", "robot-vision.wsim, 13, 4", "two-tiles.wsim, 10, 4"
    })
    void isReadFromAFile(String name, int steps, int batches) {
        Wsim program = Wsim.parse(name, Examples.content(name));
        assertThat(program.name()).isEqualTo(name);
        assertThat(program.steps()).hasSize(steps);
        assertThat(program.batches()).hasSize(batches);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "d.1,f,d.2",
                "d.1\nf\nd.2",
                "d.1\r\nf\r\nd.2\r\n",
                "  d.1\t, f ,\td.2  ",
                "d.1,\nf,\nd.2,",
                "\n\n# first, the delay\nd.1 # then, a fence\n\n   \n#\nf\nd.2\n",
                "d.1,f,d.2,,,\n , \n# nothing more, really\n,"
            })
    void separatesStepsByCommasAndLineEnds(String text) {
        assertThat(steps(text)).hasSize(3).satisfies(steps -> {
            assertThat(steps.get(0)).isInstanceOf(Step.Delay.class);
            assertThat(steps.get(1)).isInstanceOf(Step.SoftwareFence.class);
            assertThat(steps.get(2)).isInstanceOf(Step.Delay.class);
        });
    }

    @Test
    void knowsWhereEachStepStands() {
        assertThat(steps("# two lines\n  d.1 ,\tf\n\n\nd.2"))
                .extracting(Step::index, Step::line, Step::column)
                .containsExactly(tuple(0, 2, 3), tuple(1, 2, 9), tuple(2, 5, 1));
    }

    @Test
    void countsStepsThatAreNotBatchesInOffsets() {
        assertThat(steps("1.RCS.5.0.0\n# a comment is no step\n\nd.1\nf\ns.-3"))
                .last()
                .isEqualTo(new Step.Wait(new Place(3, 6, 1), 0));
    }

    @Test
    void acceptsAByteOrderMarkAndCommentsInAnyLanguage() {
        byte[] content = "\uFEFFd.1 # größer, 测试\nf".getBytes(StandardCharsets.UTF_8);
        assertThat(Wsim.parse("test", content).steps()).hasSize(2);
    }

    @Test
    void acceptsAWaitThatHangsOnlyUntilALaterStep() {
        assertThat(steps("f,1.RCS.5.f-1.1,a.-2")).hasSize(3);
        assertThat(steps("f,1.RCS.5.f-1.0,s.-1,a.-3")).hasSize(4);
    }

    @Test
    void acceptsAWaitForAnEndlessBatchAfterItsEnd() {
        assertThat(steps("1.RCS.*.0.0,T.-1,s.-2")).hasSize(3);
    }

    @Test
    void acceptsABatchThatDependsOnAnEndlessOneBeforeItsEnd() {
        assertThat(steps("1.RCS.*.0.0,1.BCS.5.-1/f-1/s-1.0,T.-2,s.-2")).hasSize(4);
    }

    @Test
    void acceptsAThrottleOfAsManyStepsAsThereAre() {
        assertThat(steps("t.3,1.RCS.5.0.0,1.RCS.5.0.0")).hasSize(3);
    }

    @Test
    void acceptsAsManyStepsObjectsAndEnginesAsAllowed() {
        assertThat(steps("f,".repeat(100_000))).hasSize(100_000);
        assertThat(steps("w.1.400000n1/1,w.2.599999n1k")).hasSize(2);
        String engines = String.join(
                "|", IntStream.rangeClosed(1, 64).mapToObj(i -> "VCS" + i).toList());
        assertThat(steps("M.1." + engines)).hasSize(1);
    }

    @Test
    void cannotBeChanged() {
        Wsim program = Wsim.parse("test", "w.1.1,M.1.RCS,1.RCS.5.r1-0.0");
        Step.WorkingSet set = (Step.WorkingSet) program.steps().get(0);
        Step.EngineMap map = (Step.EngineMap) program.steps().get(1);
        List<List<?>> lists = List.of(
                program.steps(),
                set.runs(),
                map.engines(),
                program.batches().get(0).dependencies());
        assertThat(lists)
                .allSatisfy(list ->
                        assertThatThrownBy(() -> list.remove(0)).isInstanceOf(UnsupportedOperationException.class));
    }
}
