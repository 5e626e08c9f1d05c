package dev.signalbox.sim.workload.wsim;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;

/** The example programs of these tests. */
final class Examples {
    static final List<String> NAMES =
            List.of("photo-editor.wsim", "video-wall.wsim", "robot-vision.wsim", "two-tiles.wsim");

    private Examples() {}

    static byte[] content(String name) {
        try (InputStream in = Objects.requireNonNull(Examples.class.getResourceAsStream(name), name)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
