package dev.signalbox.docs;

import com.tngtech.archunit.core.domain.JavaClass;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/** How tests of other modules ended in this build, by the reports that they left. */
final class TestReports {
    /** How a test ended. */
    enum State {
        PASSES("passes"),
        SKIPPED("skipped"),
        NOT_RUN("not run"),
        FAILS("fails");

        final String word;

        State(String word) {
            this.word = word;
        }
    }

    /** How one run of a test ended. */
    record Ended(String method, State state) {}

    private static final XMLInputFactory XML = XMLInputFactory.newFactory();

    static {
        XML.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        XML.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    }

    private TestReports() {}

    /**
     * Returns how a test ended. A test of an abstract class runs in the classes below it.
     *
     * @return the worst that its runs show; not run when there is no report that is newer than the test
     */
    static State stateOf(TestedRow row) {
        return worst(
                Stream.concat(Stream.of(row.type()), row.type().getAllSubclasses().stream())
                        .flatMap(type -> ended(row.module(), type).stream()),
                row.method());
    }

    /** Returns the worst end among the runs of a test, or of all tests when none is named. */
    static State worst(Stream<Ended> runs, @Nullable String method) {
        return runs.filter(run -> method == null || run.method().equals(method))
                .map(Ended::state)
                .max(State::compareTo)
                .orElse(State.NOT_RUN);
    }

    private static List<Ended> ended(Path module, JavaClass type) {
        Path target = Checkout.root().resolve(module).resolve("target");
        Path report = target.resolve("surefire-reports/TEST-" + type.getName() + ".xml");
        Path compiled = target.resolve("test-classes/" + type.getName().replace('.', '/') + ".class");
        try {
            boolean isOld = !Files.exists(report)
                    || Files.getLastModifiedTime(report).compareTo(Files.getLastModifiedTime(compiled)) < 0;
            return isOld ? List.of() : read(report);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Reads how all tests of a class ended. */
    static List<Ended> read(Path report) throws IOException {
        List<Ended> runs = new ArrayList<>();
        try (InputStream in = Files.newInputStream(report)) {
            XMLStreamReader xml = XML.createXMLStreamReader(in);
            while (xml.hasNext()) {
                if (xml.next() == XMLStreamConstants.START_ELEMENT) {
                    add(xml, runs);
                }
            }
        } catch (XMLStreamException wrong) {
            throw new IOException(report + ": " + wrong.getMessage(), wrong);
        }
        return runs;
    }

    private static void add(XMLStreamReader xml, List<Ended> runs) {
        switch (xml.getLocalName()) {
            case "testcase" -> runs.add(new Ended(method(xml.getAttributeValue(null, "name")), State.PASSES));
            case "skipped" -> endOtherwise(runs, State.SKIPPED);
            case "failure", "error" -> endOtherwise(runs, State.FAILS);
            default -> {}
        }
    }

    private static void endOtherwise(List<Ended> runs, State state) {
        Ended last = runs.remove(runs.size() - 1);
        runs.add(new Ended(last.method(), state));
    }

    /** A run of a table of cases carries the types of its parameters and its number behind the name. */
    private static String method(String name) {
        return name.replaceFirst("[^\\p{javaJavaIdentifierPart}].*", "");
    }
}
