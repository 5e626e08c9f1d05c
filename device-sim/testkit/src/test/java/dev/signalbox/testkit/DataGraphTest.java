package dev.signalbox.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import dev.signalbox.Buffer;
import dev.signalbox.Client;
import dev.signalbox.Job;
import dev.signalbox.Queue;
import dev.signalbox.Submission;
import dev.signalbox.device.DeviceMemory;
import dev.signalbox.device.Dwords;
import dev.signalbox.device.Work;
import dev.signalbox.event.DeviceFact;
import dev.signalbox.event.PageRange;
import dev.signalbox.fence.FenceId;
import dev.signalbox.report.Race;
import dev.signalbox.report.RaceFinder;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Random graphs of jobs with data, on several engines, in the address spaces of several clients: what is in the buffers afterwards is
 * what the jobs leave one after the other. Jobs do not name their buffers, so nothing orders them but what the graph says.
 */
class DataGraphTest {
    private static final int GRAPHS = 1_000;
    private static final int SCHEDULES = 50;
    private static final int DROPPED_A_RUN = 100;
    private static final List<String> ENGINES = List.of("GFX", "COMPUTE1", "COMPUTE2", "COPY1");

    /** Two jobs that race, and the physical pages on which they do. */
    private record Pair(FenceId first, FenceId second, List<Long> pages) {}

    /** A run that plays one graph after the other in the same buffers. */
    private static final class Player {
        private final LabRun run;
        private final Queue[][] queues = new Queue[DataGraph.CLIENTS][DataGraph.ENGINES];
        private final Buffer[][] buffers = new Buffer[DataGraph.CLIENTS][DataGraph.BUFFERS];
        private final int[][][] expected = new int[DataGraph.CLIENTS][DataGraph.BUFFERS][DataGraph.WORDS];

        Player(LabRun run) {
            this.run = run;
            for (int number = 0; number < DataGraph.CLIENTS; number++) {
                Client client = run.client("client-" + number);
                for (int engine = 0; engine < DataGraph.ENGINES; engine++) {
                    queues[number][engine] = client.queue(ENGINES.get(engine));
                }
                for (int buffer = 0; buffer < DataGraph.BUFFERS; buffer++) {
                    buffers[number][buffer] = client.buffer((long) DataGraph.WORDS * Integer.BYTES);
                    run.await(buffers[number][buffer].write(0, Dwords.of(0)));
                }
            }
        }

        /** Submits all jobs before the first can end; returns them when all are over. */
        List<Submission> play(DataGraph graph, String which) {
            List<Submission> jobs = new ArrayList<>();
            for (DataGraph.Node node : graph.nodes()) {
                Job job = Job.of(Work.nanos(node.nanos).with(node.program(addresses(node.client))));
                node.after.forEach(earlier -> job.after(jobs.get(earlier)));
                jobs.add(queues[node.client][node.engine].submit(job));
            }
            jobs.forEach(
                    job -> assertThat(run.await(job.ended()).error()).as(which).isEmpty());
            return jobs;
        }

        private long[] addresses(int client) {
            return Stream.of(buffers[client]).mapToLong(Buffer::address).toArray();
        }

        /** Compares all buffers with what the jobs leave when they run in the order in which they were submitted. */
        void check(DataGraph graph, String which) {
            graph.nodes().forEach(node -> node.apply(expected[node.client]));
            for (int client = 0; client < DataGraph.CLIENTS; client++) {
                for (int buffer = 0; buffer < DataGraph.BUFFERS; buffer++) {
                    assertThat(run.await(buffers[client][buffer].read(0, DataGraph.WORDS)))
                            .as("%s, buffer %d of client %d", which, buffer, client)
                            .isEqualTo(Dwords.of(expected[client][buffer]));
                }
            }
        }

        Map<Long, Long> physicalPages() {
            Map<Long, Long> first = new TreeMap<>();
            run.facts()
                    .of(DeviceFact.BufferPlaced.class)
                    .forEach(fact -> first.put(fact.buffer(), fact.physical() / DeviceMemory.PAGE));
            return first;
        }

        long physical(DataGraph.Page page, Map<Long, Long> first) {
            long number = buffers[page.client()][page.buffer()].number();
            return Objects.requireNonNull(first.get(number)) + page.page();
        }
    }

    private static LabRun open(long seed) {
        return LabRun.open(seed, ConfigFactory.parseString("signalbox.sim.device = discrete"));
    }

    private static DataGraph graph(long seed) {
        return new DataGraph(new SplittableRandom(seed));
    }

    private static List<Race> races(LabRun run) {
        RaceFinder finder = new RaceFinder();
        run.facts().all().forEach(finder::report);
        return finder.races().rows().stream().map(row -> row.race()).toList();
    }

    static LongStream schedules() {
        return Seeds.first(SCHEDULES);
    }

    @ParameterizedTest
    @MethodSource("schedules")
    void buffersHoldWhatTheJobsLeaveOneAfterTheOther(long schedule) {
        try (LabRun run = open(schedule)) {
            Player player = new Player(run);
            for (long seed = 1; seed <= GRAPHS; seed++) {
                DataGraph graph = graph(seed);
                String which = "schedule " + schedule + ", graph " + seed;
                player.play(graph, which);
                player.check(graph, which);
            }
            assertThat(races(run)).as("schedule %d", schedule).isEmpty();
        }
    }

    @Test
    void aDependencyThatIsMissingIsARace() {
        long found = 0;
        for (long first = 1; first <= GRAPHS; first += DROPPED_A_RUN) {
            found += checkDropped(first);
        }
        assertThat(found).as("dependencies that nothing else implied").isGreaterThan(GRAPHS / 10);
    }

    private static long checkDropped(long first) {
        try (LabRun run = open(first)) {
            Player player = new Player(run);
            List<Pair> expected = new ArrayList<>();
            for (long seed = first; seed < first + DROPPED_A_RUN; seed++) {
                DataGraph graph = graph(seed);
                if (graph.dropOne()) {
                    List<Submission> jobs = player.play(graph, "graph " + seed);
                    expected.addAll(unordered(graph, jobs, player));
                }
            }
            List<Pair> found = races(run).stream().map(DataGraphTest::pair).toList();
            assertThat(found).as("graphs from %d on", first).containsExactlyInAnyOrderElementsOf(expected);
            return found.size();
        }
    }

    /** What is not ordered by the closure of the whole graph, and meets on a page. */
    private static List<Pair> unordered(DataGraph graph, List<Submission> jobs, Player player) {
        List<Pair> pairs = new ArrayList<>();
        List<BitSet> before = graph.closure();
        Map<Long, Long> physical = player.physicalPages();
        for (int later = 0; later < jobs.size(); later++) {
            for (int earlier = 0; earlier < later; earlier++) {
                List<Long> pages = graph
                        .nodes()
                        .get(earlier)
                        .conflicts(graph.nodes().get(later))
                        .stream()
                        .map(page -> player.physical(page, physical))
                        .toList();
                if (!before.get(later).get(earlier) && !pages.isEmpty()) {
                    pairs.add(pair(id(jobs.get(earlier)), id(jobs.get(later)), pages));
                }
            }
        }
        return pairs;
    }

    private static FenceId id(Submission job) {
        return job.finished().id();
    }

    private static Pair pair(Race race) {
        return pair(
                race.first(),
                race.second(),
                race.pages().stream()
                        .flatMapToLong(DataGraphTest::pages)
                        .boxed()
                        .toList());
    }

    /** In one order, whichever of both came first in the run. */
    private static Pair pair(FenceId one, FenceId other, List<Long> pages) {
        List<Long> sorted = new ArrayList<>(new TreeSet<>(pages));
        boolean swap = one.toString().compareTo(other.toString()) > 0;
        return swap ? new Pair(other, one, sorted) : new Pair(one, other, sorted);
    }

    private static LongStream pages(PageRange range) {
        return LongStream.range(range.first(), range.first() + range.count());
    }
}
