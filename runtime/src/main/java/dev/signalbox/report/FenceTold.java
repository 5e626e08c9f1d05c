package dev.signalbox.report;

import dev.signalbox.event.Fact;
import dev.signalbox.fence.Errno;
import dev.signalbox.fence.FenceId;
import dev.signalbox.fence.Refusal;
import dev.signalbox.replay.DeviceState;
import dev.signalbox.resv.Usage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Explains a fence. */
final class FenceTold {
    private static final int MOST_NAMES = 6;

    private final FenceStory story;
    private final FenceId fence;
    private final OpenWork work;
    private final Explainer.Scene scene;
    private final NodeWords words;
    private final FenceId node;
    private final OpenWork.@Nullable Entity entity;
    private final OpenWork.@Nullable Soft soft;

    FenceTold(FenceStory story, Explainer.Scene scene) {
        this.story = story;
        this.fence = story.fence;
        this.work = scene.work();
        this.scene = scene;
        this.words = new NodeWords(work);
        this.node = WaitFinder.node(work, fence);
        this.entity = work.owner(fence.context());
        this.soft = work.timeline(fence.context());
    }

    Explained explained() {
        check();
        boolean over = work.isOver(fence);
        WaitGraph graph = WaitFinder.find(work, over ? List.of() : List.of(fence));
        WaitTree tree = new WaitTree(graph);
        if (!over) {
            tree.add(node);
        }
        List<String> about = new ArrayList<>();
        if (isToCome()) {
            about.add("not submitted yet");
        } else {
            about.add(owner());
            about.add(over ? signalled() : pending(graph));
        }
        if (story.deadline >= 0) {
            about.add("should signal by " + Text.span(story.deadline));
        }
        if (isUserFence()) {
            about.add("a user fence: it may be held back for ever, so no ordinary job may wait for it");
        }
        List<Explained.Section> sections = new ArrayList<>();
        sections.add(new Explained.Section("waits_for", "it waits for", words.items(tree, 1)));
        sections.add(new Explained.Section("needed_by", neededTitle(graph), over ? List.of() : neededBy(graph)));
        return new Explained(
                "fence " + fence + " " + scene.when(),
                about,
                fields(over ? "signalled" : status(graph)),
                sections,
                tree.roots(),
                over ? "it has signalled: nothing holds it up" : conclusion(tree));
    }

    private boolean isToCome() {
        return entity == null && soft == null && story.submittedLater;
    }

    private boolean isUserFence() {
        return entity == null ? soft != null && soft.created.user() : entity.opened.longRunning();
    }

    private void check() {
        boolean placed = entity != null && fence.seqno() <= entity.newest;
        boolean next = soft != null && fence.seqno() <= soft.signalled + 1;
        if (!placed && !next && !story.named && story.later == null) {
            String reason = "there is no fence " + fence + " " + scene.when();
            throw new Refusal(Errno.ENOENT, reason, hint());
        }
    }

    private String hint() {
        if (soft != null) {
            return "no fact names that point or a later one of " + words.timeline(soft) + ", which is signalled up to "
                    + soft.signalled;
        }
        return "there are " + (entity == null ? contexts() : range(entity));
    }

    private String contexts() {
        List<String> known = new ArrayList<>();
        work.entities().stream().filter(each -> each.newest > 0).forEach(each -> known.add(range(each)));
        work.timelines().forEach(each -> known.add(each.created.context() + ":1 and so on of " + words.timeline(each)));
        if (known.isEmpty()) {
            return "no fences at all yet";
        }
        String more = known.size() <= MOST_NAMES ? "" : ", and of " + (known.size() - MOST_NAMES) + " more contexts";
        return known.stream().limit(MOST_NAMES).collect(Collectors.joining(", ")) + more;
    }

    private static String range(OpenWork.Entity of) {
        String whose = " of entity " + of.opened.entity() + " " + Text.word(of.opened.name());
        FenceId last = new FenceId(of.over.context(), Math.max(1, of.newest));
        return switch ((int) Math.min(of.newest, 2)) {
            case 0 -> "no fences yet" + whose;
            case 1 -> last + whose;
            default -> last.context() + ":1 to " + last + whose;
        };
    }

    private String owner() {
        if (entity == null) {
            return soft == null
                    ? "of another device, as far as is known"
                    : words.who(fence) + ", context " + fence.context();
        }
        Fact.JobAccepted accepted = story.accepted;
        return words.who(fence) + (accepted == null || work.job(node) != null ? "" : ", tag " + accepted.tag());
    }

    private String signalled() {
        FenceStory.Signal signal = story.signal;
        if (signal == null) {
            return "signalled";
        }
        String error = signal.error() == null ? "" : " with " + signal.error().negated();
        return "signalled at " + Text.span(signal.time()) + " (fact " + signal.number() + ")" + error + ": "
                + signal.how() + ring();
    }

    private String ring() {
        return story.ran == null
                ? ""
                : (fence.equals(node) ? ", on ring " : ", ") + Text.printable(work.engine(story.ran.ring()));
    }

    private String pending(WaitGraph graph) {
        String accepted = story.accepted == null ? "" : ", accepted at " + Text.span(story.accepted.time());
        return words.status(node) + accepted + words.waiting(graph.waitsOf(node));
    }

    private String status(WaitGraph graph) {
        OpenWork.Job job = work.job(node);
        if (job == null) {
            return soft != null || (entity == null && story.later == null) ? "pending" : "not_submitted";
        }
        if (job.isOnRing()) {
            return node.equals(work.firstOn(job.ring)) ? "running" : "on_ring";
        }
        boolean waits = graph.waitsOf(node).stream().anyMatch(wait -> wait.why() != Wait.Why.RING);
        return waits || job.ring < 0 ? "waiting" : "queued";
    }

    private String neededTitle(WaitGraph graph) {
        WaitGraph.Cause cause = graph.cause(node);
        int all = cause.waiting();
        return "needed by" + (all < 2 ? "" : " (" + Text.count(all, "waiter") + " in all, directly or not)");
    }

    private List<Explained.Item> neededBy(WaitGraph graph) {
        List<Explained.Item> items = new ArrayList<>(words.waiters(graph, fence));
        for (OpenSyncObject object : work.syncs().objects()) {
            object.pending(work::isOver).forEach((point, fences) -> {
                if (fences.contains(fence)) {
                    items.add(holder(object, point));
                }
            });
        }
        scene.state()
                .buffers()
                .forEach(buffer -> buffer.guards().stream()
                        .filter(guard -> guard.fence().equals(fence))
                        .forEach(guard -> items.add(buffer(buffer, guard.usage()))));
        return items;
    }

    private static Explained.Item holder(OpenSyncObject object, long point) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("kind", "syncobj");
        fields.put("object", object.created.object());
        fields.put("point", Long.toUnsignedString(point));
        String at = point == 0 ? "" : " at point " + Long.toUnsignedString(point);
        return new Explained.Item(0, "sync object " + SyncWords.named(object) + " holds it" + at, fields);
    }

    private Explained.Item buffer(DeviceState.BufferState guarded, Usage usage) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("kind", "buffer");
        fields.put("buffer", guarded.buffer());
        fields.put("usage", usage.label());
        String whose = " of client " + words.words().client(guarded.client());
        return new Explained.Item(0, "buffer " + guarded.buffer() + whose + ", guarded as a " + usage.label(), fields);
    }

    private String conclusion(WaitTree tree) {
        String later = story.later;
        if (later != null && soft == null && tree.roots().equals(List.of(node)) && work.job(node) == null) {
            return "root cause: it is not submitted yet; " + later;
        }
        String said = words.conclusion(tree.roots(), tree.cycle());
        return said == null ? "root cause: not known" : said;
    }

    private Map<String, @Nullable Object> fields(String status) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("fence", fence.toString());
        fields.put("time_ns", scene.time());
        fields.put("fact", scene.number());
        fields.put(
                "outcome",
                scene.outcome() == null ? null : scene.outcome().name().toLowerCase(Locale.ROOT));
        fields.put("status", status);
        if (entity != null) {
            addJob(entity, fields);
        } else if (soft != null) {
            fields.put("client", (long) soft.created.client());
            fields.put("timeline", soft.created.name());
            fields.put("user_fence", soft.created.user());
            fields.put("value", soft.signalled);
        }
        FenceStory.Signal signal = story.signal;
        Errno error = signal == null ? null : signal.error();
        fields.put("signalled_ns", signal == null ? null : signal.time());
        fields.put("error", error == null ? null : error.name());
        fields.put("deadline_ns", story.deadline < 0 ? null : story.deadline);
        return fields;
    }

    private void addJob(OpenWork.Entity of, Map<String, @Nullable Object> fields) {
        OpenWork.Job job = work.job(node);
        int ring = story.ran != null ? story.ran.ring() : job == null ? -1 : job.ring;
        fields.put("job", node.toString());
        fields.put("client", (long) of.opened.client());
        fields.put("entity", (long) of.opened.entity());
        fields.put("queue", of.opened.name());
        fields.put("user_fence", of.opened.longRunning());
        fields.put("ring", ring < 0 ? null : work.engine(ring));
        fields.put("tag", story.accepted == null ? null : story.accepted.tag());
        fields.put("accepted_ns", story.accepted == null ? null : story.accepted.time());
        fields.put("given_ns", story.ran == null ? null : story.ran.time());
    }
}
