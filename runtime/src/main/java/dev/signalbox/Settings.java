package dev.signalbox;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import dev.signalbox.device.Engine;
import dev.signalbox.device.ResetScope;
import dev.signalbox.fence.Errno;
import dev.signalbox.fence.Refusal;
import dev.signalbox.ring.RecoveryPolicy;
import dev.signalbox.ring.RingWriter;
import dev.signalbox.sched.Policies;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * The effective configuration, checked. Everything lives under {@code signalbox}; the {@code reference.conf} of each jar lists
 * the keys it knows, with their defaults. A key that no jar knows is refused.
 *
 * @param config the effective configuration, with defaults
 * @param policy how rings choose among entities of one priority
 * @param ringDwords the size of rings
 * @param recovery when rings take jobs for hung, and what they then try
 * @param recoveries the same for single engines, by their names
 * @param queueCapacity how many jobs of one queue may be unfinished
 * @param batchLimit how many jobs one submission may carry
 * @param dependencyLimit how many fences one job may wait for
 * @param ringEntities how many queues may use one ring
 * @param journal where facts are stored, and how safely
 */
record Settings(
        Config config,
        Policies policy,
        int ringDwords,
        RecoveryPolicy recovery,
        Map<String, RecoveryPolicy> recoveries,
        int queueCapacity,
        int batchLimit,
        int dependencyLimit,
        int ringEntities,
        JournalSettings journal) {
    private static final String ROOT = "signalbox";
    private static final String TIMEOUT = "signalbox.ring.timeout";
    private static final String TIMEOUTS = "signalbox.ring.timeouts";
    /** The library writes {@code file: 3}, or {@code file: 3-5} for what stands on several lines. */
    private static final Pattern LINE = Pattern.compile(": (\\d+)(?:-\\d+)?$");

    private static final int MOST_EDITS = 5;
    private static final int MOST_RING_DWORDS = 1 << 20;

    /** How a live actor system is built, and where to journal, is left out of what a journal says of its run. */
    private static final List<String> NOT_DECISIVE = List.of("journal", "live");

    /** Keys below these paths are the user's own names. */
    private static final Set<String> OPEN = Set.of("signalbox.sim.devices", "signalbox.ring.timeouts");

    static Settings of(Config given) {
        Config config = given.withFallback(ConfigFactory.defaultReference()).resolve();
        refuseUnknownKeys(config);
        try {
            return new Settings(
                    config,
                    Policies.named(config.getString("signalbox.ring.policy")),
                    ringDwords(config),
                    recovery(config, TIMEOUT),
                    recoveries(config),
                    positive(config, "signalbox.queue.capacity"),
                    positive(config, "signalbox.queue.batch-limit"),
                    positive(config, "signalbox.queue.dependencies"),
                    positive(config, "signalbox.ring.entities"),
                    JournalSettings.of(config));
        } catch (ConfigException | IllegalArgumentException wrong) {
            throw new Refusal(
                    Errno.EINVAL,
                    String.valueOf(wrong.getMessage()),
                    "see reference.conf for keys, units and defaults");
        }
    }

    /** Returns what decides the course of a run, as JSON on one line. */
    String decisive() {
        Config section = config.getConfig(ROOT);
        for (String path : NOT_DECISIVE) {
            section = section.withoutPath(path);
        }
        return section.root().render(ConfigRenderOptions.concise());
    }

    private static int ringDwords(Config config) {
        String key = "signalbox.ring.dwords";
        int dwords = positive(config, key);
        if (Integer.bitCount(dwords) != 1 || dwords < RingWriter.LEAST_DWORDS || dwords > MOST_RING_DWORDS) {
            throw new IllegalArgumentException(key + " is a power of two from " + RingWriter.LEAST_DWORDS + " to "
                    + MOST_RING_DWORDS + ", not " + dwords + place(config.getValue(key)));
        }
        return dwords;
    }

    /** Returns when the ring of an engine takes jobs for hung, and what it then tries. */
    RecoveryPolicy recovery(Engine engine) {
        return recoveries.getOrDefault(engine.name(), recovery);
    }

    private static Map<String, RecoveryPolicy> recoveries(Config config) {
        Map<String, RecoveryPolicy> recoveries = new TreeMap<>();
        for (String engine : config.getConfig(TIMEOUTS).root().keySet()) {
            recoveries.put(engine, recovery(config, TIMEOUTS + "." + ConfigUtil.joinPath(engine)));
        }
        return recoveries;
    }

    private static RecoveryPolicy recovery(Config config, String timeoutKey) {
        long timeout = nanos(config, timeoutKey, 0);
        long answer = nanos(config, "signalbox.ring.reset-timeout", 1);
        String ladder = "signalbox.ring.recovery";
        try {
            return new RecoveryPolicy(
                    timeout,
                    answer,
                    words(config, ladder).stream().map(Settings::scope).toList());
        } catch (IllegalArgumentException wrong) {
            throw new IllegalArgumentException(
                    ladder + ": " + wrong.getMessage() + place(config.getValue(ladder)), wrong);
        }
    }

    private static long nanos(Config config, String key, long least) {
        ConfigValue value = config.getValue(key);
        String text = String.valueOf(value.unwrapped());
        String reason =
                key + " is a time" + (least > 0 ? " of at least " + least + "ns" : "") + ", not " + text + place(value);
        try {
            long nanos = Durations.nanos(text);
            if (nanos >= least) {
                return nanos;
            }
        } catch (IllegalArgumentException wrong) {
            throw new Refusal(Errno.EINVAL, reason, String.valueOf(wrong.getMessage()));
        }
        throw new Refusal(Errno.EINVAL, reason, "such as 10s");
    }

    /** Returns where something stands, as all messages write it: file:line. */
    private static String place(ConfigValue value) {
        return " (" + LINE.matcher(value.origin().description()).replaceFirst(":$1") + ")";
    }

    /** A list of words, or a text of them where a list cannot be given. */
    private static List<String> words(Config config, String key) {
        return config.getValue(key).valueType() == ConfigValueType.LIST
                ? config.getStringList(key)
                : Pattern.compile("[^, ]+")
                        .matcher(config.getString(key))
                        .results()
                        .map(MatchResult::group)
                        .toList();
    }

    private static ResetScope scope(String name) {
        return Arrays.stream(ResetScope.values())
                .filter(scope -> scope.name().toLowerCase(Locale.ROOT).equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("what is reset is job, engine or device, not " + name));
    }

    private static int positive(Config config, String key) {
        int value = config.getInt(key);
        if (config.getDouble(key) != value) {
            throw new IllegalArgumentException(
                    key + " is a whole number, not " + config.getString(key) + place(config.getValue(key)));
        }
        if (value < 1) {
            throw new IllegalArgumentException(key + " must be at least 1, not " + value + place(config.getValue(key)));
        }
        return value;
    }

    private static void refuseUnknownKeys(Config config) {
        Set<String> known = new TreeSet<>();
        ConfigFactory.defaultReference()
                .getConfig(ROOT)
                .entrySet()
                .forEach(entry -> known.add(ROOT + "." + entry.getKey()));
        for (Map.Entry<String, ConfigValue> entry : config.getConfig(ROOT).entrySet()) {
            String key = ROOT + "." + entry.getKey();
            known.stream()
                    .filter(value -> key.startsWith(value + "."))
                    .findFirst()
                    .ifPresent(value -> {
                        throw noSection(value, entry.getValue());
                    });
            if (!known.contains(key) && OPEN.stream().noneMatch(open -> key.startsWith(open + "."))) {
                throw new Refusal(Errno.EINVAL, "unknown key " + key + place(entry.getValue()), hint(key, known));
            }
        }
    }

    private static Refusal noSection(String key, ConfigValue given) {
        ConfigValueType type = ConfigFactory.defaultReference().getValue(key).valueType();
        return type == ConfigValueType.LIST
                ? new Refusal(Errno.EINVAL, key + " is a list" + place(given), "write [ ... ]")
                : new Refusal(Errno.EINVAL, key + " is one value" + place(given), "write " + key + " = ...");
    }

    /** Suggests the known key that takes the fewest edits, when it is near; otherwise says where the keys are listed. */
    private static String hint(String key, Set<String> known) {
        String nearest = known.stream()
                .min(Comparator.comparingInt(each -> edits(key, each)))
                .orElse(key);
        return edits(key, nearest) <= MOST_EDITS
                ? "did you mean " + nearest + "?"
                : "the reference.conf of each jar lists its keys; 'signalbox config' prints them all";
    }

    /** Counts the insertions, deletions and replacements that turn one text into another. */
    private static int edits(String from, String to) {
        int[] row = IntStream.rangeClosed(0, to.length()).toArray();
        for (int i = 1; i <= from.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= to.length(); j++) {
                int replaced = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[to.length()];
    }
}
