package dev.signalbox.sim.workload;

import dev.signalbox.Buffer;
import dev.signalbox.Client;
import dev.signalbox.Closing;
import dev.signalbox.Fence;
import dev.signalbox.Job;
import dev.signalbox.Queue;
import dev.signalbox.SoftwareTimeline;
import dev.signalbox.Submission;
import dev.signalbox.device.DeviceDescription;
import dev.signalbox.device.Work;
import dev.signalbox.event.Priority;
import dev.signalbox.fence.Errno;
import dev.signalbox.fence.FenceId;
import dev.signalbox.fence.Refusal;
import dev.signalbox.sim.workload.EnginePlan.Lane;
import dev.signalbox.sim.workload.wsim.Dependency;
import dev.signalbox.sim.workload.wsim.ObjectRun;
import dev.signalbox.sim.workload.wsim.Span;
import dev.signalbox.sim.workload.wsim.Step;
import dev.signalbox.sim.workload.wsim.Wsim;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Plays a {@code .wsim} workload: one client, its steps over and over.
 *
 * <p>Every batch writes an output buffer of its own, and a data dependency reads the one of its target; so implicit
 * synchronisation orders the batches, also across the end of a cycle, where the same buffer is written again.
 */
public final class WsimProgram implements Program, Step.Visitor<Boolean> {
    static final long OUTPUT_BYTES = 4096;
    static final long DEFAULT_PREEMPT_MICROS = 100;

    private static final long MICRO = 1_000;

    /** A queue per lane and priority, so that a new priority counts for later batches only; order is kept by a dependency. */
    private record QueueKey(Lane lane, Priority priority) {}

    private final Wsim wsim;
    private final Client client;
    private final EnginePlan plan;
    private final SplittableRandom random;
    private final long cycles;
    private final SoftwareTimeline timeline;
    private final Map<Integer, List<Buffer>> workingSets = new HashMap<>();
    private final Map<QueueKey, Queue> queues = new HashMap<>();
    private final Map<Lane, QueueKey> current = new LinkedHashMap<>();
    private final Map<Lane, Submission> last = new LinkedHashMap<>();
    private final Map<List<String>, ArrayDeque<Submission>> unfinished = new HashMap<>();
    private final Map<Integer, Integer> priorities = new HashMap<>();
    private final Map<Integer, Long> preemptMicros = new HashMap<>();
    private final @Nullable Submission[] latest;
    private final @Nullable Fence[] fences;
    private final @Nullable Buffer[] outputs;

    private long cycle;
    private int step;

    /** How far the current step has come: each wait of a step is passed once. */
    private int phase;

    private boolean inCycle;
    private long cycleBegan;
    private boolean missed;
    private boolean closing;
    private int throttle;
    private int queueDepth;
    private @Nullable ProgramHost host;

    /**
     * Creates the program of one client.
     *
     * @param client opened for this program alone; closed by it at the end
     * @param cycles how often to run the steps, at least 1
     * @param random its own split of the seed
     * @throws WorkloadException when the workload does not fit the device
     */
    public WsimProgram(Wsim wsim, DeviceDescription device, Client client, long cycles, SplittableRandom random) {
        this.wsim = wsim;
        this.client = client;
        this.plan = EnginePlan.of(wsim, device);
        this.random = random;
        this.cycles = cycles;
        this.timeline = client.timeline(client.name());
        this.latest = new Submission[wsim.steps().size()];
        this.fences = new Fence[wsim.steps().size()];
        this.outputs = new Buffer[wsim.steps().size()];
        createBuffers();
    }

    /**
     * Checks that a workload fits a device.
     *
     * @throws WorkloadException when it does not
     */
    public static void check(Wsim wsim, DeviceDescription device) {
        EnginePlan.of(wsim, device);
    }

    @Override
    public void resume(ProgramHost playedBy) {
        host = playedBy;
        while (cycle < cycles) {
            if (!inCycle) {
                beginCycle();
            }
            if (step == wsim.steps().size()) {
                endCycle();
            } else if (wsim.steps().get(step).accept(this)) {
                step++;
                phase = 0;
            } else {
                return;
            }
        }
        finish();
    }

    private ProgramHost host() {
        return known(host);
    }

    private void createBuffers() {
        for (Step each : wsim.steps()) {
            if (each instanceof Step.Batch) {
                outputs[each.index()] = client.buffer(OUTPUT_BYTES);
            } else if (each instanceof Step.WorkingSet set) {
                workingSets.put(set.set(), createSet(set));
            }
        }
    }

    private List<Buffer> createSet(Step.WorkingSet set) {
        List<Buffer> objects = new ArrayList<>(set.objects());
        for (ObjectRun run : set.runs()) {
            for (int object = 0; object < run.count(); object++) {
                objects.add(client.buffer(draw(run.minBytes(), run.maxBytes())));
            }
        }
        return objects;
    }

    private void beginCycle() {
        inCycle = true;
        missed = false;
        cycleBegan = host().now();
        client.cycleBegan(cycle);
    }

    private void endCycle() {
        timeline.signalAll();
        client.cycleEnded(cycle, missed);
        inCycle = false;
        step = 0;
        cycle++;
    }

    /** Everything that was submitted runs to its end before the client counts as done. */
    private void finish() {
        if (closing) {
            host().ended();
        } else {
            closing = true;
            host().resumeWhen(client.close(Closing.drain()));
        }
    }

    @Override
    public Boolean batch(Step.Batch batch) {
        return once(0, throttled(batch))
                && hasRoom(batch)
                && submitted(batch)
                && once(2, batch.waits() ? end(batch.index()) : null);
    }

    @Override
    public Boolean await(Step.Wait wait) {
        return once(0, end(wait.target()));
    }

    @Override
    public Boolean delay(Step.Delay delay) {
        return pausedUntil(host().now() + delay.micros() * MICRO);
    }

    @Override
    public Boolean period(Step.Period period) {
        long due = cycleBegan + period.micros() * MICRO;
        missed |= phase == 0 && host().now() > due;
        return pausedUntil(due);
    }

    @Override
    public Boolean throttle(Step.Throttle step) {
        throttle = step.distance();
        return true;
    }

    @Override
    public Boolean queueDepth(Step.QueueDepth step) {
        queueDepth = step.limit();
        return true;
    }

    @Override
    public Boolean softwareFence(Step.SoftwareFence step) {
        fences[step.index()] = timeline.fence();
        return true;
    }

    @Override
    public Boolean signalFence(Step.SignalFence step) {
        timeline.signal(known(fences[step.target()]));
        return true;
    }

    @Override
    public Boolean endBatch(Step.EndBatch step) {
        known(latest[step.target()]).end();
        return true;
    }

    @Override
    public Boolean priority(Step.Priority step) {
        priorities.put(step.context(), step.priority());
        return true;
    }

    @Override
    public Boolean preemptPeriod(Step.PreemptPeriod step) {
        preemptMicros.put(step.context(), step.micros());
        return true;
    }

    /** Maps, balancing and bonds say what queues are like: the plan has read them. */
    @Override
    public Boolean engineMap(Step.EngineMap step) {
        return true;
    }

    @Override
    public Boolean balance(Step.Balance step) {
        return true;
    }

    @Override
    public Boolean bond(Step.Bond step) {
        return true;
    }

    @Override
    public Boolean workingSet(Step.WorkingSet step) {
        return true;
    }

    /** Passes a wait of the current step once; a stage that is null is no wait. */
    private boolean once(int wait, @Nullable CompletionStage<?> stage) {
        if (phase > wait) {
            return true;
        }
        phase = wait + 1;
        if (stage == null) {
            return true;
        }
        host().resumeWhen(stage);
        return false;
    }

    private boolean pausedUntil(long due) {
        if (phase > 0 || due <= host().now()) {
            return true;
        }
        phase = 1;
        host().resumeAfter(due - host().now());
        return false;
    }

    private @Nullable CompletionStage<?> end(int target) {
        Submission submission = latest[target];
        return submission == null ? null : submission.ended();
    }

    /** {@code t.n}: the batch n steps earlier, skipping other steps backwards and wrapping round. */
    private @Nullable CompletionStage<?> throttled(Step.Batch batch) {
        if (throttle == 0 || phase > 0) {
            return null;
        }
        int target = Math.floorMod(batch.index() - throttle, wsim.steps().size());
        while (!(wsim.steps().get(target) instanceof Step.Batch)) {
            target = Math.floorMod(target - 1, wsim.steps().size());
        }
        return end(target);
    }

    /** {@code q.n}: at most n unfinished batches per engine. */
    private boolean hasRoom(Step.Batch batch) {
        if (queueDepth == 0 || phase > 1) {
            return true;
        }
        List<String> engines = plan.lane(batch.index()).engines();
        ArrayDeque<Submission> open = unfinished.computeIfAbsent(engines, each -> new ArrayDeque<>());
        open.removeIf(submission -> submission.finished().isSignalled());
        if (open.size() < queueDepth * engines.size()) {
            return true;
        }
        host().resumeWhen(open.removeFirst().ended());
        return false;
    }

    private boolean submitted(Step.Batch batch) {
        if (phase > 1) {
            return true;
        }
        Lane lane = plan.lane(batch.index());
        QueueKey key = new QueueKey(lane, Priorities.of(priorities.getOrDefault(batch.context(), 0)));
        Queue queue = queues.computeIfAbsent(key, each -> client.queue(plan.options(lane, each.priority())));
        try {
            Submission submission = queue.submit(job(batch, key));
            phase = 2;
            remember(batch, key, submission);
            return true;
        } catch (Refusal refusal) {
            FenceId retryAfter = refusal.retryAfter();
            if (refusal.errno() != Errno.EAGAIN || retryAfter == null) {
                throw refusal;
            }
            host().resumeWhen(queue.fence(retryAfter).signalled());
            return false;
        }
    }

    private void remember(Step.Batch batch, QueueKey key, Submission submission) {
        latest[batch.index()] = submission;
        last.put(key.lane(), submission);
        current.put(key.lane(), key);
        if (queueDepth > 0) {
            unfinished
                    .computeIfAbsent(key.lane().engines(), each -> new ArrayDeque<>())
                    .addLast(submission);
        }
    }

    private Job job(Step.Batch batch, QueueKey key) {
        Job job = Job.of(work(batch)).tag(cycle * wsim.steps().size() + batch.index());
        job.writes(known(outputs[batch.index()]));
        batch.dependencies().forEach(dependency -> dependency.accept(new Needs(job)));
        Submission before = last.get(key.lane());
        if (before != null && !key.equals(current.get(key.lane()))) {
            job.after(before);
        }
        return job;
    }

    private Work work(Step.Batch batch) {
        Span duration = batch.duration();
        Work work =
                duration.isEndless() ? Work.endless() : Work.micros(draw(duration.minMicros(), duration.maxMicros()));
        long preempt = preemptMicros.getOrDefault(batch.context(), DEFAULT_PREEMPT_MICROS);
        return work.preemptibleEvery(preempt * MICRO);
    }

    private long draw(long min, long max) {
        return min == max ? min : random.nextLong(min, max + 1);
    }

    private static <T> T known(@Nullable T value) {
        if (value == null) {
            throw new IllegalStateException("a step refers to one that has not run");
        }
        return value;
    }

    /** What the dependencies of a batch ask for. */
    private final class Needs implements Dependency.Visitor<Job> {
        private final Job job;

        Needs(Job job) {
            this.job = job;
        }

        @Override
        public Job data(Dependency.Data data) {
            return job.reads(known(outputs[data.target()]));
        }

        @Override
        public Job fence(Dependency.Fence fence) {
            Fence software = fences[fence.target()];
            return software != null ? job.after(software) : job.after(known(latest[fence.target()]));
        }

        @Override
        public Job submit(Dependency.Submit submit) {
            return job.startingWith(known(latest[submit.target()]));
        }

        @Override
        public Job access(Dependency.Access access) {
            List<Buffer> objects = known(workingSets.get(access.set()));
            for (int object = access.first(); object <= access.last(); object++) {
                if (access.write()) {
                    job.writes(objects.get(object));
                } else {
                    job.reads(objects.get(object));
                }
            }
            return job;
        }
    }
}
