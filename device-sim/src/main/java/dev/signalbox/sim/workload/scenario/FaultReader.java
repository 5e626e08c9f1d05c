package dev.signalbox.sim.workload.scenario;

import com.typesafe.config.ConfigValue;
import dev.signalbox.device.ResetScope;
import dev.signalbox.sim.engine.Failures;
import dev.signalbox.sim.failure.Failure;
import dev.signalbox.sim.failure.FailurePlan;
import dev.signalbox.sim.failure.When;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads what goes wrong with the device: in a scenario, and with the same keys in a configuration. */
public final class FaultReader {
    private static final Pattern LINE = Pattern.compile("(.*): \\d+");
    private static final Map<String, Function<Fields, Failure>> KINDS = new LinkedHashMap<>();

    static {
        KINDS.put(
                "hang",
                fields -> entry(new Failures.Hang(fields.read("ended-by", FaultReader::scope, ResetScope.JOB))));
        KINDS.put(
                "slow", fields -> entry(new Failures.Slow(fields.need("factor").number(1, 1_000))));
        KINDS.put("ecc", fields -> entry(new Failures.MemoryError()));
        KINDS.put(
                "page-fault",
                fields -> entry(new Failures.PageFault(fields.read("address", node -> node.bits(0), 0L), false)));
        KINDS.put("corrupt-fence", fields -> new Failure.OfFence(fields.optional("value", FaultReader::value)));
        KINDS.put("lost-interrupt", fields -> new Failure.OfInterrupt(new Failures.Lost()));
        KINDS.put("late-interrupt", fields -> new Failure.OfInterrupt(late(fields.need("delay"))));
        KINDS.put("spurious-interrupt", fields -> new Failure.OfInterrupt(new Failures.Spurious()));
        KINDS.put("failed-reset", fields -> new Failure.OfReset(fields.optional("scope", FaultReader::scope)));
        KINDS.put("device-lost", fields -> new Failure.OfDevice(Failures.Loss.DEVICE));
        KINDS.put("power-loss", fields -> new Failure.OfDevice(Failures.Loss.POWER));
    }

    private FaultReader() {}

    static FaultPlan read(Node node) {
        return read(node, "fault", "a fault");
    }

    /**
     * Reads the failures that a configuration plans.
     *
     * @param value a list
     * @throws ScenarioException when it makes no sense; its file is where the value comes from, its line that of the fault
     */
    public static List<FailurePlan> failures(ConfigValue value) {
        String origin = value.origin().description();
        Matcher withLine = LINE.matcher(origin);
        Source source = new Source(withLine.matches() ? withLine.group(1) : origin, "");
        Node list = new Node(
                source, "failures", value, new Place(Math.max(1, value.origin().lineNumber())));
        return list.list(Limits.CLIENTS).stream()
                .map(node -> read(node, "failure", "a failure").failure())
                .toList();
    }

    /** Returns what can go wrong, by name. */
    public static Set<String> kinds() {
        return Collections.unmodifiableSet(KINDS.keySet());
    }

    private static FaultPlan read(Node node, String key, String what) {
        Fields fields = node.fields(what);
        String kind = fields.need(key).oneOf(KINDS.keySet().toArray(String[]::new), Function.identity());
        Failure failure = KINDS.getOrDefault(kind, FaultReader::unknown).apply(fields);
        FailurePlan plan = failure instanceof Failure.OfDevice
                ? new FailurePlan(
                        failure, List.of(), new When.At(fields.need("at").time()), 0)
                : new FailurePlan(
                        failure,
                        fields.readSome("on", Limits.ENGINES, Node::name),
                        when(fields, failure),
                        fields.read("times", times -> times.whole(1, Limits.NUMBER), 0L));
        fields.refuseOthers();
        return new FaultPlan(plan, node.place());
    }

    private static Failure unknown(Fields fields) {
        throw new IllegalStateException("a kind that is known is read");
    }

    private static When when(Fields fields, Failure failure) {
        List<Long> entries = failure instanceof Failure.OfReset
                ? List.of()
                : fields.readSome("entry", Limits.REFERENCES, node -> node.whole(1, Limits.NUMBER));
        @Nullable Long at = fields.optional("at", Node::time);
        @Nullable Double rate = fields.optional("rate", node -> node.number(0, 1));
        if ((entries.isEmpty() ? 0 : 1) + (at == null ? 0 : 1) + (rate == null ? 0 : 1) > 1) {
            throw fields.problem("more than one of entry, at and rate", "one of them says when");
        }
        if (at != null) {
            return new When.At(at);
        }
        if (rate != null) {
            return new When.Rate(rate);
        }
        return entries.isEmpty() ? new When.Always() : new When.Entries(entries);
    }

    private static ResetScope scope(Node node) {
        return node.oneOf(ResetScope.values(), Node::word);
    }

    private static Failure entry(Failures.EntryFailure failure) {
        return new Failure.OfEntry(failure);
    }

    private static Long value(Node node) {
        return node.bits(0);
    }

    private static Failures.Late late(Node node) {
        long nanos = node.time();
        if (nanos < 1) {
            throw node.isNot("a time of at least 1ns", "such as 100us");
        }
        return new Failures.Late(nanos);
    }
}
