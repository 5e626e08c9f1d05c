package dev.signalbox.sim;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigOrigin;
import com.typesafe.config.ConfigValue;
import dev.signalbox.Durations;
import dev.signalbox.fence.Errno;
import dev.signalbox.fence.Refusal;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.regex.Pattern;

/** A section of a device's configuration: reads keys within their ranges, and refuses, with its place, whatever makes no sense. */
final class Section {
    /** The library writes {@code file: 3}, or {@code file: 3-5} for what stands on several lines. */
    private static final Pattern LINE = Pattern.compile(": (\\d+)(?:-\\d+)?$");

    private static final int SHOWN = 40;
    private static final int GIB_BITS = 30;

    private final String what;
    private final Config config;
    private final Set<String> keys;

    /**
     * Opens a section.
     *
     * @param what it is, as refusals call it
     * @param keys that it may have
     * @throws Refusal EINVAL when it has another
     */
    Section(String what, Config config, Set<String> keys) {
        this.what = what;
        this.config = config;
        this.keys = new TreeSet<>(keys);
        for (String key : new TreeSet<>(config.root().keySet())) {
            if (!keys.contains(key)) {
                throw refusal("unknown key " + key, known(key), hint());
            }
        }
    }

    boolean has(String key) {
        return config.hasPath(key);
    }

    String required(String key, String example) {
        return read(key, "a text", example, config::getString);
    }

    String text(String key, String otherwise) {
        return has(key) ? read(key, "a text", otherwise, config::getString) : otherwise;
    }

    /** Reads one of several words; the first is the default. */
    String word(String key, List<String> allowed) {
        String rule = String.join(" or ", allowed);
        String word = has(key) ? read(key, rule, allowed.get(0), config::getString) : allowed.get(0);
        return check(key, word, allowed.contains(word), rule, allowed.get(0));
    }

    boolean flag(String key, boolean otherwise) {
        return has(key) ? read(key, "true or false", "true", config::getBoolean) : otherwise;
    }

    /** Reads a whole number; a default that is out of range says that there has to be one. */
    int whole(String key, int otherwise, int least, int most) {
        String rule = "a whole number from " + least + " to " + most;
        String example = Integer.toString(Math.max(otherwise, least));
        double number = has(key) || otherwise < least ? read(key, rule, example, config::getDouble) : otherwise;
        return check(
                key, (int) number, number >= least && number <= most && number == Math.rint(number), rule, example);
    }

    double number(String key, double otherwise, double least, double most) {
        String rule = "a number from " + least + " to " + most;
        String example = Double.toString(otherwise);
        double number = has(key) ? read(key, rule, example, config::getDouble) : otherwise;
        return check(key, number, number >= least && number <= most, rule, example);
    }

    /** Reads a duration in nanoseconds. */
    long nanos(String key, long otherwise) {
        if (!has(key)) {
            return otherwise;
        }
        ConfigValue value = known(key);
        try {
            return Durations.nanos(String.valueOf(value.unwrapped()));
        } catch (IllegalArgumentException wrong) {
            throw refusal(key + " is a time, not " + shown(value), value, String.valueOf(wrong.getMessage()));
        }
    }

    /** Reads a size in bytes, of whole units and at most so many GiB. */
    long bytes(String key, long unit, long mostGib) {
        String rule = "a size of whole units of " + unit + " bytes, at most " + mostGib + " GiB";
        String example = "64m";
        long bytes = has(key) ? read(key, rule, example, config::getBytes) : 0;
        return check(key, bytes, bytes >= 0 && bytes % unit == 0 && bytes >> GIB_BITS <= mostGib, rule, example);
    }

    /** Reads a bandwidth, written as a size per second, in bytes per microsecond; 0 when it is not there. */
    long bandwidth(String key) {
        String rule = "0, or a size per second of at least 1 MB";
        String example = "100g";
        long bytes = has(key) ? read(key, rule, example, config::getBytes) : 0;
        long bandwidth = bytes / TimeUnit.SECONDS.toMicros(1);
        return check(key, bandwidth, bytes == 0 || bandwidth > 0, rule, example);
    }

    /** Reads a section within this one. */
    Section section(String key, Set<String> itsKeys) {
        return new Section(what + ", " + key, read(key, "a section", "{ ... }", config::getConfig), itsKeys);
    }

    /** Reads a list that is not empty. */
    ConfigList list(String key, String example) {
        ConfigList list = read(key, "a list", example, config::getList);
        if (list.isEmpty()) {
            throw refusal(key + " is empty", known(key), written(key, example));
        }
        return list;
    }

    /** Opens an element of a list as a section; refusals call it by its name, if it has one. */
    Section element(String name, ConfigValue element, Set<String> itsKeys) {
        if (element instanceof ConfigObject object) {
            ConfigValue given = object.get("name");
            String called = given == null ? name : name.replaceFirst("^an? ", "") + " " + shown(given);
            return new Section(what + ", " + called, object.toConfig(), itsKeys);
        }
        throw refusal(name + " is no section, but " + shown(element), element, "write { name = ... }");
    }

    private <T> T read(String key, String rule, String example, Function<String, T> reader) {
        try {
            return reader.apply(key);
        } catch (ConfigException.Missing missing) {
            throw new Refusal(Errno.EINVAL, what + " has no " + key + beginning(), "add " + key + " = " + example);
        } catch (ConfigException wrong) {
            throw broken(key, rule, example);
        }
    }

    /** What was put together by a program begins nowhere. */
    private String beginning() {
        return config.origin().lineNumber() > 0 ? place(config.origin()) : "";
    }

    private <T> T check(String key, T value, boolean holds, String rule, String example) {
        if (!holds) {
            throw broken(key, rule, example);
        }
        return value;
    }

    private Refusal broken(String key, String rule, String example) {
        ConfigValue value = known(key);
        return refusal(key + " is " + rule + ", not " + shown(value), value, written(key, example));
    }

    private ConfigValue known(String key) {
        return Objects.requireNonNull(config.root().get(key));
    }

    private static String shown(ConfigValue value) {
        return switch (value.valueType()) {
            case OBJECT -> "a section";
            case LIST -> "a list";
            default -> {
                String text = String.valueOf(value.unwrapped());
                yield text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "...";
            }
        };
    }

    private static String written(String key, String example) {
        return "write " + key + " = " + example;
    }

    /** Returns a refusal that names the place of a value. */
    Refusal refusal(String reason, ConfigValue value, String hint) {
        return new Refusal(Errno.EINVAL, what + ": " + reason + place(value.origin()), hint);
    }

    /** Returns where something stands, as all messages write it: file:line. */
    static String place(ConfigOrigin origin) {
        return " (" + LINE.matcher(origin.description()).replaceFirst(":$1") + ")";
    }

    private String hint() {
        return "it may have " + String.join(", ", keys);
    }
}
