package dev.signalbox.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ConformancePageTest {
    private static final List<TestedRow> TESTED = TestedRows.all();
    private static final Path PAGE = Checkout.root().resolve("docs/conformance.md");

    static List<TestedRow> tested() {
        return TESTED;
    }

    @Test
    void thePageIsWhatTheTestsSay() throws IOException {
        List<String> made = new ConformancePage(
                        TESTED, RowsElsewhere.differently(), RowsElsewhere.onlyC(), ConformancePageTest::state)
                .lines();
        if (Boolean.getBoolean("docs.update")) {
            Files.writeString(PAGE, String.join("\n", made) + "\n");
        }
        assertThat(Checkout.lines(PAGE))
                .as("the page is not what the tests say; -Ddocs.update=true writes it again")
                .isEqualTo(made);
    }

    @Test
    void everyTestOfThePagePasses() {
        assertThat(TESTED).hasSizeGreaterThan(20);
        assertThat(TESTED).extracting(ConformancePageTest::state).containsOnly(TestReports.State.PASSES.word);
    }

    @ParameterizedTest
    @MethodSource("tested")
    void aRowIsNamedAndSaidInASentence(TestedRow row) {
        assertThat(CatalogueSection.isKnown(row.row())).as(row.toString()).isTrue();
        assertThat(row.says()).as(row.toString()).matches("\\S.{10,200}[^.]\\.");
    }

    @Test
    void aRowThatHoldsStandsNowhereElse() {
        List<String> elsewhere = elsewhere().toList();
        assertThat(elsewhere).doesNotHaveDuplicates();
        assertThat(TESTED).extracting(TestedRow::row).noneMatch(elsewhere::contains);
    }

    @Test
    @EnabledIfSystemProperty(named = "test.shared", matches = ".+")
    void namesAreTheCataloguesAndSentencesAreOurs() {
        Catalogue catalogue = Catalogue.shared();
        assertThat(catalogue.rows())
                .containsAll(TESTED.stream().map(TestedRow::row).toList());
        String text = String.join("\n", catalogue.lines());
        assertThat(TESTED)
                .allSatisfy(row -> assertThat(text)
                        .doesNotContain(row.says().substring(0, row.says().length() - 1)));
    }

    @Test
    @EnabledIfSystemProperty(named = "test.shared", matches = ".+")
    void everyRowIsTestedOrSaidToDiffer() {
        List<String> accounted =
                Stream.concat(TESTED.stream().map(TestedRow::row), elsewhere()).toList();
        assertThat(Catalogue.shared().rows()).hasSizeGreaterThan(250).isSubsetOf(accounted);
    }

    @Test
    @EnabledIfSystemProperty(named = "test.shared", matches = ".+")
    void atMostThreeInAHundredRowsHoldDifferently() {
        List<String> onlyC =
                RowsElsewhere.onlyC().stream().map(RowsElsewhere.OnlyC::row).toList();
        long possible = Catalogue.shared().rows().stream()
                .filter(row -> !onlyC.contains(row))
                .count();
        assertThat(RowsElsewhere.differently().size() * 100L).isLessThanOrEqualTo(possible * 3);
    }

    private static Stream<String> elsewhere() {
        return Stream.concat(
                RowsElsewhere.differently().stream().map(RowsElsewhere.Differently::row),
                RowsElsewhere.onlyC().stream().map(RowsElsewhere.OnlyC::row));
    }

    /**
     * How the test of a row ended. Where only some tests were asked for, the others left nothing to look at: what is on the page
     * then holds for the whole build.
     */
    private static String state(TestedRow row) {
        boolean someOnly = System.getProperty("test") != null;
        boolean someMaySkip = System.getProperty("test.shared") == null;
        TestReports.State state = someOnly ? TestReports.State.PASSES : TestReports.stateOf(row);
        boolean allowed = someMaySkip && state == TestReports.State.SKIPPED;
        return Objects.requireNonNull(allowed ? TestReports.State.PASSES.word : state.word);
    }
}
