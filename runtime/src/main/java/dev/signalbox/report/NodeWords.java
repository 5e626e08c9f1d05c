package dev.signalbox.report;

import dev.signalbox.event.SyncPointId;
import dev.signalbox.fence.FenceId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Tells nodes of a {@link WaitGraph} and what they wait for, one line each. */
final class NodeWords {
    private final OpenWork work;
    private final HangWords words;

    NodeWords(OpenWork work) {
        this.work = work;
        this.words = new HangWords(work);
    }

    HangWords words() {
        return words;
    }

    /** Returns the lines of a tree that stand at least so deep; the first of these at the margin. */
    List<Explained.Item> items(WaitTree tree, int from) {
        return tree.lines().stream()
                .filter(line -> line.depth() >= from)
                .map(line -> item(line, from))
                .toList();
    }

    private Explained.Item item(WaitTree.Line line, int from) {
        Wait via = line.via();
        FenceId fence = via == null ? line.node() : via.fence();
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("depth", (long) (line.depth() - from));
        fields.put("fence", fence.toString());
        fields.put("why", via == null ? null : key(via));
        fields.put("mark", line.mark().name().toLowerCase(Locale.ROOT));
        String more = switch (line.mark()) {
            case FIRST -> ": " + status(line.node());
            case SHARED -> ", as above";
            case CYCLE -> ", which closes a cycle";
        };
        return new Explained.Item(line.depth() - from, who(fence) + why(via) + more, fields);
    }

    private static String key(Wait wait) {
        return wait.why().name().toLowerCase(Locale.ROOT);
    }

    private String why(@Nullable Wait via) {
        if (via == null) {
            return "";
        }
        return switch (via.why()) {
            case DEPENDENCY, POINT -> "";
            case QUEUE -> ", earlier in its queue";
            case RING, ENTRY -> ", first on its ring";
        };
    }

    /** Names a fence and its owner. */
    String who(FenceId fence) {
        OpenWork.Entity entity = work.owner(fence.context());
        if (entity != null) {
            FenceId finished = new FenceId(entity.over.context(), fence.seqno());
            return (finished.equals(fence) ? "" : fence + ", the start of ") + words.job(finished);
        }
        OpenWork.Soft soft = work.timeline(fence.context());
        return soft == null ? words.who(fence) : "point " + fence + " of " + timeline(soft);
    }

    String timeline(OpenWork.Soft soft) {
        return "software timeline " + Text.word(soft.created.name()) + (soft.created.user() ? " (user fences)" : "")
                + " of client " + words.client(soft.created.client());
    }

    /** Says how far the owner of a node is with it, which is not over. */
    String status(FenceId node) {
        OpenWork.Job job = work.job(node);
        if (job != null) {
            return job.ring < 0 ? "on no ring yet" : onRing(job);
        }
        if (work.owner(node.context()) != null) {
            return "not submitted yet";
        }
        OpenWork.Soft soft = work.timeline(node.context());
        if (soft == null) {
            return "pending";
        }
        return soft.signalled == 0 ? "nothing signalled yet" : "signalled up to " + soft.signalled;
    }

    private String onRing(OpenWork.Job job) {
        String ring = "ring " + Text.printable(work.engine(job.ring));
        if (!job.isOnRing()) {
            return "queued on " + ring;
        }
        boolean first = job.fence().equals(work.firstOn(job.ring));
        String amount = job.accepted.work().isEndless()
                ? "endless"
                : Text.span(job.accepted.work().nanos()) + " of work";
        String trouble = HangWords.trouble(job);
        return (first ? "running" : "given to its ring") + ", on " + ring + " since " + Text.span(job.ran)
                + (trouble == null ? ", " + amount : trouble);
    }

    /** Says what stands between a job and its end, in one phrase. */
    String waiting(List<Wait> waits) {
        List<String> phrases = new ArrayList<>();
        for (Wait wait : waits) {
            phrases.add(
                    switch (wait.why()) {
                        case DEPENDENCY, POINT -> wait.fence().toString();
                        case QUEUE -> wait.fence() + " (earlier in its queue)";
                        case RING -> "its ring, where " + wait.fence() + " is first";
                        case ENTRY -> wait.fence() + ", which is first on the ring";
                    });
        }
        return phrases.isEmpty() ? "" : ", waits for " + String.join(" and ", phrases);
    }

    /** Says where the waiting of a tree ends, in one sentence; null when it ends nowhere. */
    @Nullable String conclusion(List<FenceId> roots, List<FenceId> cycle) {
        if (!cycle.isEmpty()) {
            return "root cause: " + cycle.stream().map(FenceId::toString).collect(Collectors.joining(" waits for "))
                    + " waits for " + cycle.get(0) + ": a cycle, so none of them can ever go on";
        }
        if (roots.isEmpty()) {
            return null;
        }
        String more = roots.size() == 1
                ? ""
                : "; and " + Text.count(roots.size() - 1L, "more cause") + ": "
                        + roots.stream().skip(1).map(this::brief).collect(Collectors.joining(", "));
        return "root cause: " + root(roots.get(0)) + more;
    }

    /** A run that goes on may still accept a job. */
    private String root(FenceId node) {
        boolean unaccepted = work.owner(node.context()) != null && work.job(node) == null;
        return unaccepted ? words.job(node) + " has not been accepted" : words.root(node);
    }

    private String brief(FenceId root) {
        SyncPointId point = work.syncs().missing(root);
        return point == null ? root.toString() : "sync object " + point.object() + " without a fence";
    }

    /** Returns who waits directly for a fence, of a job its start or its end, and why. */
    List<Explained.Item> waiters(WaitGraph graph, FenceId fence) {
        FenceId node = WaitFinder.node(work, fence);
        return graph.waitersOf(node).stream()
                .filter(step -> Objects.equals(step.to().fence(), fence))
                .map(this::waiter)
                .toList();
    }

    Explained.Item waiter(WaitGraph.Step step) {
        boolean wait = OpenSyncs.isWait(step.from());
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("kind", wait ? "wait" : "job");
        fields.put(
                wait ? "wait" : "fence",
                wait ? (Object) step.from().seqno() : step.from().toString());
        fields.put("why", key(step.to()));
        String how = switch (step.to().why()) {
            case DEPENDENCY, POINT -> "";
            case QUEUE -> ", after it in its queue";
            case RING -> ", for its ring";
            case ENTRY -> ", behind it on its ring";
        };
        return new Explained.Item(0, words.who(step.from()) + how, fields);
    }
}
