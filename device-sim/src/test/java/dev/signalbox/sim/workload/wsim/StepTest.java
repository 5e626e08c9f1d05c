package dev.signalbox.sim.workload.wsim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class StepTest {
    private static final String BATCH = "1.RCS.5.0.0\n";
    private static final EngineName RCS = engine(EngineName.Kind.RCS);
    private static final EngineName VCS1 = new EngineName(EngineName.Kind.VCS, OptionalInt.of(1), OptionalInt.empty());
    private static final EngineName VCS2 = new EngineName(EngineName.Kind.VCS, OptionalInt.of(2), OptionalInt.empty());

    private static EngineName engine(EngineName.Kind kind) {
        return new EngineName(kind, OptionalInt.empty(), OptionalInt.empty());
    }

    private static Step last(String program) {
        List<Step> steps = Wsim.parse("test", program).steps();
        return steps.get(steps.size() - 1);
    }

    private static Place line(int line) {
        return new Place(line - 1, line, 1);
    }

    @ParameterizedTest
    @MethodSource("lastSteps")
    void isReadWithItsPlaceAndFields(String program, Step expected) {
        assertThat(last(program)).isEqualTo(expected);
    }

    static Stream<Arguments> lastSteps() {
        return Stream.of(
                arguments(
                        "65535.RCS.1000.0.0",
                        new Step.Batch(line(1), 65535, RCS, new Span(1000, 1000), List.of(), false)),
                arguments(
                        "0.DEFAULT.10-20.0.1",
                        new Step.Batch(line(1), 0, engine(EngineName.Kind.DEFAULT), new Span(10, 20), List.of(), true)),
                arguments(BATCH + "d.3\ns.-2", new Step.Wait(line(3), 0)),
                arguments("d.1000000000", new Step.Delay(line(1), 1_000_000_000)),
                arguments("p.16667", new Step.Period(line(1), 16_667)),
                arguments(BATCH + "t.2", new Step.Throttle(line(2), 2)),
                arguments("q.1", new Step.QueueDepth(line(1), 1)),
                arguments("f", new Step.SoftwareFence(line(1))),
                arguments("f\n" + BATCH + "a.-2", new Step.SignalFence(line(3), 0)),
                arguments("1.RCS.*.0.0\nT.-1", new Step.EndBatch(line(2), 0)),
                arguments("P.1.1023", new Step.Priority(line(1), 1, 1023)),
                arguments("P.7.-1023", new Step.Priority(line(1), 7, -1023)),
                arguments("X.2.0", new Step.PreemptPeriod(line(1), 2, 0)),
                arguments("X.2.500", new Step.PreemptPeriod(line(1), 2, 500)),
                arguments("M.3.RCS|VCS2", new Step.EngineMap(line(1), 3, List.of(RCS, VCS2))),
                arguments("M.3.RCS\nB.3", new Step.Balance(line(2), 3)),
                arguments("M.3.VCS\nB.3\nb.3.VCS2|RCS.VCS1", new Step.Bond(line(3), 3, List.of(VCS2, RCS), VCS1)),
                arguments("w.0.7", new Step.WorkingSet(line(1), 0, false, List.of(new ObjectRun(1, 7, 7)))),
                arguments(
                        "W.65535.10n8m/3n16k-1g",
                        new Step.WorkingSet(
                                line(1),
                                65_535,
                                true,
                                List.of(new ObjectRun(10, 8 << 20, 8 << 20), new ObjectRun(3, 16 << 10, 1 << 30)))));
    }

    @ParameterizedTest
    @CsvSource({
        "RCS, RCS",
        "bcs, BCS",
        "Vcs, VCS",
        "vECS, VECS",
        "CCS, CCS",
        "default, DEFAULT",
        "VCS2, VCS2",
        "rcs255, RCS255",
        "CCS-0, CCS-0",
        "vecs1-255, VECS1-255"
    })
    void namesItsEngineInAnyLetterCase(String text, String canonical) {
        Step.Batch batch = (Step.Batch) last("1." + text + ".5.0.0");
        assertThat(batch.engine()).hasToString(canonical);
    }

    @ParameterizedTest
    @CsvSource({
        "VCS, VCS, true",
        "VCS, VCS1, true",
        "VCS1, VCS, false",
        "VCS, VECS, false",
        "VCS1, VCS1-0, true",
        "VCS-0, VCS2-0, true",
        "VCS-0, VCS2-1, false",
        "VCS1-0, VCS1, false"
    })
    void coversAnEngineThatItCouldMean(String name, String other, boolean covers) {
        Step.Batch batch = (Step.Batch) last("1." + name + ".5.0.0");
        Step.Batch otherBatch = (Step.Batch) last("1." + other + ".5.0.0");
        assertThat(batch.engine().covers(otherBatch.engine())).isEqualTo(covers);
    }

    @ParameterizedTest
    @CsvSource({
        "1, 1, 1, 1",
        "4096, 1, 4096, 4096",
        "5k, 1, 5120, 5120",
        "2M, 1, 2097152, 2097152",
        "1024g, 1, 1099511627776, 1099511627776",
        "3n1k-2k, 3, 1024, 2048",
        "1000000n9-9, 1000000, 9, 9"
    })
    void declaresObjectsByCountAndSize(String size, int count, long min, long max) {
        Step.WorkingSet set = (Step.WorkingSet) last("w.1." + size);
        assertThat(set.runs()).containsExactly(new ObjectRun(count, min, max));
        assertThat(set.objects()).isEqualTo(count);
    }

    @Test
    void findsTheRunOfAnObject() {
        Step.WorkingSet set = (Step.WorkingSet) last("w.1.2n10/20/3n30");
        assertThat(Stream.of(0, 1, 2, 3, 5).map(object -> set.runOf(object).minBytes()))
                .containsExactly(10L, 10L, 20L, 30L, 30L);
        assertThatThrownBy(() -> set.runOf(6)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void isEndlessWhenItsDurationIsAStar() {
        List<Step.Batch> batches =
                Wsim.parse("test", "1.RCS.*.0.0\n1.BCS.1-1000000000.0.0\nT.-2").batches();
        assertThat(batches).extracting(batch -> batch.duration().isEndless()).containsExactly(true, false);
    }

    @Test
    void hasNoDurationThatIsEmptyOrReversed() {
        assertThatThrownBy(() -> new Span(0, 4)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Span(5, 4)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "1.RCS.5.0.0; Batch",
                "1.RCS.5.0.0,s.-1; Wait",
                "d.1; Delay",
                "p.1; Period",
                "t.1; Throttle",
                "q.1; QueueDepth",
                "f; SoftwareFence",
                "f,a.-1; SignalFence",
                "1.RCS.*.0.0,T.-1; EndBatch",
                "P.1.0; Priority",
                "X.1.1; PreemptPeriod",
                "M.1.RCS; EngineMap",
                "M.1.RCS,B.1; Balance",
                "M.1.VCS,B.1,b.1.VCS1.VCS2; Bond",
                "w.1.1; WorkingSet"
            })
    void callsTheVisitorOfItsKind(String program, String kind) {
        assertThat(last(program).accept(new KindNames())).isEqualTo(kind);
    }

    private static final class KindNames implements Step.Visitor<String> {
        @Override
        public String batch(Step.Batch step) {
            return "Batch";
        }

        @Override
        public String await(Step.Wait step) {
            return "Wait";
        }

        @Override
        public String delay(Step.Delay step) {
            return "Delay";
        }

        @Override
        public String period(Step.Period step) {
            return "Period";
        }

        @Override
        public String throttle(Step.Throttle step) {
            return "Throttle";
        }

        @Override
        public String queueDepth(Step.QueueDepth step) {
            return "QueueDepth";
        }

        @Override
        public String softwareFence(Step.SoftwareFence step) {
            return "SoftwareFence";
        }

        @Override
        public String signalFence(Step.SignalFence step) {
            return "SignalFence";
        }

        @Override
        public String endBatch(Step.EndBatch step) {
            return "EndBatch";
        }

        @Override
        public String priority(Step.Priority step) {
            return "Priority";
        }

        @Override
        public String preemptPeriod(Step.PreemptPeriod step) {
            return "PreemptPeriod";
        }

        @Override
        public String engineMap(Step.EngineMap step) {
            return "EngineMap";
        }

        @Override
        public String balance(Step.Balance step) {
            return "Balance";
        }

        @Override
        public String bond(Step.Bond step) {
            return "Bond";
        }

        @Override
        public String workingSet(Step.WorkingSet step) {
            return "WorkingSet";
        }
    }
}
