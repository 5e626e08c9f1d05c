package dev.signalbox.sim.workload.wsim;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Reads the published workloads where a machine has them, and compares with what a plain search of their text finds. */
@EnabledIfSystemProperty(named = "test.shared", matches = ".+")
class PublishedWorkloadsTest {
    private static final List<Wsim> PROGRAMS = new ArrayList<>();
    private static final StringBuilder TEXT = new StringBuilder();

    @BeforeAll
    static void readAll() throws IOException {
        Path directory = Path.of(Objects.requireNonNull(System.getProperty("test.shared")), "workloads", "wsim");
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.filter(file -> file.toString().endsWith(".wsim"))
                    .sorted()
                    .toList()) {
                PROGRAMS.add(Wsim.parse(file.getFileName().toString(), Files.readAllBytes(file)));
                TEXT.append(Files.readString(file)).append('\n');
            }
        }
    }

    private static long found(String regex) {
        return Pattern.compile(regex, Pattern.MULTILINE).matcher(TEXT).results().count();
    }

    private static Stream<Step> steps() {
        return PROGRAMS.stream().flatMap(program -> program.steps().stream());
    }

    private static long dependencies(Predicate<Dependency> kind) {
        return PROGRAMS.stream()
                .flatMap(program -> program.batches().stream())
                .flatMap(batch -> batch.dependencies().stream())
                .filter(kind)
                .count();
    }

    @Test
    void areAllRead() {
        assertThat(PROGRAMS).hasSize(28);
        assertThat(steps().count()).isEqualTo(found("^[^\\s#]"));
    }

    @ParameterizedTest
    @CsvSource({
        "Batch, ^\\d",
        "Wait, ^s\\.",
        "Delay, ^d\\.",
        "Period, ^p\\.",
        "Throttle, ^t\\.",
        "QueueDepth, ^q\\.",
        "SoftwareFence, ^f$",
        "SignalFence, ^a\\.",
        "EndBatch, ^T\\.",
        "Priority, ^P\\.",
        "PreemptPeriod, ^X\\.",
        "EngineMap, ^M\\.",
        "Balance, ^B\\.",
        "Bond, ^b\\.",
        "WorkingSet, ^[wW]\\."
    })
    void haveAsManyStepsOfAKindAsASearchFinds(String kind, String regex) {
        assertThat(steps().filter(step -> step.getClass().getSimpleName().equals(kind))
                        .count())
                .isEqualTo(found(regex));
    }

    @Test
    void haveAsManyBatchFeaturesAsASearchFinds() {
        List<Step.Batch> batches =
                PROGRAMS.stream().flatMap(program -> program.batches().stream()).toList();
        assertThat(batches.stream().filter(Step.Batch::waits).count()).isEqualTo(found("^\\d.*\\.1$"));
        assertThat(batches.stream()
                        .filter(batch -> batch.duration().isEndless())
                        .count())
                .isEqualTo(found("^\\d.*\\*"));
    }

    @Test
    void haveAsManyDependenciesAsASearchFinds() {
        assertThat(dependencies(Dependency.Data.class::isInstance))
                .isEqualTo(found("(?<=^\\d{1,2}\\..{1,30}[./])-\\d"));
        assertThat(dependencies(Dependency.Fence.class::isInstance)).isEqualTo(found("f-"));
        assertThat(dependencies(Dependency.Submit.class::isInstance)).isEqualTo(found("s-"));
        assertThat(dependencies(Dependency.Access.class::isInstance)).isEqualTo(found("[rw]\\d+-"));
    }

    @Test
    void haveTheirKnownNumbersOfSharedSetsAndOfBuffers() {
        assertThat(steps().filter(step -> step instanceof Step.WorkingSet set && set.shared())
                        .count())
                .isEqualTo(found("^W\\."));
        Wsim carchase = PROGRAMS.stream()
                .filter(program -> program.name().equals("carchasepart.wsim"))
                .findFirst()
                .orElseThrow();
        assertThat(carchase.steps().stream()
                        .filter(Step.WorkingSet.class::isInstance)
                        .mapToInt(step -> ((Step.WorkingSet) step).objects())
                        .sum())
                .isEqualTo(842);
    }
}
