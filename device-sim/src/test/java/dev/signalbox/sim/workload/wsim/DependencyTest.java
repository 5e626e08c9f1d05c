package dev.signalbox.sim.workload.wsim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class DependencyTest {
    /** Step 0 is a set of 6 objects, step 1 a batch, step 2 a fence, step 3 a batch, step 4 a delay. */
    private static final String BEFORE = "w.8.6n4k, 1.RCS.5.0.0, f, 1.BCS.6.0.0, d.1, ";

    private static List<Dependency> ofLastBatch(String dependencies) {
        List<Step.Batch> batches =
                Wsim.parse("test", BEFORE + "1.VCS.7." + dependencies + ".0").batches();
        return batches.get(batches.size() - 1).dependencies();
    }

    @ParameterizedTest
    @MethodSource("lists")
    void isResolvedToAbsoluteSteps(String text, List<Dependency> expected) {
        assertThat(ofLastBatch(text)).isEqualTo(expected);
    }

    static Stream<Arguments> lists() {
        return Stream.of(
                arguments("0", List.of()),
                arguments("-2", List.of(new Dependency.Data(3))),
                arguments("-4", List.of(new Dependency.Data(1))),
                arguments("f-4", List.of(new Dependency.Fence(1))),
                arguments("f-3", List.of(new Dependency.Fence(2))),
                arguments("s-2", List.of(new Dependency.Submit(3))),
                arguments("r8-0", List.of(new Dependency.Access(8, 0, 0, false))),
                arguments("w8-5", List.of(new Dependency.Access(8, 5, 5, true))),
                arguments("r8-1-4", List.of(new Dependency.Access(8, 1, 4, false))),
                arguments("w8-3-3", List.of(new Dependency.Access(8, 3, 3, true))),
                arguments(
                        "-2/f-3/w8-0-5/-4/s-4",
                        List.of(
                                new Dependency.Data(3),
                                new Dependency.Fence(2),
                                new Dependency.Access(8, 0, 5, true),
                                new Dependency.Data(1),
                                new Dependency.Submit(1))),
                arguments("-2/-2", List.of(new Dependency.Data(3), new Dependency.Data(3))));
    }

    @Test
    void callsTheVisitorOfItsKind() {
        assertThat(ofLastBatch("-2/f-3/s-4/r8-1").stream().map(dependency -> dependency.accept(new KindNames())))
                .containsExactly("Data", "Fence", "Submit", "Access");
    }

    private static final class KindNames implements Dependency.Visitor<String> {
        @Override
        public String data(Dependency.Data dependency) {
            return "Data";
        }

        @Override
        public String fence(Dependency.Fence dependency) {
            return "Fence";
        }

        @Override
        public String submit(Dependency.Submit dependency) {
            return "Submit";
        }

        @Override
        public String access(Dependency.Access dependency) {
            return "Access";
        }
    }
}
