package dev.signalbox.examples.cli;

import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigIncludeContext;
import com.typesafe.config.ConfigIncluder;
import com.typesafe.config.ConfigIncluderClasspath;
import com.typesafe.config.ConfigIncluderFile;
import com.typesafe.config.ConfigIncluderURL;
import com.typesafe.config.ConfigObject;
import java.io.File;
import java.net.URL;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Input is not trusted to read other files; each way to name one asks its own interface whether it may. */
final class NoIncludes implements ConfigIncluder, ConfigIncluderFile, ConfigIncluderURL, ConfigIncluderClasspath {
    private static final Pattern INCLUDE = Pattern.compile("(?m)(?:^|[{,])\\s*(include)\\b");

    @Override
    public ConfigIncluder withFallback(ConfigIncluder fallback) {
        return this;
    }

    @Override
    public ConfigObject include(ConfigIncludeContext context, String what) {
        throw refused(what);
    }

    @Override
    public ConfigObject includeFile(ConfigIncludeContext context, File what) {
        throw refused(what.toString());
    }

    @Override
    public ConfigObject includeURL(ConfigIncludeContext context, URL what) {
        throw refused(what.toString());
    }

    @Override
    public ConfigObject includeResources(ConfigIncludeContext context, String what) {
        throw refused(what);
    }

    private static ConfigException refused(String what) {
        return new RefusedException("includes are not allowed here: " + what);
    }

    /** Returns the line of the first include of a text. */
    static long line(String text) {
        Matcher include = INCLUDE.matcher(text);
        return include.find()
                ? text.substring(0, include.start(1))
                                .chars()
                                .filter(c -> c == '\n')
                                .count()
                        + 1
                : 1;
    }

    /** The parser does not say where it has met one. */
    static final class RefusedException extends ConfigException {
        private static final long serialVersionUID = 1;

        RefusedException(String message) {
            super(message);
        }
    }
}
