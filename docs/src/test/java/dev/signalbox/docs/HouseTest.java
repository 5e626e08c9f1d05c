package dev.signalbox.docs;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class HouseTest {
    private static final String[] RULES = {
        "dev.signalbox.fence",
        "dev.signalbox.resv",
        "dev.signalbox.memory",
        "dev.signalbox.syncobj",
        "dev.signalbox.sched",
        "dev.signalbox.ring",
        "dev.signalbox.device",
        "dev.signalbox.event",
        "dev.signalbox.replay",
        "dev.signalbox.sim.engine",
        "dev.signalbox.sim.kernel",
        "dev.signalbox.sim.memory"
    };
    private static final String[] ABOVE_THE_RUNTIME = {
        "dev.signalbox.sim..", "dev.signalbox.testkit..", "dev.signalbox.examples.."
    };

    private static final DescribedPredicate<JavaClass> OURS =
            DescribedPredicate.describe("classes of Signalbox", Code::isOurs);

    @Test
    void nearlyAllClassesAreScanned() {
        Set<String> packages =
                Code.CLASSES.stream().map(JavaClass::getPackageName).collect(Collectors.toCollection(TreeSet::new));

        assertThat(Code.CLASSES.size()).isGreaterThan(300);
        assertThat(packages).contains(RULES).contains("dev.signalbox.examples.cli", "dev.signalbox.testkit");
    }

    /** The order of the bytes of a word is none of the things that a rule has to be kept from. */
    @Test
    void rulesSeeNoActorsThreadsClocksOrFiles() {
        noClasses()
                .that()
                .resideInAnyPackage(RULES)
                .should()
                .dependOnClassesThat(resideInAnyPackage(
                                "akka..",
                                "scala..",
                                "com.typesafe..",
                                "org.slf4j..",
                                "java.util.concurrent..",
                                "java.util.random..",
                                "java.time..",
                                "java.io..",
                                "java.nio..",
                                "java.net..")
                        .and(DescribedPredicate.not(type(ByteOrder.class)))
                        .or(JavaClass.Predicates.assignableTo(Thread.class)))
                .check(Code.CLASSES);
    }

    @Test
    void reportsAreMadeWithoutActors() {
        noClasses()
                .that()
                .resideInAPackage("dev.signalbox.report..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("akka..", "scala..", "com.typesafe..", "java.util.concurrent..", "java.time..")
                .check(Code.CLASSES);
    }

    @Test
    void theRuntimeDoesNotSeeWhatStandsOnIt() {
        noClasses()
                .that()
                .resideOutsideOfPackages(ABOVE_THE_RUNTIME)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(ABOVE_THE_RUNTIME)
                .check(Code.CLASSES);
    }

    @Test
    void hardwareSeesTheDeviceProtocolOnly() {
        seesOfOurs(
                "dev.signalbox.sim.engine",
                "dev.signalbox.sim.engine",
                "dev.signalbox.sim.memory",
                "dev.signalbox.sim.kernel",
                "dev.signalbox.device",
                "dev.signalbox.event",
                "dev.signalbox.fence");
    }

    @Test
    void memoryAndKernelsSeeNothingOfEngines() {
        seesOfOurs("dev.signalbox.sim.memory", "dev.signalbox.sim.memory", "dev.signalbox.device");
        seesOfOurs(
                "dev.signalbox.sim.kernel",
                "dev.signalbox.sim.kernel",
                "dev.signalbox.sim.memory",
                "dev.signalbox.device");
    }

    @Test
    void theLabSeesNothingOfTheRuntimeButTheWordsOfItsFacts() {
        seesOfOurs("dev.signalbox.sim.lab", "dev.signalbox.sim.lab", "dev.signalbox.event");
    }

    @Test
    void examplesUseWhatAnEmbeddingProgramUses() {
        DescribedPredicate<JavaClass> allowed = resideInAnyPackage(
                "dev.signalbox",
                "dev.signalbox.device",
                "dev.signalbox.event",
                "dev.signalbox.fence",
                "dev.signalbox.replay",
                "dev.signalbox.report..",
                "dev.signalbox.sim..",
                "dev.signalbox.examples..");
        classes()
                .that(resideInAPackage("dev.signalbox.examples..")
                        .and(DescribedPredicate.not(resideInAnyPackage(
                                "dev.signalbox.examples.benchmarks..", "dev.signalbox.examples.oracle.."))))
                .should()
                .onlyDependOnClassesThat(allowed.or(DescribedPredicate.not(OURS)))
                .check(Code.CLASSES);
    }

    @Test
    void actorsAreSeenByTheRootPackageTheTestKitAndBenchmarksOnly() {
        noClasses()
                .that()
                .resideOutsideOfPackages(
                        "dev.signalbox",
                        "dev.signalbox.actor",
                        "dev.signalbox.testkit..",
                        "dev.signalbox.examples.benchmarks..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.signalbox.actor")
                .check(Code.CLASSES);
    }

    @Test
    void packagesHaveNoCycles() {
        SlicesRuleDefinition.slices()
                .assignedFrom(new ByPackage())
                .should()
                .beFreeOfCycles()
                .check(Code.CLASSES);
    }

    @Test
    void everyPackageSaysWhatItIsForAndIsNullMarked() {
        Set<String> packages = new TreeSet<>();
        Set<String> explained = new TreeSet<>();
        Checkout.files(".java").forEach(file -> {
            packages.add(packageOf(file));
            if (file.endsWith("package-info.java") && isExplained(Checkout.lines(file))) {
                explained.add(packageOf(file));
            }
        });

        assertThat(packages).hasSizeGreaterThan(20);
        assertThat(explained).isEqualTo(packages);
    }

    /** Returns the package of a file and its module: main code and tests share one explanation. */
    private static String packageOf(Path file) {
        return String.valueOf(Checkout.root().relativize(file).getParent())
                .replace('\\', '/')
                .replaceFirst("src/(main|test)/java/", "");
    }

    private static boolean isExplained(List<String> packageInfo) {
        return packageInfo.get(0).startsWith("/**") && packageInfo.contains("@NullMarked");
    }

    private static void seesOfOurs(String room, String... seen) {
        classes()
                .that()
                .resideInAPackage(room)
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(seen).or(DescribedPredicate.not(OURS)))
                .check(Code.CLASSES);
    }

    private static final class ByPackage implements SliceAssignment {
        @Override
        public SliceIdentifier getIdentifierOf(JavaClass type) {
            return SliceIdentifier.of(type.getPackageName());
        }

        @Override
        public String getDescription() {
            return "packages";
        }
    }
}
