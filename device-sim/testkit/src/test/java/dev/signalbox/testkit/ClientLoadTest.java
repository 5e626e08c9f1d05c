package dev.signalbox.testkit;

import static dev.signalbox.event.Priority.HIGH;
import static dev.signalbox.event.Priority.LOW;
import static dev.signalbox.event.Priority.NORMAL;
import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import dev.signalbox.Client;
import dev.signalbox.Job;
import dev.signalbox.Queue;
import dev.signalbox.QueueOptions;
import dev.signalbox.Submission;
import dev.signalbox.conformance.ConformanceRow;
import dev.signalbox.device.Work;
import dev.signalbox.testkit.ClientLoad.Pattern;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What the kernel's own tests measure of its scheduler: how much a deep queue or a chain costs, and how clients get along that share an
 * engine. In virtual time.
 */
class ClientLoadTest {
    private static final long MILLI = 1_000_000;
    private static final long SECOND = 1_000 * MILLI;
    private static final int JOBS = 1_000;

    private static void play(int credits, String policy, Consumer<LabRun> steps) {
        String settings = "signalbox.ring.policy = " + policy + "\nsignalbox.sim.device = one\n"
                + "signalbox.sim.devices.one { engines = [A], credits = " + credits + " }";
        try (LabRun run = LabRun.open(Seeds.one(), ConfigFactory.parseString(settings))) {
            steps.accept(run);
        }
    }

    /** Jobs that wait behind one that is released when all are queued; returns how long they take from then on. */
    private static void takesNoMoreThanFiveTimesTheIdeal(int queues, boolean chained) {
        play(1, "fifo", run -> {
            Client client = run.client("one");
            List<Queue> each =
                    Stream.generate(() -> client.queue("A")).limit(queues).toList();
            Submission blocker = each.get(0).submit(Job.of(Work.endless()));
            Submission last = blocker;
            for (int i = 0; i < JOBS; i++) {
                Job job = Job.of(Work.nanos(MILLI));
                last = each.get(i % queues).submit(chained ? job.after(last) : job);
            }
            run.await(blocker.scheduled().signalled());
            run.runUntilIdle();
            long released = run.lab().virtualNanos();
            blocker.end();
            Submission.End end = run.await(last.ended());
            assertThat(end.error()).isEmpty();
            assertThat(end.time() - released).isBetween(JOBS * MILLI, 5 * JOBS * MILLI);
        });
    }

    @Test
    @ConformanceRow(value = "SCH-16", says = "1000 queued jobs take no more than five times as long as their work.")
    void aDeepQueueTakesAsLongAsItsWork() {
        takesNoMoreThanFiveTimesTheIdeal(1, false);
    }

    @Test
    @ConformanceRow(
            value = "SCH-17",
            says = "1000 jobs to and fro between two queues take no more than five times as long as their work.")
    void aChainToAndFroBetweenTwoQueuesTakesAsLongAsItsWork() {
        takesNoMoreThanFiveTimesTheIdeal(2, true);
    }

    static Stream<Arguments> twoClients() {
        Pattern normal = new Pattern(NORMAL, 1, 8_000, 0, false);
        Pattern low = new Pattern(LOW, 1, 8_000, 0, false);
        Pattern high = new Pattern(HIGH, 1, 8_000, 0, false);
        Pattern half = new Pattern(NORMAL, 1, 2_500, 2_500, true);
        Pattern shorter = new Pattern(NORMAL, 1, 1_500, 1_500, true);
        Pattern lowHalf = new Pattern(LOW, 1, 2_500, 2_500, true);
        Pattern highShorter = new Pattern(HIGH, 1, 1_500, 1_500, true);
        Pattern lowHog = new Pattern(LOW, 3, 2_500, 500, false);
        Pattern heavy = new Pattern(NORMAL, 3, 2_500, 2_500, true);
        Pattern veryHeavy = new Pattern(NORMAL, 4, 50_000, 1, true);
        Pattern seldom = new Pattern(NORMAL, 1, 500, 10_000, true);
        Pattern interactive = new Pattern(NORMAL, 1, 1_000, 9_000, true);
        return Stream.of(
                        List.of(normal, normal),
                        List.of(normal, low),
                        List.of(high, normal),
                        List.of(high, low),
                        List.of(shorter, half),
                        List.of(shorter, lowHalf),
                        List.of(highShorter, half),
                        List.of(lowHog, seldom),
                        List.of(heavy, interactive),
                        List.of(veryHeavy, interactive))
                .flatMap(both -> Stream.of(1, 2)
                        .flatMap(credits -> Stream.of("fifo", "rr", "fair")
                                .map(policy -> Arguments.of(both.get(0), both.get(1), credits, policy))));
    }

    @ParameterizedTest
    @MethodSource("twoClients")
    @ConformanceRow(
            value = "SCH-18",
            says = "Of two clients, in ten mixtures, with one credit and with two, both come to their end.")
    void twoClientsBothComeToTheirEnd(Pattern first, Pattern second, int credits, String policy) {
        play(credits, policy, run -> {
            List<ClientLoad> loads = start(run, List.of(first, second));
            loads.forEach(load -> run.await(load.done()));
            loads.forEach(load -> assertThat(ends(run, load)).isSorted());
            assertThat(ends(run, loads.get(0))).hasSize((int) first.cycles() * first.jobs());
            assertThat(ends(run, loads.get(1))).hasSize((int) second.cycles() * second.jobs());
            assertThat(run.lab().virtualNanos()).isLessThanOrEqualTo(aloneAfterEachOther(first, second));
            if (policy.equals("fair")) {
                assertNobodyStarves(run, loads);
            }
        });
    }

    private static long aloneAfterEachOther(Pattern first, Pattern second) {
        return 2 * SECOND + 1_000 * (first.workMicros() + second.workMicros());
    }

    /** Neither is done before the other has got anywhere. */
    private static void assertNobodyStarves(LabRun run, List<ClientLoad> loads) {
        List<Long> first = ends(run, loads.get(0));
        List<Long> second = ends(run, loads.get(1));
        assertThat(first.get(0)).isLessThan(second.get(second.size() - 1));
        assertThat(second.get(0)).isLessThan(first.get(first.size() - 1));
    }

    static Stream<Arguments> manyClients() {
        return Stream.of(2, 3, 7, 13, 31)
                .flatMap(clients -> Stream.of("fifo", "rr", "fair").map(policy -> Arguments.of(clients, policy)));
    }

    @ParameterizedTest
    @MethodSource("manyClients")
    @ConformanceRow(
            value = "SCH-19",
            says = "Many clients of one priority that wait for each of their jobs all come to their end.")
    void manyClientsAllComeToTheirEnd(int clients, String policy) {
        Pattern pattern = new Pattern(NORMAL, 1, 1_000, 0, true);
        play(1, policy, run -> {
            List<ClientLoad> loads =
                    start(run, Stream.generate(() -> pattern).limit(clients).toList());
            run.lab().runUntil(() -> run.lab().virtualNanos() >= SECOND);
            List<Integer> cycles =
                    loads.stream().map(load -> load.submitted().size()).sorted().toList();
            if (!policy.equals("fair")) {
                assertThat(cycles.get(clients - 1) - cycles.get(0)).isLessThanOrEqualTo(1);
            }
            loads.forEach(load -> run.await(load.done()));
            loads.forEach(load -> assertThat(ends(run, load)).hasSize(JOBS));
            assertThat(run.lab().virtualNanos()).isEqualTo(clients * SECOND);
        });
    }

    private static List<ClientLoad> start(LabRun run, List<Pattern> patterns) {
        List<ClientLoad> loads = new ArrayList<>();
        for (Pattern pattern : patterns) {
            Queue queue = run.client("client " + loads.size())
                    .queue(QueueOptions.on("A").priority(pattern.priority()));
            loads.add(ClientLoad.start(run, queue, pattern));
        }
        return loads;
    }

    /** Returns when the jobs of a program were over, all of which ended well. */
    private static List<Long> ends(LabRun run, ClientLoad load) {
        List<Long> ends = new ArrayList<>();
        for (Submission job : load.submitted()) {
            Submission.End end = run.await(job.ended());
            assertThat(end.error()).isEmpty();
            ends.add(end.time());
        }
        return ends;
    }
}
