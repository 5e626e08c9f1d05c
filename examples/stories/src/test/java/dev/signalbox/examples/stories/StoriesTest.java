package dev.signalbox.examples.stories;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigValueFactory;
import dev.signalbox.Closing;
import dev.signalbox.Job;
import dev.signalbox.Queue;
import dev.signalbox.Signalbox;
import dev.signalbox.Submission;
import dev.signalbox.device.Work;
import dev.signalbox.event.Fact;
import dev.signalbox.sim.LabPlay;
import dev.signalbox.sim.SimDevice;
import dev.signalbox.sim.Workloads;
import dev.signalbox.sim.Workloads.Part;
import dev.signalbox.sim.lab.Lab;
import dev.signalbox.sim.lab.LabOptions;
import dev.signalbox.sim.workload.wsim.Wsim;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoriesTest {
    @Test
    void theCopyOfTheLabProgramRunsWhenTheFrameIsDone() {
        List<String> lines = printed(LabProgram::run);

        assertThat(lines).contains("shown after 1000 us");
        assertThat(lines).anySatisfy(line -> assertThat(line).containsPattern("800\\.000 ring BCS +RUN"));
    }

    @Test
    void aBufferGoesFromSyncObjectsToACompositorThatKnowsNone() {
        assertThat(printed(HandOver::run))
                .containsExactly("point 2 reached after 1000 us", "value 2", "shown 200 us after it was drawn");
    }

    @Test
    void aKernelOfOnesOwnSquaresNumbers() {
        assertThat(printed(OwnKernel::run)).containsExactly("[1, 4, 9]");
    }

    @Test
    void theLabProgramPrintsTheSameEveryTime() {
        assertThat(printed(LabProgram::run)).isEqualTo(printed(LabProgram::run));
    }

    @Test
    void theLiveProgramSubmitsMoreThanTheQueueHolds() {
        assertThat(printed(LiveProgram::run)).containsExactly("second batch over, 0 failed");
    }

    @Test
    void eachProcessAddsARunToItsJournal(@TempDir Path directory) {
        assertThat(printed(out -> JournalProgram.run(directory, out))).containsExactly("run 1: 10 jobs");
        assertThat(printed(out -> JournalProgram.run(directory, out)))
                .containsExactly("run 1: 10 jobs", "run 2: 10 jobs");
    }

    @Test
    void answersComeOnTheThreadOfTheProgram() {
        assertThat(printed(OwnThread::run)).containsExactly("over, says thread ui");
    }

    @Test
    void theReplayProgramReadsAJournalAndRunsItAgain(@TempDir Path directory) {
        List<Fact> facts = new ArrayList<>();
        Part frames = new Part(Wsim.parse("frames", "1.RCS.500-900.0.0\n2.BCS.200.-1.1\n"), 3);
        Config config = ConfigFactory.load()
                .withValue("signalbox.journal.dir", ConfigValueFactory.fromAnyRef(directory.toString()));
        LabPlay.play(LabOptions.seed(1), config, facts::add, Workloads.of(List.of(frames), 1));

        List<String> lines = printed(out -> ReplayProgram.run(directory, out));

        assertThat(lines).contains("half-way:", facts.size() + " facts, and again the same");
        assertThat(lines).anySatisfy(line -> assertThat(line).startsWith("1 frames"));
    }

    @Test
    void patienceSubmitsWhenTheQueueHasRoom() {
        Config config =
                ConfigFactory.parseString("signalbox.queue.capacity = 4").withFallback(ConfigFactory.load());
        try (Lab lab = Lab.open(LabOptions.seed(1))) {
            Signalbox signalbox = Signalbox.on(lab.system(), lab.clock(), lab.schedule(), config);
            Queue queue =
                    signalbox.open(SimDevice.configured(config)).client("busy").queue("RCS");
            List<Job> batch = Collections.nCopies(3, Job.of(Work.micros(100)));
            Patience.submit(queue, batch);
            CompletionStage<Submission> second = Patience.submit(queue, batch);

            assertThat(((CompletableFuture<Submission>) second).isDone()).isFalse();
            lab.await(second);
            assertThat(lab.virtualNanos()).isEqualTo(200_000);
            lab.await(signalbox.close(Closing.drain()));
        }
    }

    private static List<String> printed(Consumer<PrintStream> story) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (PrintStream out = new PrintStream(bytes, false, StandardCharsets.UTF_8)) {
            story.accept(out);
        }
        return bytes.toString(StandardCharsets.UTF_8).lines().toList();
    }
}
