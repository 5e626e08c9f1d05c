package dev.signalbox.sim.workload;

import dev.signalbox.Closing;
import dev.signalbox.fence.Refusal;
import dev.signalbox.sim.workload.scenario.ClientPlan;
import dev.signalbox.sim.workload.scenario.Ref;
import dev.signalbox.sim.workload.scenario.ScenarioStep;
import dev.signalbox.sim.workload.scenario.ScenarioText;
import dev.signalbox.sim.workload.scenario.SyncStep;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Plays what one client of a scenario does. A step returns whether it is done; if not, the host resumes it where it stopped. */
final class ScenarioProgram implements Program, ScenarioStep.Visitor<Boolean> {
    private final ScenarioRun run;
    private final Belongings own;
    private final SplittableRandom random;
    private final Submitter submitter;
    private final SyncPlayer syncs;
    private final Progress progress;
    private final ArrayDeque<Turns> loops = new ArrayDeque<>();

    /** How far the current step has come: each wait of a step is passed once. */
    private int phase;

    private long cycle;
    private long waitBegan;
    private boolean closing;
    private boolean paces = true;
    private @Nullable CompletableFuture<?> waited;
    private Readings readings = Readings.none();
    private @Nullable ProgramHost host;

    ScenarioProgram(ScenarioRun run, ClientPlan plan, Belongings own, SplittableRandom random, Progress progress) {
        this.run = run;
        this.own = own;
        this.random = random;
        this.submitter = new Submitter(run, plan, own, random);
        this.syncs = new SyncPlayer(run, own);
        this.progress = progress;
        loops.push(new Turns(plan.steps(), 1, false));
    }

    /** Steps that run several times, and where they are. */
    private static final class Turns {
        private final List<ScenarioStep> steps;
        private final boolean cycles;
        private long left;
        private int next;
        private boolean begun;
        private boolean missed;
        private long began;

        Turns(List<ScenarioStep> steps, long times, boolean cycles) {
            this.steps = steps;
            this.left = times;
            this.cycles = cycles;
        }
    }

    @Override
    public void resume(ProgramHost playedBy) {
        host = playedBy;
        while (!loops.isEmpty()) {
            Turns turns = loops.element();
            if (turns.left == 0) {
                loops.pop();
            } else if (!turns.begun) {
                begin(turns);
            } else if (turns.next == turns.steps.size()) {
                end(turns);
            } else if (isDone(turns.steps.get(turns.next))) {
                turns.next++;
                phase = 0;
            } else {
                return;
            }
        }
        finish();
    }

    private void begin(Turns turns) {
        turns.begun = true;
        if (turns.cycles) {
            turns.missed = false;
            turns.began = host().now();
            own.client().cycleBegan(cycle);
        }
    }

    private void end(Turns turns) {
        if (turns.cycles) {
            own.client().cycleEnded(cycle, turns.missed);
            cycle++;
        }
        turns.begun = false;
        turns.next = 0;
        turns.left--;
    }

    private boolean isDone(ScenarioStep step) {
        progress.begins(step);
        boolean done = isPassed(step);
        if (done) {
            progress.ends(step);
        }
        return done;
    }

    /** A step that makes no sense where it stands, such as a new point when the client is closed, fails and is passed over. */
    private boolean isPassed(ScenarioStep step) {
        try {
            return step.accept(this);
        } catch (Refusal refusal) {
            run.checks().add(own, step.place(), "step", false, "granted", String.valueOf(refusal.getMessage()));
            return true;
        }
    }

    /** Everything that was submitted runs to its end before the client counts as done. */
    private void finish() {
        if (closing) {
            host().ended();
        } else {
            closing = true;
            host().resumeWhen(own.client().close(Closing.drain()));
        }
    }

    private ProgramHost host() {
        if (host == null) {
            throw new IllegalStateException("nobody plays this program");
        }
        return host;
    }

    @Override
    public Boolean submit(ScenarioStep.Submit step) {
        return isKnown(Submitter.references(step))
                && once(step.pacedBy() == null || !paces ? null : submitter.paced(step.pacedBy()))
                && submitter.isSubmitted(step, cycle, host());
    }

    /** Something of another client can be referred to from its first time on; until then this client waits. */
    private boolean isKnown(List<Ref> refs) {
        for (Ref ref : refs) {
            CompletableFuture<Void> first = run.client(ref.client(), own).first(ref);
            if (first != null) {
                progress.misses(ref);
                host().resumeWhen(first);
                return false;
            }
        }
        return true;
    }

    /** Passes the first wait of the current step once; a stage that is null is no wait. */
    private boolean once(@Nullable CompletionStage<?> stage) {
        if (phase > 0) {
            return true;
        }
        phase = 1;
        if (stage == null) {
            return true;
        }
        host().resumeWhen(stage);
        return false;
    }

    @Override
    public Boolean await(ScenarioStep.Wait step) {
        if (phase == 0) {
            if (!isKnown(step.what())) {
                return false;
            }
            phase = 1;
            waitBegan = host().now();
            waited = stage(step);
            if (waited != null) {
                start(waited, step.timeoutNanos());
                return false;
            }
        }
        check(step, isMet(waited), host().now() - waitBegan);
        waited = null;
        return true;
    }

    private void start(CompletableFuture<?> stage, @Nullable Long timeoutNanos) {
        if (timeoutNanos == null) {
            host().resumeWhen(stage);
        } else {
            host().resumeWhen(stage, timeoutNanos);
        }
    }

    /** Returns what completes when the wait is over; null when there is nothing to wait for, as all of it was refused. */
    private @Nullable CompletableFuture<?> stage(ScenarioStep.Wait step) {
        List<CompletableFuture<?>> stages = new ArrayList<>();
        for (Ref ref : step.what()) {
            CompletionStage<?> over = run.client(ref.client(), own).find(ref).over();
            if (over != null) {
                stages.add(over.toCompletableFuture());
            }
        }
        if (stages.size() < 2) {
            return stages.isEmpty() ? null : stages.get(0);
        }
        CompletableFuture<?>[] all = stages.toArray(CompletableFuture<?>[]::new);
        return step.any() ? CompletableFuture.anyOf(all) : CompletableFuture.allOf(all);
    }

    private void check(ScenarioStep.Wait step, boolean met, long took) {
        if (step.met() != null) {
            run.checks().add(own, step.place(), "wait", met == step.met(), result(step.met()), result(met));
        }
        if (step.took() != null && run.checks().comparesTimes()) {
            run.checks()
                    .add(
                            own,
                            step.place(),
                            "wait took",
                            step.took().contains(took),
                            ScenarioText.timeRange(step.took()),
                            ScenarioText.time(took));
        }
    }

    private static boolean isMet(@Nullable CompletableFuture<?> stage) {
        return stage == null || (stage.isDone() && !stage.isCompletedExceptionally());
    }

    private static String result(boolean met) {
        return met ? "met" : "timed-out";
    }

    @Override
    public Boolean point(ScenarioStep.Point step) {
        Points line = own.timeline(step.timeline());
        own.put(step.name(), Made.point(line.next(), line));
        return true;
    }

    @Override
    public Boolean signal(ScenarioStep.Signal step) {
        Ref what = step.what().get(0);
        Belongings whose = run.client(what.client(), own);
        boolean line = whose.hasTimeline(what.name());
        if (line && !what.isNumbered()) {
            whose.timeline(what.name()).signalAll();
            return true;
        }
        if (!isKnown(step.what())) {
            return false;
        }
        if (!line && whose.isObject(what.name())) {
            syncs.signal(step);
        } else {
            signal(whose.find(what));
        }
        return true;
    }

    private static void signal(Made made) {
        if (made.point() != null && made.line() != null) {
            made.line().signal(made.point());
        }
    }

    @Override
    public Boolean sync(SyncStep step) {
        return isKnown(step.references()) && syncs.isDone(step, host());
    }

    @Override
    public Boolean end(ScenarioStep.End step) {
        if (!isKnown(List.of(step.job()))) {
            return false;
        }
        Made made = run.client(step.job().client(), own).find(step.job());
        if (made.submission() != null) {
            made.submission().end();
        }
        return true;
    }

    @Override
    public Boolean destroy(ScenarioStep.Destroy step) {
        own.buffers(step.buffers()).forEach(buffer -> buffer.destroy());
        return true;
    }

    @Override
    public Boolean delay(ScenarioStep.Delay step) {
        return phase > 0 || pausedUntil(host().now() + step.nanos().drawTime(random));
    }

    @Override
    public Boolean at(ScenarioStep.At step) {
        return pausedUntil(run.origin() + step.nanos());
    }

    @Override
    public Boolean period(ScenarioStep.Period step) {
        Turns inner = loops.stream().filter(each -> each.cycles).findFirst().orElseThrow();
        long due = inner.began + step.nanos();
        inner.missed |= phase == 0 && host().now() > due;
        return pausedUntil(due);
    }

    private boolean pausedUntil(long due) {
        if (phase > 0 || due <= host().now()) {
            return true;
        }
        phase = 1;
        host().resumeAfter(due - host().now());
        return false;
    }

    @Override
    public Boolean repeat(ScenarioStep.Repeat step) {
        loops.push(new Turns(step.steps(), step.times(), step.cycles()));
        return true;
    }

    @Override
    public Boolean depth(ScenarioStep.Depth step) {
        submitter.limit(step.limit());
        return true;
    }

    @Override
    public Boolean pacing(ScenarioStep.SetPacing step) {
        paces = step.on();
        return true;
    }

    @Override
    public Boolean priority(ScenarioStep.SetPriority step) {
        submitter.priority(step.queue(), step.priority());
        return true;
    }

    @Override
    public Boolean preempt(ScenarioStep.SetPreempt step) {
        submitter.preempt(step.queue(), step.nanos());
        return true;
    }

    @Override
    public Boolean close(ScenarioStep.Close step) {
        if (phase > 0) {
            return true;
        }
        CompletionStage<Void> closed = own.client().close(closing(step.patienceNanos()));
        return once(step.waits() ? closed : null);
    }

    private static Closing closing(long patienceNanos) {
        if (patienceNanos > 0) {
            return Closing.deadline(Duration.ofNanos(patienceNanos));
        }
        return patienceNanos == 0 ? Closing.abort() : Closing.drain();
    }

    @Override
    public Boolean expect(ScenarioStep.Expect step) {
        if (phase == 0) {
            readings = Readings.of(step, run, own);
        }
        if (!once(readings.isEmpty() ? null : readings.arrived())) {
            return false;
        }
        Checker checker = new Checker(run, own, null, readings);
        step.expectations().forEach(each -> each.accept(checker));
        return true;
    }
}
