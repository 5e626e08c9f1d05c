package dev.signalbox.sim.workload.wsim;

import java.util.ArrayList;
import java.util.List;

/** Turns fields into steps: one method for each kind of step, which reads as the notation does. */
final class Parser {
    static final String BATCH_SHAPE = "CONTEXT.ENGINE.DURATION.DEPENDENCIES.WAIT";

    private final Scope scope = new Scope();
    private final DependencyParser dependencies = new DependencyParser(scope);

    private Parser() {}

    static List<Step> parse(String program, String text) {
        Parser parser = new Parser();
        for (Field step : Lexer.steps(program, text)) {
            parser.scope.add(parser.step(step));
        }
        return parser.scope.finish();
    }

    private Step step(Field step) {
        if (step.isEmpty()) {
            throw step.error("empty step", "remove one of the commas");
        }
        if (step.step() >= Limits.STEPS) {
            throw step.error("the program has too many steps", "allowed: " + Limits.STEPS);
        }
        Place place = new Place(step.step(), step.line(), step.column());
        return step.startsNumber() ? batch(place, new Fields(step, 0, BATCH_SHAPE)) : lettered(place, step);
    }

    private Step lettered(Place place, Field step) {
        Field letter = step.split('.').get(0);
        return switch (letter.text()) {
            case "s" -> await(place, new Fields(step, 1, "s.-STEPS"));
            case "d" -> delay(place, new Fields(step, 1, "d.MICROSECONDS"));
            case "p" -> period(place, new Fields(step, 1, "p.MICROSECONDS"));
            case "t" -> throttle(place, new Fields(step, 1, "t.STEPS"));
            case "q" -> queueDepth(place, new Fields(step, 1, "q.BATCHES"));
            case "f" -> softwareFence(place, new Fields(step, 1, "f"));
            case "a" -> signalFence(place, new Fields(step, 1, "a.-STEPS"));
            case "T" -> endBatch(place, new Fields(step, 1, "T.-STEPS"));
            case "P" -> priority(place, new Fields(step, 1, "P.CONTEXT.PRIORITY"));
            case "X" -> preemptPeriod(place, new Fields(step, 1, "X.CONTEXT.MICROSECONDS"));
            case "M" -> engineMap(place, new Fields(step, 1, "M.CONTEXT.ENGINE|ENGINE"));
            case "B" -> balance(place, new Fields(step, 1, "B.CONTEXT"));
            case "b" -> bond(place, new Fields(step, 1, "b.CONTEXT.ENGINE|ENGINE.MASTER"));
            case "w" -> workingSet(place, false, new Fields(step, 1, "w.SET.SIZE/SIZE"));
            case "W" -> workingSet(place, true, new Fields(step, 1, "W.SET.SIZE/SIZE"));
            case "S" -> throw slices(letter);
            default -> throw unknown(letter);
        };
    }

    private static WsimSyntaxException slices(Field letter) {
        return letter.error(
                "slice masks (S) are not supported: the simulated device has no slices to mask",
                "remove the step; offsets across it become shorter by one");
    }

    private static WsimSyntaxException unknown(Field letter) {
        return letter.error(
                "unknown step " + letter.quoted(), "a step is a batch or one of s d p t q f a T P X M B b w W");
    }

    private Step batch(Place place, Fields fields) {
        int context = fields.next("context").integer("context", 0, Limits.CONTEXT);
        EngineName engine = EngineParser.anyEngine(fields.next("engine"));
        Field duration = fields.next("duration");
        Span span = span(duration);
        List<Dependency> waitsFor = dependencies.list(fields.next("dependency list"));
        boolean waits = waitFlag(fields.next("wait flag"), span);
        fields.end();
        if (span.isEndless()) {
            scope.needsEnd(duration);
        }
        return new Step.Batch(place, context, engine, span, waitsFor, waits);
    }

    private static Span span(Field field) {
        if (field.is("*")) {
            return Span.ENDLESS;
        }
        int dash = field.text().indexOf('-');
        if (dash < 0) {
            long micros = micros("duration", field, 1);
            return new Span(micros, micros);
        }
        long min = micros("shortest duration", field.part(0, dash), 1);
        Field longest = field.from(dash + 1);
        long max = micros("longest duration", longest, 1);
        if (max <= min) {
            throw longest.error("the longest duration is not longer than the shortest", "notation: MIN-MAX");
        }
        return new Span(min, max);
    }

    private static long micros(String what, Field field, int min) {
        return field.number(what, min, Limits.MICROSECONDS);
    }

    private static boolean waitFlag(Field field, Span span) {
        boolean waits = field.integer("wait flag", 0, 1) == 1;
        if (waits && span.isEndless()) {
            throw field.error("waiting here for an endless batch would never return", "use 0 and end it by a T step");
        }
        return waits;
    }

    private Step await(Place place, Fields fields) {
        int target = scope.batchToWaitFor(fields.next("offset"));
        fields.end();
        return new Step.Wait(place, target);
    }

    private static Step delay(Place place, Fields fields) {
        long micros = micros("delay", fields.next("delay"), 1);
        fields.end();
        return new Step.Delay(place, micros);
    }

    private static Step period(Place place, Fields fields) {
        long micros = micros("period", fields.next("period"), 1);
        fields.end();
        return new Step.Period(place, micros);
    }

    private Step throttle(Place place, Fields fields) {
        Field field = fields.next("throttle distance");
        int distance = field.integer("throttle distance", 1, Limits.STEPS);
        fields.end();
        scope.throttle(field);
        return new Step.Throttle(place, distance);
    }

    private static Step queueDepth(Place place, Fields fields) {
        int limit = fields.next("queue depth").integer("queue depth", 1, Limits.QUEUE_DEPTH);
        fields.end();
        return new Step.QueueDepth(place, limit);
    }

    private static Step softwareFence(Place place, Fields fields) {
        fields.end();
        return new Step.SoftwareFence(place);
    }

    private Step signalFence(Place place, Fields fields) {
        int target = scope.softwareFence(fields.next("offset"));
        fields.end();
        return new Step.SignalFence(place, target);
    }

    private Step endBatch(Place place, Fields fields) {
        int target = scope.endBatch(fields.next("offset"));
        fields.end();
        return new Step.EndBatch(place, target);
    }

    private static Step priority(Place place, Fields fields) {
        int context = context(fields.next("context"));
        int priority = signedPriority(fields.next("priority"));
        fields.end();
        return new Step.Priority(place, context, priority);
    }

    private static int context(Field field) {
        return field.integer("context", 1, Limits.CONTEXT);
    }

    private static int signedPriority(Field field) {
        return field.text().startsWith("-")
                ? -field.from(1).integer("priority after its minus sign", 0, Limits.PRIORITY)
                : field.integer("priority", -Limits.PRIORITY, Limits.PRIORITY);
    }

    private static Step preemptPeriod(Place place, Fields fields) {
        int context = context(fields.next("context"));
        long micros = micros("preemption period", fields.next("preemption period"), 0);
        fields.end();
        return new Step.PreemptPeriod(place, context, micros);
    }

    private Step engineMap(Place place, Fields fields) {
        int context = context(fields.next("context"));
        List<EngineName> engines = EngineParser.physicalEngines(fields.next("engine list"));
        fields.end();
        scope.map(context);
        return new Step.EngineMap(place, context, engines);
    }

    private Step balance(Place place, Fields fields) {
        Field field = fields.next("context");
        int context = context(field);
        fields.end();
        scope.balance(field, context);
        return new Step.Balance(place, context);
    }

    private Step bond(Place place, Fields fields) {
        Field field = fields.next("context");
        int context = context(field);
        scope.bond(field, context);
        List<EngineName> siblings = EngineParser.physicalEngines(fields.next("engine list"));
        EngineName master = EngineParser.physicalEngine(fields.next("master engine"));
        fields.end();
        return new Step.Bond(place, context, siblings, master);
    }

    private Step workingSet(Place place, boolean shared, Fields fields) {
        Field field = fields.next("working-set id");
        int id = field.integer("working-set id", 0, Limits.WORKING_SET);
        scope.checkNew(field, id);
        List<ObjectRun> runs = new ArrayList<>();
        for (Field part : fields.next("size list").split('/')) {
            ObjectRun run = SizeParser.run(part);
            scope.countBuffers(part, run.count());
            runs.add(run);
        }
        fields.end();
        Step.WorkingSet set = new Step.WorkingSet(place, id, shared, runs);
        scope.declare(set);
        return set;
    }
}
