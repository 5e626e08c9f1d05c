package dev.signalbox.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.replay.DeviceState;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Whatever programs do: as soon as nothing is under way, the facts fold to what the owners hold. */
class FoldModelTest {
    private static final int SEEDS = 20;
    private static final int POINTS = 20;

    private final Map<String, Integer> seen = new TreeMap<>();

    @Test
    void randomProgramsLeaveRoomsThatTheirFactsFoldTo() {
        Seeds.first(SEEDS)
                .forEach(seed -> LabRun.check(seed, run -> {
                    SplittableRandom random = new SplittableRandom(seed);
                    RandomProgram program = new RandomProgram(run, random.split());
                    run.allowDeadLetter("gpu0-entity");
                    for (int point = 0; point < POINTS; point++) {
                        for (int steps = random.nextInt(12); steps >= 0; steps--) {
                            program.step();
                        }
                        run.checkFold();
                        note(run.await(run.device().state()));
                    }
                    program.end();
                }));
        assertThat(seen.keySet()).contains("unfinished", "failed", "killed", "drafts", "queued", "running", "guards");
    }

    /** What was compared was worth comparing. */
    private void note(DeviceState state) {
        state.values().keySet().forEach(path -> seen.merge(path.substring(path.lastIndexOf(' ') + 1), 1, Integer::sum));
    }
}
