package dev.signalbox.sim.workload.scenario;

import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads names that refer to something. */
final class Names {
    private static final Pattern POINT = Pattern.compile("(.+)\\.(\\d{1,20})");
    private static final Pattern BUFFERS =
            Pattern.compile("([A-Za-z][A-Za-z0-9_-]*)(?:\\.(\\d{1,9})(?:-(\\d{1,9}))?)?");

    private Names() {}

    /** Reads {@code job}, {@code timeline.3}, {@code client/job}. */
    static Ref ref(Node node) {
        return ref(node, node.text("the name of a job or a point"));
    }

    static Ref ref(Node node, String text) {
        @Nullable String client = client(text);
        String rest = client == null ? text : text.substring(client.length() + 1);
        Matcher point = POINT.matcher(rest);
        if (rest.isBlank() || !Printable.isPrintable(text)) {
            throw node.isNot("the name of a job or a point", "such as draw, go.1 or game/draw");
        }
        if (!point.matches()) {
            return new Ref(client, rest, 0, node.place());
        }
        return new Ref(client, point.group(1), point(node, point.group(2)), node.place());
    }

    private static long point(Node node, String digits) {
        BigInteger number = new BigInteger(digits);
        if (number.signum() == 0 || number.bitLength() > Long.SIZE) {
            throw node.isNot("a point", "points go from 1 to " + Long.toUnsignedString(-1));
        }
        return number.longValue();
    }

    /** Reads one name or a list of them. */
    static List<Ref> refs(Node node) {
        return node.oneOrMore(Limits.REFERENCES).stream().map(Names::ref).toList();
    }

    /** Reads {@code object} or {@code object.3}, of the client's own. */
    static Ref own(Node node) {
        Ref ref = ref(node);
        if (ref.client() != null) {
            throw node.isNot(
                    "a sync object of this client", "open a handle of its own: { open = ..., from = " + ref + " }");
        }
        return ref;
    }

    /** Reads one or more of them. */
    static List<Ref> owns(Node node) {
        return node.oneOrMore(Limits.REFERENCES).stream().map(Names::own).toList();
    }

    /** Reads one buffer. */
    static Use buffer(Node node, boolean write) {
        Use use = use(node, write);
        if (use.last() != Use.ALL && use.first() != use.last()) {
            throw node.isNot("one buffer", "such as frame, set.3 or game/frame");
        }
        return use;
    }

    static Use use(Node node, boolean write) {
        return use(node, node.text("the name of a buffer"), write);
    }

    /** Reads {@code buffer}, {@code set.3}, {@code set.0-7}, {@code client/buffer}. */
    static Use use(Node node, String text, boolean write) {
        @Nullable String client = client(text);
        Matcher matcher = BUFFERS.matcher(client == null ? text : text.substring(client.length() + 1));
        if (!matcher.matches()) {
            throw node.isNot("the name of a buffer", "such as frame, set.3, set.0-7 or game/frame");
        }
        String first = matcher.group(2);
        String last = matcher.group(3) == null ? first : matcher.group(3);
        Use use = new Use(
                client,
                matcher.group(1),
                first == null ? 0 : Integer.parseInt(first),
                last == null ? Use.ALL : Integer.parseInt(last),
                write,
                node.place());
        if (use.last() != Use.ALL && use.last() < use.first()) {
            throw node.isNot("the name of a buffer", "the smaller number comes first");
        }
        return use;
    }

    /** Returns the names that a step makes, and what they stand for. */
    static Map<String, Kind> made(ScenarioStep step) {
        Map<String, Kind> made = new LinkedHashMap<>();
        if (step instanceof ScenarioStep.Point point) {
            made.put(point.name(), Kind.POINT);
        } else if (step instanceof SyncStep.Create create) {
            made.put(create.object().name(), Kind.SYNC_OBJECT);
        } else if (step instanceof SyncStep.Open open) {
            made.put(open.name(), Kind.SYNC_OBJECT);
        } else if (step instanceof SyncStep.Subscribe subscribe) {
            made.put(subscribe.name(), Kind.EVENT);
        } else if (step instanceof SyncStep.WaitPoints wait && wait.as() != null) {
            made.put(wait.as(), Kind.EVENT);
        } else if (step instanceof SyncStep.ExportPoint export) {
            made.put(export.name(), Kind.FILE);
        } else if (step instanceof SyncStep.ExportBuffer export) {
            made.put(export.name(), Kind.FILE);
        } else if (step instanceof SyncStep.MakeFile file) {
            made.put(file.name(), Kind.FILE);
        }
        return made;
    }

    private static @Nullable String client(String text) {
        int slash = text.lastIndexOf('/');
        return slash < 0 ? null : text.substring(0, slash);
    }
}
