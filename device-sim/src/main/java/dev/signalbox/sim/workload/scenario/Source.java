package dev.signalbox.sim.workload.scenario;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigIncludeContext;
import com.typesafe.config.ConfigIncluder;
import com.typesafe.config.ConfigIncluderClasspath;
import com.typesafe.config.ConfigIncluderFile;
import com.typesafe.config.ConfigIncluderURL;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigSyntax;
import java.io.File;
import java.net.URL;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The text of a scenario, before it means anything: what makes a text unsafe or costly to read is refused here. */
final class Source {
    private static final Pattern INCLUDE =
            Pattern.compile("(?m)(^|[{,\\[]|\\s)include\\s+(\"|(file|url|classpath|required)\\s*\\()");
    private static final Pattern LINE_OF_PROBLEM = Pattern.compile("^[^\\n]*?: (\\d+): (.*)", Pattern.DOTALL);

    private final String file;
    private final String text;

    Source(String file, String text) {
        this.file = file;
        this.text = text;
    }

    static String decode(String file, byte[] content) {
        if (content.length >= Limits.TEXT_BYTES) {
            throw tooLong(file, content.length);
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(content))
                    .toString();
        } catch (CharacterCodingException binary) {
            throw new ScenarioException(file, 1, "this is no text", "a scenario is UTF-8 text");
        }
    }

    /** Returns where a scenario comes from whose key {@code outcome} stands at this place. */
    Origin origin(Place outcome) {
        return new Origin(file, text, outcome);
    }

    /** Parses the text; no value is looked up outside it, or even inside it. */
    ConfigObject root() {
        if (text.length() >= Limits.TEXT_BYTES) {
            throw tooLong(file, text.length());
        }
        if (Printable.hasHalves(text)) {
            throw problem(1, "this is no text", "half a character stands alone in it");
        }
        new Shape(this, text).check();
        try {
            Config config = ConfigFactory.parseString(
                    text,
                    ConfigParseOptions.defaults()
                            .setOriginDescription("-")
                            .setSyntax(ConfigSyntax.CONF)
                            .setIncluder(new Refusing()));
            if (!config.isResolved()) {
                throw substitution();
            }
            return config.root();
        } catch (ConfigException wrong) {
            throw malformed(String.valueOf(wrong.getMessage()));
        }
    }

    ScenarioException problem(int line, String problem, String hint) {
        return new ScenarioException(file, Math.max(1, line), problem, hint);
    }

    private ScenarioException substitution() {
        int at = Math.max(text.indexOf("${"), text.indexOf("+="));
        return problem(
                lineOf(Math.max(0, at)),
                "a scenario has no substitutions, neither ${...} nor +=",
                "write the value out: nothing outside the file may decide what it says");
    }

    private ScenarioException malformed(String message) {
        Matcher include = INCLUDE.matcher(text);
        if (message.startsWith(Refusing.WHY) && include.find()) {
            return problem(lineOf(include.start() + 1), Refusing.WHY, "put everything into one file");
        }
        Matcher place = LINE_OF_PROBLEM.matcher(message);
        return place.matches()
                ? problem(number(place.group(1)), firstLine(place.group(2)), "see docs/scenarios.md for the syntax")
                : problem(1, firstLine(message), "see docs/scenarios.md for the syntax");
    }

    private static String firstLine(String message) {
        return message.lines().findFirst().orElse("malformed").strip();
    }

    private static int number(String digits) {
        return digits.length() > 7 ? 1 : Integer.parseInt(digits);
    }

    int lineOf(int index) {
        return 1
                + (int) text.substring(0, Math.min(index, text.length()))
                        .chars()
                        .filter(character -> character == '\n')
                        .count();
    }

    private static ScenarioException tooLong(String file, long length) {
        return new ScenarioException(
                file, 1, "a scenario of " + length + " bytes", "it must be smaller than " + Limits.TEXT_BYTES);
    }

    /** Each way to name another file asks its own interface whether it may. */
    private static final class Refusing
            implements ConfigIncluder, ConfigIncluderFile, ConfigIncluderURL, ConfigIncluderClasspath {
        static final String WHY = "a scenario includes no other file";

        @Override
        public ConfigIncluder withFallback(ConfigIncluder fallback) {
            return this;
        }

        @Override
        public ConfigObject include(ConfigIncludeContext context, String what) {
            throw new ConfigException.Generic(WHY);
        }

        @Override
        public ConfigObject includeFile(ConfigIncludeContext context, File what) {
            throw new ConfigException.Generic(WHY);
        }

        @Override
        public ConfigObject includeURL(ConfigIncludeContext context, URL what) {
            throw new ConfigException.Generic(WHY);
        }

        @Override
        public ConfigObject includeResources(ConfigIncludeContext context, String what) {
            throw new ConfigException.Generic(WHY);
        }
    }
}
