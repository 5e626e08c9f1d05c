package dev.signalbox.replay;

import dev.signalbox.event.Priority;
import dev.signalbox.memory.Placement;
import dev.signalbox.syncobj.SyncTable;
import dev.signalbox.syncobj.SyncWait;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A state of a device in words: one line for each thing, and under its path each value. */
final class StateWords {
    private final Map<String, Map<String, String>> things = new LinkedHashMap<>();

    StateWords(DeviceState state) {
        state.clients().forEach(client -> thing("client " + client.client()).put("name", client.name()));
        state.entities().forEach(this::add);
        state.rings().forEach(this::add);
        state.timelines().forEach(timeline -> {
            Map<String, String> values = thing("timeline " + timeline.context());
            values.put("client", String.valueOf(timeline.client()));
            values.put("name", timeline.name());
            values.put("value", String.valueOf(timeline.value()));
        });
        state.syncObjects().forEach(this::add);
        state.syncWaits().forEach(this::add);
        state.buffers().forEach(this::add);
    }

    private void add(DeviceState.EntityState entity) {
        Map<String, String> values = thing("entity " + entity.entity());
        values.put("client", String.valueOf(entity.client()));
        values.put("context", String.valueOf(entity.finished().context()));
        values.put("scheduled", String.valueOf(entity.scheduledThrough()));
        values.put("finished", String.valueOf(entity.finished().floor()));
        putMany(values, "above", entity.finished().above());
        putMany(values, "failed", entity.finished().failures());
        putMany(values, "unfinished", entity.unfinished());
        if (entity.ring() >= 0) {
            values.put("ring", String.valueOf(entity.ring()));
        }
        add(entity.traits(), values);
        if (entity.drafts() > 0) {
            values.put("drafts", String.valueOf(entity.drafts()));
        }
    }

    private static void add(@Nullable EntityTraits traits, Map<String, String> values) {
        if (traits == null) {
            return;
        }
        if (traits.priority() != Priority.NORMAL) {
            values.put("priority", traits.priority().name());
        }
        if (traits.killed()) {
            values.put("killed", "true");
        }
        if (traits.banned()) {
            values.put("banned", "true");
        }
    }

    private void add(DeviceState.RingState ring) {
        Map<String, String> values = thing("ring " + ring.engine().name());
        values.put("credits", ring.credits() + "/" + ring.engine().credits());
        putMany(values, "queued", ring.queued());
        putMany(values, "running", ring.running());
        putMany(values, "guilty", ring.guilty());
    }

    private void add(SyncTable.ObjectState object) {
        Map<String, String> values = thing("syncobj " + object.object());
        values.put("name", object.name());
        List<String> handles = new TreeMap<>(object.handles())
                .entrySet().stream()
                        .map(each -> each.getKey() + "x" + each.getValue())
                        .toList();
        putMany(values, "handles", handles);
        values.put("newest", Long.toUnsignedString(object.newest()));
        values.put("value", Long.toUnsignedString(object.value()));
        if (object.isEmpty()) {
            values.put("holds", "nothing");
        }
        putMany(values, "pending", object.pending());
    }

    private void add(SyncWait.State wait) {
        Map<String, String> values = thing("wait " + wait.number());
        values.put("client", String.valueOf(wait.client()));
        putMany(values, wait.flags().all() ? "all" : "any", wait.points());
        values.put("for_submit", String.valueOf(wait.flags().forSubmit()));
        values.put("available", String.valueOf(wait.flags().available()));
        if (wait.hasCome()) {
            values.put("told", "not yet");
        }
    }

    private void add(DeviceState.BufferState buffer) {
        Map<String, String> values = thing("buffer " + buffer.buffer());
        values.put("client", String.valueOf(buffer.client()));
        values.put("bytes", String.valueOf(buffer.bytes()));
        if (buffer.destroyed()) {
            values.put("destroyed", "true");
        }
        Placement placement = buffer.placement();
        if (placement != null) {
            values.put("address", "0x" + Long.toHexString(placement.address()));
            values.put("physical", "0x" + Long.toHexString(placement.physical()));
        }
        List<String> guards = buffer.guards().stream()
                .map(guard -> guard.fence() + " " + guard.usage())
                .toList();
        putMany(values, "guards", guards);
    }

    private Map<String, String> thing(String name) {
        return things.computeIfAbsent(name, each -> new LinkedHashMap<>());
    }

    private static void putMany(Map<String, String> values, String name, List<?> many) {
        if (!many.isEmpty()) {
            values.put(name, many.stream().map(String::valueOf).collect(Collectors.joining(",", "[", "]")));
        }
    }

    Map<String, String> values() {
        Map<String, String> all = new LinkedHashMap<>();
        things.forEach((thing, values) -> values.forEach((name, value) -> all.put(thing + " " + name, value)));
        return all;
    }

    List<String> lines() {
        List<String> lines = new ArrayList<>();
        things.forEach((thing, values) -> lines.add(thing
                + values.entrySet().stream()
                        .map(value -> " " + value.getKey() + "=" + value.getValue())
                        .collect(Collectors.joining())));
        return lines;
    }
}
