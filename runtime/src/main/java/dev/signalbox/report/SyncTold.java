package dev.signalbox.report;

import dev.signalbox.event.SyncFact;
import dev.signalbox.event.SyncPointId;
import dev.signalbox.fence.FenceId;
import dev.signalbox.syncobj.SyncTable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Explains a sync object that exists. */
final class SyncTold {
    private final OpenSyncObject object;
    private final long number;
    private final OpenWork work;
    private final Explainer.Scene scene;
    private final NodeWords words;
    private final NavigableMap<Long, List<FenceId>> pending;
    private final SyncTable.@Nullable ObjectState rules;

    SyncTold(OpenSyncObject object, Explainer.Scene scene) {
        this.object = object;
        this.number = object.created.object();
        this.work = scene.work();
        this.scene = scene;
        this.words = new NodeWords(work);
        this.pending = object.pending(work::isOver);
        this.rules = scene.state().syncObjects().stream()
                .filter(each -> each.object() == number)
                .findFirst()
                .orElse(null);
    }

    Explained explained() {
        List<FenceId> waits = waits();
        List<FenceId> fences = Stream.concat(
                        pending.values().stream().flatMap(List::stream),
                        waits.stream().flatMap(wait -> work.syncs().latched(wait, number).stream()))
                .toList();
        WaitGraph graph = WaitFinder.find(work, fences);
        WaitTree tree = new WaitTree(graph);
        waits.stream()
                .flatMap(wait -> work.syncs().needs(wait).stream())
                .filter(this::isMissingHere)
                .forEach(tree::add);
        List<FenceId> missing = tree.roots();
        int lines = tree.lines().size();
        fences.stream().map(fence -> WaitFinder.node(work, fence)).distinct().forEach(tree::add);
        List<Explained.Item> below = words.items(tree, 0);
        return new Explained(
                "sync object " + SyncWords.named(object) + " " + scene.when(),
                about(),
                fields(),
                List.of(
                        new Explained.Section("points", "what is pending in it", points()),
                        new Explained.Section("waits_for", "these wait for", below.subList(lines, below.size())),
                        new Explained.Section("waits", "who waits for it", waiters(waits))),
                tree.roots().stream().filter(root -> !missing.contains(root)).toList(),
                conclusion(tree));
    }

    private boolean isMissingHere(FenceId need) {
        SyncPointId point = work.syncs().missing(need);
        return point != null && point.object() == number;
    }

    /** Returns the waits that name a point of it, as nodes. */
    private List<FenceId> waits() {
        return work.syncs().waits().stream()
                .filter(node -> points(node).stream().anyMatch(point -> point.object() == number))
                .toList();
    }

    private List<SyncPointId> points(FenceId wait) {
        SyncFact.SyncWaitBegan began = work.syncs().wait(wait);
        return began == null ? List.of() : began.points();
    }

    private List<String> about() {
        String handles = object.handles().entrySet().stream()
                .map(each -> "client " + words.words().client(each.getKey())
                        + (each.getValue() == 1 ? "" : " (" + each.getValue() + ")"))
                .collect(Collectors.joining(", "));
        return List.of(
                "created by client " + words.words().client(object.created.client()) + " at "
                        + Text.span(object.created.time()) + "; handles: " + handles,
                content());
    }

    private String content() {
        if (object.isEmpty()) {
            return "holds nothing";
        }
        if (newest() == 0) {
            return pending.isEmpty() ? "holds a fence that has signalled" : "holds a fence that is pending";
        }
        return "timeline at point " + Long.toUnsignedString(value()) + ", last submitted "
                + Long.toUnsignedString(newest());
    }

    private long newest() {
        return rules == null ? object.newest() : rules.newest();
    }

    /** The owner of the object may hear later than the facts tell it that a job was started. */
    private long value() {
        if (pending.isEmpty()) {
            return newest();
        }
        return rules == null ? 0 : rules.value();
    }

    private List<Explained.Item> points() {
        List<Explained.Item> items = new ArrayList<>();
        pending.forEach((point, fences) -> {
            Map<String, @Nullable Object> fields = new LinkedHashMap<>();
            fields.put("point", Long.toUnsignedString(point));
            fields.put("fences", fences.stream().map(FenceId::toString).toList());
            String what = point == 0 ? "its fence needs " : "point " + Long.toUnsignedString(point) + " needs ";
            String each = fences.isEmpty()
                    ? "only what is before it"
                    : fences.stream().map(words::who).collect(Collectors.joining(" and "));
            items.add(new Explained.Item(0, what + each, fields));
        });
        return items;
    }

    private List<Explained.Item> waiters(List<FenceId> waits) {
        List<Explained.Item> items = new ArrayList<>();
        for (FenceId wait : waits) {
            Set<FenceId> needs = work.syncs().needs(wait);
            List<String> missing = needs.stream()
                    .filter(need -> work.syncs().missing(need) != null)
                    .map(this::missing)
                    .toList();
            List<String> fences = needs.stream()
                    .filter(need -> work.syncs().missing(need) == null)
                    .map(FenceId::toString)
                    .toList();
            Map<String, @Nullable Object> fields = new LinkedHashMap<>();
            fields.put("wait", wait.seqno());
            fields.put("missing", missing);
            fields.put("fences", fences);
            List<String> all = new ArrayList<>(missing);
            all.addAll(fences);
            String needed = all.isEmpty() ? "nothing any more" : String.join(", ", all);
            items.add(new Explained.Item(0, words.words().who(wait) + ": needs " + needed, fields));
        }
        return items;
    }

    private String missing(FenceId need) {
        SyncPointId point = Objects.requireNonNull(work.syncs().missing(need));
        String of = point.object() == number ? "" : " of sync object " + point.object();
        return (point.point() == 0 ? "a fence" : "a fence for point " + Long.toUnsignedString(point.point())) + of;
    }

    private String conclusion(WaitTree tree) {
        String said = words.conclusion(tree.roots(), tree.cycle());
        if (said != null) {
            return said;
        }
        if (object.isEmpty() && !waits().isEmpty()) {
            return "it holds nothing, and its waits need nothing of it any more";
        }
        return object.isEmpty()
                ? "nobody has put a fence in, and nobody waits for that"
                : "all that is in it has signalled: nothing holds it up";
    }

    private Map<String, @Nullable Object> fields() {
        String status = object.isEmpty() ? "empty" : pending.isEmpty() ? "signalled" : "pending";
        Map<String, @Nullable Object> fields = fields(object.created, scene, status);
        fields.put("value", Long.toUnsignedString(value()));
        fields.put("last_submitted", Long.toUnsignedString(newest()));
        fields.put(
                "holders",
                object.handles().keySet().stream().map(client -> (long) client).toList());
        return fields;
    }

    /** Returns the fields of any object. */
    static Map<String, @Nullable Object> fields(
            SyncFact.SyncObjectCreated created, Explainer.Scene scene, String status) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("object", created.object());
        fields.put("name", created.name());
        fields.put("time_ns", scene.time());
        fields.put("fact", scene.number());
        fields.put(
                "outcome",
                scene.outcome() == null ? null : scene.outcome().name().toLowerCase(Locale.ROOT));
        fields.put("status", status);
        fields.put("client", (long) created.client());
        fields.put("created_ns", created.time());
        return fields;
    }
}
