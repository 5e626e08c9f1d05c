package dev.signalbox.examples.cli;

import dev.signalbox.sim.workload.wsim.Wsim;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Finds workloads: files, directories of files, and those that come with Signalbox. */
final class WorkloadLibrary {
    private static final String BUNDLED = "/dev/signalbox/sim/workload/library/";

    private static final String HINT = "see 'signalbox list' for the workloads that come with Signalbox";

    private static final Map<String, String> DESCRIPTIONS = new LinkedHashMap<>();

    static {
        DESCRIPTIONS.put("game", "a 60 Hz game: three render passes a frame, waits for its frame");
        DESCRIPTIONS.put("compositor", "a 60 Hz compositor: one pass at high priority, one copy");
        DESCRIPTIONS.put("decoder", "a video player: decode on either video engine, convert, scale");
        DESCRIPTIONS.put("hog", "background compute: keeps a dozen jobs queued behind each other on the render engine");
    }

    private WorkloadLibrary() {}

    /** Returns the workloads that come with Signalbox: name and one line. */
    static Map<String, String> bundled() {
        return DESCRIPTIONS;
    }

    /**
     * Reads workloads.
     *
     * @param names files, directories (all their {@code .wsim} files) or names of bundled workloads
     */
    static List<Wsim> read(List<String> names) throws IOException {
        List<Wsim> workloads = new ArrayList<>();
        for (String name : names) {
            if (name.isEmpty()) {
                throw new BadInputException("'': an empty name is no file (" + HINT + ")");
            }
            Path path = Path.of(name);
            if (Files.isDirectory(path)) {
                workloads.addAll(readDirectory(path));
            } else if (!Files.exists(path) && DESCRIPTIONS.containsKey(name)) {
                workloads.add(readBundled(name));
            } else {
                workloads.add(readFile(path));
            }
        }
        return workloads;
    }

    /** Reads a workload that comes with Signalbox. */
    static Wsim readBundled(String name) throws IOException {
        try (InputStream in = WorkloadLibrary.class.getResourceAsStream(BUNDLED + name + ".wsim")) {
            if (in == null) {
                throw new BadInputException("there is no bundled workload " + name + ", only " + DESCRIPTIONS.keySet());
            }
            return Wsim.parse(name, in.readAllBytes());
        }
    }

    private static List<Wsim> readDirectory(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            List<Path> sorted = files.filter(file -> file.toString().endsWith(".wsim"))
                    .sorted()
                    .toList();
            if (sorted.isEmpty()) {
                throw new BadInputException(directory + ": no .wsim file in this directory (" + HINT + ")");
            }
            List<Wsim> workloads = new ArrayList<>();
            for (Path file : sorted) {
                workloads.add(readFile(file));
            }
            return workloads;
        }
    }

    private static Wsim readFile(Path file) {
        return Wsim.parse(String.valueOf(file.getFileName()), TextFile.read(file, HINT));
    }
}
