package dev.signalbox.sim.convert;

import dev.signalbox.event.SyncPointId;
import dev.signalbox.sim.workload.scenario.Ref;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What clients call the sync objects of which they have handles, while a run is done again. */
final class Handles {
    private final Cast cast;
    private final Map<Long, Map<Integer, Deque<String>>> names = new TreeMap<>();

    Handles(Cast cast) {
        this.cast = cast;
    }

    /** Names one more handle of a client. */
    String open(int client, long object) {
        Deque<String> own = names.computeIfAbsent(object, each -> new TreeMap<>())
                .computeIfAbsent(client, each -> new ArrayDeque<>());
        String name = cast.client(client).syncName("o" + object);
        own.push(name);
        return name;
    }

    /** Forgets a handle of a client and returns its name; null when none is known. */
    @Nullable Ref close(int client, long object) {
        Deque<String> own = own(client, object);
        return own.isEmpty() ? null : ref(null, own.pop(), 0);
    }

    /** Names a point for a client; null when it has no handle. */
    @Nullable Ref point(int client, SyncPointId point) {
        Deque<String> own = own(client, point.object());
        return own.isEmpty() ? null : ref(null, own.element(), point.point());
    }

    /** Names the handle of any client that is still there; null when there is none. */
    @Nullable Ref ofAnybody(long object) {
        for (Map.Entry<Integer, Deque<String>> each :
                names.getOrDefault(object, Map.of()).entrySet()) {
            ClientDraft client = cast.client(each.getKey());
            if (!each.getValue().isEmpty() && !client.isClosed()) {
                return ref(client.name(), each.getValue().element(), 0);
            }
        }
        return null;
    }

    private Deque<String> own(int client, long object) {
        return names.getOrDefault(object, Map.of()).getOrDefault(client, new ArrayDeque<>());
    }

    private static Ref ref(@Nullable String client, String name, long point) {
        return new Ref(client, name, point, ClientDraft.NOWHERE);
    }
}
