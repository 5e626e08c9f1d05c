package dev.signalbox.sim.workload.scenario;

import dev.signalbox.fence.Errno;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads steps about sync objects, sync files and fences. */
final class SyncStepReader {
    /** The names of the ends of a wait, which only a timeout brings about. */
    private static final String ALL = "all";

    private static final String ANY = "any";

    private SyncStepReader() {}

    /** Adds the verbs of these steps; a deadline is also what other steps say with that word, so it comes last. */
    static void addTo(Map<String, Function<Fields, ScenarioStep>> verbs) {
        verbs.put("sync-object", SyncStepReader::create);
        verbs.put("open", SyncStepReader::open);
        verbs.put("close-handle", SyncStepReader::closeHandle);
        verbs.put("reset", SyncStepReader::reset);
        verbs.put("query", SyncStepReader::query);
        verbs.put("wait-points", SyncStepReader::waitPoints);
        verbs.put("wait-fences", SyncStepReader::waitFences);
        verbs.put("transfer", SyncStepReader::transfer);
        verbs.put("subscribe", SyncStepReader::subscribe);
        verbs.put("export", SyncStepReader::export);
        verbs.put("import", SyncStepReader::importing);
        verbs.put("sync-file", SyncStepReader::makeFile);
        verbs.put("deadline", SyncStepReader::deadline);
    }

    private static ScenarioStep create(Fields fields) {
        String name = fields.need("sync-object").name();
        return new SyncStep.Create(ClientReader.syncObject(fields, name), fields.place());
    }

    private static ScenarioStep open(Fields fields) {
        Node from = fields.need("from");
        Ref object = whole(from);
        if (object.client() == null) {
            throw from.isNot("a sync object of another client", "such as game/frames");
        }
        return new SyncStep.Open(fields.need("open").name(), object, errno(fields), fields.place());
    }

    private static ScenarioStep closeHandle(Fields fields) {
        return new SyncStep.CloseHandle(
                fields.need("close-handle").oneOrMore(Limits.REFERENCES).stream()
                        .map(SyncStepReader::ownWhole)
                        .toList(),
                fields.place());
    }

    private static ScenarioStep reset(Fields fields) {
        return new SyncStep.Reset(
                fields.need("reset").oneOrMore(Limits.REFERENCES).stream()
                        .map(SyncStepReader::ownWhole)
                        .toList(),
                errno(fields),
                fields.place());
    }

    private static ScenarioStep query(Fields fields) {
        SyncStep.Query query = new SyncStep.Query(
                ownWhole(fields.need("query")),
                fields.optional("value", Node::countRange),
                fields.optional("last-submitted", Node::countRange),
                errno(fields),
                fields.place());
        if (query.value() == null && query.lastSubmitted() == null && query.errno() == null) {
            fields.refuseOthers();
            throw fields.problem(
                    "nothing is expected of the query", "add value = ..., last-submitted = ... or errno = ...");
        }
        return query;
    }

    private static ScenarioStep waitPoints(Fields fields) {
        Node points = fields.need("wait-points");
        boolean any = isAny(fields);
        @Nullable Long timeout = fields.optional("timeout", Node::time);
        SyncStep.WaitPoints wait = new SyncStep.WaitPoints(
                Names.owns(points),
                any,
                fields.read("for-submit", Node::flag, false),
                fields.read("available", Node::flag, false),
                fields.optional("deadline", Node::time),
                timeout,
                fields.optional("as", Node::name),
                wanted(fields, timeout, points.oneOrMore(Limits.REFERENCES).size()),
                fields.place());
        if (wait.as() != null && !wait.wanted().equals(SyncStep.Wanted.NOTHING)) {
            throw fields.problem(
                    "a wait with 'as' goes on at once", "expect something of { wait = " + wait.as() + " }");
        }
        return wait;
    }

    private static ScenarioStep waitFences(Fields fields) {
        Node fences = fields.need("wait-fences");
        boolean any = isAny(fields);
        @Nullable Long timeout = fields.optional("timeout", Node::time);
        return new SyncStep.WaitFences(
                Names.refs(fences),
                any,
                timeout,
                wanted(fields, timeout, fences.oneOrMore(Limits.REFERENCES).size()),
                fields.place());
    }

    private static boolean isAny(Fields fields) {
        return fields.read("for", node -> node.oneOf(new String[] {ALL, ANY}, word -> word), ALL)
                .equals(ANY);
    }

    private static ScenarioStep transfer(Fields fields) {
        @Nullable Long timeout = fields.optional("timeout", Node::time);
        return new SyncStep.Transfer(
                Names.own(fields.need("transfer")),
                Names.own(fields.need("to")),
                timeout,
                wanted(fields, timeout, 0),
                fields.place());
    }

    /** Reads what is expected; a step without places of anything has no index. */
    private static SyncStep.Wanted wanted(Fields fields, @Nullable Long timeout, int places) {
        @Nullable Integer index = places == 0 ? null : fields.optional("index", node -> (int) node.whole(0, places - 1L));
        @Nullable Errno errno = errno(fields);
        if (index != null && errno != null) {
            throw fields.problem("both index and errno", "what ends with an error has no index");
        }
        if (errno == Errno.ETIME && timeout == null) {
            throw fields.problem("a wait without a timeout cannot time out", "add timeout = ...");
        }
        return new SyncStep.Wanted(index, errno, fields.optional("took", Node::timeRange));
    }

    private static ScenarioStep subscribe(Fields fields) {
        return new SyncStep.Subscribe(
                fields.need("subscribe").name(),
                Names.own(fields.need("to")),
                fields.read("available", Node::flag, false),
                fields.place());
    }

    private static ScenarioStep export(Fields fields) {
        String name = fields.need("export").name();
        @Nullable Range fences = fields.optional("fences", Node::countRange);
        @Nullable Errno errno = errno(fields);
        @Nullable Use buffer = buffer(fields, "from");
        return buffer == null
                ? new SyncStep.ExportPoint(name, Names.own(fields.need("from")), fences, errno, fields.place())
                : new SyncStep.ExportBuffer(name, buffer, fences, errno, fields.place());
    }

    private static ScenarioStep importing(Fields fields) {
        Ref file = file(fields.need("import"));
        @Nullable Use buffer = buffer(fields, "into");
        return buffer == null
                ? new SyncStep.ImportPoint(file, Names.own(fields.need("into")), errno(fields), fields.place())
                : new SyncStep.ImportBuffer(file, buffer, fields.place());
    }

    /** Reads the buffer that is meant; null when it is a point. */
    private static @Nullable Use buffer(Fields fields, String point) {
        long said = java.util.stream.Stream.of(point, "read", "write")
                .filter(fields::has)
                .count();
        if (said != 1) {
            throw fields.problem(
                    "this needs one of '" + point + "', 'read' and 'write'",
                    point + " = a sync object or a point of it, read or write = a buffer");
        }
        @Nullable Use write = fields.optional("write", node -> Names.buffer(node, true));
        return write == null ? fields.optional("read", node -> Names.buffer(node, false)) : write;
    }

    private static Ref file(Node node) {
        Ref file = Names.ref(node);
        if (file.isNumbered()) {
            throw node.isNot("a sync file", "such as drawn or game/drawn");
        }
        return file;
    }

    private static ScenarioStep makeFile(Fields fields) {
        return new SyncStep.MakeFile(
                fields.need("sync-file").name(),
                Names.refs(fields.need("of")),
                fields.optional("fences", Node::countRange),
                errno(fields),
                fields.place());
    }

    private static ScenarioStep deadline(Fields fields) {
        return new SyncStep.SetDeadline(fields.need("deadline").time(), Names.ref(fields.need("on")), fields.place());
    }

    private static @Nullable Errno errno(Fields fields) {
        return fields.optional("errno", Node::errno);
    }

    private static Ref ownWhole(Node node) {
        whole(node);
        return Names.own(node);
    }

    private static Ref whole(Node node) {
        Ref object = Names.ref(node);
        if (object.isNumbered()) {
            throw node.isNot("a sync object", "without the number of a point");
        }
        return object;
    }
}
