package dev.signalbox.sim.workload.scenario;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads names that refer to something. */
final class Names {
    private static final Pattern POINT = Pattern.compile("(.+)\\.(\\d{1,9})");
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
        int number = Integer.parseInt(point.group(2));
        if (number < 1 || number > Limits.POINT) {
            throw node.isNot("a point of a timeline", "points go from 1 to " + Limits.POINT);
        }
        return new Ref(client, point.group(1), number, node.place());
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

    private static @Nullable String client(String text) {
        int slash = text.lastIndexOf('/');
        return slash < 0 ? null : text.substring(0, slash);
    }
}
