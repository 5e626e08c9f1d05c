package dev.signalbox.examples.oracle;

import dev.signalbox.event.Priority;
import dev.signalbox.fence.Errno;
import dev.signalbox.fence.FenceId;
import dev.signalbox.fence.FenceSet;
import dev.signalbox.sched.ArmedJob;
import dev.signalbox.sched.KilledJob;
import dev.signalbox.sched.Need;
import dev.signalbox.sched.Policies;
import dev.signalbox.sched.RingChoice;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The schedulers, entities and jobs of a case, and what is done to them. */
final class SchedulerBench {
    /** Contexts of entities are below. */
    private static final long FIRST_EXTERNAL = 1_000_000;

    final BenchClock clock = new BenchClock();
    final BenchWork work = new BenchWork();
    final BenchFences fences = new BenchFences();
    final List<BenchEntity> entities = new ArrayList<>();
    final List<Integer> cancelled = new ArrayList<>();
    private final List<BenchRing> rings = new ArrayList<>();
    private final Map<Integer, BenchJob> jobs = new LinkedHashMap<>();
    private final Map<FenceId, BenchJob> armed = new HashMap<>();
    private final List<Integer> finishOrder = new ArrayList<>();
    private final List<Integer> freeOrder = new ArrayList<>();
    private final List<Map<String, Object>> timeouts = new ArrayList<>();
    private final List<BenchJob> ran = new ArrayList<>();
    private final int externalFences;
    private long lastHardwareDone;

    SchedulerBench(Json input) {
        Policies policy = Words.read(Policies.class, input.field("policy"));
        for (Json ring : input.field("schedulers").elements()) {
            rings.add(new BenchRing(rings.size(), ring, policy, this));
        }
        for (Json entity : input.field("entities").elements()) {
            entities.add(new BenchEntity(entities.size(), entity, rings));
        }
        externalFences = input.field("ext_fences").index(1 << 20);
    }

    void add(BenchJob job) {
        jobs.put(job.id, job);
    }

    BenchJob job(FenceId finished) {
        return Objects.requireNonNull(armed.get(finished));
    }

    /** Does things at their times, and everything that follows from them, until nothing happens any more. */
    void play(List<Json> actions) {
        int done = 0;
        while (done < actions.size() || clock.next() != Long.MAX_VALUE) {
            long action = done < actions.size() ? actions.get(done).field("t").number() : Long.MAX_VALUE;
            clock.moveTo(Math.min(action, clock.next()));
            while (done < actions.size() && actions.get(done).field("t").number() == clock.now()) {
                act(actions.get(done++));
            }
            work.drain();
        }
    }

    private void act(Json action) {
        Json op = action.field("op");
        switch (op.text()) {
            case "submit" -> submit(job(action.field("job")));
            case "signal_ext" -> signal(external(action.field("ext")), Errors.read(action.field("error")));
            case "kill" -> kill(entity(action));
            case "set_guilty" -> entity(action).guilty = true;
            case "set_priority" -> entity(action).priority(Words.read(Priority.class, action.field("priority")));
            case "fini_all" -> {
                entities.forEach(this::kill);
                rings.forEach(BenchRing::close);
            }
            default -> throw op.wrong("an action that is known");
        }
    }

    private BenchEntity entity(Json action) {
        return entities.get(action.field("entity").index(entities.size()));
    }

    private BenchJob job(Json number) {
        BenchJob job = jobs.get(number.integer());
        if (job == null) {
            throw number.wrong("a job of the case");
        }
        return job;
    }

    private FenceId external(Json number) {
        return new FenceId(FIRST_EXTERNAL + number.index(externalFences), 1);
    }

    private void signal(FenceId fence, @Nullable Errno error) {
        fences.fail(fence, error);
        fences.signal(fence);
    }

    void submit(BenchJob job) {
        BenchEntity entity = job.entity;
        FenceSet waits = new FenceSet();
        job.dependencies.forEach(dependency -> waits.add(fence(dependency)));
        job.waits = waits.toList();
        balance(entity);
        job.finished = new FenceId(entity.scheduledContext() + 1, ++entity.seqno);
        job.ring = entity.ring;
        job.priority = entity.priority;
        armed.put(job.finished(), job);
        job.see("sched", entity.ring.number);
        if (!entity.stopped) {
            job.see("queued", clock.now());
            entity.ring.push(job, arm(job));
        }
    }

    private FenceId fence(Json dependency) {
        String kind = dependency.at(0).text();
        if (kind.equals("ext")) {
            return external(dependency.at(1));
        }
        BenchJob job = job(dependency.at(1));
        return kind.equals("finished") ? job.finished() : job.scheduled();
    }

    /** An entity without anything to do goes to the ring with the least to do. */
    private void balance(BenchEntity entity) {
        boolean isIdle =
                entity.standing.isEmpty() && (entity.last == null || fences.isSignalled(entity.last.finished()));
        if (entity.rings.size() > 1 && isIdle) {
            BenchRing best = rings.get(RingChoice.leastLoaded(entity.rings, ring -> rings.get(ring).score));
            if (best != entity.ring) {
                leave(entity);
                entity.moveTo(best);
            }
        }
    }

    private static void leave(BenchEntity entity) {
        if (entity.joined) {
            entity.joined = false;
            entity.ring.score--;
        }
    }

    private ArmedJob arm(BenchJob job) {
        List<Need> needs = new ArrayList<>();
        for (FenceId fence : job.waits) {
            if (!isOf(job.entity, fence)) {
                needs.add(need(job.ring(), fence));
            }
        }
        return job.armed(needs);
    }

    private static boolean isOf(BenchEntity entity, FenceId fence) {
        return fence.context() == entity.scheduledContext() || fence.context() == entity.scheduledContext() + 1;
    }

    /** Only a job that has come to the same ring is known there. */
    private Need need(BenchRing ring, FenceId fence) {
        BenchJob of = jobOf(fence);
        if (of == null || of.ring() != ring || !of.hasSeen("queued")) {
            return new Need(fence, 0);
        }
        return new Need(fence, of.scheduled().context());
    }

    private @Nullable BenchJob jobOf(FenceId fence) {
        BenchJob job = armed.get(fence);
        return job == null ? armed.get(new FenceId(fence.context() + 1, fence.seqno())) : job;
    }

    /** What is queued ends with -ESRCH, one job after another, each when all is over that it would have waited for. */
    private void kill(BenchEntity entity) {
        leave(entity);
        entity.stopped = true;
        FenceId before = entity.last == null ? null : entity.last.finished();
        for (ArmedJob killed : entity.ring.scheduler().kill(entity.standing)) {
            endKilled(new KilledJob(killed, waits(job(killed.finished()))), before);
            before = killed.finished();
        }
    }

    private List<FenceId> waits(BenchJob job) {
        List<FenceId> waits = new ArrayList<>();
        for (FenceId fence : job.waits) {
            BenchJob of = jobOf(fence);
            waits.add(of == null ? fence : of.finished());
        }
        return waits;
    }

    /** Nothing is looked at in the step in which a fence signals: that is left to a work item. */
    private void endKilled(KilledJob killed, @Nullable FenceId before) {
        BenchWork.Item[] step = new BenchWork.Item[1];
        BenchWork.Item item = work.item(() -> proceed(killed, Objects.requireNonNull(step[0])));
        step[0] = item;
        if (before == null || fences.isSignalled(before)) {
            item.queue();
        } else {
            fences.onSignal(before, item::queue);
        }
    }

    private void proceed(KilledJob killed, BenchWork.Item step) {
        for (FenceId next = killed.next(); next != null; next = killed.next()) {
            if (!fences.isSignalled(next)) {
                fences.onSignal(next, step::queue);
                return;
            }
        }
        BenchJob job = job(killed.job().finished());
        job.see("scheduled", clock.now());
        fences.signal(job.scheduled());
        finish(job, Errno.ESRCH);
        free(job, "free_job");
    }

    void running(BenchJob job) {
        ran.add(job);
    }

    /** Returns the jobs that were run, in that order. */
    List<BenchJob> ran() {
        return ran;
    }

    void hardwareDone() {
        lastHardwareDone = clock.now();
    }

    long lastHardwareDone() {
        return lastHardwareDone;
    }

    /** A job is over; an error that was known before stays, unless the hardware tells of one. */
    void finish(BenchJob job, @Nullable Errno error) {
        fences.fail(job.finished(), error);
        Errno known = fences.error(job.finished());
        job.see("finished", clock.now());
        job.see("error", known == null ? 0 : known.negated());
        finishOrder.add(job.id);
        fences.signal(job.finished());
    }

    void free(BenchJob job, String by) {
        job.see("freed", clock.now());
        job.see("freed_by", by);
        freeOrder.add(job.id);
    }

    void timedOut(BenchJob job) {
        timeouts.add(Map.of("t", clock.now(), "job", job.id, "sched", job.ring().number));
    }

    /** Returns everything that was observed, by the names of the fields of cases. */
    Map<String, Object> observed() {
        Map<String, Object> observed = new LinkedHashMap<>();
        observed.put("jobs", jobs.values().stream().map(BenchJob::seen).toList());
        observed.put("run_order", rings.stream().map(ring -> ring.runOrder).toList());
        observed.put("timeouts", timeouts);
        observed.put("cancelled", cancelled);
        observed.put("finish_order", finishOrder);
        observed.put("free_order", freeOrder);
        return observed;
    }
}
