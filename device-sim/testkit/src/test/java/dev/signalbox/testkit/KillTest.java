package dev.signalbox.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.event.Fact;
import dev.signalbox.event.FactRun;
import dev.signalbox.fence.FenceId;
import dev.signalbox.journal.Ending;
import dev.signalbox.journal.JournalReader;
import dev.signalbox.journal.Reading;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills a live program under load, again and again, in one directory: whatever it had acknowledged is in the journal, and what
 * it had promised besides is ended by its successor. The property {@code test.kills} says how often; each life costs a second.
 */
class KillTest {
    private static final int SIGKILLED = 128 + 9;
    private static final int KILLS = Integer.getInteger("test.kills", 8);

    /** What one life acknowledged, as its parent heard it. */
    private record Acknowledged(Set<FenceId> accepted, Set<FenceId> ended) {
        Acknowledged() {
            this(new HashSet<>(), new HashSet<>());
        }

        void note(String line) {
            String[] words = line.split(" ", -1);
            long last = Long.parseLong(words[3]);
            for (long seqno = Long.parseLong(words[2]); seqno <= last; seqno++) {
                (words[0].equals("A") ? accepted : ended).add(new FenceId(Long.parseLong(words[1]), seqno));
            }
        }
    }

    /** What the journal says of one life. */
    private record Stored(Set<FenceId> accepted, Set<FenceId> ended) {
        Stored() {
            this(new HashSet<>(), new HashSet<>());
        }
    }

    @TempDir
    private Path dir;

    @Test
    @Timeout(value = 10, unit = TimeUnit.MINUTES)
    void nothingThatWasAcknowledgedIsLost() throws IOException, InterruptedException {
        long seed = Long.getLong("seed", 1);
        SplittableRandom random = new SplittableRandom(seed);
        Map<String, Acknowledged> lives = new TreeMap<>();
        for (int life = 0; life < KILLS; life++) {
            String name = name(life);
            lives.put(name, liveAndDie(name, 1 + random.nextInt(400)));
        }
        Map<String, Stored> stored = readBack();
        assertThat(stored).as("seed %d", seed).containsKeys(lives.keySet().toArray(String[]::new));
        lives.forEach((name, told) -> {
            Stored life = stored.getOrDefault(name, new Stored());
            assertThat(told.accepted())
                    .as("seed %d, %s acknowledged", seed, name)
                    .isNotEmpty();
            assertThat(life.accepted()).as("seed %d, %s", seed, name).containsAll(told.accepted());
            assertThat(life.ended()).as("seed %d, %s", seed, name).containsAll(told.ended());
        });
        assertThat(lives.values())
                .as("seed %d, ends acknowledged", seed)
                .anyMatch(told -> !told.ended().isEmpty());
        stored.remove(name(KILLS - 1));
        stored.forEach((name, life) -> assertThat(life.ended())
                .as("every promised fence of %s signals", name)
                .isEqualTo(life.accepted()));
    }

    private static String name(int life) {
        return String.format(Locale.ROOT, "life-%02d", life);
    }

    /** Lets a program run until it has told so many lines, kills it, and hears what else it had told. */
    private Acknowledged liveAndDie(String name, int lines) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        KilledProgram.class.getName(),
                        dir.resolve("journal").toString(),
                        name)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        Acknowledged told = new Acknowledged();
        try (BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            int heard = 0;
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                if (line.split(" ", -1).length == 4) {
                    told.note(line);
                }
                if (++heard == lines) {
                    process.toHandle().destroyForcibly();
                }
            }
            assertThat(process.waitFor()).as("%s died of SIGKILL", name).isEqualTo(SIGKILLED);
        } finally {
            process.destroyForcibly();
        }
        return told;
    }

    private Map<String, Stored> readBack() {
        Map<String, Stored> lives = new TreeMap<>();
        List<Stored> current = new ArrayList<>(List.of(new Stored()));
        Reading reading = JournalReader.open(dir.resolve("journal"))
                .read("gpu0", block -> {
                    block.runs().forEach(run -> note(run, lives, current));
                    return true;
                })
                .orElseThrow();
        assertThat(reading.ending()).isNotInstanceOf(Ending.Damaged.class);
        return lives;
    }

    private static void note(FactRun run, Map<String, Stored> lives, List<Stored> current) {
        for (int i = 0; i < run.count(); i++) {
            Fact fact = run.first().plus(i);
            if (fact instanceof Fact.ClientOpened client) {
                current.set(0, lives.computeIfAbsent(client.name(), each -> new Stored()));
            } else if (fact instanceof Fact.JobAccepted job) {
                current.get(0).accepted().add(job.fence());
            } else if (fact instanceof Fact.JobFinished job) {
                current.get(0).ended().add(job.fence());
            }
        }
    }
}
