package dev.signalbox.sched;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.Seeds;
import dev.signalbox.device.Work;
import dev.signalbox.event.Fact;
import dev.signalbox.event.Priority;
import dev.signalbox.fence.FenceId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Random sequences of calls on a ring's scheduler and on {@link NaiveScheduler}: both pick the same job at every step. */
class SchedulerModelTest {
    private static final List<Priority> PRIORITIES = List.of(Priority.values());

    @ParameterizedTest
    @EnumSource(Policies.class)
    void picksWhatAScanOfAllEntitiesPicks(Policies policy) {
        Seeds.each(2_500, random -> new Run(random, policy).play());
    }

    @Test
    void aSequenceMeetsEverythingThatCanHoldAJobBack() {
        List<Run> runs = new ArrayList<>();
        Seeds.each(50, random -> {
            Run run = new Run(random, Policies.FIFO);
            run.play();
            runs.add(run);
        });
        if (Long.getLong("seed") == null) {
            assertThat(runs.stream().mapToInt(run -> run.heldByCredits).sum()).isGreaterThan(20);
            assertThat(runs.stream().mapToInt(run -> run.nobodyReady).sum()).isGreaterThan(20);
            assertThat(runs.stream().mapToInt(run -> run.blocked).sum()).isGreaterThan(20);
            assertThat(runs.stream().mapToInt(run -> run.killed).sum()).isGreaterThan(20);
            assertThat(runs.stream().mapToInt(run -> run.ended).sum()).isGreaterThan(20);
        }
    }

    private static final class Run {
        private static final int STEPS = 120;
        private static final int POINTS = 20;
        private final SplittableRandom random;
        private final int creditLimit;
        private final NaiveScheduler model;
        private final RingScheduler<RunEntity> subject;
        private final List<RunEntity> members = new ArrayList<>();
        private final List<ArrayDeque<ArmedJob>> onTheWay = new ArrayList<>();
        private final List<ArmedJob> armed = new ArrayList<>();
        private final List<ArmedJob> onRing = new ArrayList<>();
        private final Set<FenceId> signalled = new HashSet<>();
        private final long[] lastArmed;
        private final long[] lastRun;
        private final List<Fact.JobBlocked> blocks = new ArrayList<>();
        private long now;
        int heldByCredits;
        int nobodyReady;
        int blocked;
        int killed;
        int ended;

        Run(SplittableRandom random, Policies policy) {
            this.random = random;
            this.creditLimit = random.nextInt(1, 7);
            int entities = random.nextInt(1, 7);
            model = new NaiveScheduler(creditLimit, policy, signalled::contains);
            subject = new RingScheduler<>(0, creditLimit, policy, signalled::contains, this::check);
            lastArmed = new long[entities];
            lastRun = new long[entities];
            for (int entity = 0; entity < entities; entity++) {
                Priority priority = PRIORITIES.get(random.nextInt(PRIORITIES.size()));
                onTheWay.add(new ArrayDeque<>());
                model.join(entity, priority);
                members.add(new RunEntity(entity, 2L * entity + 1, priority));
                subject.join(members.get(entity));
            }
        }

        /** A point of a context that never joins the ring. */
        private FenceId elsewhere() {
            return new FenceId(2_001 + random.nextInt(3), random.nextInt(1, 1 + POINTS));
        }

        void play() {
            for (int step = 0; step < STEPS; step++) {
                now += random.nextInt(3);
                step(random.nextInt(lastArmed.length));
                assertThat(subject.creditsInFlight())
                        .isEqualTo(onRing.stream().mapToInt(ArmedJob::credits).sum())
                        .isLessThanOrEqualTo(creditLimit);
            }
            runDry();
        }

        private void step(int entity) {
            switch (random.nextInt(16)) {
                case 0, 1, 2, 3 -> arm(entity);
                case 4, 5, 6 -> push(entity);
                case 7, 8, 9 -> signal(elsewhere());
                case 10 -> endQueued(entity);
                case 11 -> hurt(entity);
                case 12, 13 -> release();
                default -> pick();
            }
        }

        /** A job may only need jobs that were armed before it; they need not have been pushed. */
        private void arm(int entity) {
            List<Need> first = new ArrayList<>();
            for (int i = random.nextInt(4); i > 0; i--) {
                first.add(need(entity));
            }
            FenceId finished = new FenceId(2L * entity + 2, lastArmed[entity] + 1);
            int count = random.nextInt(4) == 0 ? random.nextInt(1, 5) : 1;
            ArmedJob jobs = new ArmedJob(entity, finished, Work.nanos(5), random.nextInt(1, 9), first).times(count);
            each(jobs).forEach(armed::add);
            lastArmed[entity] = jobs.last();
            onTheWay.get(entity).addLast(jobs);
        }

        private Need need(int entity) {
            ArmedJob other = armed.isEmpty() ? null : armed.get(random.nextInt(armed.size()));
            if (other == null || other.entity() == entity || random.nextInt(4) == 0) {
                return new Need(elsewhere(), 0);
            }
            long scheduledContext = other.finished().context() - 1;
            FenceId start = new FenceId(scheduledContext, other.seqno());
            return new Need(random.nextBoolean() ? start : other.finished(), scheduledContext);
        }

        private void push(int entity) {
            ArmedJob job = onTheWay.get(entity).pollFirst();
            if (job != null) {
                each(job).forEach(one -> model.push(one, now));
                subject.push(members.get(job.entity()), List.of(job), now);
            }
        }

        private static Stream<ArmedJob> each(ArmedJob jobs) {
            return IntStream.range(0, jobs.count()).mapToObj(jobs::plus);
        }

        private void signal(FenceId fence) {
            signalled.add(fence);
            members.forEach(member -> subject.wake(member, fence));
        }

        private void endQueued(int entity) {
            if (!armed.isEmpty()) {
                ArmedJob job = armed.get(random.nextInt(armed.size()));
                boolean found = model.endQueued(entity, job.finished());
                assertThat(subject.endQueued(entity, job.finished())).isEqualTo(found);
                ended += found ? 1 : 0;
            }
        }

        private void hurt(int entity) {
            int what = random.nextInt(8);
            if (what == 0) {
                blame(entity);
            } else if (what < 3) {
                List<ArmedJob> jobs = model.kill(entity);
                assertThat(subject.kill(members.get(entity))).isEqualTo(jobs);
                jobs.forEach(this::over);
                jobs.forEach(job -> lastRun[entity] = job.seqno());
                killed += jobs.size();
            }
        }

        private void release() {
            if (!onRing.isEmpty()) {
                ArmedJob done = onRing.remove(random.nextInt(onRing.size()));
                subject.release(done);
                model.release(done);
                over(done);
                long nanos = random.nextLong(50_000);
                subject.ran(members.get(done.entity()), nanos);
                model.ran(done.entity(), nanos);
            }
        }

        private void over(ArmedJob job) {
            subject.over(members.get(job.entity()), job.seqno());
            model.over(job);
        }

        private void blame(int entity) {
            members.get(entity).blame();
            model.blame(entity);
        }

        private boolean pick() {
            boolean anyReady = model.anyReady();
            ArmedJob expected = model.pick(now);
            RunEntity picked = subject.select();
            while (picked != null && subject.block(picked, now) != null) {
                picked = subject.select();
            }
            ArmedJob job = picked == null ? null : Jobs.taken(picked, subject.take(picked));
            assertThat(job).as("%s", model).isEqualTo(expected);
            assertThat(blocks).isEqualTo(model.takeBlocks());
            blocked += blocks.size();
            blocks.clear();
            if (job == null) {
                heldByCredits += anyReady ? 1 : 0;
                nobodyReady += anyReady ? 0 : 1;
                return false;
            }
            assertMayRun(job);
            onRing.add(job);
            return true;
        }

        /** The rules again, from the calls alone: order within the entity, and dependencies given to the ring before. */
        private void assertMayRun(ArmedJob job) {
            assertThat(job.seqno()).as("%s", job).isEqualTo(lastRun[job.entity()] + 1);
            lastRun[job.entity()] = job.seqno();
            for (Need need : job.needs()) {
                int owner = (int) ((need.scheduledContext() - 1) / 2);
                assertThat(need.elsewhere() || lastRun[owner] >= need.fence().seqno())
                        .as("%s ran before %s", job, need)
                        .isTrue();
            }
        }

        /** With everything pushed, signalled and released, every job runs: nothing was forgotten. */
        private void runDry() {
            for (int entity = 0; entity < lastArmed.length; entity++) {
                while (!onTheWay.get(entity).isEmpty()) {
                    push(entity);
                }
            }
            armed.forEach(job -> job.needs().stream().filter(Need::elsewhere).forEach(need -> signal(need.fence())));
            while (pick() || !onRing.isEmpty()) {
                release();
            }
            assertThat(lastRun).isEqualTo(lastArmed);
            assertThat(subject.creditsInFlight()).isZero();
        }

        private void check(Fact fact) {
            if (fact instanceof Fact.JobBlocked block) {
                blocks.add(block);
            } else if (fact instanceof Fact.JobQueued queued) {
                assertThat(queued.queued()).isEqualTo(model.placeOf(queued.fence()));
            }
        }
    }
}
