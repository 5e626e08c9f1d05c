package dev.signalbox.examples.oracle;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A value of a case that knows where in it it stands, so that whoever reads it needs no words of its own for what is wrong.
 *
 * @param path where it stands, such as {@code input.ops[3][1]}
 * @param node the value
 */
record Json(String path, JsonNode node) {
    private static final int DEEPEST = 64;
    private static final int LONGEST_NUMBER = 40;
    private static final int LONGEST_NAME = 100;
    private static final BigInteger LIMIT = BigInteger.ONE.shiftLeft(Long.SIZE);
    private static final JsonMapper MAPPER = mapper();

    private static JsonMapper mapper() {
        JsonMapper mapper = JsonMapper.builder()
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .build();
        mapper.getFactory()
                .setStreamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(DEEPEST)
                        .maxNumberLength(LONGEST_NUMBER)
                        .build());
        return mapper;
    }

    /**
     * Reads one value.
     *
     * @throws BadCaseException when the text is not one JSON value
     */
    static Json parse(String text) {
        try {
            return new Json("", MAPPER.readTree(text));
        } catch (JsonProcessingException wrong) {
            throw new BadCaseException("no JSON: " + wrong.getOriginalMessage().replaceAll("\\s+", " "));
        }
    }

    /** Makes a value of plain Java values: null, truth values, whole numbers, strings, lists and maps of such. */
    static JsonNode nodeOf(@Nullable Object plain) {
        return MAPPER.valueToTree(plain);
    }

    /** Returns a number that stands for 64 bits without a sign. */
    static BigInteger unsigned(long bits) {
        return new BigInteger(Long.toUnsignedString(bits));
    }

    /** Returns whether two values are the same; a number is the same however wide it was read. */
    static boolean areEqual(JsonNode one, JsonNode other) {
        return one.equals(Json::compareScalars, other);
    }

    private static int compareScalars(JsonNode one, JsonNode other) {
        if (one.isIntegralNumber() && other.isIntegralNumber()) {
            return one.bigIntegerValue().compareTo(other.bigIntegerValue());
        }
        return one.equals(other) ? 0 : 1;
    }

    /** Returns whether an object has a field. */
    boolean has(String name) {
        return node.has(name);
    }

    /** Returns a field that must be there. */
    Json field(String name) {
        JsonNode value = node.get(name);
        if (value == null) {
            throw new BadCaseException(inner(name) + ": missing");
        }
        return new Json(inner(name), value);
    }

    private String inner(String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    /** Returns how many elements a list has. */
    int size() {
        if (!node.isArray()) {
            throw wrong("a list");
        }
        return node.size();
    }

    /** Returns an element of a list that must be there. */
    Json at(int index) {
        String where = path + "[" + index + "]";
        if (index >= size()) {
            throw new BadCaseException(where + ": missing");
        }
        return new Json(where, node.get(index));
    }

    /** Returns the elements of a list. */
    List<Json> elements() {
        List<Json> elements = new ArrayList<>(size());
        for (int i = 0; i < size(); i++) {
            elements.add(at(i));
        }
        return elements;
    }

    boolean isNull() {
        return node.isNull();
    }

    boolean isText() {
        return node.isTextual();
    }

    String text() {
        if (!node.isTextual()) {
            throw wrong("a string");
        }
        return node.textValue();
    }

    /** Returns a name that can be printed as it is. */
    String name() {
        String name = text();
        if (name.length() > LONGEST_NAME || !name.matches("[!-~]+")) {
            throw wrong("a name of at most " + LONGEST_NAME + " printable characters");
        }
        return name;
    }

    boolean flag() {
        if (!node.isBoolean()) {
            throw wrong("true or false");
        }
        return node.booleanValue();
    }

    /** Returns a whole number of 64 bits; one above the largest with a sign as the same bits. */
    long number() {
        BigInteger value = node.isIntegralNumber() ? node.bigIntegerValue() : LIMIT;
        if (value.compareTo(LIMIT) >= 0 || value.compareTo(BigInteger.valueOf(Long.MIN_VALUE)) < 0) {
            throw wrong("a whole number of 64 bits");
        }
        return value.longValue();
    }

    /** Returns a whole number of 32 bits with a sign. */
    int integer() {
        if (!node.isIntegralNumber() || !node.canConvertToInt()) {
            throw wrong("a whole number of 32 bits");
        }
        return node.intValue();
    }

    /** Returns a whole number from 0 that is smaller than a limit. */
    int index(int limit) {
        if (!node.canConvertToInt() || !node.isIntegralNumber() || node.intValue() < 0 || node.intValue() >= limit) {
            throw wrong("one of " + limit + ", counted from 0,");
        }
        return node.intValue();
    }

    /** Returns the complaint that a value is not of the needed form. */
    BadCaseException wrong(String needed) {
        String text = node.toString();
        String shown = text.length() <= 80 ? text : text.substring(0, 80) + "...";
        return new BadCaseException(path + ": " + needed + " is needed, not " + shown);
    }
}
