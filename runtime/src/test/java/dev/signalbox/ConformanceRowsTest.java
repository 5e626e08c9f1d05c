package dev.signalbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;

/** The names of rows lead somewhere; the catalogue itself is looked at where {@code -Dtest.shared} says where it is. */
class ConformanceRowsTest {
    private static final List<JavaMethod> NAMED = new ClassFileImporter()
                    .importUrl(ConformanceRowsTest.class
                            .getProtectionDomain()
                            .getCodeSource()
                            .getLocation())
                    .stream()
                    .map(JavaClass::getMethods)
                    .flatMap(methods -> methods.stream().filter(method -> method.isAnnotatedWith(ConformanceRow.class)))
                    .toList();

    @Test
    void rowsAreNamedByTestsThatRun() {
        assertThat(NAMED).hasSizeGreaterThan(20);
        assertThat(NAMED)
                .allMatch(method ->
                        method.isAnnotatedWith(Test.class) || method.isAnnotatedWith(ParameterizedTest.class));
    }

    @Test
    void rowsAreNamedAsInTheCatalogue() throws IOException {
        assertThat(rows()).allMatch(row -> row.matches("[A-Z]{3}-\\d{2}"));
        String shared = System.getProperty("test.shared");
        if (shared != null) {
            String catalogue = Files.readString(Path.of(shared, "conformance", "scheduler-and-fences.md"));
            assertThat(rows()).allMatch(row -> catalogue.contains("\n| " + row + " |"));
        }
    }

    private static Stream<String> rows() {
        return NAMED.stream()
                .flatMap(method -> Stream.of(
                        method.getAnnotationOfType(ConformanceRow.class).value()));
    }
}
