package dev.signalbox.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class ArrowsTest {
    private static final String ROOT_PACKAGE = "the root package";

    private final Page page = Page.read(Checkout.root().resolve("docs/architecture.md"));

    @Test
    void theTableOfArrowsIsWhatTheCodeHas() {
        Map<String, Set<String>> drawn = new TreeMap<>();
        for (List<String> row : page.rowsBelow("The arrows")) {
            Set<String> seen = new TreeSet<>(Page.quoted(row.get(1)));
            if (row.get(1).contains(ROOT_PACKAGE)) {
                seen.add(ROOT_PACKAGE);
            }
            drawn.put(Page.quoted(row.get(0)).get(0), seen);
        }

        assertThat(drawn).isEqualTo(arrowsOfTheCode());
    }

    @Test
    void everyRoomIsDescribed() {
        List<String> described = page.rowsBelow("The rooms").stream()
                .map(row -> Page.quoted(row.get(0)).get(0))
                .toList();

        assertThat(described)
                .containsExactlyInAnyOrderElementsOf(arrowsOfTheCode().keySet());
    }

    private static Map<String, Set<String>> arrowsOfTheCode() {
        Map<String, Set<String>> arrows = new TreeMap<>();
        for (JavaClass from : Code.CLASSES) {
            if (isRoom(from)) {
                Set<String> seen = arrows.computeIfAbsent(from.getPackageName(), each -> new TreeSet<>());
                from.getDirectDependenciesFromSelf().stream()
                        .map(Dependency::getTargetClass)
                        .filter(to -> Code.isOurs(to) && !to.getPackageName().equals(from.getPackageName()))
                        .forEach(to -> seen.add(shortName(to.getPackageName())));
            }
        }
        return arrows;
    }

    private static boolean isRoom(JavaClass type) {
        return !type.getPackageName().startsWith(Code.ROOT + ".examples")
                && !type.getPackageName().startsWith(Code.ROOT + ".testkit")
                && !type.getPackageName().startsWith(Code.ROOT + ".conformance");
    }

    private static String shortName(String packageName) {
        return packageName.equals(Code.ROOT) ? ROOT_PACKAGE : packageName.substring(Code.ROOT.length() + 1);
    }
}
