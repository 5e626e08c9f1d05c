package dev.signalbox.journal.tck;

import akka.persistence.CapabilityFlag;
import akka.persistence.japi.journal.JavaJournalSpec;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.runner.RunWith;
import org.scalatestplus.junit.JUnitRunner;

/** Runs the suite; its tests carry the names that Akka gave them. */
@RunWith(JUnitRunner.class)
public final class SegmentJournalTest extends JavaJournalSpec {
    private static final long serialVersionUID = 1;

    private static final Path DIR = newDirectory();

    public SegmentJournalTest() {
        super(settings());
    }

    private static Config settings() {
        Map<String, Object> keys = Map.of(
                "akka.persistence.journal.plugin",
                "signalbox.journal.plugin",
                "akka.loglevel",
                "WARNING",
                "signalbox.journal.plugin.dir",
                DIR.toString(),
                "signalbox.journal.plugin.segment-bytes",
                4_096);
        return ConfigFactory.parseMap(keys).withFallback(ConfigFactory.load());
    }

    @Override
    public CapabilityFlag supportsRejectingNonSerializableObjects() {
        return CapabilityFlag.on();
    }

    @Override
    public CapabilityFlag supportsSerialization() {
        return CapabilityFlag.on();
    }

    @Override
    public CapabilityFlag supportsMetadata() {
        return CapabilityFlag.on();
    }

    @Override
    public void afterAll() {
        super.afterAll();
        delete(DIR);
    }

    private static Path newDirectory() {
        try {
            return Files.createTempDirectory("signalbox-tck");
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static void delete(Path dir) {
        try (Stream<Path> files = Files.walk(dir)) {
            List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
            for (Path file : deepestFirst) {
                Files.delete(file);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
