package dev.signalbox.docs;

import com.tngtech.archunit.core.domain.JavaClass;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A row of the catalogue, and a test that shows it to hold.
 *
 * @param row the name of the row
 * @param says what it says here
 * @param module the directory of the module, from the root
 * @param type the class of the test
 * @param method the test; null when the whole class shows it
 */
record TestedRow(
        String row,
        String says,
        Path module,
        JavaClass type,
        @Nullable String method) {
    /** The order on the page. */
    static final Comparator<TestedRow> ORDER =
            Comparator.comparing(TestedRow::row).thenComparing(TestedRow::test);

    /** Returns the test's name, such as {@code FenceTest#signals}. */
    String test() {
        String simple = outermost().substring(outermost().lastIndexOf('.') + 1);
        return method == null ? simple : simple + "#" + method;
    }

    /** Returns the source of the test, from the root. */
    String source() {
        return String.format(
                Locale.ROOT,
                "%s/src/test/java/%s.java",
                module.toString().replace('\\', '/'),
                outermost().replace('.', '/'));
    }

    private String outermost() {
        return type.getName().replaceFirst("\\$.*", "");
    }
}
