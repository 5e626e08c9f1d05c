package dev.signalbox.sim.workload.scenario;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads the steps of one client. A step is an object; the first of the verbs below that it has says which kind it is. */
final class StepReader {
    private static final String NO_TURNS = "a loop runs from once to " + Limits.STEPS_RUN + " times";

    /** The keys that stand beside verbs: none of them is a verb that was misspelt. */
    private static final Set<String> WITH = Set.of(
            "queue",
            "work",
            "program",
            "credits",
            "tag",
            "tag-per-cycle",
            "fault",
            "after",
            "starting-with",
            "reads",
            "writes",
            "uses",
            "count",
            "jobs",
            "paced-by",
            "refused",
            "times",
            "patience",
            "for",
            "timeout",
            "result",
            "took",
            "on",
            "waits-for",
            "signals",
            "from",
            "into",
            "to",
            "of",
            "read",
            "write",
            "as",
            "index",
            "errno",
            "value",
            "last-submitted",
            "for-submit",
            "available",
            "signalled",
            "label",
            "fences");

    private final Map<String, Function<Fields, ScenarioStep>> verbs = new LinkedHashMap<>();
    private int loops;
    private boolean inCycle;
    private long run;

    StepReader() {
        verbs.put("submit", JobReader::submit);
        verbs.put("repeat", fields -> repeat(fields, "repeat", false));
        verbs.put("cycles", fields -> repeat(fields, "cycles", true));
        verbs.put("close", StepReader::close);
        verbs.put("wait", StepReader::await);
        verbs.put("point", StepReader::point);
        verbs.put("signal", StepReader::signal);
        verbs.put("end", StepReader::end);
        verbs.put("destroy", StepReader::destroy);
        verbs.put("delay", fields -> new ScenarioStep.Delay(fields.need("delay").times("a time"), fields.place()));
        verbs.put("at", fields -> new ScenarioStep.At(fields.need("at").time(), fields.place()));
        verbs.put("period", this::period);
        verbs.put("depth", StepReader::depth);
        verbs.put(
                "pacing",
                fields -> new ScenarioStep.SetPacing(fields.need("pacing").flag(), fields.place()));
        verbs.put("priority", StepReader::priority);
        verbs.put("preempt", StepReader::preempt);
        verbs.put("expect", StepReader::expect);
        SyncStepReader.addTo(verbs);
    }

    /** Reads all steps of a client and counts what running them costs. */
    List<ScenarioStep> readAll(Node node) {
        List<ScenarioStep> all = read(node);
        if (run > Limits.STEPS_RUN) {
            throw node.problem("these steps, loops counted out, are too many", "at most " + Limits.STEPS_RUN);
        }
        return all;
    }

    private List<ScenarioStep> read(Node node) {
        List<ScenarioStep> read = new ArrayList<>();
        for (Node each : node.list(Limits.TEXT_BYTES)) {
            read.add(step(each));
        }
        run += read.size();
        return read;
    }

    private ScenarioStep step(Node node) {
        Fields fields = node.fields("a step");
        String verb = verbs.keySet().stream().filter(fields::has).findFirst().orElseThrow(() -> noVerb(fields));
        Fields named = node.fields("the step '" + verb + "'");
        ScenarioStep step = reader(verb).apply(named);
        named.refuseOthers();
        return step;
    }

    private Function<Fields, ScenarioStep> reader(String verb) {
        Function<Fields, ScenarioStep> reader = verbs.get(verb);
        if (reader == null) {
            throw new IllegalArgumentException(verb);
        }
        return reader;
    }

    private ScenarioException noVerb(Fields fields) {
        if (fields.keys().isEmpty()) {
            return fields.problem("a step is empty", Nearest.hint("", verbs.keySet()));
        }
        String key = Nearest.likeliest(fields.keys(), WITH, verbs.keySet());
        return fields.problem(
                key.isEmpty() ? "a step does not say what it does" : "there is no step '" + Printable.cut(key) + "'",
                Nearest.hint(key, verbs.keySet()));
    }

    private ScenarioStep repeat(Fields fields, String verb, boolean cycles) {
        if (cycles && inCycle) {
            throw fields.problem("cycles in cycles", "use repeat inside");
        }
        if (++loops > Limits.LOOPS) {
            throw fields.problem("loops in loops in loops", "at most " + Limits.LOOPS);
        }
        inCycle |= cycles;
        long outside = run;
        run = 0;
        List<ScenarioStep> below = read(fields.need(verb));
        long times = fields.need("times").whole(1, Limits.STEPS_RUN);
        if (below.isEmpty()) {
            throw fields.problem("a loop without steps", NO_TURNS);
        }
        run = Math.min(Limits.STEPS_RUN + 1, outside + Math.multiplyExact(Math.min(run, Limits.STEPS_RUN + 1), times));
        inCycle &= !cycles;
        loops--;
        return new ScenarioStep.Repeat(below, times, cycles, fields.place());
    }

    private static ScenarioStep close(Fields fields) {
        String how = fields.need("close").oneOf(new String[] {"drain", "abort", "deadline"}, word -> word);
        long patience = how.equals("drain") ? -1 : 0;
        if (how.equals("deadline")) {
            Node node = fields.need("patience");
            patience = node.time();
            if (patience == 0) {
                throw node.isNot("a time", "more than 0, or close = abort");
            }
        }
        return new ScenarioStep.Close(patience, fields.read("wait", Node::flag, true), fields.place());
    }

    private static ScenarioStep await(Fields fields) {
        Range took = fields.optional("took", Node::timeRange);
        @Nullable Long timeout = fields.optional("timeout", Node::time);
        String quantity = fields.read("for", node -> node.oneOf(new String[] {"all", "any"}, word -> word), "all");
        Node resultNode = fields.find("result");
        @Nullable Boolean met = resultNode == null
                ? null
                : resultNode
                        .oneOf(new String[] {"met", "timed-out"}, word -> word)
                        .equals("met");
        if (Boolean.FALSE.equals(met) && timeout == null) {
            throw fields.problem("a wait without a timeout cannot time out", "add timeout = ...");
        }
        List<Ref> what = Names.refs(fields.need("wait"));
        return new ScenarioStep.Wait(what, quantity.equals("any"), timeout, met, took, fields.place());
    }

    private static ScenarioStep point(Fields fields) {
        return new ScenarioStep.Point(
                fields.need("point").name(), fields.need("on").printable("the name of a timeline"), fields.place());
    }

    private static ScenarioStep signal(Fields fields) {
        return new ScenarioStep.Signal(
                Names.refs(fields.need("signal")), fields.optional("errno", Node::errno), fields.place());
    }

    private static ScenarioStep end(Fields fields) {
        return new ScenarioStep.End(Names.ref(fields.need("end")), fields.place());
    }

    private static ScenarioStep destroy(Fields fields) {
        return new ScenarioStep.Destroy(Names.use(fields.need("destroy"), true), fields.place());
    }

    private ScenarioStep period(Fields fields) {
        if (!inCycle) {
            throw fields.problem("a period outside of cycles", "put it among the steps of cycles = [...]");
        }
        return new ScenarioStep.Period(fields.need("period").time(), fields.place());
    }

    private static ScenarioStep depth(Fields fields) {
        return new ScenarioStep.Depth((int) fields.need("depth").whole(0, Limits.BUFFERS), fields.place());
    }

    private static ScenarioStep priority(Fields fields) {
        return new ScenarioStep.SetPriority(
                fields.need("queue").name(), ClientReader.priority(fields.need("priority")), fields.place());
    }

    private static ScenarioStep preempt(Fields fields) {
        return new ScenarioStep.SetPreempt(
                fields.need("queue").name(), fields.need("preempt").time(), fields.place());
    }

    private static ScenarioStep expect(Fields fields) {
        List<Expectation> expectations = fields.need("expect").oneOrMore(Limits.TEXT_BYTES).stream()
                .map(ExpectationReader::read)
                .toList();
        return new ScenarioStep.Expect(expectations, fields.place());
    }
}
