package dev.signalbox;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.typed.ActorRef;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import dev.signalbox.event.Priority;
import dev.signalbox.fence.Timeline;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** Holds the arrows between the rooms of the runtime. A room is a package, named without {@code dev.signalbox.} */
class RoomsTest {
    private static final String BASE = "dev.signalbox";
    private static final String API = "the root package";

    /** Which room sees which; whoever needs another arrow adds it here and says why in the package's own words. */
    private static final Map<String, Set<String>> SEES = Map.ofEntries(
            Map.entry("fence", Set.of()),
            Map.entry("ring", Set.of("fence", "device", "vm")),
            Map.entry("device", Set.of("fence")),
            Map.entry("resv", Set.of("fence")),
            Map.entry("syncobj", Set.of("fence", "event")),
            Map.entry("vm", Set.of("device")),
            Map.entry("memory", Set.of("fence", "resv", "event", "device", "vm")),
            Map.entry("event", Set.of("fence", "resv", "device")),
            Map.entry("sched", Set.of("fence", "resv", "device", "event", "vm")),
            Map.entry(
                    "actor", Set.of("fence", "device", "event", "syncobj", "sched", "ring", "memory", "vm", "replay")),
            Map.entry("replay", Set.of("fence", "resv", "device", "event", "syncobj", "sched", "ring", "memory")),
            Map.entry("race", Set.of("device", "event", "fence")),
            Map.entry("report", Set.of("event", "fence", "device", "race", "replay", "resv", "syncobj")),
            Map.entry("report.timeline", Set.of("event", "fence", "device", "report")),
            Map.entry("report.html", Set.of("fence", "device", "event", "report", "report.timeline")),
            Map.entry("report.perfetto", Set.of("event", "fence", "device", "report", "report.timeline")),
            Map.entry("journal", Set.of("event", "fence", "resv", "device")),
            Map.entry(API, Set.of("actor", "device", "event", "fence", "resv", "ring", "sched", "journal", "replay")));

    /** The rooms of rules and of values: plain, synchronous, the same on every run. */
    private static final Set<String> PURE =
            Set.of("fence", "resv", "syncobj", "sched", "ring", "memory", "vm", "device", "event", "race", "replay");

    /** All that a rule needs of the JDK: no threads and locks, no time, no I/O, nothing of anybody else. */
    private static final Set<String> PURE_PACKAGES = Set.of(
            "java.lang",
            "java.lang.invoke",
            "java.lang.runtime",
            "java.util",
            "java.util.function",
            "java.util.stream",
            "org.jspecify.annotations");

    /** Whether what nobody holds is gone yet decides nothing that anybody could see: hooks of dropped chains are swept out. */
    private static final Set<String> PURE_CLASSES = Set.of("java.lang.ref.WeakReference");

    private static final Set<String> IMPURE_CLASSES = Set.of(
            "java.lang.Process",
            "java.lang.ProcessBuilder",
            "java.lang.Runtime",
            "java.lang.System",
            "java.lang.Thread",
            "java.lang.ThreadLocal",
            "java.util.Calendar",
            "java.util.Date",
            "java.util.Random",
            "java.util.ServiceLoader",
            "java.util.Timer",
            "java.util.UUID");

    private static final Set<String> IMPURE_METHODS =
            Set.of("java.lang.Math.random", "java.lang.StrictMath.random", "java.util.Collections.shuffle");

    private static final JavaClasses RUNTIME = new ClassFileImporter()
            .importUrl(Signalbox.class.getProtectionDomain().getCodeSource().getLocation());

    @Test
    void allRoomsAreLookedAt() {
        assertThat(RUNTIME).hasSizeGreaterThan(150);
        assertThat(rooms()).contains(API, "actor").containsAll(PURE);
        assertThat(SEES.keySet()).as("every package has a row in the table").containsAll(rooms());
    }

    @Test
    void aRoomSeesOnlyTheRoomsThatTheTableNamesForIt() {
        assertThat(RUNTIME.stream().flatMap(RoomsTest::strayArrows)).isEmpty();
    }

    @Test
    void theShellsAreSeenByTheRootPackageAlone() {
        assertThat(arrowsTo("actor").map(dependency -> room(dependency.getOriginClass())))
                .isNotEmpty()
                .allMatch(API::equals, "the root package");
    }

    @Test
    void rulesAndValuesKnowNothingOfActorsClocksThreadsAndFiles() {
        assertThat(RUNTIME.stream().filter(RoomsTest::isPure).flatMap(RoomsTest::impurities))
                .isEmpty();
    }

    @Test
    void noRoomsFormACycle() {
        SlicesRuleDefinition.slices()
                .assignedFrom(new Packages())
                .should()
                .beFreeOfCycles()
                .check(RUNTIME);
    }

    @Test
    void everyPackageSaysWhatItIsAndIsNullMarked() {
        Set<String> described = RUNTIME.stream()
                .filter(each -> each.getSimpleName().equals("package-info"))
                .filter(each -> each.isAnnotatedWith(NullMarked.class))
                .map(RoomsTest::room)
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(described).as("rooms with a @NullMarked package-info").isEqualTo(rooms());
    }

    /** The checks above find what they look for: this class breaks every one of them. */
    @Test
    void aClassThatBreaksTheRulesIsFoundAndToldInWords() {
        JavaClass broken = new ClassFileImporter().importClasses(Broken.class).get(Broken.class);
        assertThat(impurities(broken))
                .anyMatch(words -> words.contains("knows java.util.concurrent.CompletableFuture"))
                .anyMatch(words -> words.contains("knows java.lang.Thread"))
                .anyMatch(words -> words.contains("calls java.util.Collections.shuffle"))
                .anyMatch(words -> words.contains("knows akka.actor.typed.ActorRef"))
                .noneMatch(words -> words.contains("knows java.util.List"));
        assertThat(strayArrows("syncobj", broken)).isEmpty();
        assertThat(strayArrows("vm", broken))
                .isNotEmpty()
                .anyMatch(words -> words.startsWith("vm must not see fence: "))
                .allMatch(words -> words.startsWith("vm must not see "));
    }

    static final class Broken {
        private final Timeline timeline = new Timeline(1);
        private final Priority priority = Priority.NORMAL;

        String useAll(CompletableFuture<String> later, ActorRef<String> actor, List<String> list) {
            Collections.shuffle(list, new Random(1));
            return later.join() + actor + Thread.currentThread() + timeline.floor() + priority;
        }
    }

    private static Stream<String> strayArrows(JavaClass from) {
        return strayArrows(room(from), from);
    }

    private static Stream<String> strayArrows(String room, JavaClass from) {
        Set<String> seen = SEES.getOrDefault(room, Set.of());
        return from.getDirectDependenciesFromSelf().stream()
                .filter(dependency -> isOurs(target(dependency)))
                .filter(dependency -> !room(target(dependency)).equals(room(from)))
                .filter(dependency -> !seen.contains(room(target(dependency))))
                .map(dependency ->
                        room + " must not see " + room(target(dependency)) + ": " + dependency.getDescription());
    }

    private static Stream<String> impurities(JavaClass from) {
        Stream<String> classes = from.getDirectDependenciesFromSelf().stream()
                .filter(dependency -> isImpure(target(dependency)))
                .map(dependency -> room(from) + " is a room of rules or values, but it knows "
                        + target(dependency).getName() + ": " + dependency.getDescription());
        Stream<String> methods = from.getAccessesFromSelf().stream()
                .filter(access -> IMPURE_METHODS.contains(method(access)))
                .map(access -> room(from) + " is a room of rules or values, but it calls " + method(access) + ": "
                        + access.getDescription());
        return Stream.concat(classes, methods);
    }

    private static String method(JavaAccess<?> access) {
        return access.getTargetOwner().getName() + "." + access.getTarget().getName();
    }

    /** Returns whom an arrow points to; for an array, what it is made of. */
    private static JavaClass target(Dependency dependency) {
        return dependency.getTargetClass().getBaseComponentType();
    }

    private static boolean isImpure(JavaClass target) {
        boolean known = isOurs(target)
                || target.isPrimitive()
                || PURE_PACKAGES.contains(target.getPackageName())
                || PURE_CLASSES.contains(target.getName());
        return !known || IMPURE_CLASSES.contains(target.getName());
    }

    private static boolean isPure(JavaClass each) {
        return PURE.contains(room(each));
    }

    private static Stream<Dependency> arrowsTo(String room) {
        return RUNTIME.stream()
                .flatMap(from -> from.getDirectDependenciesFromSelf().stream())
                .filter(dependency -> room(target(dependency)).equals(room))
                .filter(dependency -> !room(dependency.getOriginClass()).equals(room));
    }

    private static Set<String> rooms() {
        return RUNTIME.stream().map(RoomsTest::room).collect(Collectors.toCollection(TreeSet::new));
    }

    private static boolean isOurs(JavaClass each) {
        return each.getPackageName().equals(BASE) || each.getPackageName().startsWith(BASE + ".");
    }

    private static String room(JavaClass each) {
        String name = each.getPackageName();
        return name.equals(BASE) ? API : isOurs(each) ? name.substring(BASE.length() + 1) : name;
    }

    /** Every package of ours is a slice of its own, the root package too. */
    private static final class Packages implements SliceAssignment {
        @Override
        public SliceIdentifier getIdentifierOf(JavaClass each) {
            return isOurs(each) ? SliceIdentifier.of(room(each)) : SliceIdentifier.ignore();
        }

        @Override
        public String getDescription() {
            return "rooms";
        }
    }
}
