package dev.signalbox.examples.oracle;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * Where a case ends otherwise than observed.
 *
 * @param step which step, and what it does
 * @param expected what was observed
 * @param actual what happened here
 */
public record Difference(String step, JsonNode expected, JsonNode actual) {
    /**
     * Compares what was observed with what happened here.
     *
     * @param actual plain Java values: null, truth values, whole numbers, strings, lists and maps of such
     * @return null when they are equal
     */
    static @Nullable Difference between(String step, Json expected, @Nullable Object actual) {
        JsonNode happened = Json.nodeOf(actual);
        return Json.areEqual(expected.node(), happened) ? null : new Difference(step, expected.node(), happened);
    }
}
