package dev.signalbox.sim.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.device.Packet;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Random delays on rings of random priorities of one unit, against a model that goes nanosecond by nanosecond. */
class PreemptionModelTest {
    private static final int RUNS = 300;

    private record Job(int ring, long comes, long nanos, long preempt) {}

    private static final class NaiveRing {
        private final Deque<Job> jobs = new ArrayDeque<>();
        private long executed;
        private long done;
    }

    private static final class NaiveUnit {
        private final List<GpuSpec.Ring> specs;
        private final long switchNanos;
        private final List<NaiveRing> rings = new ArrayList<>();
        private final List<String> ends = new ArrayList<>();
        private int loaded = -1;
        private long switching;
        private int target = -1;

        NaiveUnit(List<GpuSpec.Ring> specs, long switchNanos) {
            this.specs = specs;
            this.switchNanos = switchNanos;
            specs.forEach(spec -> rings.add(new NaiveRing()));
        }

        /** What happens by itself at a time happens before anything comes. */
        void tick(long now, List<Job> coming) {
            if (target >= 0 && switching == 0) {
                loaded = target;
                target = -1;
                choose();
            }
            while (target < 0 && (retire(now) || isAtPlace())) {
                if (!choose()) {
                    break;
                }
            }
            boolean idle = isIdle();
            coming.forEach(job -> rings.get(job.ring()).jobs.add(job));
            if (target < 0 && (idle || isAtPlace())) {
                choose();
            }
            pass();
        }

        private void pass() {
            if (target >= 0) {
                switching--;
            } else if (!isIdle()) {
                rings.get(loaded).executed++;
            }
        }

        private boolean isIdle() {
            return loaded < 0 || rings.get(loaded).jobs.isEmpty();
        }

        private boolean isAtPlace() {
            if (isIdle()) {
                return false;
            }
            NaiveRing ring = rings.get(loaded);
            long preempt = ring.jobs.getFirst().preempt();
            return preempt > 0 && ring.executed > 0 && ring.executed % preempt == 0;
        }

        private boolean retire(long now) {
            NaiveRing ring = loaded < 0 ? null : rings.get(loaded);
            if (ring == null
                    || ring.jobs.isEmpty()
                    || ring.executed < ring.jobs.getFirst().nanos()) {
                return false;
            }
            ring.jobs.removeFirst();
            ring.executed = 0;
            ring.done++;
            ends.add(now + " " + loaded + ":" + ring.done);
            return true;
        }

        /** Returns whether another ring is loaded now. */
        private boolean choose() {
            int best = loaded >= 0 && !rings.get(loaded).jobs.isEmpty() ? loaded : -1;
            for (int i = 1; i <= rings.size(); i++) {
                int ring = (loaded + i) % rings.size();
                if (!rings.get(ring).jobs.isEmpty()
                        && (best < 0
                                || specs.get(ring).priority() > specs.get(best).priority())) {
                    best = ring;
                }
            }
            if (best < 0 || best == loaded) {
                return false;
            }
            if (loaded < 0 || switchNanos == 0) {
                loaded = best;
                return true;
            }
            target = best;
            switching = switchNanos;
            return false;
        }
    }

    @Test
    void randomDelaysEndWhenTheNaiveModelSays() {
        long first = Long.getLong("seed", 1);
        for (long seed = first; seed < first + RUNS; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            GpuSpec.Unit unit = unit(random);
            List<Job> jobs = jobs(random, unit.rings().size());
            assertThat(simulated(unit, jobs))
                    .as("seed %d: %s, %s", seed, unit, jobs)
                    .isEqualTo(naive(unit, jobs));
        }
    }

    private static GpuSpec.Unit unit(SplittableRandom random) {
        GpuSpec.Unit unit = GpuSpec.Unit.of(0);
        for (int ring = 1; ring < random.nextInt(2, 5); ring++) {
            unit = unit.withRing(ring, random.nextInt(3));
        }
        return unit.withCosts(new GpuSpec.Costs(random.nextBoolean() ? 0 : random.nextInt(1, 8), 0, 0, 0, 0));
    }

    private static List<Job> jobs(SplittableRandom random, int rings) {
        List<Job> jobs = new ArrayList<>();
        long comes = 0;
        for (int i = 0; i < 12; i++) {
            comes += random.nextInt(1, 25);
            jobs.add(new Job(random.nextInt(rings), comes, random.nextInt(1, 40), random.nextInt(3) * 4L));
        }
        return jobs;
    }

    private static List<String> simulated(GpuSpec.Unit unit, List<Job> jobs) {
        Bench bench = new Bench(new GpuSpec(List.of(unit)));
        for (Job job : jobs) {
            bench.run(job.comes());
            bench.submit(job.ring(), job.comes(), new Packet.Delay(job.nanos(), job.preempt()));
        }
        bench.run(5_000);
        return bench.said().stream().map(words -> words.replace("fence ", "")).toList();
    }

    private static List<String> naive(GpuSpec.Unit unit, List<Job> jobs) {
        NaiveUnit naive = new NaiveUnit(unit.rings(), unit.costs().contextSwitchNanos());
        for (long now = 0; now < 2_000; now++) {
            long time = now;
            naive.tick(now, jobs.stream().filter(job -> job.comes() == time).toList());
        }
        return naive.ends;
    }
}
