package dev.signalbox.examples.cli;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import dev.signalbox.sim.LabPlay;
import dev.signalbox.sim.Workloads;
import dev.signalbox.sim.Workloads.Part;
import dev.signalbox.sim.lab.LabOptions;
import dev.signalbox.sim.workload.wsim.Wsim;
import java.nio.file.Path;
import java.util.List;

/** Runs that are recorded as {@code signalbox run} plays them. */
final class Recorded {
    private Recorded() {}

    /** Plays workloads in a lab and appends all facts to a journal. */
    static void run(Path dir, long seed, List<Part> parts) {
        run(dir, seed, ConfigFactory.load(), parts);
    }

    static void run(Path dir, long seed, Config config, List<Part> parts) {
        try (JournalFile journal = JournalFile.open(dir)) {
            LabPlay.play(LabOptions.seed(seed), config, journal, Workloads.of(parts, seed));
        }
    }

    static Part part(String name, String text, long cycles) {
        return new Part(Wsim.parse(name, text), cycles);
    }
}
