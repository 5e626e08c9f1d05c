package dev.signalbox.examples.benchmarks;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * Measures what queued jobs cost by their number, in the JVM that it is started in: a million on 10,000 queues, beside fewer jobs and
 * fewer queues. One argument says how many jobs are submitted together: 1, jobs that differ, or more, jobs that are alike.
 */
public final class QueuedJobsMain {
    private static final int JOBS_EACH = 100;
    private static final int FEW_QUEUES = 100;
    private static final int MANY_QUEUES = 10_000;
    private static final int OPENED_AT_ONCE = 1_000;
    private static final int WARMUPS = 300;
    private static final int SHORT_ROUNDS = 31;
    private static final int LONG_ROUNDS = 5;
    private static final int CLASSES = 14;
    private static final double NANOS_PER_MILLI = 1e6;

    /**
     * What each job took in nanoseconds, when a whole load was submitted, then let go.
     *
     * @param first of the first tenth that was submitted
     * @param last of the last tenth
     * @param collected for how long the garbage collector stopped all others
     * @param cpu what all threads of the JVM took for both
     */
    private record Round(double submitted, double first, double last, double drained, double collected, double cpu) {
        /** Each figure by itself, for what disturbs a round makes it slower only; but processor time, which comes in long steps. */
        static Round fastest(List<Round> rounds) {
            return new Round(
                    least(rounds, Round::submitted),
                    least(rounds, Round::first),
                    least(rounds, Round::last),
                    least(rounds, Round::drained),
                    least(rounds, Round::collected),
                    rounds.stream().mapToDouble(Round::cpu).average().orElseThrow());
        }

        private static double least(List<Round> rounds, ToDoubleFunction<Round> figure) {
            return rounds.stream().mapToDouble(figure).min().orElseThrow();
        }

        void print(String title) {
            line(
                    "%-34s %9.0f %12.0f %12.0f %9.0f %10.0f %9.0f",
                    title, submitted, first, last, drained, collected, cpu);
        }

        void printIn(String title, Round other) {
            line(
                    "%-34s %9.2f %12.2f %12.2f %9.2f %10s %9.2f",
                    title,
                    submitted / other.submitted,
                    first / other.first,
                    last / other.last,
                    drained / other.drained,
                    "",
                    cpu / other.cpu);
        }
    }

    private final QueuedJobs jobs;
    private final Load few;
    private final Load wide;
    private final Load many;

    private QueuedJobsMain(QueuedJobs jobs, int batch) {
        this.jobs = jobs;
        this.few = new Load(FEW_QUEUES, JOBS_EACH, batch);
        this.wide = new Load(MANY_QUEUES, batch, batch);
        this.many = new Load(MANY_QUEUES, JOBS_EACH, batch);
    }

    /** Runs the command. */
    public static void main(String[] arguments) {
        int batch = Integer.parseInt(arguments[0]);
        line(
                "queued jobs, %s",
                batch == 1 ? "each submitted alone, no two alike" : "in batches of " + batch + " alike");
        try (QueuedJobs jobs = new QueuedJobs(MANY_QUEUES)) {
            new QueuedJobsMain(jobs, batch).measure();
        }
    }

    /** The heap is looked at while most queues are new, for they keep the room that they once needed. */
    private void measure() {
        jobs.open(FEW_QUEUES);
        rounds(few, WARMUPS);
        Round ofFew = Round.fastest(rounds(few, SHORT_ROUNDS));
        measureQueues();
        measureJobs();
        Round ofWide = wide.equals(many) ? null : Round.fastest(rounds(wide, SHORT_ROUNDS));
        Round ofMany = Round.fastest(rounds(many, LONG_ROUNDS));
        print(ofFew, ofWide, ofMany);
    }

    private void print(Round ofFew, @Nullable Round ofWide, Round ofMany) {
        line(
                "%-34s %9s %12s %12s %9s %10s %9s",
                "ns per job", "submit", "first tenth", "last tenth", "drain", "collector", "CPU");
        ofFew.print(few.toString());
        if (ofWide != null) {
            ofWide.print(wide.toString());
        }
        ofMany.print(many.toString());
        ofMany.printIn("many in few jobs and queues", ofFew);
        if (ofWide != null) {
            ofMany.printIn("many in few jobs, same queues", ofWide);
        }
    }

    private List<Round> rounds(Load load, int count) {
        Round[] rounds = new Round[count];
        Arrays.setAll(rounds, i -> round(load));
        return List.of(rounds);
    }

    private Round round(Load load) {
        long before = LiveHeap.collectorMillis();
        long cpuBefore = CpuTime.now();
        double[] slices = submit(load);
        double drained = jobs.drain(load);
        double collected = (LiveHeap.collectorMillis() - before) * NANOS_PER_MILLI / load.jobs();
        double cpu = (CpuTime.now() - cpuBefore) / (double) load.jobs();
        double submitted = Arrays.stream(slices).average().orElseThrow();
        return new Round(submitted, slices[0], slices[slices.length - 1], drained, collected, cpu);
    }

    private double[] submit(Load load) {
        double[] slices = new double[Load.SLICES];
        Arrays.setAll(slices, slice -> jobs.submit(load, slice));
        return slices;
    }

    private void measureQueues() {
        LiveHeap before = LiveHeap.look();
        int more = MANY_QUEUES - FEW_QUEUES;
        jobs.open(FEW_QUEUES + OPENED_AT_ONCE);
        double second = jobs.open(FEW_QUEUES + 2 * OPENED_AT_ONCE);
        jobs.open(MANY_QUEUES - OPENED_AT_ONCE);
        double last = jobs.open(MANY_QUEUES);
        line("bytes per open queue: %d", LiveHeap.look().since(before).bytes() / more);
        line("opening a queue, ns: %.0f of the second thousand, %.0f of the last", second, last);
    }

    /** The runtime holds all that is counted, and the work that the program gave it. */
    private void measureJobs() {
        LiveHeap before = LiveHeap.look();
        submit(many);
        LiveHeap held = LiveHeap.look().since(before);
        jobs.drain(many);
        LiveHeap left = LiveHeap.look().since(before);
        line(
                "bytes per queued job: %.1f of the live heap, with the work it was given; %.1f are left when it is over",
                perJob(held.bytes()), perJob(left.bytes()));
        held.classes().entrySet().stream()
                .sorted(Comparator.comparingLong(each -> -each.getValue().bytes()))
                .limit(CLASSES)
                .forEach(this::printPerJob);
    }

    private void printPerJob(Map.Entry<String, LiveHeap.Share> each) {
        LiveHeap.Share share = each.getValue();
        line("%10.1f in %5.2f %s", perJob(share.bytes()), perJob(share.count()), each.getKey());
    }

    private double perJob(long total) {
        return total / (double) many.jobs();
    }

    private static void line(String format, Object... arguments) {
        System.out.println(String.format(Locale.ROOT, format, arguments));
    }
}
