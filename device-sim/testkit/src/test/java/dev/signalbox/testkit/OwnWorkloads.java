package dev.signalbox.testkit;

import dev.signalbox.sim.workload.wsim.Wsim;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The workloads of these tests: our own, and the published ones on a machine that has them. */
final class OwnWorkloads {
    static final List<String> NAMES = List.of(
            "pipeline.wsim",
            "bonds.wsim",
            "fences.wsim",
            "endless.wsim",
            "depth.wsim",
            "throttle.wsim",
            "balance.wsim",
            "periods.wsim",
            "priorities.wsim",
            "photo-editor.wsim",
            "video-wall.wsim",
            "robot-vision.wsim");

    /** The examples that the reader of workloads is tested with, those of them that fit the default device. */
    private static final String EXAMPLES = "device-sim/src/test/resources/dev/signalbox/sim/workload/wsim";

    private static final int PUBLISHED = 28;

    private OwnWorkloads() {}

    static Wsim named(String name) {
        try (InputStream in = OwnWorkloads.class.getResourceAsStream(name)) {
            if (in == null) {
                String root = Objects.requireNonNull(System.getProperty("test.root"));
                return read(Path.of(root, EXAMPLES, name));
            }
            return Wsim.parse(name, in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<Wsim> all() {
        return NAMES.stream().map(OwnWorkloads::named).toList();
    }

    /** The published workloads, all of them; none when {@code -Dtest.shared} does not say where they are. */
    static List<Wsim> published() {
        String shared = shared();
        if (shared == null) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(Path.of(shared, "workloads", "wsim"))) {
            List<Wsim> found = files.filter(file -> file.toString().endsWith(".wsim"))
                    .sorted()
                    .map(OwnWorkloads::read)
                    .toList();
            if (found.size() != PUBLISHED) {
                throw new IllegalStateException("expected " + PUBLISHED + " published workloads, not " + found.size());
            }
            return found;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Wsim read(Path file) {
        try {
            return Wsim.parse(file.getFileName().toString(), Files.readAllBytes(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The published workloads where there are any, else our own. */
    static List<Wsim> publishedOrOwn() {
        List<Wsim> published = published();
        return published.isEmpty() ? all() : published;
    }

    private static @Nullable String shared() {
        return System.getProperty("test.shared");
    }
}
