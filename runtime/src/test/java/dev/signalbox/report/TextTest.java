package dev.signalbox.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextTest {
    @ParameterizedTest
    @CsvSource({
        "0, 0 ns",
        "999, 999 ns",
        "1000, 1.0 us",
        "2049, 2.0 us",
        "2050, 2.1 us",
        "9100000, 9.1 ms",
        "1000000000, 1.0 s",
        "61000000000, 61.0 s"
    })
    void aSpanIsToldInTheLargestUnitOfWhichThereIsOne(long nanos, String text) {
        assertThat(Text.span(nanos)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 3, 0.000",
        "1, 3, 0.001",
        "1500, 1, 1.5",
        "1549, 1, 1.5",
        "1550, 1, 1.6",
        "123456789012, 3, 123456789.012"
    })
    void microsecondsAreRoundedHalfUp(long nanos, int decimals, String text) {
        assertThat(Text.micros(nanos, decimals)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({
        "1, 3, 2, 1, 33.3",
        "2, 3, 2, 1, 66.7",
        "5, 0, 2, 1, 0.0",
        "-1, 8, 2, 0, -13",
        "3, 2, 9, 3, 1500000000.000"
    })
    void aRatioIsExactAnd0OfNothing(long part, long whole, int shift, int decimals, String text) {
        assertThat(Text.ratio(part, whole, shift, decimals).toPlainString()).isEqualTo(text);
    }

    @Test
    void aNameThatIsOnePlainWordStaysAsItIsAndOthersAreQuoted() {
        assertThat(Text.word("media_load.wsim")).isEqualTo("media_load.wsim");
        assertThat(Text.word("")).isEqualTo("\"\"");
        assertThat(Text.word("two words")).isEqualTo("\"two words\"");
        assertThat(Text.word("a=b")).isEqualTo("\"a=b\"");
    }

    @Test
    void quotingEscapesQuotesBackslashesControlsDirectionsAndWhatIsBeyond16Bits() {
        assertThat(Text.quoted("a\"b\\c\n\u001b[1m\u007f")).isEqualTo("\"a\\\"b\\\\c\\u000a\\u001b[1m\\u007f\"");
        assertThat(Text.quoted("\u2028\u202e")).isEqualTo("\"\\u2028\\u202e\"");
        assertThat(Text.quoted("\ud83d\ude00")).isEqualTo("\"\\ud83d\\ude00\"");
        assertThat(Text.quoted("\ud83d")).isEqualTo("\"\\ud83d\"");
        assertThat(Text.quoted("\u00fc\u4e16")).isEqualTo("\"\u00fc\u4e16\"");
    }

    @Test
    void aNameForReadingCannotStartALineOrAnEscapeSequence() {
        assertThat(Text.printable("a \"b\"\r\n\u001b[2J")).isEqualTo("a \"b\"\\u000d\\u000a\\u001b[2J");
    }

    @Test
    void theLocaleChangesNothing() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
            assertThat(Text.micros(1_234_500, 1)).isEqualTo("1234.5");
            assertThat(Text.span(2_500)).isEqualTo("2.5 us");
        } finally {
            Locale.setDefault(before);
        }
    }
}
