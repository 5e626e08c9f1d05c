package dev.signalbox.sim.workload.scenario;

import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import dev.signalbox.fence.Errno;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;

/** A value of the text, where it stands, and what it is called; the questions that readers ask of it. */
final class Node {
    private static final Pattern HEX = Pattern.compile("0x[0-9a-fA-F]{1,16}");
    private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_-]*");

    private final Source source;
    private final String what;
    private final ConfigValue value;
    private final Place place;

    Node(Source source, String what, ConfigValue value, Place above) {
        this.source = source;
        this.what = what;
        this.value = value;
        int line = value.origin().lineNumber();
        this.place = line > 0 ? new Place(line) : above;
    }

    Place place() {
        return place;
    }

    Source source() {
        return source;
    }

    ScenarioException problem(String problem, String hint) {
        return source.problem(place.line(), problem, hint);
    }

    /** Says that this value is not of the kind that is needed. */
    ScenarioException isNot(String needed, String hint) {
        return problem("'" + what + "' is " + needed + ", not " + shown(), hint);
    }

    private String shown() {
        return switch (value.valueType()) {
            case OBJECT -> "an object";
            case LIST -> "a list";
            case NULL -> "null";
            default -> "'" + Printable.cut(String.valueOf(value.unwrapped())) + "'";
        };
    }

    boolean isList() {
        return value.valueType() == ConfigValueType.LIST;
    }

    boolean isText() {
        return value.valueType() == ConfigValueType.STRING;
    }

    boolean isObject() {
        return value.valueType() == ConfigValueType.OBJECT;
    }

    Fields fields(String needed) {
        if (value instanceof ConfigObject object) {
            return new Fields(source, needed, object, place);
        }
        throw isNot(needed, "write { key = value, ... }");
    }

    /** Returns the values of an object by their whole paths as they are written, in the order of the alphabet. */
    Map<String, ConfigValue> entries(String needed) {
        if (!(value instanceof ConfigObject object)) {
            throw isNot(needed, "write { key = value, ... }");
        }
        Map<String, ConfigValue> entries = new TreeMap<>();
        object.forEach((key, below) -> addEntries(key, below, entries));
        return entries;
    }

    private void addEntries(String path, ConfigValue value, Map<String, ConfigValue> entries) {
        if (value instanceof ConfigObject deeper && !deeper.isEmpty()) {
            deeper.forEach((key, below) -> addEntries(path + "." + key, below, entries));
        } else if (entries.put(normal(path), value) != null) {
            throw problem("'" + Printable.cut(path) + "' is written twice", "only one of them would count");
        }
    }

    /** A quoted key is a path as well, as JSON has no other way to write one. */
    private String normal(String path) {
        try {
            if (path.length() <= Limits.NAME) {
                return ConfigUtil.joinPath(ConfigUtil.splitPath(path));
            }
        } catch (ConfigException noPath) {
            // told below, with the line
        }
        throw problem(
                "'" + Printable.cut(path) + "' is no key", "words with dots between them, at most " + Limits.NAME);
    }

    List<Node> list(int most) {
        if (!(value instanceof ConfigList list)) {
            throw isNot("a list", "write [ ... ]");
        }
        if (list.size() > most) {
            throw problem("'" + what + "' has " + list.size() + " elements", "at most " + most);
        }
        List<Node> nodes = new ArrayList<>(list.size());
        list.forEach(each -> nodes.add(new Node(source, what, each, place)));
        return nodes;
    }

    /** One value stands for a list of one. */
    List<Node> oneOrMore(int most) {
        List<Node> nodes = isList() ? list(most) : List.of(this);
        if (nodes.isEmpty()) {
            throw problem("'" + what + "' is empty", "leave it out, or name something");
        }
        return nodes;
    }

    String text(String needed) {
        if (value.valueType() == ConfigValueType.STRING) {
            return whole(needed, String.valueOf(value.unwrapped()));
        }
        throw isNot(needed, "write text");
    }

    private String whole(String needed, String text) {
        if (Printable.hasHalves(text)) {
            throw isNot(needed, "half a character stands alone in it");
        }
        return text;
    }

    /** Returns text of any kind that is written on one value: words, numbers, true. */
    String scalar(String needed) {
        return switch (value.valueType()) {
            case STRING, NUMBER, BOOLEAN -> whole(needed, String.valueOf(value.unwrapped()));
            default -> throw isNot(needed, "write one value");
        };
    }

    /** Returns text that facts print. */
    String printable(String needed) {
        String text = text(needed);
        if (text.isBlank() || !Printable.isPrintable(text) || text.length() > Limits.NAME) {
            throw isNot(needed, "1 to " + Limits.NAME + " printable characters");
        }
        return text;
    }

    String name() {
        if (value.valueType() == ConfigValueType.STRING) {
            String name = String.valueOf(value.unwrapped());
            if (NAME.matcher(name).matches() && name.length() <= Limits.NAME) {
                return name;
            }
        }
        throw isNot("a name", "a letter, then letters, digits, '-' or '_', at most " + Limits.NAME);
    }

    boolean flag() {
        if (value.unwrapped() instanceof Boolean flag) {
            return flag;
        }
        throw isNot("true or false", "write true or false");
    }

    long whole(long least, long most) {
        Object number = value.unwrapped();
        if (number instanceof Integer || number instanceof Long) {
            long whole = ((Number) number).longValue();
            if (whole >= least && whole <= most) {
                return whole;
            }
            throw isNot("from " + least + " to " + most, "write a whole number in this range");
        }
        throw isNot("a whole number", "from " + least + " to " + most);
    }

    /** Reads a number that need not be whole. */
    double number(double least, double most) {
        String range = "from " + plain(least) + " to " + plain(most);
        if (value.unwrapped() instanceof Number number) {
            if (number.doubleValue() >= least && number.doubleValue() <= most) {
                return number.doubleValue();
            }
            throw isNot(range, "write a number in this range");
        }
        throw isNot("a number", range);
    }

    /** Reads 64 bits: as a number as far as every reader of JSON has it exactly, in hexadecimal digits otherwise. */
    long bits(long least) {
        if (isHex()) {
            return Long.parseUnsignedLong(text("a number").substring(2), 16);
        }
        if (isText()) {
            throw isNot("a number", "such as 5, or \"0xffffffffffffffff\"");
        }
        Object number = value.unwrapped();
        boolean whole = number instanceof Integer || number instanceof Long;
        if (whole && ((Number) number).longValue() >= least && ((Number) number).longValue() <= Limits.NUMBER) {
            return ((Number) number).longValue();
        }
        String from = least < 0 ? "up to 2^53 on either side of 0" : "from 0 to 2^53";
        throw isNot("a whole number", from + "; beyond, such as \"0xffffffffffffffff\"");
    }

    /** Whether it is a text of hexadecimal digits. */
    boolean isHex() {
        return isText() && HEX.matcher(String.valueOf(value.unwrapped())).matches();
    }

    private static String plain(double whole) {
        return Long.toString(Math.round(whole));
    }

    long time() {
        return Units.time(this, scalar("a time"));
    }

    Span times(String needed) {
        return Units.span(this, scalar(needed), Units::time);
    }

    Span sizes() {
        return Units.span(this, scalar("a size"), Units::size);
    }

    Range timeRange() {
        return Units.range(this, scalar("a time or a range of times"), Units::time);
    }

    Range countRange() {
        return Units.range(this, scalar("a number or a range of numbers"), Units::count);
    }

    Errno errno() {
        return oneOf(Errno.values(), Errno::name);
    }

    /** Reads one of several words. */
    <T> T oneOf(T[] values, Function<T, String> word) {
        String given = scalar("one of several words");
        return Arrays.stream(values)
                .filter(each -> word.apply(each).equals(given))
                .findFirst()
                .orElseThrow(() -> isNot(
                        "one of " + Arrays.stream(values).map(word).toList(),
                        Nearest.hint(given, Arrays.stream(values).map(word).toList())));
    }

    /** The word of an enum constant as scenarios write it. */
    static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
