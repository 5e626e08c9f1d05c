package dev.signalbox.examples.benchmarks;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigValueFactory;
import dev.signalbox.Client;
import dev.signalbox.Closing;
import dev.signalbox.Device;
import dev.signalbox.Job;
import dev.signalbox.Queue;
import dev.signalbox.Signalbox;
import dev.signalbox.Submission;
import dev.signalbox.device.Engine;
import dev.signalbox.device.Work;
import dev.signalbox.sim.SimDevice;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A live runtime on an instant device, with its facts in a journal or not: 64 queues take turns with batches of 64 null jobs.
 * Every queue has several batches under way, so that waiting for the disk costs no more than it must.
 */
final class JournalRun implements AutoCloseable {
    /** How many jobs a batch carries. */
    static final int BATCH = 64;

    /** How many queues take turns. */
    static final int QUEUES = 64;

    private static final int CREDITS = 256;
    private static final int BATCHES_UNDER_WAY = 12;

    private final Path dir;
    private final Signalbox signalbox;
    private final Device device;
    private final List<Queue> queues = new ArrayList<>();

    private JournalRun(Path dir, Signalbox signalbox) {
        this.dir = dir;
        this.signalbox = signalbox;
        this.device = signalbox.open(SimDevice.of("instant", new Engine("E0", "E", CREDITS)));
        Client client = device.client("benchmark");
        for (int i = 0; i < QUEUES; i++) {
            queues.add(client.queue("E0"));
        }
    }

    /**
     * Opens a runtime and a directory of its own.
     *
     * @param mode off, async or sync
     */
    static JournalRun open(String mode) throws IOException {
        Path dir = Files.createTempDirectory("signalbox-journal");
        Config config = ConfigFactory.load()
                .withValue("signalbox.journal.mode", ConfigValueFactory.fromAnyRef(mode))
                .withValue("signalbox.journal.dir", ConfigValueFactory.fromAnyRef(dir.toString()));
        return new JournalRun(dir, Signalbox.live(config));
    }

    /** Pushes jobs through and waits until all are over; returns how many the engine has finished since the start. */
    long push(int jobs) {
        List<ArrayDeque<Submission>> underWay = new ArrayList<>();
        queues.forEach(queue -> underWay.add(new ArrayDeque<>()));
        for (int batch = 0; batch < jobs / BATCH; batch++) {
            ArrayDeque<Submission> mine = underWay.get(batch % QUEUES);
            if (mine.size() == BATCHES_UNDER_WAY) {
                join(mine.removeFirst());
            }
            mine.addLast(queues.get(batch % QUEUES).submit(batch()));
        }
        underWay.forEach(mine -> mine.forEach(JournalRun::join));
        return device.engines().get(0).jobs();
    }

    private static List<Job> batch() {
        List<Job> jobs = new ArrayList<>(BATCH);
        for (int i = 0; i < BATCH; i++) {
            jobs.add(Job.of(Work.none()));
        }
        return jobs;
    }

    private static void join(Submission submission) {
        Submission.End end = submission.ended().toCompletableFuture().join();
        if (end.failed() > 0) {
            throw new IllegalStateException("a null job ended with " + end.error());
        }
    }

    /** Ends the run and keeps its journal; returns the directory. */
    Path finish() {
        signalbox.close(Closing.drain()).toCompletableFuture().join();
        return dir;
    }

    /** Ends the run and deletes its journal. */
    @Override
    public void close() {
        delete(finish());
    }

    /** Returns how many bytes the files of a directory have. */
    static long bytes(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.mapToLong(file -> file.toFile().length()).sum();
        }
    }

    static void delete(Path directory) {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
