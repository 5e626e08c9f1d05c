package dev.signalbox.sim.workload.scenario;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A whole scenario: clients on a device, what they do, what goes wrong, and what is expected.
 *
 * @param origin what it was read from
 * @param about what it shows; may be empty
 * @param device null for the one that the configuration names
 * @param settings keys of the configuration, in the order of the alphabet
 * @param seed what is drawn when nobody says another; null for none of its own
 */
public record Scenario(
        Origin origin,
        String title,
        String about,
        @Nullable DevicePlan device,
        Map<String, Setting> settings,
        @Nullable Long seed,
        List<FaultPlan> faults,
        List<ClientPlan> clients,
        Outcome outcome,
        List<Expectation> expectations) {
    /** A text must be smaller than this, in bytes. */
    public static final int TEXT_LIMIT = Limits.TEXT_BYTES;

    /** How a run comes to its end. */
    public enum Outcome {
        /** All clients have ended. */
        ENDED,
        /** Nothing can move any more, and a client is not over. */
        HANG
    }

    /** The value of a key of the configuration. */
    public record Setting(String value, Place place) {}

    /** Copies the collections. */
    public Scenario {
        settings = Collections.unmodifiableMap(new TreeMap<>(settings));
        faults = List.copyOf(faults);
        clients = List.copyOf(clients);
        expectations = List.copyOf(expectations);
    }

    /** Returns the same scenario with other expectations. */
    public Scenario expecting(Outcome newOutcome, List<Expectation> newExpectations) {
        return new Scenario(origin, title, about, device, settings, seed, faults, clients, newOutcome, newExpectations);
    }

    /**
     * Reads a scenario.
     *
     * @param file a name for messages
     * @param text HOCON or JSON, less than 1 MiB
     * @throws ScenarioException when the text breaks a rule
     */
    public static Scenario parse(String file, String text) {
        return ScenarioReader.read(new Source(file, text));
    }

    /**
     * Reads a scenario from the content of a file.
     *
     * @param content UTF-8
     * @throws ScenarioException when the content is no text, or the text breaks a rule
     */
    public static Scenario parse(String file, byte[] content) {
        return parse(file, Source.decode(file, content));
    }

    /** Returns the name given to {@code parse}, for messages. */
    public String file() {
        return origin.file();
    }

    /** Returns the plan of a client by the name of a client that plays it. */
    public Optional<ClientPlan> client(String name) {
        return clients.stream().filter(plan -> plan.names().contains(name)).findFirst();
    }
}
