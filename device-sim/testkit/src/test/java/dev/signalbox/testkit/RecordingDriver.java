package dev.signalbox.testkit;

import dev.signalbox.fence.FenceId;
import dev.signalbox.ring.Backend;
import dev.signalbox.ring.BackendJob;
import dev.signalbox.ring.RunResult;
import dev.signalbox.ring.Verdict;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A driver that writes down what it is told, and answers by the tags of jobs. */
final class RecordingDriver implements Backend {
    final List<String> told = new ArrayList<>();
    final Map<Long, List<FenceId>> prepares = new HashMap<>();
    final Map<Long, RunResult> runs = new HashMap<>();
    Function<BackendJob, Verdict> verdict = job -> Verdict.recover();

    @Override
    public @Nullable FenceId prepare(BackendJob job) {
        List<FenceId> left = prepares.getOrDefault(job.tag(), List.of());
        if (left.isEmpty()) {
            return null;
        }
        told.add("prepare " + job.tag());
        return left.remove(0);
    }

    @Override
    public RunResult run(BackendJob job) {
        told.add("run " + job.tag() + (job.error() == null ? "" : " " + job.error()));
        return runs.getOrDefault(job.tag(), Backend.super.run(job));
    }

    @Override
    public Verdict timedOut(BackendJob job) {
        told.add("timeout " + job.tag());
        return verdict.apply(job);
    }

    @Override
    public void cancelled(BackendJob job) {
        told.add("cancelled " + job.tag());
    }

    @Override
    public void freed(BackendJob job, boolean byHandler) {
        told.add("freed " + job.tag() + (byHandler ? " by handler" : ""));
    }
}
