package dev.signalbox.examples.cli;

import dev.signalbox.sim.workload.scenario.Scenario;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds scenarios: files, and those that come with Signalbox. */
final class ScenarioLibrary {
    private static final String BUNDLED = "/dev/signalbox/examples/cli/scenarios/";
    private static final String ENDING = ".conf";
    private static final String HINT = "see 'signalbox list' for the scenarios that come with Signalbox";

    private ScenarioLibrary() {}

    /** Returns the scenarios that come with Signalbox: name and title, in the order of their names. */
    static Map<String, String> bundled() throws IOException {
        Map<String, String> titles = new LinkedHashMap<>();
        for (String name : names()) {
            titles.put(name, readBundled(name).title());
        }
        return titles;
    }

    /**
     * Reads the scenario among the files of a run; null when these are workloads.
     *
     * @throws BadInputException when there is more than a scenario
     */
    static @Nullable Scenario read(List<String> files) throws IOException {
        List<String> names = names();
        List<String> scenarios =
                files.stream().filter(file -> isScenario(file, names)).toList();
        if (scenarios.isEmpty()) {
            return null;
        }
        if (files.size() > 1) {
            throw new BadInputException(scenarios.get(0)
                    + ": a scenario runs alone (it has its clients in itself; run the others without it)");
        }
        Path file = Path.of(scenarios.get(0));
        if (!Files.exists(file) && names.contains(scenarios.get(0))) {
            return readBundled(scenarios.get(0));
        }
        return Scenario.parse(String.valueOf(file.getFileName()), TextFile.read(file, HINT));
    }

    private static boolean isScenario(String file, List<String> bundled) {
        return file.endsWith(ENDING)
                || file.endsWith(".json")
                || (bundled.contains(file) && !Files.exists(Path.of(file)));
    }

    private static List<String> names() throws IOException {
        String index = new String(resource("index"), StandardCharsets.UTF_8);
        return index.lines().filter(name -> !name.isBlank()).toList();
    }

    private static Scenario readBundled(String name) throws IOException {
        return Scenario.parse(name + ENDING, resource(name + ENDING));
    }

    private static byte[] resource(String name) throws IOException {
        try (InputStream in = ScenarioLibrary.class.getResourceAsStream(BUNDLED + name)) {
            if (in == null) {
                throw new BadInputException("there is no bundled scenario " + name);
            }
            return in.readAllBytes();
        }
    }
}
