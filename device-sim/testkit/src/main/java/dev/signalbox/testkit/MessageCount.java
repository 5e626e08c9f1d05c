package dev.signalbox.testkit;

import dev.signalbox.sim.lab.Lab;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Counts the messages that the actors of the runtime and of its devices receive in a lab, by the role of the receiver ({@code ring},
 * {@code entity}, {@code memory}, ...) and the type of the message. What an actor tells itself, such as a timer, counts too.
 */
public final class MessageCount {
    /** The names of all actors of a device begin with {@code gpu} and its number. */
    private static final String OF_A_DEVICE = "gpu\\d+-.+";

    private record Kind(String receiver, String message) {}

    private final Map<String, Map<String, Long>> counts = new TreeMap<>();

    private MessageCount() {}

    /** Starts to count. */
    public static MessageCount in(Lab lab) {
        MessageCount count = new MessageCount();
        lab.listenToMessages(count::sent);
        return count;
    }

    private void sent(String receiver, Object message) {
        if (receiver.matches(OF_A_DEVICE)) {
            Kind kind = new Kind(receiver.split("-", 3)[1], message.getClass().getSimpleName());
            counts.computeIfAbsent(kind.receiver(), each -> new TreeMap<>()).merge(kind.message(), 1L, Long::sum);
        }
    }

    /** Forgets what was counted so far. */
    public void reset() {
        counts.clear();
    }

    /** Returns all messages so far. */
    public long total() {
        return counts.keySet().stream().mapToLong(this::to).sum();
    }

    /** Returns the messages to one role of receivers so far: device, ring, entity, client, memory or sync. */
    public long to(String receiver) {
        return counts.getOrDefault(receiver, Map.of()).values().stream()
                .mapToLong(Long::longValue)
                .sum();
    }

    /** Prints how many messages a job took, by receiver and type. */
    public String perJob(long jobs) {
        return counts.entrySet().stream()
                .map(entry -> String.format(
                        Locale.ROOT,
                        "%s %.3f %s",
                        entry.getKey(),
                        (double) to(entry.getKey()) / jobs,
                        entry.getValue()))
                .collect(Collectors.joining("; "));
    }
}
