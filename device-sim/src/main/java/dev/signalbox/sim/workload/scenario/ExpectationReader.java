package dev.signalbox.sim.workload.scenario;

import dev.signalbox.fence.Errno;
import dev.signalbox.sim.workload.scenario.Expectation.Count;
import dev.signalbox.sim.workload.scenario.Expectation.Moment;
import dev.signalbox.sim.workload.scenario.Expectation.Status;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads what is expected. An expectation is an object; the first of the subjects below that it has says what it is about. */
final class ExpectationReader {
    private static final Map<String, Function<Fields, Expectation>> SUBJECTS = new LinkedHashMap<>();
    private static final List<String> OF_JOB =
            List.of("status", "refused", "ran", "ended", "waited", "took", "deadline", "engine");

    /** The keys that stand beside subjects: none of them is a subject that was misspelt. */
    private static final Set<String> WITH = Set.of(
            "turn",
            "status",
            "refused",
            "ran",
            "ended",
            "waited",
            "took",
            "deadline",
            "engine",
            "client",
            "errno",
            "value",
            "signalled");

    static {
        SUBJECTS.put("job", ExpectationReader::ofJob);
        SUBJECTS.put("order", ExpectationReader::order);
        Arrays.stream(Count.What.values())
                .forEach(what -> SUBJECTS.put(Node.word(what), fields -> count(fields, what)));
        SUBJECTS.put("point", ExpectationReader::ofPoint);
        SUBJECTS.put("contents", ExpectationReader::ofContents);
        SUBJECTS.put("now", fields -> new Expectation.Now(fields.need("now").timeRange(), fields.place()));
        SUBJECTS.put(
                "hang",
                fields -> new Expectation.HangSays(
                        fields.need("hang").printable("a part of the explanation"), fields.place()));
    }

    private ExpectationReader() {}

    static Expectation read(Node node) {
        Fields fields = node.fields("an expectation");
        String subject =
                SUBJECTS.keySet().stream().filter(fields::has).findFirst().orElseThrow(() -> noSubject(fields));
        Fields named = node.fields("an expectation of '" + subject + "'");
        Function<Fields, Expectation> reader = SUBJECTS.getOrDefault(subject, ExpectationReader::ofJob);
        Expectation expectation = reader.apply(named);
        named.refuseOthers();
        return expectation;
    }

    private static ScenarioException noSubject(Fields fields) {
        String key = Nearest.likeliest(fields.keys(), WITH, SUBJECTS.keySet());
        return fields.problem(
                key.isEmpty()
                        ? "an expectation does not say what it is about"
                        : "nothing is expected of '" + Printable.cut(key) + "'",
                Nearest.hint(key, SUBJECTS.keySet()));
    }

    private static Expectation ofJob(Fields fields) {
        Ref job = Names.ref(fields.need("job"));
        if (OF_JOB.stream().noneMatch(fields::has)) {
            fields.find("turn");
            OF_JOB.forEach(fields::find);
            fields.refuseOthers();
            throw fields.problem("nothing is expected of job " + job, "add one of " + OF_JOB);
        }
        return new Expectation.OfJob(
                job,
                fields.read("turn", node -> (int) node.whole(1, Limits.STEPS_RUN), 0),
                status(fields),
                fields.optional("ran", Node::timeRange),
                fields.optional("ended", Node::timeRange),
                fields.optional("waited", Node::timeRange),
                fields.optional("took", Node::timeRange),
                fields.optional("deadline", Node::timeRange),
                fields.optional("engine", node -> node.printable("an engine")),
                fields.place());
    }

    private static @Nullable Status status(Fields fields) {
        Node refused = fields.find("refused");
        Node status = fields.find("status");
        if (refused != null && status != null) {
            throw fields.problem("both status and refused", "a job that is refused has no other status");
        }
        if (refused != null) {
            return new Status(Status.Kind.REFUSED, refused.errno());
        }
        if (status == null) {
            return null;
        }
        String word = status.scalar("how a job ended");
        if (word.equals("ok")) {
            return new Status(Status.Kind.OK, null);
        }
        return word.equals("unfinished")
                ? new Status(Status.Kind.UNFINISHED, null)
                : new Status(Status.Kind.ERROR, errnoOf(status, word));
    }

    private static Errno errnoOf(Node status, String word) {
        List<String> known = Arrays.stream(Errno.values()).map(Errno::name).toList();
        if (!known.contains(word)) {
            throw status.isNot("ok, unfinished or an errno", Nearest.hint(word, known));
        }
        return status.errno();
    }

    private static Expectation order(Fields fields) {
        Node list = fields.need("order");
        List<Moment> moments = list.list(Limits.REFERENCES).stream()
                .map(ExpectationReader::moment)
                .toList();
        if (moments.size() < 2) {
            throw list.problem("an order of fewer than two", "such as [upload ended, draw ran]");
        }
        return new Expectation.Order(moments, fields.place());
    }

    private static Moment moment(Node node) {
        String text = node.text("a job and a moment");
        int space = text.lastIndexOf(' ');
        for (Moment.Event event : Moment.Event.values()) {
            if (space > 0 && text.substring(space + 1).equals(Node.word(event))) {
                return new Moment(Names.ref(node, text.substring(0, space).strip()), event);
            }
        }
        throw node.isNot(
                "a job and a moment",
                "such as 'draw ran'; moments are "
                        + Arrays.stream(Moment.Event.values()).map(Node::word).toList());
    }

    private static Expectation count(Fields fields, Count.What what) {
        Range range = fields.need(Node.word(what)).countRange();
        @Nullable String client = what == Count.What.RACES
                ? null
                : fields.optional("client", node -> node.printable("the name of a client"));
        boolean withError = what == Count.What.ERRORS || what == Count.What.REFUSALS;
        @Nullable Errno errno = withError ? fields.optional("errno", Node::errno) : null;
        return new Count(what, range, client, errno, fields.place());
    }

    private static Expectation ofContents(Fields fields) {
        Spot spot = PacketReader.anySpot(fields.need("contents"));
        Node value = fields.need("value");
        List<Integer> values =
                value.oneOrMore(Limits.DWORDS).stream().map(PacketReader::dword).toList();
        int count = fields.read("count", node -> (int) node.whole(1, Limits.DWORDS), 1);
        if (values.size() > 1 && count > 1) {
            throw fields.problem("both several values and a count", "count is how often one value stands there");
        }
        return new Expectation.OfContents(spot, values, count, fields.place());
    }

    private static Expectation ofPoint(Fields fields) {
        Ref point = Names.ref(fields.need("point"));
        return new Expectation.OfPoint(point, fields.need("signalled").flag(), fields.place());
    }
}
