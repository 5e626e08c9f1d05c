package dev.signalbox.sim.workload.scenario;

import static dev.signalbox.sim.workload.scenario.ScenarioText.word;
import static dev.signalbox.sim.workload.scenario.StepText.ref;
import static dev.signalbox.sim.workload.scenario.StepText.some;

import dev.signalbox.fence.Errno;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Prints a step about sync objects, sync files or fences on one line. */
final class SyncStepText implements SyncStep.Visitor<String> {
    private final List<String> pairs = new ArrayList<>();

    private SyncStepText with(String key, String value) {
        pairs.add(key + " = " + value);
        return this;
    }

    private SyncStepText withFlag(String key, boolean set) {
        return set ? with(key, "true") : this;
    }

    private SyncStepText withTime(String key, @Nullable Long nanos) {
        return nanos == null ? this : with(key, Units.time(nanos));
    }

    private SyncStepText withCount(String key, @Nullable Range range) {
        return range == null ? this : with(key, Units.countRange(range));
    }

    private SyncStepText failing(@Nullable Errno errno) {
        return errno == null ? this : with("errno", errno.name());
    }

    private SyncStepText wanting(SyncStep.Wanted wanted) {
        if (wanted.index() != null) {
            with("index", wanted.index().toString());
        }
        failing(wanted.errno());
        return wanted.took() == null ? this : with("took", Units.timeRange(wanted.took()));
    }

    private String done() {
        return "{ " + String.join(", ", pairs) + " }";
    }

    @Override
    public String create(SyncStep.Create step) {
        with("sync-object", word(step.object().name()));
        return "{ " + pairs.get(0) + ScenarioText.details(step.object()) + " }";
    }

    @Override
    public String open(SyncStep.Open step) {
        return with("open", word(step.name()))
                .with("from", ref(step.from()))
                .failing(step.errno())
                .done();
    }

    @Override
    public String closeHandle(SyncStep.CloseHandle step) {
        return with("close-handle", some(step.objects())).done();
    }

    @Override
    public String reset(SyncStep.Reset step) {
        return with("reset", some(step.objects())).failing(step.errno()).done();
    }

    @Override
    public String query(SyncStep.Query step) {
        return with("query", ref(step.object()))
                .withCount("value", step.value())
                .withCount("last-submitted", step.lastSubmitted())
                .failing(step.errno())
                .done();
    }

    @Override
    public String waitPoints(SyncStep.WaitPoints step) {
        with("wait-points", some(step.points()));
        if (step.any()) {
            with("for", "any");
        }
        withFlag("for-submit", step.forSubmit()).withFlag("available", step.available());
        withTime("deadline", step.deadlineNanos()).withTime("timeout", step.timeoutNanos());
        if (step.as() != null) {
            with("as", word(step.as()));
        }
        return wanting(step.wanted()).done();
    }

    @Override
    public String waitFences(SyncStep.WaitFences step) {
        with("wait-fences", some(step.what()));
        if (step.any()) {
            with("for", "any");
        }
        return withTime("timeout", step.timeoutNanos()).wanting(step.wanted()).done();
    }

    @Override
    public String transfer(SyncStep.Transfer step) {
        return with("transfer", ref(step.source()))
                .with("to", ref(step.target()))
                .withTime("timeout", step.timeoutNanos())
                .wanting(step.wanted())
                .done();
    }

    @Override
    public String subscribe(SyncStep.Subscribe step) {
        return with("subscribe", word(step.name()))
                .with("to", ref(step.to()))
                .withFlag("available", step.available())
                .done();
    }

    @Override
    public String exportPoint(SyncStep.ExportPoint step) {
        return with("export", word(step.name()))
                .with("from", ref(step.from()))
                .withCount("fences", step.fences())
                .failing(step.errno())
                .done();
    }

    @Override
    public String exportBuffer(SyncStep.ExportBuffer step) {
        return with("export", word(step.name()))
                .with(key(step.of()), word(step.of().toString()))
                .withCount("fences", step.fences())
                .failing(step.errno())
                .done();
    }

    @Override
    public String importPoint(SyncStep.ImportPoint step) {
        return with("import", ref(step.file()))
                .with("into", ref(step.into()))
                .failing(step.errno())
                .done();
    }

    @Override
    public String importBuffer(SyncStep.ImportBuffer step) {
        return with("import", ref(step.file()))
                .with(key(step.into()), word(step.into().toString()))
                .done();
    }

    private static String key(Use use) {
        return use.write() ? "write" : "read";
    }

    @Override
    public String makeFile(SyncStep.MakeFile step) {
        return with("sync-file", word(step.name()))
                .with("of", some(step.of()))
                .withCount("fences", step.fences())
                .failing(step.errno())
                .done();
    }

    @Override
    public String setDeadline(SyncStep.SetDeadline step) {
        return with("deadline", Units.time(step.nanos()))
                .with("on", ref(step.on()))
                .done();
    }
}
