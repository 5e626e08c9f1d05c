package dev.signalbox.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import dev.signalbox.event.Fact;
import dev.signalbox.fence.FenceId;
import dev.signalbox.report.RunSummary;
import dev.signalbox.report.Summary;
import dev.signalbox.report.html.RunPicture;
import dev.signalbox.report.perfetto.PerfettoWriter;
import dev.signalbox.report.timeline.RunTimeline;
import dev.signalbox.sim.Workloads;
import dev.signalbox.sim.Workloads.Part;
import dev.signalbox.sim.workload.wsim.Wsim;
import dev.signalbox.testkit.PageData.PageJob;
import dev.signalbox.testkit.PerfettoTrace.Slice;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Table, page and trace are told the same facts, so they say the same of every job. The reference works its times out anew. */
class ReportAgreementTest {
    private static final long NEVER = -1;

    /** The facts of one run, or the beginning of them. */
    record Recorded(String name, List<Fact> facts) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static final List<Recorded> RUNS = record();

    static Stream<Recorded> runs() {
        return Stream.concat(RUNS.stream(), RUNS.stream().map(ReportAgreementTest::half));
    }

    private static List<Recorded> record() {
        List<Recorded> runs = new ArrayList<>();
        for (String policy : List.of("fifo", "rr")) {
            runs.add(new Recorded("demo, " + policy, demo(policy)));
        }
        for (Wsim workload : OwnWorkloads.all()) {
            runs.add(new Recorded(workload.name(), play(List.of(workload), 4)));
        }
        runs.add(new Recorded("published workloads at once", play(OwnWorkloads.publishedOrOwn(), 2)));
        runs.add(new Recorded("live", live()));
        return runs;
    }

    /** Owners report on their own, so times of a live run may go back a little. */
    private static List<Fact> live() {
        List<Wsim> workloads = List.of(OwnWorkloads.named("pipeline.wsim"), OwnWorkloads.named("depth.wsim"));
        try (LiveRun run = new LiveRun()) {
            run.await(Workloads.play(run.signalbox(), run.device(), workloads, 20, 1));
            return run.facts().all();
        }
    }

    /** A run that is cut off has jobs in every state. */
    private static Recorded half(Recorded run) {
        return new Recorded(
                run.name() + ", first half",
                List.copyOf(run.facts().subList(0, run.facts().size() / 2)));
    }

    private static List<Fact> play(List<Wsim> workloads, int cycles) {
        try (LabRun run = LabRun.open(Seeds.one())) {
            run.play(workloads, cycles);
            run.runUntilIdle();
            return run.facts().all();
        }
    }

    private static List<Fact> demo(String policy) {
        List<Part> parts = new ArrayList<>();
        new TreeMap<>(Map.of("game", 120L, "compositor", 120L, "decoder", 60L, "hog", 170L))
                .forEach((name, cycles) -> parts.add(new Part(bundled(name), cycles)));
        try (LabRun run = LabRun.open(1, ConfigFactory.parseString("signalbox.ring.policy = " + policy))) {
            run.await(Workloads.play(run.signalbox(), run.device(), parts, 1));
            return run.facts().all();
        }
    }

    private static Wsim bundled(String name) {
        try (InputStream in =
                Workloads.class.getResourceAsStream("/dev/signalbox/sim/workload/library/" + name + ".wsim")) {
            return Wsim.parse(name, Objects.requireNonNull(in).readAllBytes());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static PageData page(List<Fact> facts) {
        RunTimeline timeline = new RunTimeline();
        facts.forEach(timeline::report);
        return PageData.of(new RunPicture("run", "finding", timeline));
    }

    private static byte[] trace(List<Fact> facts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PerfettoWriter writer = new PerfettoWriter(out);
        facts.forEach(writer::report);
        writer.finish();
        return out.toByteArray();
    }

    private static Map<String, Run> reference(List<Fact> facts) {
        History history = new History(facts);
        Map<String, Run> jobs = new LinkedHashMap<>();
        history.stream(Fact.JobAccepted.class)
                .forEach(job -> jobs.put(job.fence().toString(), Objects.requireNonNull(history.job(job.fence()))));
        return jobs;
    }

    @ParameterizedTest
    @MethodSource("runs")
    void thePageHasTheTimesOfEveryJob(Recorded run) {
        Map<String, PageJob> jobs = page(run.facts()).jobs(0);
        Map<String, Run> expected = reference(run.facts());

        assertThat(jobs.keySet()).containsExactlyElementsOf(expected.keySet()).hasSizeGreaterThan(1);
        expected.forEach((fence, job) -> {
            PageJob shown = Objects.requireNonNull(jobs.get(fence));
            assertThat(shown.accepted()).as(fence).isEqualTo(job.accepted.time());
            assertThat(shown.given()).as(fence).isEqualTo(never(job.given()));
            assertThat(shown.end()).as(fence).isEqualTo(never(job.end()));
            if (job.finished != null || shown.start() != NEVER) {
                assertThat(shown.start()).as(fence).isEqualTo(never(job.start));
            }
        });
    }

    @ParameterizedTest
    @MethodSource("runs")
    void thePageNamesEveryDependencyOnAJob(Recorded run) {
        Set<Long> scheduled = new HashSet<>();
        Set<FenceId> jobs = new HashSet<>();
        for (Fact fact : run.facts()) {
            if (fact instanceof Fact.EntityOpened entity) {
                scheduled.add(entity.context());
            } else if (fact instanceof Fact.JobAccepted job) {
                jobs.add(job.fence());
            }
        }
        List<String> expected = new ArrayList<>();
        for (Fact fact : run.facts()) {
            if (fact instanceof Fact.JobAccepted job) {
                for (FenceId on : job.dependencies()) {
                    boolean start = scheduled.contains(on.context());
                    FenceId other = start ? new FenceId(on.context() + 1, on.seqno()) : on;
                    if (jobs.contains(other)) {
                        expected.add(job.fence() + (start ? " > " : " ") + other);
                    }
                }
            }
        }

        assertThat(page(run.facts()).dependencies(0)).isEqualTo(expected);
    }

    @ParameterizedTest
    @MethodSource("runs")
    void theTraceHasTheTimesOfEveryJob(Recorded run) {
        PerfettoTrace trace = new PerfettoTrace(trace(run.facts()));
        Map<String, List<Slice>> onRings = trace.slicesByJob(true);
        Map<String, List<Slice>> inQueues = trace.slicesByJob(false);
        Map<String, PageJob> page = page(run.facts()).jobs(0);

        assertThat(trace.problems()).isEmpty();
        assertThat(inQueues.keySet()).containsExactlyInAnyOrderElementsOf(page.keySet());
        page.forEach((fence, job) -> {
            List<Slice> queue = inQueues.getOrDefault(fence, List.of());
            List<Slice> ring = onRings.getOrDefault(fence, List.of());
            assertThat(queue.get(0).begin).as(fence).isEqualTo(job.accepted());
            assertThat(queue.get(0).annotations).as(fence).containsEntry("status", job.status());
            assertThat(ring).as(fence).hasSize(job.start() == NEVER ? 0 : 1);
            ring.forEach(slice -> {
                assertThat(slice.begin).as(fence).isEqualTo(job.start());
                assertThat(slice.end).as(fence).isEqualTo(job.left());
            });
            assertThat(queue.get(queue.size() - 1).end).as(fence).isEqualTo(job.end());
            if (queue.size() > 1) {
                assertThat(queue.get(0).end).as(fence).isEqualTo(job.start());
                assertThat(queue.get(1).begin).as(fence).isEqualTo(job.start());
            }
        });
    }

    @ParameterizedTest
    @MethodSource("runs")
    void flowsLeadFromEveryQueueToTheRingAndFromJobsToThoseThatWaited(Recorded run) {
        PerfettoTrace trace = new PerfettoTrace(trace(run.facts()));
        Map<Long, Slice> begins = new TreeMap<>();
        trace.slices.forEach(slice -> slice.flows.forEach(
                flow -> assertThat(begins.put(flow, slice)).as("flow %d", flow).isNull()));
        Set<String> found = new TreeSet<>();
        for (Slice slice : trace.slices) {
            for (long flow : slice.terminating) {
                Slice from = begins.remove(flow);
                assertThat(from)
                        .as("the beginning of flow %d into %s", flow, slice.job())
                        .isNotNull();
                Slice begun = Objects.requireNonNull(from);
                assertThat(begun.begin)
                        .as("%s before %s", begun.job(), slice.job())
                        .isLessThanOrEqualTo(slice.begin);
                found.add(begun.job() + " to " + slice.job());
            }
        }

        assertThat(found).isEqualTo(expectedFlows(run.facts()));
    }

    /** From each job that started to itself, and from each job that was not over when another one that waits for it was accepted. */
    private static Set<String> expectedFlows(List<Fact> facts) {
        Map<String, PageJob> page = page(facts).jobs(0);
        Set<Long> scheduled = new HashSet<>();
        Set<String> over = new HashSet<>();
        Set<String> flows = new TreeSet<>();
        for (Fact fact : facts) {
            if (fact instanceof Fact.EntityOpened entity) {
                scheduled.add(entity.context());
            } else if (fact instanceof Fact.JobFinished finished) {
                over.add(finished.fence().toString());
            } else if (fact instanceof Fact.JobAccepted job
                    && started(page, job.fence().toString())) {
                flows.add(job.fence() + " to " + job.fence());
                for (FenceId on : job.dependencies()) {
                    long context = scheduled.contains(on.context()) ? on.context() + 1 : on.context();
                    String other = new FenceId(context, on.seqno()).toString();
                    if (page.containsKey(other) && !over.contains(other)) {
                        flows.add(other + " to " + job.fence());
                    }
                }
            }
        }
        return flows;
    }

    private static boolean started(Map<String, PageJob> page, String fence) {
        PageJob job = page.get(fence);
        return job != null && job.start() != NEVER;
    }

    @ParameterizedTest
    @MethodSource("runs")
    void depthsAndCreditsAreThoseOfTheFacts(Recorded run) {
        PerfettoTrace trace = new PerfettoTrace(trace(run.facts()));
        PageData page = page(run.facts());
        List<String> rings = new ArrayList<>();
        run.facts().stream()
                .filter(Fact.DeviceOpened.class::isInstance)
                .forEach(fact -> ((Fact.DeviceOpened) fact).engines().forEach(engine -> rings.add(engine.name())));
        for (int ring = 0; ring < rings.size(); ring++) {
            List<List<Long>> queued = Objects.requireNonNull(trace.counters.get(rings.get(ring) + " jobs queued"));
            assertThat(lastOfEachInstant(queued)).containsAll(page.depth(0, ring));
            assertThat(page.depth(0, ring)).isEqualTo(depths(run.facts(), ring));
            List<List<Long>> credits =
                    Objects.requireNonNull(trace.counters.get(rings.get(ring) + " credits in flight"));
            assertThat(credits).containsAll(creditsGiven(run.facts(), ring));
            assertThat(credits.get(credits.size() - 1).get(1)).isGreaterThanOrEqualTo(0);
        }
    }

    private static List<List<Long>> creditsGiven(List<Fact> facts, int ring) {
        return facts.stream()
                .filter(Fact.JobRan.class::isInstance)
                .map(Fact.JobRan.class::cast)
                .filter(ran -> ran.ring() == ring)
                .map(ran -> List.of(ran.time(), (long) ran.creditsInFlight()))
                .toList();
    }

    private static List<List<Long>> depths(List<Fact> facts, int ring) {
        Set<FenceId> queued = new HashSet<>();
        List<List<Long>> steps = new ArrayList<>();
        for (Fact fact : facts) {
            boolean changed = (fact instanceof Fact.JobQueued come && come.ring() == ring && queued.add(come.fence()))
                    || (fact instanceof Fact.JobRan given && queued.remove(given.fence()))
                    || (fact instanceof Fact.JobFinished gone && queued.remove(gone.fence()));
            if (changed) {
                steps.add(List.of(fact.time(), (long) queued.size()));
            }
        }
        return lastOfEachInstant(steps);
    }

    private static List<List<Long>> lastOfEachInstant(List<List<Long>> steps) {
        Map<Long, List<Long>> last = new LinkedHashMap<>();
        steps.forEach(step -> last.put(step.get(0), step));
        return List.copyOf(last.values());
    }

    @ParameterizedTest
    @MethodSource("runs")
    void theTableIsWhatTheJobsAddUpTo(Recorded run) {
        RunSummary folded = new RunSummary();
        run.facts().forEach(folded::report);
        Summary summary = folded.summary();
        PageData page = page(run.facts());
        Map<Integer, Long> busy = new TreeMap<>();
        Map<Integer, Long> ended = new TreeMap<>();
        page.jobs(0).values().stream().filter(job -> job.left() != NEVER).forEach(job -> {
            busy.merge(job.ring(), job.left() - job.start(), Long::sum);
            ended.merge(job.ring(), 1L, Long::sum);
        });

        for (Summary.EngineRow engine : summary.engines()) {
            assertThat(busy.getOrDefault(engine.ring(), 0L)).isEqualTo(engine.busyNanos());
            assertThat(ended.getOrDefault(engine.ring(), 0L)).isEqualTo(engine.jobs());
        }
        List<Map<String, Object>> clients = PageData.list(page.summary(0), "clients");
        for (Summary.ClientRow client : summary.clients()) {
            Map<String, Object> shown = clients.get(summary.clients().indexOf(client));
            assertThat(PageData.number(shown, "wait_p99_ns"))
                    .isEqualTo(client.waits().p99());
            assertThat(PageData.number(shown, "run_p50_ns"))
                    .isEqualTo(client.runs().p50());
            assertThat(PageData.number(shown, "cycle_p95_ns"))
                    .isEqualTo(client.cycleTimes().p95());
        }
    }

    private static long never(long time) {
        return time == Long.MAX_VALUE ? NEVER : time;
    }
}
