package dev.signalbox.examples.oracle;

import dev.signalbox.event.Facts;
import dev.signalbox.event.Priority;
import dev.signalbox.fence.Errno;
import dev.signalbox.fence.FenceId;
import dev.signalbox.sched.ArmedJob;
import dev.signalbox.sched.PendingJob;
import dev.signalbox.sched.PendingJobs;
import dev.signalbox.sched.Policies;
import dev.signalbox.sched.RingScheduler;
import dev.signalbox.sched.RunEntity;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A scheduler of a case: the rules of a ring, with the work items, the timer and the hardware of the kernel's tests around them. */
final class BenchRing {
    private static final long NANOS_A_JIFFY = 1_000_000;

    final int number;
    final List<Integer> runOrder = new ArrayList<>();
    int score;
    private final SchedulerBench bench;
    private final long timeoutJiffies;
    private final boolean isFair;
    private final RingScheduler<RunEntity> scheduler;
    private final PendingJobs<PendingJob<RunEntity>> pending;
    private final BenchHardware hardware;
    private final BenchWork.Item run;
    private final BenchWork.Item free;
    private final BenchWork.Item timeout;
    private long timer;
    private boolean stopped;

    BenchRing(int number, Json input, Policies policy, SchedulerBench bench) {
        this.number = number;
        this.bench = bench;
        this.timeoutJiffies = input.field("timeout_jiffies").integer();
        this.isFair = policy == Policies.FAIR;
        int credits = input.field("credit_limit").integer();
        this.scheduler = new RingScheduler<>(number, credits, policy, bench.fences, Facts.NOBODY);
        this.pending = new PendingJobs<>(scheduler);
        this.hardware = new BenchHardware(bench.clock, this::hardwareDone);
        this.run = bench.work.item(this::run);
        this.free = bench.work.item(this::free);
        this.timeout = bench.work.item(this::timeIsUp);
    }

    RingScheduler<RunEntity> scheduler() {
        return scheduler;
    }

    void push(BenchJob job, ArmedJob armed) {
        score++;
        BenchEntity entity = job.entity;
        boolean first = entity.standing.isEmpty();
        if (first && !entity.joined) {
            entity.joined = true;
            score++;
        }
        scheduler.push(entity.standing, List.of(armed), bench.clock.now());
        if (first) {
            queueRun();
        }
    }

    /** Runs one job, or finds that one has to wait. */
    private void run() {
        RunEntity selected = scheduler.select();
        if (selected == null) {
            return;
        }
        BenchEntity entity = bench.entities.get(selected.id());
        FenceId open = scheduler.block(selected, bench.clock.now());
        if (open == null) {
            run(entity, selected);
        } else {
            await(entity, selected, open);
        }
        queueRun();
    }

    private void await(BenchEntity entity, RunEntity selected, FenceId open) {
        entity.awaits = open;
        bench.fences.onSignal(open, () -> {
            entity.awaits = null;
            scheduler.wake(selected);
            entity.ring.queueRun();
        });
    }

    private void run(BenchEntity entity, RunEntity selected) {
        if (entity.guilty) {
            selected.blame();
        }
        ArmedJob armed = scheduler.take(selected);
        BenchJob job = bench.job(armed.finished());
        if (scheduler.isDoomed(selected, armed.seqno())) {
            bench.fences.fail(job.finished(), Errno.ECANCELED);
        }
        entity.last = job;
        PendingJob<RunEntity> running = new PendingJob<>(selected, armed, bench.clock.now());
        pending.add(running);
        job.pending = running;
        startTimer();
        runOrder.add(job.id);
        bench.running(job);
        job.see("run", bench.clock.now());
        job.see("credits_in_flight", scheduler.creditsInFlight());
        if (isFair) {
            job.see("vruntime", selected.key());
        }
        BenchJob.RunResult result = result(job);
        if (result == BenchJob.RunResult.FENCE) {
            running.hardwareTook();
            hardware.push(job);
        }
        job.see("scheduled", bench.clock.now());
        bench.fences.signal(job.scheduled());
        if (result != BenchJob.RunResult.FENCE) {
            over(job, result == BenchJob.RunResult.ERROR ? job.hardwareError : null);
        }
    }

    private BenchJob.RunResult result(BenchJob job) {
        boolean skips = job.skipsWhenFailed && bench.fences.error(job.finished()) != null;
        return skips ? BenchJob.RunResult.NULL : job.result;
    }

    private void hardwareDone(BenchJob job) {
        over(job, job.hardwareError);
        job.hardwareDone(bench.clock.now());
        bench.hardwareDone();
    }

    /** The hardware is done with a job, or never had it. */
    private void over(BenchJob job, @Nullable Errno error) {
        score--;
        if (pending.finish(job.pending(), bench.clock.now())) {
            bench.finish(job, error);
        }
        queueFree();
    }

    private void free() {
        for (PendingJob<RunEntity> freed = pending.free(); freed != null; freed = pending.free()) {
            startTimer();
            bench.free(job(freed), "free_job");
        }
        queueRun();
    }

    private BenchJob job(PendingJob<RunEntity> of) {
        return bench.job(of.job().finished());
    }

    void queueRun() {
        if (!stopped) {
            run.queue();
        }
    }

    private void queueFree() {
        if (!stopped) {
            free.queue();
        }
    }

    /** Starts it anew, or stops it when nothing is pending; what it has queued before is void. */
    private void startTimer() {
        long set = ++timer;
        timeout.cancel();
        if (timeoutJiffies > 0 && !pending.isEmpty()) {
            long jiffy = bench.clock.now() / NANOS_A_JIFFY;
            bench.clock.at((jiffy + timeoutJiffies + 1) * NANOS_A_JIFFY, () -> rings(set));
        }
    }

    private void rings(long set) {
        if (set == timer && !stopped) {
            timeout.queue();
        }
    }

    private void timeIsUp() {
        PendingJob<RunEntity> oldest = pending.takeOldest();
        if (oldest == null) {
            return;
        }
        BenchJob job = job(oldest);
        bench.timedOut(job);
        switch (job.onTimeout) {
            case RESET, RESET_KARMA -> takeOut(job);
            case NO_HANG -> {
                pending.putBack(oldest);
                queueFree();
            }
            case FULL, FULL_KARMA, FULL_EIO -> resetAll(job, oldest);
        }
        startTimer();
    }

    private void takeOut(BenchJob job) {
        blame(job);
        if (hardware.remove(job)) {
            over(job, Errno.ETIMEDOUT);
        }
        bench.free(job, "timeout_handler");
    }

    private void resetAll(BenchJob bad, PendingJob<RunEntity> oldest) {
        pending.putBack(oldest);
        run.cancel();
        free.cancel();
        stopped = true;
        pending.stop(oldest).forEach(over -> bench.free(job(over), "free_job"));
        blame(bad);
        hardware.drop();
        pending.start().forEach(dropped -> over(job(dropped), bad.onTimeout.dropped()));
        stopped = false;
        queueRun();
        queueFree();
    }

    private void blame(BenchJob job) {
        BenchEntity entity = job.entity;
        boolean blames = job.onTimeout.blames() && entity.hasGuiltyFlag && entity.joined && entity.ring == this;
        if (blames && job.priority != Priority.KERNEL) {
            entity.guilty = true;
        }
    }

    /** Ends what is pending, newest first. */
    void close() {
        stopped = true;
        run.cancel();
        free.cancel();
        timeout.cancel();
        for (PendingJob<RunEntity> cancelled : pending.close()) {
            BenchJob job = job(cancelled);
            bench.cancelled.add(job.id);
            if (hardware.remove(job)) {
                over(job, Errno.ECANCELED);
            }
            bench.free(job, "free_job");
        }
    }
}
