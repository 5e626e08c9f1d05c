package dev.signalbox.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonWriterTest {
    @Test
    void membersAndElementsStandOnLinesOfTheirOwn() {
        JsonWriter json =
                new JsonWriter().beginObject().name("a").value(-1).name("b").beginArray();
        json.value("x")
                .value(new BigDecimal("1E+3"))
                .beginObject()
                .endObject()
                .beginArray()
                .endArray();
        json.endArray().endObject();

        assertThat(json).hasToString("""
                        {
                          "a": -1,
                          "b": [
                            "x",
                            1000,
                            {},
                            []
                          ]
                        }""");
    }

    @Test
    void whatWasWrittenIsWhatAStrictReaderReads() {
        JsonWriter json = new JsonWriter().beginObject();
        json.name("\"\\\u0000\ud83d\ude00").value("\t\u2029\ud800").name("n").value(Long.MIN_VALUE);
        json.name("d").value(new BigDecimal("0.500")).endObject();

        assertThat(StrictJson.read(json.toString()))
                .isEqualTo(Map.of(
                        "\"\\\u0000\ud83d\ude00",
                        "\t\u2029\ud800",
                        "n",
                        BigDecimal.valueOf(Long.MIN_VALUE),
                        "d",
                        new BigDecimal("0.500")));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void anyStringSurvives(long each) {
        long seed = Long.getLong("seed", each);
        SplittableRandom random = new SplittableRandom(seed);
        for (int round = 0; round < 300; round++) {
            char[] characters = new char[random.nextInt(20)];
            for (int at = 0; at < characters.length; at++) {
                characters[at] = (char) random.nextInt(random.nextBoolean() ? 0x100 : 0x10000);
            }
            String text = new String(characters);
            String json = new JsonWriter().beginArray().value(text).endArray().toString();
            assertThat(StrictJson.read(json)).as("seed %d", seed).isEqualTo(List.of(text));
        }
    }

    @Test
    void whatWouldNotBeJsonIsRefused() {
        assertThatIllegalStateException().isThrownBy(() -> new JsonWriter().name("a"));
        assertThatIllegalStateException()
                .isThrownBy(() -> new JsonWriter().value(1).value(2));
        assertThatIllegalStateException()
                .isThrownBy(() -> new JsonWriter().beginObject().value(1));
        assertThatIllegalStateException()
                .isThrownBy(() -> new JsonWriter().beginArray().name("a"));
        assertThatIllegalStateException()
                .isThrownBy(() -> new JsonWriter().beginArray().endObject());
        assertThatIllegalStateException()
                .isThrownBy(() -> new JsonWriter().beginObject().name("a").endObject());
        assertThatIllegalStateException()
                .isThrownBy(() -> new JsonWriter().beginObject().toString());
        assertThatIllegalStateException().isThrownBy(() -> new JsonWriter().toString());
    }
}
