package dev.signalbox.sim.workload.scenario;

import static dev.signalbox.sim.workload.scenario.ScenarioText.list;
import static dev.signalbox.sim.workload.scenario.ScenarioText.word;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Prints a step on one line. */
final class StepText implements ScenarioStep.Visitor<String> {
    private final List<String> pairs = new ArrayList<>();

    private StepText with(String key, String value) {
        pairs.add(key + " = " + value);
        return this;
    }

    private String done() {
        return "{ " + String.join(", ", pairs) + " }";
    }

    @Override
    public String submit(ScenarioStep.Submit step) {
        with("submit", word(step.name())).with("queue", word(step.queue()));
        if (step.jobs().size() == 1 && step.jobs().get(0).name() == null) {
            job(step.jobs().get(0));
        } else {
            with("jobs", step.jobs().stream().map(StepText::inList).collect(Collectors.joining(", ", "[", "]")));
        }
        if (step.count() > 1) {
            with("count", Integer.toString(step.count()));
        }
        if (step.pacedBy() != null) {
            with("paced-by", ref(step.pacedBy()));
        }
        if (step.refused() != null) {
            with("refused", step.refused().name());
        }
        return done();
    }

    private static String inList(JobPlan job) {
        StepText text = new StepText();
        if (job.name() != null) {
            text.with("name", word(job.name()));
        }
        text.job(job);
        return text.done();
    }

    private void job(JobPlan job) {
        with("work", work(job.work()));
        if (job.preemptNanos() != null) {
            with("preempt", Units.time(job.preemptNanos()));
        }
        if (job.credits() > 1) {
            with("credits", Integer.toString(job.credits()));
        }
        if (job.tag() != 0) {
            with("tag", Long.toString(job.tag()));
        }
        if (job.tagPerCycle() != 0) {
            with("tag-per-cycle", Long.toString(job.tagPerCycle()));
        }
        if (job.fault() != null) {
            with("fault", job.fault().name());
        }
        refs("after", job.after());
        refs("waits-for", job.waitsFor());
        refs("signals", job.signals());
        refs("starting-with", job.startingWith());
        uses(job.uses());
        if (!job.program().isEmpty()) {
            with("program", PacketText.print(job.program()));
        }
    }

    private void refs(String key, List<Ref> refs) {
        if (!refs.isEmpty()) {
            with(key, list(refs.stream().map(Ref::toString).toList()));
        }
    }

    /** Writes, then reads, as they are read; any other order takes the form that keeps it. */
    private void uses(List<Use> uses) {
        List<Use> writes = uses.stream().filter(Use::write).toList();
        List<Use> reads = uses.stream().filter(use -> !use.write()).toList();
        List<Use> sorted = new ArrayList<>(writes);
        sorted.addAll(reads);
        if (!sorted.equals(uses)) {
            with(
                    "uses",
                    list(uses.stream()
                            .map(use -> (use.write() ? "write " : "read ") + use)
                            .toList()));
            return;
        }
        if (!writes.isEmpty()) {
            with("writes", list(writes.stream().map(Use::toString).toList()));
        }
        if (!reads.isEmpty()) {
            with("reads", list(reads.stream().map(Use::toString).toList()));
        }
    }

    private static String work(Span work) {
        if (work.isEndless()) {
            return "endless";
        }
        return work.max() == 0 ? "none" : times(work);
    }

    private static String times(Span span) {
        String max = span.min() == span.max() ? "" : ".." + Units.time(span.max());
        return Units.time(span.min()) + max;
    }

    /** One name stands alone. */
    static String some(List<Ref> refs) {
        return refs.size() == 1
                ? ref(refs.get(0))
                : list(refs.stream().map(Ref::toString).toList());
    }

    @Override
    public String sync(SyncStep step) {
        return step.accept(new SyncStepText());
    }

    static String ref(Ref ref) {
        return word(ref.toString());
    }

    @Override
    public String await(ScenarioStep.Wait step) {
        with("wait", list(step.what().stream().map(Ref::toString).toList()));
        if (step.any()) {
            with("for", "any");
        }
        return timed(step.timeoutNanos()).resulting(step.met(), step.took()).done();
    }

    private StepText timed(@Nullable Long timeout) {
        return timeout == null ? this : with("timeout", Units.time(timeout));
    }

    private StepText resulting(@Nullable Boolean met, @Nullable Range took) {
        if (met != null) {
            with("result", met ? "met" : "timed-out");
        }
        return took == null ? this : with("took", Units.timeRange(took));
    }

    @Override
    public String point(ScenarioStep.Point step) {
        return with("point", word(step.name()))
                .with("on", word(step.timeline()))
                .done();
    }

    @Override
    public String signal(ScenarioStep.Signal step) {
        with("signal", some(step.what()));
        return step.errno() == null
                ? done()
                : with("errno", step.errno().name()).done();
    }

    @Override
    public String end(ScenarioStep.End step) {
        return with("end", ref(step.job())).done();
    }

    @Override
    public String destroy(ScenarioStep.Destroy step) {
        return with("destroy", word(step.buffers().toString())).done();
    }

    @Override
    public String delay(ScenarioStep.Delay step) {
        return with("delay", times(step.nanos())).done();
    }

    @Override
    public String at(ScenarioStep.At step) {
        return with("at", Units.time(step.nanos())).done();
    }

    @Override
    public String period(ScenarioStep.Period step) {
        return with("period", Units.time(step.nanos())).done();
    }

    /** A loop is a block of lines, which whoever prints blocks takes care of. */
    @Override
    public String repeat(ScenarioStep.Repeat step) {
        throw new IllegalArgumentException("a loop takes several lines");
    }

    @Override
    public String depth(ScenarioStep.Depth step) {
        return with("depth", Integer.toString(step.limit())).done();
    }

    @Override
    public String pacing(ScenarioStep.SetPacing step) {
        return with("pacing", Boolean.toString(step.on())).done();
    }

    @Override
    public String priority(ScenarioStep.SetPriority step) {
        return with("priority", Node.word(step.priority()))
                .with("queue", word(step.queue()))
                .done();
    }

    @Override
    public String preempt(ScenarioStep.SetPreempt step) {
        return with("preempt", Units.time(step.nanos()))
                .with("queue", word(step.queue()))
                .done();
    }

    @Override
    public String close(ScenarioStep.Close step) {
        if (step.patienceNanos() > 0) {
            with("close", "deadline").with("patience", Units.time(step.patienceNanos()));
        } else {
            with("close", step.patienceNanos() == 0 ? "abort" : "drain");
        }
        return step.waits() ? done() : with("wait", "false").done();
    }

    @Override
    public String expect(ScenarioStep.Expect step) {
        return with(
                        "expect",
                        step.expectations().stream()
                                .map(ExpectationText::print)
                                .collect(Collectors.joining(", ", "[", "]")))
                .done();
    }
}
