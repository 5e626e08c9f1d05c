package dev.signalbox;

import dev.signalbox.event.Priority;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * How a queue is to be: which engines it may use, and how important it is.
 *
 * @param name what people call it
 * @param engines names of engines, or of classes of engines (all of that class); several balance the load
 * @param priority which queues of a ring go first
 * @param longRunning whether its jobs may run, and wait, for as long as programs like: their fences are user fences then, which
 *     ordinary jobs cannot wait for, and they use no buffers
 * @param tracksGuilt whether it can be guilty: of a hang that one of its jobs has caused, or because the driver says so. Jobs of a
 *     guilty queue end with -ECANCELED
 * @param bonds for the name of an engine on which the job of a submit fence ran, the engines that its dependent may use
 */
public record QueueOptions(
        String name,
        List<String> engines,
        Priority priority,
        boolean longRunning,
        boolean tracksGuilt,
        Map<String, List<String>> bonds) {
    /** Copies the collections. */
    public QueueOptions {
        Objects.requireNonNull(name, "a queue has a name");
        Objects.requireNonNull(priority, "a queue has a priority");
        engines = List.copyOf(engines);
        bonds = Collections.unmodifiableMap(new LinkedHashMap<>(bonds));
    }

    /** Options of a queue that can be guilty. */
    public QueueOptions(
            String name,
            List<String> engines,
            Priority priority,
            boolean longRunning,
            Map<String, List<String>> bonds) {
        this(name, engines, priority, longRunning, true, bonds);
    }

    /** A queue of normal priority over some engines. */
    public static QueueOptions on(String... engines) {
        return new QueueOptions(String.join("+", engines), List.of(engines), Priority.NORMAL, false, true, Map.of());
    }

    /** Returns the same with another name. */
    public QueueOptions named(String newName) {
        return new QueueOptions(newName, engines, priority, longRunning, tracksGuilt, bonds);
    }

    /** Returns the same with another priority. */
    public QueueOptions priority(Priority newPriority) {
        return new QueueOptions(name, engines, newPriority, longRunning, tracksGuilt, bonds);
    }

    /** Returns the same for jobs that may take as long as programs like. */
    public QueueOptions forLongRunning() {
        return new QueueOptions(name, engines, priority, true, tracksGuilt, bonds);
    }

    /** Returns the same, which can be guilty or not. */
    public QueueOptions tracksGuilt(boolean can) {
        return new QueueOptions(name, engines, priority, longRunning, can, bonds);
    }

    /** Returns the same with one more bond. */
    public QueueOptions bond(String master, List<String> siblings) {
        Map<String, List<String>> more = new LinkedHashMap<>(bonds);
        more.put(master, new ArrayList<>(siblings));
        return new QueueOptions(name, engines, priority, longRunning, tracksGuilt, more);
    }
}
