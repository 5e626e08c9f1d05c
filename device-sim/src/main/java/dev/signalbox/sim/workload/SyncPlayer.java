package dev.signalbox.sim.workload;

import dev.signalbox.Buffer;
import dev.signalbox.Fence;
import dev.signalbox.PointWait;
import dev.signalbox.SyncFile;
import dev.signalbox.SyncObject;
import dev.signalbox.SyncPoint;
import dev.signalbox.fence.Errno;
import dev.signalbox.fence.Refusal;
import dev.signalbox.sim.workload.scenario.Range;
import dev.signalbox.sim.workload.scenario.Ref;
import dev.signalbox.sim.workload.scenario.ScenarioStep;
import dev.signalbox.sim.workload.scenario.ScenarioText;
import dev.signalbox.sim.workload.scenario.SyncObjectPlan;
import dev.signalbox.sim.workload.scenario.SyncStep;
import dev.signalbox.sim.workload.scenario.Use;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Plays the steps of one client about sync objects, sync files and fences. A step returns whether it is done; if not, the host
 * resumes the client when its answer has come, and the step is asked once more.
 */
final class SyncPlayer implements SyncStep.Visitor<Boolean> {
    private final ScenarioRun run;
    private final Belongings own;
    private @Nullable CompletableFuture<?> asked;
    private long askedAt;
    private @Nullable ProgramHost host;

    SyncPlayer(ScenarioRun run, Belongings own) {
        this.run = run;
        this.own = own;
    }

    boolean isDone(SyncStep step, ProgramHost playedBy) {
        host = playedBy;
        return step.accept(this);
    }

    /** Signals sync objects and points of them. */
    void signal(ScenarioStep.Signal step) {
        now(step, step.errno(), () -> own.client().signal(points(step.what())));
    }

    @Override
    public Boolean create(SyncStep.Create step) {
        SyncObjectPlan plan = step.object();
        own.put(plan.name(), Made.object(own.create(plan)));
        return true;
    }

    @Override
    public Boolean open(SyncStep.Open step) {
        Belongings owner = run.client(step.from().client(), own);
        return asks(step, () -> own.client().open(owner.object(step.from()).share()), answer -> {
            SyncObject handle = answer.value();
            own.put(step.name(), handle == null ? Made.refused(refused(answer)) : Made.object(handle));
            verdict(step, step.errno(), answer.refusal());
        });
    }

    @Override
    public Boolean closeHandle(SyncStep.CloseHandle step) {
        step.objects().forEach(object -> own.object(object).close());
        return true;
    }

    @Override
    public Boolean reset(SyncStep.Reset step) {
        now(
                step,
                step.errno(),
                () -> own.client()
                        .reset(step.objects().stream().map(own::object).toList()));
        return true;
    }

    /** Both questions at once, so that nothing comes between them. */
    @Override
    public Boolean query(SyncStep.Query step) {
        return asks(step, () -> both(own.object(step.object())), answer -> {
            List<Long> values = answer.value();
            if (values != null) {
                compare(step, "value", step.value(), values.get(0));
                compare(step, "last submitted", step.lastSubmitted(), values.get(1));
            }
            verdict(step, step.errno(), answer.refusal());
        });
    }

    private static CompletionStage<List<Long>> both(SyncObject object) {
        CompletionStage<Long> value = object.value();
        return value.thenCombine(object.lastSubmitted(), List::of);
    }

    @Override
    public Boolean waitPoints(SyncStep.WaitPoints step) {
        Supplier<CompletionStage<Integer>> question = () -> own.client().await(wait(step));
        if (step.as() != null) {
            CompletableFuture<Integer> wait = Answer.ask(question);
            own.put(step.as(), Made.event(wait.whenComplete((index, failure) -> ended(step, Answer.of(wait)))));
            return true;
        }
        return asks(step, question, answer -> verdict(step, step.wanted(), answer));
    }

    /** Nobody stands at a wait that goes on by itself: its error is told when it comes, but for giving up and closing. */
    private void ended(SyncStep.WaitPoints step, Answer<Integer> answer) {
        Refusal refusal = answer.refusal();
        if (refusal != null && refusal.errno() != Errno.ETIME && refusal.errno() != Errno.ECANCELED) {
            check(step, "step", false, "granted", String.valueOf(refusal.getMessage()));
        }
    }

    private PointWait wait(SyncStep.WaitPoints step) {
        return new PointWait(
                points(step.points()),
                !step.any(),
                step.forSubmit(),
                step.available(),
                Optional.ofNullable(step.timeoutNanos()).map(Duration::ofNanos),
                step.deadlineNanos() == null
                        ? OptionalLong.empty()
                        : OptionalLong.of(run.origin() + step.deadlineNanos()));
    }

    @Override
    public Boolean waitFences(SyncStep.WaitFences step) {
        return asks(
                step,
                () -> {
                    List<Fence> fences = fences(step.what());
                    Duration patience = patience(step.timeoutNanos());
                    return step.any()
                            ? own.client().awaitAny(fences, patience)
                            : own.client().awaitAll(fences, patience);
                },
                answer -> verdict(step, step.wanted(), answer));
    }

    private static Duration patience(@Nullable Long nanos) {
        return nanos == null ? ChronoUnit.FOREVER.getDuration() : Duration.ofNanos(nanos);
    }

    @Override
    public Boolean transfer(SyncStep.Transfer step) {
        return asks(
                step,
                () -> {
                    SyncObject source = own.object(step.source());
                    SyncPoint target = point(step.target());
                    return step.timeoutNanos() == null
                            ? source.transfer(step.source().point(), target)
                            : source.transferWhenThere(
                                    step.source().point(), target, Duration.ofNanos(step.timeoutNanos()));
                },
                answer -> verdict(step, step.wanted(), new Answer<>(null, answer.refusal())));
    }

    @Override
    public Boolean subscribe(SyncStep.Subscribe step) {
        SyncObject object = own.object(step.to());
        own.put(
                step.name(),
                Made.event(Answer.ask(() -> object.subscribe(step.to().point(), step.available()))));
        return true;
    }

    @Override
    public Boolean exportPoint(SyncStep.ExportPoint step) {
        return asks(
                step,
                () -> own.object(step.from()).exportFile(step.from().point()),
                answer -> file(step, step.name(), step.fences(), step.errno(), answer));
    }

    @Override
    public Boolean exportBuffer(SyncStep.ExportBuffer step) {
        return asks(
                step,
                () -> buffer(step.of()).exportFile(step.of().write()),
                answer -> file(step, step.name(), step.fences(), step.errno(), answer));
    }

    private Buffer buffer(Use use) {
        return run.client(use.client(), own).buffers(use).get(0);
    }

    @Override
    public Boolean importPoint(SyncStep.ImportPoint step) {
        now(
                step,
                step.errno(),
                () -> own.object(step.into())
                        .importFile(file(step.file()), step.into().point()));
        return true;
    }

    @Override
    public Boolean importBuffer(SyncStep.ImportBuffer step) {
        buffer(step.into()).importFile(file(step.file()), step.into().write());
        return true;
    }

    @Override
    public Boolean makeFile(SyncStep.MakeFile step) {
        Answer<SyncFile> answer = Answer.of(Answer.ask(() -> CompletableFuture.completedFuture(
                SyncFile.of(step.name(), fences(step.of()).toArray(Fence[]::new)))));
        file(step, step.name(), step.fences(), step.errno(), answer);
        return true;
    }

    @Override
    public Boolean setDeadline(SyncStep.SetDeadline step) {
        fences(List.of(step.on())).forEach(fence -> fence.setDeadline(run.origin() + step.nanos()));
        return true;
    }

    private void file(
            SyncStep step, String name, @Nullable Range fences, @Nullable Errno errno, Answer<SyncFile> answer) {
        SyncFile file = answer.value();
        own.put(name, file == null ? Made.refusedFile(refused(answer)) : Made.file(file));
        if (file != null) {
            compare(step, "fences of " + name, fences, file.fences().size());
        }
        verdict(step, errno, answer.refusal());
    }

    private SyncFile file(Ref name) {
        SyncFile file = run.client(name.client(), own).find(name).file();
        if (file == null) {
            throw new IllegalStateException("a checked scenario takes " + name + " for a sync file");
        }
        return file;
    }

    private List<Fence> fences(List<Ref> names) {
        List<Fence> fences = new ArrayList<>();
        names.forEach(
                name -> fences.addAll(run.client(name.client(), own).find(name).fences()));
        return fences;
    }

    private List<SyncPoint> points(List<Ref> names) {
        return names.stream().map(this::point).toList();
    }

    private SyncPoint point(Ref name) {
        return own.object(name).at(name.point());
    }

    private static Errno refused(Answer<?> answer) {
        Refusal refusal = answer.refusal();
        return refusal == null ? Errno.EINVAL : refusal.errno();
    }

    /** Asks, and has the host resume the client with the answer; then hands it over. */
    private <T> boolean asks(SyncStep step, Supplier<CompletionStage<T>> question, Consumer<Answer<T>> taker) {
        ProgramHost playedBy = host;
        if (playedBy == null) {
            throw new IllegalStateException("nobody plays " + step);
        }
        if (asked == null) {
            asked = Answer.ask(question);
            askedAt = playedBy.now();
            playedBy.resumeWhen(asked);
            return false;
        }
        @SuppressWarnings("unchecked")
        CompletableFuture<T> over = (CompletableFuture<T>) asked;
        asked = null;
        taker.accept(Answer.of(over));
        return true;
    }

    /** Does something that is refused at once, or not at all. */
    private void now(ScenarioStep step, @Nullable Errno errno, Runnable deed) {
        Answer<Boolean> answer = Answer.of(Answer.ask(() -> {
            deed.run();
            return CompletableFuture.completedFuture(true);
        }));
        verdict(step, errno, answer.refusal());
    }

    private void compare(SyncStep step, String what, @Nullable Range expected, long actual) {
        if (expected != null) {
            check(
                    step,
                    what,
                    expected.contains(actual),
                    ScenarioText.countRange(expected),
                    Long.toUnsignedString(actual));
        }
    }

    /** A wait that gives up has done what it was asked to do. */
    private void verdict(SyncStep step, SyncStep.Wanted wanted, Answer<Integer> answer) {
        Refusal refusal = answer.refusal();
        Integer index = answer.value();
        if (wanted.index() != null && index != null) {
            check(step, "index", wanted.index().equals(index), wanted.index().toString(), index.toString());
        }
        boolean gaveUp = refusal != null && refusal.errno() == Errno.ETIME;
        if (!gaveUp || wanted.errno() != null || wanted.index() != null) {
            verdict(step, wanted.errno(), refusal);
        }
        long took = host == null ? 0 : host.now() - askedAt;
        if (wanted.took() != null && run.checks().comparesTimes()) {
            check(
                    step,
                    "took",
                    wanted.took().contains(took),
                    ScenarioText.timeRange(wanted.took()),
                    ScenarioText.time(took));
        }
    }

    private void verdict(ScenarioStep step, @Nullable Errno expected, @Nullable Refusal refusal) {
        if (expected != null || refusal != null) {
            boolean met = refusal != null && refusal.errno() == expected;
            String actual = refusal == null ? "granted" : met ? refusal.errno().negated() : refusal.getMessage();
            check(step, "step", met, expected == null ? "granted" : expected.negated(), String.valueOf(actual));
        }
    }

    private void check(ScenarioStep step, String what, boolean met, String expected, String actual) {
        run.checks().add(own, step.place(), what, met, expected, actual);
    }
}
