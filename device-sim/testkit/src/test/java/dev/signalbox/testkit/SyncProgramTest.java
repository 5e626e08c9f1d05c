package dev.signalbox.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.Closing;
import dev.signalbox.event.Fact;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Whatever several clients do with fences, and whenever they are closed: every question is answered, and only once. */
class SyncProgramTest {
    private static final int SCHEDULES = 200;
    private static final int STEPS = 60;

    private final Map<String, Integer> seen = new TreeMap<>();

    @Test
    void nobodyIsForgottenUnderAnySchedule() {
        Seeds.first(SCHEDULES)
                .forEach(seed ->
                        assertThat(play(seed)).as("seed %d, again", seed).isEqualTo(play(seed)));
        assertThat(seen.keySet())
                .as("what happened was worth looking at")
                .contains(
                        "accepted EINVAL",
                        "wait ok",
                        "wait ETIME",
                        "wait ECANCELED",
                        "wait EINVAL",
                        "any fence ok",
                        "all fences ok",
                        "any fence ETIME",
                        "later transfer ok",
                        "later transfer ETIME",
                        "subscription ok",
                        "file of object ok",
                        "file of buffer ok",
                        "handle ok",
                        "ended ok",
                        "closed ok");
    }

    private List<Fact> play(long seed) {
        List<Fact> facts = new ArrayList<>();
        LabRun.check(seed, run -> {
            run.allowDeadLetter("gpu0-entity");
            SplittableRandom random = new SplittableRandom(seed);
            RandomSyncProgram program = new RandomSyncProgram(run, random.split());
            for (int i = random.nextInt(STEPS); i >= 0; i--) {
                program.step();
                for (int steps = random.nextInt(3) * random.nextInt(15); steps > 0; steps--) {
                    run.lab().step();
                }
            }
            if (random.nextBoolean()) {
                run.runUntilIdle();
                program.checkNobodyIsForgotten();
                run.checkFold();
            }
            Closing how = List.of(Closing.abort(), Closing.drain(), Closing.deadline(Duration.ofNanos(20_000)))
                    .get(random.nextInt(3));
            if (random.nextInt(4) == 0) {
                run.device().close(how);
            }
            program.end(how);
            program.answers().forEach((kind, count) -> seen.merge(kind, count, Integer::sum));
            facts.addAll(run.facts().all());
        });
        return facts;
    }
}
