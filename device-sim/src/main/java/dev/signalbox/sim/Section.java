package dev.signalbox.sim;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigOrigin;
import com.typesafe.config.ConfigValue;
import dev.signalbox.fence.Errno;
import dev.signalbox.fence.Refusal;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A section of a device's configuration: reads keys within their ranges, and refuses, with its place, whatever makes no sense. */
final class Section {
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
                throw refusal(
                        "unknown key " + key,
                        Objects.requireNonNull(config.root().get(key)));
            }
        }
    }

    boolean has(String key) {
        return config.hasPath(key);
    }

    String required(String key) {
        return read(key, config::getString);
    }

    String text(String key, String otherwise) {
        return has(key) ? read(key, config::getString) : otherwise;
    }

    /** Reads one of several words; the first is the default. */
    String word(String key, List<String> allowed) {
        String word = text(key, allowed.get(0));
        return check(key, word, allowed.contains(word), String.join(" or ", allowed));
    }

    boolean flag(String key, boolean otherwise) {
        return has(key) ? read(key, config::getBoolean) : otherwise;
    }

    /** Reads a whole number; a default that is out of range says that there has to be one. */
    int whole(String key, int otherwise, int least, int most) {
        int number = has(key) || otherwise < least ? read(key, config::getInt) : otherwise;
        return check(key, number, number >= least && number <= most, "a number from " + least + " to " + most);
    }

    double number(String key, double otherwise, double least, double most) {
        double number = has(key) ? read(key, config::getDouble) : otherwise;
        return check(key, number, number >= least && number <= most, "a number from " + least + " to " + most);
    }

    /** Reads a duration in nanoseconds. */
    long nanos(String key, long otherwise) {
        long nanos = has(key) ? read(key, path -> config.getDuration(path, TimeUnit.NANOSECONDS)) : otherwise;
        return check(key, nanos, nanos >= 0, "a duration of at least 0, such as 10 us");
    }

    /** Reads a size in bytes, of whole units and at most so many bytes. */
    long bytes(String key, long unit, long most) {
        long bytes = has(key) ? read(key, config::getBytes) : 0;
        check(key, bytes, bytes >= 0 && bytes % unit == 0, "a size of whole units of " + unit + " bytes");
        return check(key, bytes, bytes <= most, "a size of at most " + most + " bytes");
    }

    /** Reads a bandwidth, written as a size per second, in bytes per microsecond; 0 when it is not there. */
    long bandwidth(String key) {
        long bytes = has(key) ? read(key, config::getBytes) : 0;
        long bandwidth = bytes / TimeUnit.SECONDS.toMicros(1);
        return check(key, bandwidth, bytes == 0 || bandwidth > 0, "0, or a size per second of at least 1 MB");
    }

    /** Reads a section within this one. */
    Section section(String key, Set<String> itsKeys) {
        return new Section(what + ", " + key, read(key, config::getConfig), itsKeys);
    }

    /** Reads a list that is not empty. */
    ConfigList list(String key) {
        ConfigList list = read(key, config::getList);
        check(key, list, !list.isEmpty(), "not empty");
        return list;
    }

    /** Opens an element of a list as a section. */
    Section element(String name, ConfigValue element, Set<String> itsKeys) {
        if (element instanceof ConfigObject object) {
            return new Section(what + ", " + name, object.toConfig(), itsKeys);
        }
        throw refusal(name + " is no section", element);
    }

    private <T> T read(String key, Function<String, T> reader) {
        try {
            return reader.apply(key);
        } catch (ConfigException.Missing missing) {
            throw new Refusal(Errno.EINVAL, what + " has no " + key, hint());
        } catch (ConfigException wrong) {
            throw refusal(
                    key + ": " + wrong.getMessage(),
                    Objects.requireNonNull(config.root().get(key)));
        }
    }

    private <T> T check(String key, T value, boolean holds, String rule) {
        if (!holds) {
            throw refusal(
                    key + " is " + rule + ", not " + value,
                    Objects.requireNonNull(config.root().get(key)));
        }
        return value;
    }

    /** Returns a refusal that names the place of a value. */
    Refusal refusal(String reason, @Nullable ConfigValue value) {
        ConfigOrigin origin = value == null ? config.origin() : value.origin();
        return new Refusal(Errno.EINVAL, what + ": " + reason + " (" + origin.description() + ")", hint());
    }

    private String hint() {
        return "it may have " + String.join(", ", keys);
    }
}
