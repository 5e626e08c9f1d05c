package dev.signalbox.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.ArchConfiguration;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import dev.signalbox.conformance.ConformanceRow;
import dev.signalbox.conformance.ConformanceRows;
import java.lang.annotation.Annotation;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;

/** Finds the rows that the compiled tests of all modules name. */
final class TestedRows {
    /** What a class or a method is annotated with. */
    private interface Annotations {
        <A extends Annotation> Optional<A> of(Class<A> type);
    }

    private static final String SOURCES = "/src/test/java/";
    private static final String MARK = "@" + ConformanceRow.class.getSimpleName() + "(";
    private static final List<Class<? extends Annotation>> TESTS =
            List.of(Test.class, ParameterizedTest.class, RepeatedTest.class);

    private TestedRows() {}

    /** Returns all rows in the order of the page. */
    static List<TestedRow> all() {
        List<TestedRow> rows = new ArrayList<>();
        modules().forEach(module -> rows.addAll(of(module)));
        rows.sort(TestedRow.ORDER);
        return rows;
    }

    /** Returns the directories of the modules whose tests name rows, from the root. */
    private static Set<Path> modules() {
        Set<Path> modules = new TreeSet<>();
        Checkout.files(".java").forEach(file -> {
            String name = Checkout.root().relativize(file).toString().replace('\\', '/');
            int sources = name.indexOf(SOURCES);
            if (sources > 0
                    && Checkout.lines(file).stream()
                            .anyMatch(line -> line.strip().startsWith(MARK))) {
                modules.add(Path.of(name.substring(0, sources)));
            }
        });
        return modules;
    }

    private static List<TestedRow> of(Path module) {
        List<TestedRow> rows = new ArrayList<>();
        for (JavaClass type : classes(module)) {
            rows(type::tryGetAnnotationOfType).forEach(row -> rows.add(tested(row, module, type, null)));
            for (JavaMethod method : type.getMethods()) {
                rows(method::tryGetAnnotationOfType).forEach(row -> rows.add(tested(row, module, type, method)));
            }
        }
        return rows;
    }

    /** Looks at the tests alone: whatever they use is of no interest, and there is a lot of it. */
    private static JavaClasses classes(Path module) {
        Path compiled = Checkout.root().resolve(module).resolve("target/test-classes");
        assertThat(compiled)
                .as("the compiled tests of %s: build all modules first", module)
                .isDirectory();
        return ArchConfiguration.withThreadLocalScope(configuration -> {
            configuration.setResolveMissingDependenciesFromClassPath(false);
            return new ClassFileImporter().importPath(compiled);
        });
    }

    private static TestedRow tested(ConformanceRow row, Path module, JavaClass type, @Nullable JavaMethod method) {
        if (method != null) {
            assertThat(TESTS)
                    .as("%s names %s and is a test", method.getFullName(), row.value())
                    .anyMatch(method::isAnnotatedWith);
        }
        return new TestedRow(row.value(), row.says(), module, type, method == null ? null : method.getName());
    }

    /** One row stands by itself, several stand in their container. */
    private static Stream<ConformanceRow> rows(Annotations on) {
        return Stream.concat(
                on.of(ConformanceRow.class).stream(),
                on.of(ConformanceRows.class).stream().flatMap(several -> Stream.of(several.value())));
    }
}
