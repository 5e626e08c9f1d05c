package dev.signalbox.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigValueFactory;
import dev.signalbox.Buffer;
import dev.signalbox.Client;
import dev.signalbox.Closing;
import dev.signalbox.Device;
import dev.signalbox.Fence;
import dev.signalbox.Job;
import dev.signalbox.Queue;
import dev.signalbox.QueueOptions;
import dev.signalbox.Replay;
import dev.signalbox.ReplayRun;
import dev.signalbox.Signalbox;
import dev.signalbox.SoftwareTimeline;
import dev.signalbox.Submission;
import dev.signalbox.SyncFile;
import dev.signalbox.SyncObject;
import dev.signalbox.device.Work;
import dev.signalbox.event.Fact;
import dev.signalbox.event.Priority;
import dev.signalbox.event.SyncFact;
import dev.signalbox.fence.Errno;
import dev.signalbox.fence.FenceId;
import dev.signalbox.fence.Refusal;
import dev.signalbox.sim.LabPlay;
import dev.signalbox.sim.Scenarios;
import dev.signalbox.sim.SimDevice;
import dev.signalbox.sim.ToScenario;
import dev.signalbox.sim.Workloads;
import dev.signalbox.sim.convert.JobOutcomes;
import dev.signalbox.sim.convert.RunLog;
import dev.signalbox.sim.failure.FailurePlan;
import dev.signalbox.sim.lab.LabOptions;
import dev.signalbox.sim.workload.scenario.Scenario;
import dev.signalbox.sim.workload.scenario.ScenarioText;
import dev.signalbox.sim.workload.wsim.Wsim;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a program did in a lab comes back from its journal as a scenario, job by job. */
class ConvertedProgramTest {
    private static final int PROGRAMS = 8;

    @TempDir
    private Path directory = Path.of("");

    @Test
    void jobsComeBackWithWorkNeedsAndTimes() {
        Seeds.first(5)
                .forEach(seed -> checkExact(seed, run -> {
                    Client game = run.client("game");
                    Client compositor = run.client("the compositor");
                    Queue render = game.queue(QueueOptions.on("RCS").priority(Priority.HIGH));
                    Queue copy = compositor.queue("BCS");
                    Buffer frame = game.buffer(1 << 20);
                    Job draw = Job.of(Work.micros(500).preemptibleEvery(7_000))
                            .writes(frame)
                            .tag(41);
                    Submission drawn =
                            render.submit(List.of(draw, Job.of(Work.micros(20)).credits(2)));
                    pause(run, 100);
                    Submission shown =
                            copy.submit(Job.of(Work.micros(70)).reads(frame).after(drawn.finished(0)));
                    pause(run, 100);
                    render.submit(Job.of(Work.micros(30).failing(Errno.EIO)).after(shown));
                    pause(run, 900);
                    render.submit(Job.of(Work.micros(10)).startingWith(drawn));
                }));
    }

    @Test
    void pointsAndEndsComeAtTheirTimes() {
        Seeds.first(5)
                .forEach(seed -> checkExact(seed, run -> {
                    Client one = run.client("one");
                    SoftwareTimeline go = one.timeline("go");
                    SoftwareTimeline other = one.timeline("go");
                    Fence first = go.fence();
                    Fence second = other.fence();
                    Client two = run.client("two");
                    two.queue("RCS").submit(Job.of(Work.micros(5)).after(first));
                    pause(run, 50);
                    Submission endless =
                            one.queue("BCS").submit(Job.of(Work.endless()).after(second));
                    pause(run, 50);
                    go.signal(first);
                    pause(run, 50);
                    other.close();
                    pause(run, 50);
                    endless.end();
                    pause(run, 50);
                }));
    }

    @Test
    void syncObjectsAndFilesComeBack() {
        Seeds.first(5).forEach(seed -> {
            ReplayRun recorded = record("syncs" + seed, seed, ConvertedProgramTest::useSyncObjects);
            Scenario scenario = ToScenario.of(recorded);
            List<Fact> after = play(scenario);
            String text = scenario.origin().text();
            assertThat(jobs(after)).as("seed %d\n%s", seed, text).isEqualTo(jobs(facts(recorded)));
            assertThat(syncs(after)).as("seed %d\n%s", seed, text).isEqualTo(syncs(facts(recorded)));
            assertThat(scenario.about())
                    .as("seed %d", seed)
                    .contains("as they did")
                    .doesNotContain("Left out");
        });
    }

    private static void useSyncObjects(LabRun run) {
        Client game = run.client("game");
        Client viewer = run.client("viewer");
        Queue render = game.queue("RCS");
        Queue train = game.queue(QueueOptions.on("VCS1").forLongRunning());
        Queue copy = viewer.queue("BCS");
        Buffer frame = game.buffer(1 << 20);
        SyncObject frames = game.syncObject("the frames");
        SyncObject ready = game.signalledSyncObject("ready");
        pause(run, 10);
        SyncObject seen = run.await(viewer.open(frames.share()));
        CompletionStage<Integer> there = seen.subscribe(1, false);
        pause(run, 10);
        Submission drawn = render.submit(List.of(
                Job.of(Work.micros(100)),
                Job.of(Work.micros(30)).signals(frames.at(1)).waitsFor(ready.at(0))));
        pause(run, 10);
        drawn.finished().setDeadline(900_000);
        copy.submit(Job.of(Work.micros(20)).waitsFor(seen.at(1)));
        frame.importFile(SyncFile.of("drawn", drawn.finished(1)), true);
        copy.submit(Job.of(Work.micros(20)).reads(frame));
        SoftwareTimeline more = game.userTimeline("more");
        train.submit(Job.of(Work.micros(5)).after(more.fence()));
        pause(run, 10);
        run.await(frames.transfer(1, ready.at(0)));
        run.await(there);
        pause(run, 10);
        game.signal(List.of(frames.at(5), ready.at(0)));
        game.reset(List.of(ready));
        ready.importFile(SyncFile.of("both", drawn.finished(0), drawn.finished(1)), 3);
        more.signalAll();
        pause(run, 10);
        seen.close();
        pause(run, 10);
        ready.close();
    }

    /** What was done with sync objects, but for the numbers of fences, and for files without fences, which are signals. */
    private static List<String> syncs(List<Fact> facts) {
        long began = facts.get(0).time();
        List<String> syncs = new ArrayList<>();
        for (Fact fact : facts) {
            if (fact instanceof SyncFact
                    && !(fact instanceof SyncFact.SyncAttached)
                    && !(fact instanceof SyncFact.FencesImported)
                    && !(fact instanceof SyncFact.SyncWaitBegan)
                    && !(fact instanceof SyncFact.DeadlineSet)) {
                syncs.add(fact.toString().replaceFirst("time=\\d+", "time=" + (fact.time() - began)));
            } else if (fact instanceof SyncFact.SyncAttached attached) {
                syncs.add(attached.object() + "@" + attached.point() + " gets "
                        + attached.fences().size());
            } else if (fact instanceof SyncFact.FencesImported imported) {
                syncs.add("buffer gets " + imported.fences().size() + imported.write());
            }
        }
        return syncs;
    }

    /** Whatever programs did with sync objects, the scenario says how close it comes. */
    @Test
    void randomUsesOfSyncObjectsComeBackAsCloseAsTheScenarioSays() {
        Seeds.first(2 * PROGRAMS).forEach(seed -> {
            ReplayRun recorded = record("syncs" + seed, seed, run -> {
                RandomSyncs program = new RandomSyncs(run, new SplittableRandom(seed));
                for (int burst = 0; burst < 8; burst++) {
                    for (int step = 0; step < 5; step++) {
                        program.step();
                    }
                    pause(run, 20);
                }
                program.end();
            });
            checkSaysHowClose(seed, recorded);
        });
    }

    @Test
    void aClientThatIsClosedByAbortLosesTheSameJobs() {
        Seeds.first(5)
                .forEach(seed -> checkExact(seed, run -> {
                    Client app = run.client("app");
                    app.queue("RCS")
                            .submit(List.of(Job.of(Work.micros(100)), Job.of(Work.endless()), Job.of(Work.micros(1))));
                    Client patient = run.client("patient");
                    pause(run, 300);
                    patient.queue("BCS").submit(Job.of(Work.micros(400)));
                    pause(run, 100);
                    app.close(Closing.abort());
                    patient.close(Closing.deadline(Duration.ofNanos(50_000)));
                    pause(run, 300);
                }));
    }

    @Test
    void aRefusalThatCameLaterIsExpected() {
        ReplayRun recorded = record("refused", 1, run -> {
            Client app = run.client("app");
            Buffer buffer = app.buffer(10);
            Queue queue = app.queue("RCS");
            buffer.destroy();
            Submission refused = queue.submit(Job.of(Work.micros(10)).reads(buffer));
            pause(run, 10);
            queue.submit(Job.of(Work.micros(20)).after(refused));
        });
        Scenario scenario = ToScenario.expecting(ToScenario.of(recorded), recorded);
        assertThat(scenario.origin().text()).contains("refused = ENOENT", "{ refusals = 1, errno = ENOENT }");
        List<Fact> facts = play(scenario);
        assertThat(failedChecks(facts)).isEmpty();
        assertThat(jobs(facts)).isEqualTo(jobs(facts(recorded)));
    }

    @Test
    void aLostDeviceIsLostAgain() {
        ReplayRun recorded = record("lost", 1, run -> {
            Device device = run.open(SimDevice.named("strict", ConfigFactory.load())
                    .failing(FailurePlan.deviceLost(Duration.ofMillis(3))));
            device.client("app").queue("RCS").submit(List.of(Job.of(Work.micros(100)), Job.of(Work.endless())));
            run.runUntilIdle();
        });
        Scenario scenario = ToScenario.of(recorded);
        assertThat(scenario.origin().text()).contains("device = strict\n", "fault = device-lost, at = 3ms");
        assertThat(jobs(play(scenario))).isEqualTo(jobs(facts(recorded)));
    }

    @Test
    void aFenceOfAnotherDeviceBecomesAPointFromOutside() {
        Path journal = directory.resolve("two");
        record(journal, 1, run -> {
            Device left = run.open(SimDevice.named("strict", ConfigFactory.load()));
            Device right = run.open(SimDevice.named("small", ConfigFactory.load()));
            Submission first = left.client("left").queue("RCS").submit(Job.of(Work.micros(700)));
            right.client("right").queue("GFX").submit(Job.of(Work.micros(100)).after(first));
            run.runUntilIdle();
        });
        ReplayRun recorded = Replay.of(journal).runs("gpu1").get(0);
        Scenario scenario = ToScenario.of(recorded);
        assertThat(scenario.origin().text()).contains("device = small\n", "name = outside\n");
        assertThat(jobs(play(scenario))).isEqualTo(jobs(facts(recorded)));
    }

    /** Whatever a program did, the scenario says how close it comes, and plays as it says. */
    @Test
    void randomProgramsComeBackAsCloseAsTheScenarioSays() {
        Seeds.first(PROGRAMS).forEach(seed -> {
            ReplayRun recorded = record("random" + seed, seed, run -> random(seed, run));
            checkSaysHowClose(seed, recorded);
        });
    }

    private static void checkSaysHowClose(long seed, ReplayRun recorded) {
        Scenario scenario = ToScenario.of(recorded);
        List<Fact> before = facts(recorded);
        List<Fact> after = play(scenario);
        assertThat(Scenario.parse("again", ScenarioText.print(scenario)))
                .as("seed %d", seed)
                .isEqualTo(scenario);
        JobOutcomes.Distance distance = JobOutcomes.distance(outcomes(before), outcomes(after));
        assertThat(scenario.about()).as("seed %d", seed).contains(distance.toString());
        if (distance.isNone()) {
            assertThat(jobs(after)).as("seed %d", seed).isEqualTo(jobs(before));
            assertThat(works(after)).as("seed %d", seed).isEqualTo(works(before));
        }
    }

    private static List<JobOutcomes.JobOutcome> outcomes(List<Fact> facts) {
        RunLog log = new RunLog();
        facts.forEach(log::report);
        return JobOutcomes.of(log);
    }

    @Test
    void aLiveRunKeepsItsWork() {
        Path journal = directory.resolve("live");
        Signalbox signalbox = Signalbox.live(config(journal));
        Client app = signalbox.open(SimDevice.configured(signalbox.config())).client("app");
        Submission first = app.queue("RCS").submit(List.of(Job.of(Work.micros(50)), Job.of(Work.micros(20))));
        Queue copy = app.queue("BCS");
        copy.submit(Job.of(Work.micros(10)).after(first).tag(7));
        signalbox.close(Closing.drain()).toCompletableFuture().join();
        ReplayRun recorded = Replay.of(journal).latest();
        Scenario scenario = ToScenario.expecting(ToScenario.of(recorded), recorded);
        List<Fact> after = play(scenario);
        assertThat(scenario.about()).contains("live run");
        assertThat(works(after)).isEqualTo(works(facts(recorded)));
        assertThat(failedChecks(after)).isEmpty();
    }

    @Test
    void workloadsOfSeveralSeedsAreRefused() {
        ReplayRun recorded = record("seeds", 1, run -> {
            Wsim wsim = Wsim.parse("a.wsim", "1.RCS.10.0.0\n");
            run.await(Workloads.play(run.signalbox(), run.device(), List.of(wsim), 1, 5));
            run.await(Workloads.play(run.signalbox(), run.device(), List.of(wsim), 1, 6));
        });
        assertThatThrownBy(() -> ToScenario.of(recorded))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("workload a.wsim has seed 6, a.wsim has 5");
    }

    @Test
    void moreJobsThanAScenarioHoldsAreRefusedWithTheirNumber() {
        ReplayRun recorded = record("long", 1, run -> {
            Queue queue = run.client("app").queue("RCS");
            for (int batch = 0; batch < 30; batch++) {
                List<Job> jobs = new ArrayList<>();
                for (int job = 0; job < 1000; job++) {
                    jobs.add(Job.of(Work.nanos(1)).tag(1_000_000_000_000_000L + batch * 1000L + job));
                }
                queue.submit(jobs);
                run.runUntilIdle();
            }
        });
        assertThatThrownBy(() -> ToScenario.of(recorded))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("of these 30000 jobs takes ")
                .hasMessageContaining("must be smaller than 1048576 bytes");
    }

    private static void random(long seed, LabRun run) {
        SplittableRandom random = new SplittableRandom(seed);
        RandomProgram program = new RandomProgram(run, random.split());
        run.allowDeadLetter("gpu0-entity");
        for (int point = 0; point < 6; point++) {
            for (int steps = random.nextInt(12); steps >= 0; steps--) {
                program.step();
            }
            run.runUntilIdle();
        }
        program.end();
    }

    private void checkExact(long seed, Consumer<LabRun> program) {
        ReplayRun recorded = record("run" + seed, seed, program);
        Scenario scenario = ToScenario.of(recorded);
        List<Fact> after = play(scenario);
        assertThat(jobs(after))
                .as("seed %d\n%s", seed, scenario.origin().text())
                .isEqualTo(jobs(facts(recorded)));
        assertThat(scenario.about()).as("seed %d", seed).contains("as they did");
        assertThat(failedChecks(after)).as("seed %d", seed).isEmpty();
    }

    private ReplayRun record(String name, long seed, Consumer<LabRun> program) {
        Path journal = directory.resolve(name);
        record(journal, seed, program);
        return Replay.of(journal).latest();
    }

    private static void record(Path journal, long seed, Consumer<LabRun> program) {
        try (LabRun run = LabRun.open(seed, config(journal))) {
            program.accept(run);
        }
    }

    private static Config config(Path journal) {
        return ConfigFactory.load()
                .withValue("signalbox.journal.dir", ConfigValueFactory.fromAnyRef(journal.toString()));
    }

    private static void pause(LabRun run, long micros) {
        CompletableFuture<Void> over = new CompletableFuture<>();
        run.lab()
                .system()
                .scheduler()
                .scheduleOnce(
                        Duration.ofNanos(micros * 1_000),
                        () -> over.complete(null),
                        run.lab().system().executionContext());
        run.await(over);
    }

    private static List<Fact> facts(ReplayRun recorded) {
        List<Fact> facts = new ArrayList<>();
        recorded.foldInto(facts::add);
        return facts;
    }

    private static List<Fact> play(Scenario scenario) {
        List<Fact> facts = new ArrayList<>();
        Long seed = scenario.seed();
        long chosen = seed == null ? 1 : seed;
        Config config = Scenarios.check(scenario, Scenarios.settings(scenario).withFallback(ConfigFactory.load()));
        LabPlay.play(LabOptions.seed(chosen), config, facts::add, Scenarios.of(scenario, chosen));
        return facts;
    }

    /** The check of the outcome aside, only what the scenario says itself can fail. */
    private static List<String> failedChecks(List<Fact> facts) {
        return facts.stream()
                .filter(fact -> fact instanceof Fact.ExpectationChecked check && !check.met())
                .map(Fact::toString)
                .toList();
    }

    /** Jobs in the order in which they were accepted: fences by the places of jobs in that order, and what became of them. */
    private static List<String> jobs(List<Fact> facts) {
        Map<FenceId, Integer> places = new HashMap<>();
        Map<FenceId, String> ran = new HashMap<>();
        Map<FenceId, String> over = new HashMap<>();
        List<Fact.JobAccepted> accepted = new ArrayList<>();
        for (Fact fact : facts) {
            if (fact instanceof Fact.JobAccepted job) {
                places.put(job.fence(), places.size());
                accepted.add(job);
            } else if (fact instanceof Fact.JobRan job) {
                ran.put(job.fence(), job.time() + " on " + job.ring());
            } else if (fact instanceof Fact.JobFinished job) {
                over.put(job.fence(), job.time() + " " + job.error());
            }
        }
        return accepted.stream()
                .map(job -> job.time() + " " + job.work() + " tag " + job.tag() + " credits " + job.credits()
                        + " after "
                        + needs(job, places) + " uses "
                        + job.accesses().stream().map(use -> use.write()).toList() + " ran " + ran.get(job.fence())
                        + " over " + over.get(job.fence()))
                .toList();
    }

    /** A fence that is of no job is a point: of which timeline, no number tells. */
    private static Set<String> needs(Fact.JobAccepted job, Map<FenceId, Integer> places) {
        Set<String> needs = new HashSet<>();
        for (FenceId fence : job.dependencies()) {
            Integer finished = places.get(fence);
            Integer scheduled = places.get(new FenceId(fence.context() + 1, fence.seqno()));
            needs.add(
                    finished != null ? "end of " + finished : scheduled != null ? "start of " + scheduled : "a point");
        }
        return needs;
    }

    /** What the jobs of each queue are to do; queues stand by what they did, for their numbers are others. */
    private static List<String> works(List<Fact> facts) {
        Map<Integer, StringBuilder> queues = new TreeMap<>();
        for (Fact fact : facts) {
            if (fact instanceof Fact.JobAccepted job) {
                queues.computeIfAbsent(job.entity(), each -> new StringBuilder())
                        .append(job.work())
                        .append(job.credits())
                        .append('\n');
            }
        }
        return queues.values().stream().map(StringBuilder::toString).sorted().toList();
    }
}
