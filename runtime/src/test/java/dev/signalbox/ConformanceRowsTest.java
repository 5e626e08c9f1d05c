package dev.signalbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import dev.signalbox.conformance.ConformanceRow;
import dev.signalbox.conformance.ConformanceRows;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;

/** Rows are named where they hold; whether they are the catalogue's is checked with the documentation. */
class ConformanceRowsTest {
    private static final List<JavaMethod> NAMED = new ClassFileImporter()
                    .importUrl(ConformanceRowsTest.class
                            .getProtectionDomain()
                            .getCodeSource()
                            .getLocation())
                    .stream()
                    .map(JavaClass::getMethods)
                    .flatMap(methods -> methods.stream()
                            .filter(method -> method.isAnnotatedWith(ConformanceRow.class)
                                    || method.isAnnotatedWith(ConformanceRows.class)))
                    .toList();

    @Test
    void rowsAreNamedByTestsThatRun() {
        assertThat(NAMED).hasSizeGreaterThan(20);
        assertThat(NAMED)
                .allMatch(method ->
                        method.isAnnotatedWith(Test.class) || method.isAnnotatedWith(ParameterizedTest.class));
    }
}
