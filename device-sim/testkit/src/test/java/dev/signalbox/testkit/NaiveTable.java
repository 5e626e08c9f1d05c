package dev.signalbox.testkit;

import dev.signalbox.fence.Errno;
import dev.signalbox.fence.FenceId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Sync objects and software timelines as simply as can be: a content is a list of nodes, and a node the set of all points of
 * timelines that are to be reached before it is. Whatever happens, every open wait is looked at again.
 */
final class NaiveTable {
    /** A node of a timeline, or (point 0) a fence that stands for itself. */
    private record Node(long point, Set<FenceId> fences) {}

    /** What was asked for; its answer is an index, or an errno. */
    static final class Wait {
        private final List<Long> objects;
        private final List<Long> points;
        private final boolean all;
        private final boolean available;
        private final List<@Nullable Set<FenceId>> found = new ArrayList<>();

        @Nullable Object answer;

        Wait(List<Long> objects, List<Long> points, boolean all, boolean available) {
            this.objects = objects;
            this.points = points;
            this.all = all;
            this.available = available;
            objects.forEach(object -> found.add(null));
        }
    }

    private final Map<Long, List<Node>> objects = new TreeMap<>();
    private final Map<Long, Integer> handles = new TreeMap<>();
    private final Map<Long, Long> reached = new TreeMap<>();
    private final Set<Wait> open = new LinkedHashSet<>();

    void create(long object, boolean signalled) {
        objects.put(object, signalled ? List.of(new Node(0, Set.of())) : List.of());
        handles.put(object, 1);
    }

    void openHandle(long object) {
        handles.merge(object, 1, Integer::sum);
    }

    void closeHandle(long object) {
        if (handles.merge(object, -1, Integer::sum) == 0) {
            handles.remove(object);
            objects.remove(object);
            List.copyOf(open).forEach(this::giveUp);
        }
    }

    boolean contains(long object) {
        return objects.containsKey(object);
    }

    void advance(long context, long value) {
        reached.merge(context, value, Math::max);
        look();
    }

    /** Puts fences in: with point 0 in place of everything, else as the next point. */
    void put(long object, long point, Collection<FenceId> fences) {
        Set<FenceId> pending = pending(fences);
        List<Node> content = new ArrayList<>(point == 0 ? List.of() : nodes(object));
        if (!content.isEmpty()) {
            pending.addAll(content.get(content.size() - 1).fences());
        }
        content.add(new Node(point, pending));
        objects.put(object, content);
        look();
    }

    void reset(long object) {
        objects.put(object, List.of());
        look();
    }

    /** Returns 0 when it holds no timeline. */
    long lastSubmitted(long object) {
        List<Node> content = nodes(object);
        return content.isEmpty() ? 0 : content.get(content.size() - 1).point();
    }

    long value(long object) {
        return nodes(object).stream()
                .filter(node -> pending(node.fences()).isEmpty())
                .mapToLong(Node::point)
                .max()
                .orElse(0);
    }

    /** Returns what is to be reached before a point is, of each timeline the last; nothing when the point is not there. */
    Optional<Set<FenceId>> fences(long object, long point) {
        Set<FenceId> found = find(object, point);
        if (found == null) {
            return Optional.empty();
        }
        Map<Long, FenceId> newest = new TreeMap<>();
        pending(found)
                .forEach(fence -> newest.merge(
                        fence.context(), fence, (one, other) -> one.seqno() < other.seqno() ? other : one));
        return Optional.of(new LinkedHashSet<>(newest.values()));
    }

    void start(Wait wait, boolean forSubmit, boolean now) {
        look(wait);
        boolean missing = wait.found.contains(null);
        if (missing && !forSubmit && !wait.available) {
            wait.answer = Errno.EINVAL;
        } else if (wait.answer == null && now) {
            wait.answer = Errno.ETIME;
        }
        if (wait.answer == null) {
            open.add(wait);
        }
    }

    Set<Wait> open() {
        return open;
    }

    private void look() {
        List.copyOf(open).forEach(this::look);
    }

    private void look(Wait wait) {
        int first = -1;
        int done = 0;
        for (int i = 0; i < wait.objects.size(); i++) {
            if (wait.found.get(i) == null) {
                wait.found.set(i, find(wait.objects.get(i), wait.points.get(i)));
            }
            Set<FenceId> found = wait.found.get(i);
            if (found != null && (wait.available || pending(found).isEmpty())) {
                first = done == 0 ? i : first;
                done++;
            }
        }
        if (done == wait.objects.size() || (done > 0 && !wait.all)) {
            wait.answer = first;
            open.remove(wait);
        }
    }

    private void giveUp(Wait wait) {
        long hopeless = 0;
        for (int i = 0; i < wait.objects.size(); i++) {
            hopeless += wait.found.get(i) == null && !objects.containsKey(wait.objects.get(i)) ? 1 : 0;
        }
        if (hopeless == wait.objects.size() || (hopeless > 0 && wait.all)) {
            wait.answer = Errno.ENOENT;
            open.remove(wait);
        }
    }

    private @Nullable Set<FenceId> find(long object, long point) {
        List<Node> content = objects.getOrDefault(object, List.of());
        if (content.isEmpty()) {
            return null;
        }
        if (point == 0) {
            return content.get(content.size() - 1).fences();
        }
        return content.stream()
                .filter(node -> node.point() >= point)
                .findFirst()
                .map(Node::fences)
                .orElse(null);
    }

    private Set<FenceId> pending(Collection<FenceId> fences) {
        Set<FenceId> pending = new LinkedHashSet<>();
        fences.stream()
                .filter(fence -> reached.getOrDefault(fence.context(), 0L) < fence.seqno())
                .forEach(pending::add);
        return pending;
    }

    private List<Node> nodes(long object) {
        return objects.getOrDefault(object, List.of());
    }
}
